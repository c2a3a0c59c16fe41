import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadRegister } from "../../src/register/load.ts";
import type { Register } from "../../src/register/register.ts";
import {
  type Clearance,
  createView,
  formatClearance,
  parseClearance,
  publicClearance,
  type View,
} from "../../src/register/view.ts";
import { type Files, oneSource, registerOf, university } from "./register-folder.ts";

/** All that a view gives. */
function allOf(view: View): unknown {
  const kinds = new Set(view.entries.map(({ kind }) => kind));
  return {
    entries: view.entries,
    byKind: [...kinds].map((kind) => view.ofKind(kind)),
    byId: view.entries.map(({ id }) => view.get(id)),
    statements: view.entries.map((entry) =>
      Object.keys(entry.fields).map((field) => view.statements(entry, field)),
    ),
  };
}

function seen(files: Files, clearance: Clearance = publicClearance): unknown {
  return allOf(createView(registerOf(files), clearance));
}

const internal: Clearance = { level: "internal", groups: [] };
const restricted = (...groups: readonly string[]): Clearance => ({ level: "restricted", groups });

/** The same files with and without what is marked `# hidden` at the end of its line. */
function withAndWithout(files: Files): readonly [Files, Files] {
  const without = Object.entries(files).map(([name, text]) => [
    name,
    text
      .split("\n")
      .filter((line) => !line.endsWith("# hidden"))
      .join("\n"),
  ]);
  return [files, Object.fromEntries(without) as Files];
}

const base: Files = {
  "sources.yaml": `${oneSource}- id: memo # hidden
  title: A memo # hidden
  publisher: { value: alpha, cite: memo } # hidden
  visibility: internal # hidden
`,
  "organisations.yaml": `- id: alpha
  name: Alpha
  cite: report
- id: beta # hidden
  name: Beta # hidden
  cite: report # hidden
  parent: alpha # hidden
  visibility: restricted # hidden
  groups: [board] # hidden
`,
};

const hidden: readonly (readonly [what: string, files: Files])[] = [
  ["an entry, and the relation it writes", {}],
  [
    "links to a hidden entry, alone and among others",
    {
      "agreements.yaml": `- id: mou
  title: MoU
  cite: report
  parties:
    - alpha
    - beta # hidden
  witnesses: [beta] # hidden
`,
    },
  ],
  [
    "a group that links to a hidden entry",
    {
      "people.yaml": `- id: ann
  name: Ann
  cite: report
  roles:
    - { position: Dean, organisation: alpha }
    - { position: Trustee, organisation: beta } # hidden
`,
    },
  ],
  [
    "a statement of its own visibility",
    {
      "people.yaml": `- id: ann
  name: Ann
  contact: { value: secret, cite: report, visibility: internal } # hidden
  honorifics: { value: [Dr., Prof.], cite: report, visibility: public }
  roles:
    - { position: Dean, cite: report, visibility: restricted, groups: [board] } # hidden
    - { position: Reader, cite: report }
`,
    },
  ],
  [
    "a name of its own visibility",
    {
      "agreements.yaml": `- id: mou
  title: MoU
  aliases:
    - { value: Project Snow, visibility: internal } # hidden
    - Plain Name
`,
    },
  ],
  [
    "a statement and a name that only a hidden source bears out",
    {
      "agreements.yaml": `- id: mou
  title: MoU
  aliases:
    - { value: Memo Name, cite: memo#1 } # hidden
    - Plain Name
  signed: { value: 2024, cite: memo } # hidden
  place: { value: Here, cite: report }
`,
    },
  ],
  [
    "an entry that only a hidden source names, and the links to it",
    {
      "people.yaml": `- id: ann # hidden
  name: { value: Ann, cite: memo#1 } # hidden
- id: bob
  name: Bob
`,
      "agreements.yaml": `- id: mou
  title: MoU
  cite: report
  witnesses: ann # hidden
  signatories:
    - bob
    - ann # hidden
`,
    },
  ],
  [
    "an entry of which only hidden sources speak, whatever it is headed, and the links to it",
    {
      "agreements.yaml": `- id: pact # hidden
  title: Pact of the two houses # hidden
  cite: memo#2 # hidden
  signed: 2024-03 # hidden
- id: mou
  title: MoU
  cite: report
`,
      "commitments.yaml": `- id: promise
  title: A promise
  cite: report
  what: Buoys.
  agreement: { value: pact, editorial: true } # hidden
`,
    },
  ],
  [
    "what a source bears out whose own title is hidden",
    {
      "sources.yaml": `${base["sources.yaml"]}- id: letter # hidden
  title: { value: A letter, visibility: internal } # hidden
`,
      "people.yaml": `- id: ann # hidden
  name: { value: Ann, cite: letter } # hidden
- id: bob
  name: Bob
  contact: { value: x, cite: letter } # hidden
`,
    },
  ],
];

