import { describe, expect, test } from "vitest";
import { compilePack } from "../../src/register/compile.ts";
import { type Field, type Kind, kinds } from "../../src/register/field.ts";
import { fieldOf, kindTables } from "../../src/register/kinds.ts";
import { inverseOf, linkParts, linksOf, relations } from "../../src/register/links.ts";
import { createView, publicClearance } from "../../src/register/view.ts";
import { entriesOf, type Files, oneSource, packOf, placeOf, registerOf } from "./register-folder.ts";

const base: Files = {
  "sources.yaml": oneSource,
  "organisations.yaml": `- id: alpha
  name: Alpha
- id: beta
  name: Beta
`,
  "agreements.yaml": `- id: mou
  title: MoU
  cite: report#2
  parties: [alpha, beta]
- id: letter
  title: Letter
`,
};

function messagesOf(files: Files): readonly string[] {
  return compilePack(packOf(files)).problems.map((problem) => `${placeOf(problem)}: ${problem.message}`);
}

function valuesIn(files: Files, id: string, field: string): readonly unknown[] {
  const view = createView(registerOf(files), publicClearance);
  const entry = view.get(id);
  return entry === undefined ? [] : view.statements(entry, field).map((statement) => statement.value);
}

describe("a relation", () => {
  test("written on one side is read from both, with the citations of the side that wrote it", () => {
    const view = createView(registerOf(base), publicClearance);
    const alpha = view.get("alpha");
    expect(alpha && view.statements(alpha, "agreements")).toEqual([
      { value: "mou", cites: [{ source: "report", paragraph: 2 }] },
    ]);
    expect(valuesIn(base, "mou", "parties")).toEqual(["alpha", "beta"]);
  });

  test("may be written on the other side alone", () => {
    const files = {
      ...base,
      "organisations.yaml": `${base["organisations.yaml"]}  cite: report\n  agreements: letter\n`,
      "agreements.yaml": "- id: letter\n  title: Letter\n",
    };
    expect(messagesOf(files)).toEqual([]);
    expect(valuesIn(files, "letter", "parties")).toEqual(["beta"]);
  });

  test("written on both sides alike is read once from each", () => {
    const files = {
      ...base,
      "organisations.yaml": `${base["organisations.yaml"]}  cite: report\n  agreements: [mou]\n`,
    };
    expect(messagesOf(files)).toEqual([]);
    expect(valuesIn(files, "beta", "agreements")).toEqual(["mou"]);
    expect(valuesIn(files, "mou", "parties")).toEqual(["alpha", "beta"]);
  });

  test("written on both sides differently is an error on the side that is contradicted", () => {
    const files = {
      ...base,
      "organisations.yaml": `${base["organisations.yaml"]}  cite: report\n  agreements: [letter]\n`,
    };
    expect(messagesOf(files)).toEqual([
      "agreements.yaml:4:20 [0].parties[1]: says beta, but beta writes its own agreements without mou; expected the relation on one side, or the same on both",
    ]);
  });

  test("out of a group is read backwards with its group", () => {
    const files = {
      ...base,
      "people.yaml":
        "- id: ann\n  name: Ann\n  cite: report\n  roles: { position: Dean, organisation: alpha }\n",
    };
    const view = createView(registerOf(files), publicClearance);
    const alpha = view.get("alpha");
    expect(alpha && view.statements(alpha, "people")).toEqual([
      { value: "ann", via: { position: "Dean", organisation: "alpha" }, cites: [{ source: "report" }] },
    ]);
  });

  test("to an entry that writes nothing of its own adds to what others say", () => {
    const files = {
      ...base,
      "agreements.yaml": `${base["agreements.yaml"]}  cite: report\n  parties: alpha\n`,
    };
    expect(valuesIn(files, "alpha", "agreements")).toEqual(["mou", "letter"]);
  });
});