describe("what is hidden leaves nothing in a view:", () => {
  test.each(hidden)("%s", (_, files) => {
    const [whole, without] = withAndWithout({ ...base, ...files });
    expect(seen(whole)).toEqual(seen(without));
    expect(seen(whole, restricted("board"))).not.toEqual(seen(without));
  });

  test("a citation of a hidden source beside an open one", () => {
    const cited = (cite: string): Files => ({
      ...base,
      "agreements.yaml": `- id: mou\n  title: MoU\n  aliases: [{ value: M, cite: ${cite} }]\n  signed: { value: 2024, cite: ${cite} }\n`,
    });
    const [, without] = withAndWithout(cited("report#2"));
    expect(seen(cited("[memo#1, report#2]"))).toEqual(seen(without));
  });

  test("no text of the university's internal memorandum, its board's grant or its dean's telephone", async () => {
    const view = createView(await loadRegister(university), publicClearance);
    expect(JSON.stringify(allOf(view))).not.toMatch(/memo-2025|harbour|fund-2025|5550|grant/i);
    expect(JSON.stringify(view.entries)).toMatch(/exchange-2022/);
  });
});

describe("a clearance sees", () => {
  const files: Files = {
    "organisations.yaml": ["public", "internal", "restricted", "restricted\n  groups: [board, legal]"]
      .map((visibility, index) => `- id: o${index}\n  name: O${index}\n  visibility: ${visibility}\n`)
      .join(""),
  };
  test.each<readonly [string, Clearance, readonly string[]]>([
    ["public", publicClearance, ["o0"]],
    ["public with groups", { level: "public", groups: ["board"] }, ["o0"]],
    ["internal", internal, ["o0", "o1"]],
    ["internal with groups", { level: "internal", groups: ["board"] }, ["o0", "o1"]],
    ["restricted without groups", restricted(), ["o0", "o1"]],
    ["restricted of another group", restricted("deans"), ["o0", "o1"]],
    ["restricted of one of the groups", restricted("deans", "legal"), ["o0", "o1", "o3"]],
  ])("%s", (_, clearance, ids) => {
    expect(createView(registerOf(files), clearance).entries.map(({ id }) => id)).toEqual(ids);
  });

  test("a relation to what it sees, read from the other side too", async () => {
    const register = await loadRegister(university);
    const partiesOf = (clearance: Clearance): readonly unknown[] => {
      const view = createView(register, clearance);
      const skarvik = view.get("skarvik");
      return skarvik === undefined ? [] : view.statements(skarvik, "agreements").map(({ value }) => value);
    };
    expect(partiesOf(publicClearance)).toEqual(["exchange-2022", "exchange-2025", "data-letter-2024"]);
    expect(partiesOf(internal)).toEqual(partiesOf(publicClearance));
    expect(partiesOf(restricted("board"))).toEqual([...partiesOf(publicClearance), "fund-2025"]);
  });

  test("all of a register that hides nothing, as it is written", () => {
    const register: Register = registerOf({
      "sources.yaml": oneSource,
      "people.yaml": "- id: ann\n  name: Ann\n",
    });
    expect(createView(register, publicClearance).entries).toEqual(register.entries);
  });
});

test("a view never changes the register it shows", async () => {
  const register = await loadRegister(university);
  const before = JSON.stringify(register);
  for (const clearance of [publicClearance, internal, restricted("board")]) createView(register, clearance);
  expect(JSON.stringify(register)).toBe(before);
});

test("a view has nothing of an id, a kind or a field that nobody wrote", () => {
  const view = createView(registerOf(base), publicClearance);
  const alpha = view.get("alpha");
  expect(view.get("constructor")).toBeUndefined();
  expect(view.ofKind("visit")).toEqual([]);
  expect(alpha && view.statements(alpha, "seat")).toEqual([]);
  expect(alpha && view.statements(alpha, "constructor")).toEqual([]);
});

describe("a clearance is written", () => {
  test.each<readonly [string, Clearance | undefined]>([
    ["public", publicClearance],
    ["internal", internal],
    ["restricted", restricted()],
    ["restricted:board", restricted("board")],
    ["restricted:board,legal-2", restricted("board", "legal-2")],
    [" RESTRICTED:Board ", restricted("Board")],
    ["", undefined],
    ["secret", undefined],
    ["public:board", undefined],
    ["internal:board", undefined],
    ["restricted:", undefined],
    ["restricted:board,", undefined],
    ["restricted: board", undefined],
    ["restricted:a b", undefined],
    ["publicly", undefined],
  ])("%j", (written, clearance) => {
    expect(parseClearance(written)).toEqual(clearance);
  });

  test("the same where it sees the same, and reads back as it was", () => {
    expect(formatClearance(restricted("legal", "board", "legal"))).toBe("restricted:board,legal");
    expect(formatClearance({ level: "internal", groups: ["board"] })).toBe("internal");
    fc.assert(
      fc.property(
        fc.constantFrom("public" as const, "internal" as const, "restricted" as const),
        fc.array(fc.stringMatching(/^[a-z0-9_-]{1,8}$/)),
        (level, groups) => {
          const written = formatClearance({ level, groups });
          const read = parseClearance(written);
          expect(read && formatClearance(read)).toBe(written);
          if (level === "restricted") expect(new Set(read?.groups)).toEqual(new Set(groups));
        },
      ),
    );
  });
});