describe("a link by name", () => {
  const linked = (link: string, more: Files = {}): Files => ({
    ...base,
    "agreements.yaml": `- id: mou\n  title: MoU\n  cite: report\n  parties: [${link}]\n`,
    ...more,
  });

  test.each(["Alpha", "ALPHA", "alpha"])("leads to the entry of that exact name: %s", (link) => {
    expect(valuesIn(linked(link), "mou", "parties")).toEqual(["alpha"]);
  });

  test("leads nowhere by a part of a name", () => {
    expect(messagesOf(linked("Alph"))).toEqual([
      expect.stringContaining("dangling reference Alph; expected the id or exact name of organisation"),
    ]);
  });

  test("leads to the kind that the field links to, each field to its own", () => {
    const files = {
      ...base,
      "programmes.yaml":
        "- id: north\n  name: North\n  cite: report\n  owners: Alpha Works\n  agreement: Alpha Works\n",
      "organisations.yaml": `${base["organisations.yaml"]}- id: works
  name: Works
  aliases: [{ value: Alpha Works, shared: true }]
`,
      "agreements.yaml": "- id: mou\n  title: MoU\n  aliases: [{ value: Alpha Works, shared: true }]\n",
    };
    expect(messagesOf(files)).toEqual([]);
    expect(valuesIn(files, "north", "owners")).toEqual(["works"]);
    expect(valuesIn(files, "north", "agreement")).toEqual(["mou"]);
  });

  test("is resolved inside groups and among several values of one statement", () => {
    const files = {
      ...base,
      "people.yaml":
        "- id: ann\n  name: Ann\n  cite: report\n  roles:\n    - { position: Dean, organisation: Beta }\n",
      "events.yaml":
        "- id: day\n  name: Day\n  cite: report\n  organisers: [{ value: [Beta, alpha], note: Both. }]\n",
    };
    expect(valuesIn(files, "beta", "people")).toEqual(["ann"]);
    expect(valuesIn(files, "day", "organisers")).toEqual(["beta", "alpha"]);
  });
});

describe("the field tables", () => {
  interface Declared {
    readonly kind: Kind;
    readonly name: string;
    readonly part?: string;
    readonly field: Field;
    readonly to: Kind;
  }
  const declared = kinds.flatMap((kind) =>
    Object.entries(kindTables[kind].fields).flatMap(([name, field]): readonly Declared[] => {
      if (field.type === "link") return field.to.map((to) => ({ kind, name, field, to }));
      return linkParts(field).flatMap(([part, shape]) =>
        shape.to.map((to) => ({ kind, name, part, field, to })),
      );
    }),
  );

  test.each(declared)("$kind.$name.$part is read backwards on $to by a field that leads back", (one) => {
    const { kind, name, part, field, to } = one;
    const named =
      part === undefined ? field.inverse : linkParts(field).find(([own]) => own === part)?.[1].inverse;
    const inverse = inverseOf(field, part, to);
    expect(inverse).toBe(named);
    if (inverse === undefined) return;
    const back = fieldOf(to, inverse);
    expect(back?.type === "link" && back.to).toContain(kind);
    if (part === undefined) expect(back?.inverse ?? back?.from).toBe(name);
    else expect(back?.from).toBe(`${name}.${part}`);
  });

  test("every relation of every kind is listed once", () => {
    const keys = relations.map(({ kind, field, part }) => `${kind}.${field}.${part ?? ""}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(declared.map(({ kind, name, part }) => `${kind}.${name}.${part ?? ""}`))).toEqual(
      new Set(keys),
    );
  });

  test("a kind's dated field, its row and its head are fields that it has", () => {
    for (const { fields, dated, row, head } of Object.values(kindTables)) {
      for (const name of [...row, ...head, ...(dated === undefined ? [] : [dated])]) {
        expect(Object.keys(fields)).toContain(name);
      }
      if (dated !== undefined) expect(fields[dated]?.type).toBe("date");
    }
  });
});

test("the links of an entry are those of its fields and of the groups in them, each at its place", () => {
  const [, , visit] = entriesOf({
    "sources.yaml": oneSource,
    "organisations.yaml": "- id: alpha\n  name: Alpha\n",
    "visits.yaml": `- id: visit
  title: Visit
  cite: report
  hosts: alpha
  stops: [{ on: 2024 }, { organisation: alpha, what: Lunch }]
`,
  });
  expect(visit && linksOf(visit).map(({ field, part, to, index }) => [field, part, to, index])).toEqual([
    ["hosts", undefined, "alpha", 0],
    ["stops", "organisation", "alpha", 1],
  ]);
});
