import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changesBetween } from "../../src/change/changes.ts";
import { layOver } from "../../src/change/overlay.ts";
import type { Revision } from "../../src/change/revision.ts";
import { kindTables } from "../../src/register/kinds.ts";
import { loadRegister, shippedRegister } from "../../src/register/load.ts";
import type { Entry, Statement } from "../../src/register/statement.ts";
import { writtenEntry } from "../../src/register/written.ts";
import { entriesOf, university } from "../register/register-folder.ts";
import { createReviser, revisionsArbitrary } from "./revising.ts";

const sources = "- id: report\n  title: A report\n  date: 2024-05-02\n- id: letter\n  title: A letter\n";
const organisations = `- id: alpha
  name: Alpha House
  cite: report#1
  seat: Oak
- id: beta
  name: Beta House
  cite: report#2
  seat: Elm
`;
const agreements = `- id: mou
  title: Pact
  cite: report#3
  parties: [alpha, beta]
  place: Ash
`;
const files = { "agreements.yaml": agreements, "organisations.yaml": organisations, "sources.yaml": sources };
const pack = entriesOf(files);

const said = (value: string, source = "letter"): readonly Statement[] => [{ value, cites: [{ source }] }];
const find = (entries: readonly Entry[], id: string) => entries.find((entry) => entry.id === id);
const gamma: Entry = {
  kind: "organisation",
  id: "gamma",
  names: [{ text: "Gamma House", type: "name", cites: [{ source: "letter" }] }],
  fields: { seat: said("Fir") },
};

/** The entries as the files of a register, in JSON, which is YAML. */
function filesOf(entries: readonly Entry[]): Readonly<Record<string, string>> {
  const lists = new Map<string, unknown[]>();
  for (const entry of entries) {
    const { file } = kindTables[entry.kind];
    lists.set(file, [...(lists.get(file) ?? []), writtenEntry(entry)]);
  }
  return Object.fromEntries([...lists].map(([file, list]) => [file, JSON.stringify(list)]));
}

describe("the register in force", () => {
  test("is the files where there are no revisions", () => {
    expect(layOver(pack, []).entries).toBe(pack);
  });

  test("says what a revision says, and leaves the other entries the objects that they are", () => {
    const reviser = createReviser(pack);
    reviser.edit("alpha", { seat: said("Fir") });
    const { entries, shadowed, aside } = layOver(pack, reviser.revisions);
    expect(find(entries, "alpha")?.fields.seat).toEqual(said("Fir"));
    expect(find(entries, "alpha")?.names).toBe(find(pack, "alpha")?.names);
    for (const id of ["beta", "mou", "report"]) expect(find(entries, id)).toBe(find(pack, id));
    expect([shadowed, aside]).toEqual([[], []]);
  });

  test("has the last change of each field", () => {
    const reviser = createReviser(pack);
    reviser.edit("alpha", { seat: said("Fir") });
    reviser.edit("alpha", { address: said("Way 1") });
    reviser.edit("alpha", { seat: said("Yew") });
    expect(reviser.revisions[2]?.changes[0]).toMatchObject({
      before: said("Fir"),
      pack: [{ value: "Oak", cites: [{ source: "report", paragraph: 1 }] }],
    });
    const alpha = find(layOver(pack, reviser.revisions).entries, "alpha");
    expect(alpha?.fields).toEqual({ address: said("Way 1"), seat: said("Yew") });
  });

  test("is the same object again once all was taken back", () => {
    const reviser = createReviser(pack);
    reviser.undo(
      reviser.edit("alpha", { seat: said("Fir"), visibility: [{ value: "internal", cites: [] }] }),
    );
    expect(find(layOver(pack, reviser.revisions).entries, "alpha")).toBe(find(pack, "alpha"));
  });

  test("has a new entry after the last of its kind, and one that was taken out no more", () => {
    const reviser = createReviser(pack);
    reviser.make("gamma", gamma);
    reviser.edit("mou", { parties: [...said("alpha"), ...said("gamma")] });
    reviser.make("beta", undefined);
    const { entries, aside } = layOver(pack, reviser.revisions);
    expect(entries.map(({ id }) => id)).toEqual(["mou", "alpha", "gamma", "report", "letter"]);
    expect(aside).toEqual([]);
  });

  test("has an entry that was taken out and back as it was", () => {
    const reviser = createReviser(pack);
    reviser.edit("mou", { place: said("Oslo") });
    const before = reviser.get("mou");
    const removal = reviser.make("mou", undefined);
    expect(reviser.get("mou")).toBeUndefined();
    expect(reviser.undo(removal).does).toBe("add");
    expect(reviser.get("mou")).toEqual(before);
  });

  test("hides what a revision hides", () => {
    const reviser = createReviser(pack);
    const groups = ["board", "deans"].map((value) => ({ value, cites: [] }));
    reviser.edit("alpha", { visibility: [{ value: "restricted", cites: [] }], groups });
    expect(reviser.get("alpha")).toMatchObject({ visibility: "restricted", groups: ["board", "deans"] });
  });

  test.each([shippedRegister, university])("always holds together, over %s", async (folder) => {
    const { entries } = await loadRegister(folder);
    fc.assert(
      fc.property(revisionsArbitrary(entries, 6), (revisions) => {
        const laid = layOver(entries, revisions);
        expect(entriesOf(filesOf(laid.entries))).toEqual(laid.entries);
      }),
      { numRuns: 15 },
    );
  });
});

describe("files that changed under a revision", () => {
  const revised = (): readonly Revision[] => {
    const reviser = createReviser(pack);
    reviser.edit("alpha", { seat: said("Fir") });
    return reviser.revisions;
  };
  const packWith = (from: string, to: string): readonly Entry[] =>
    entriesOf(
      Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text.replace(from, to)])),
    );

  test("are shadowed where they say something else by now, and the revision holds", () => {
    const revisions = revised();
    const { entries, shadowed, aside } = layOver(packWith("seat: Oak", "seat: Yew"), revisions);
    expect(find(entries, "alpha")?.fields.seat).toEqual(said("Fir"));
    const cites = [{ source: "report", paragraph: 1 }];
    expect(shadowed).toEqual([
      {
        entry: "alpha",
        field: "seat",
        revision: revisions[0],
        pack: [{ value: "Yew", cites }],
        packThen: [{ value: "Oak", cites }],
        revised: said("Fir"),
      },
    ]);
    expect(aside).toEqual([]);
  });

  test("are shadowed by a revision of a revision only where they changed since", () => {
    const reviser = createReviser(pack, revised());
    reviser.edit("alpha", { seat: said("Yew") });
    expect(layOver(pack, reviser.revisions).shadowed).toEqual([]);
    expect(layOver(packWith("seat: Oak", "seat: Ash"), reviser.revisions).shadowed).toHaveLength(1);
    expect(
      layOver(packWith("seat: Oak", "seat: { value: Fir, cite: letter }"), reviser.revisions).shadowed,
    ).toHaveLength(1);
  });

  test("are settled where they say the same as the revision, and the entry is theirs", () => {
    const settled = packWith("seat: Oak", "seat: { value: Fir, cite: letter }");
    const laid = layOver(settled, revised());
    expect(laid).toEqual({ entries: settled, shadowed: [], aside: [] });
    expect(find(laid.entries, "alpha")).toBe(find(settled, "alpha"));
  });

  test("are shadowed where an entry that was taken out says something new", () => {
    const reviser = createReviser(pack);
    reviser.make("mou", undefined);
    const { entries, shadowed } = layOver(packWith("place: Ash", "place: Yew"), reviser.revisions);
    expect(find(entries, "mou")).toBeUndefined();
    expect(shadowed).toMatchObject([{ entry: "mou", field: "place", revised: [], pack: [{ value: "Yew" }] }]);
  });

  test("settle an entry that was made here field by field", () => {
    const reviser = createReviser(pack);
    reviser.make("gamma", gamma);
    const written = (seat: string): readonly Entry[] =>
      packWith(
        "- id: alpha",
        `- id: gamma\n  name: Gamma House\n  cite: letter\n  seat: ${seat}\n- id: alpha`,
      );
    expect(layOver(written("Fir"), reviser.revisions)).toEqual({
      entries: written("Fir"),
      shadowed: [],
      aside: [],
    });
    const { entries, shadowed } = layOver(written("Ash"), reviser.revisions);
    expect(find(entries, "gamma")?.fields.seat).toEqual(said("Fir"));
    expect(shadowed).toMatchObject([{ entry: "gamma", field: "seat", pack: [{ value: "Ash" }] }]);
  });
});

describe("a change that does not fit the files any more is set aside", () => {
  const without = (...ids: readonly string[]): readonly Entry[] => pack.filter(({ id }) => !ids.includes(id));

  test("where its entry is not in them", () => {
    const reviser = createReviser(pack);
    reviser.edit("mou", { place: said("Oslo") });
    const { entries, aside } = layOver(without("mou"), reviser.revisions);
    expect(entries).toEqual(without("mou"));
    expect(aside).toEqual([{ revision: reviser.revisions[0], field: "place", reason: { kind: "gone" } }]);
  });

  test("where its entry is one of another kind", () => {
    const reviser = createReviser(pack);
    reviser.make("gamma", gamma);
    const other: Entry = {
      kind: "agreement",
      id: "gamma",
      names: [{ text: "G", type: "name", cites: [] }],
      fields: {},
    };
    const { entries, aside } = layOver([other, ...pack], reviser.revisions);
    expect(find(entries, "gamma")).toBe(other);
    expect(aside[0]?.reason).toEqual({ kind: "otherKind", is: "agreement" });
  });

  test("where it links to or cites what is not there, and the files' own value holds", () => {
    const reviser = createReviser([...pack, gamma]);
    reviser.edit("mou", { parties: [...said("alpha"), ...said("gamma")], place: said("Oslo", "letter") });
    const { entries, aside } = layOver(without("letter"), reviser.revisions);
    expect(find(entries, "mou")).toEqual(find(pack, "mou"));
    expect(aside.map(({ field }) => field)).toEqual(["parties", "place"]);
    const linked = layOver(pack, reviser.revisions);
    expect(linked.aside).toMatchObject([{ field: "parties", reason: { kind: "unfit", other: "gamma" } }]);
    expect(find(linked.entries, "mou")?.fields.place).toEqual(said("Oslo"));
  });

  test("where one that it needs is set aside itself", () => {
    const reviser = createReviser(pack);
    reviser.make("gamma", gamma);
    reviser.edit("mou", { parties: [...said("alpha"), ...said("gamma")] });
    const rival = entriesOf({ ...files, "people.yaml": "- id: g\n  name: Gamma House\n  cite: report\n" });
    const { entries, aside } = layOver(rival, reviser.revisions);
    expect(entries).toEqual(rival);
    expect(aside.map(({ field, reason }) => [field, reason.kind])).toEqual([
      ["name", "unfit"],
      ["seat", "gone"],
      ["parties", "unfit"],
    ]);
  });

  test("where it takes out what the files link to by now", () => {
    const reviser = createReviser([...without("mou"), gamma]);
    reviser.make("beta", undefined);
    const { entries, aside } = layOver(pack, reviser.revisions);
    expect(entries).toEqual(pack);
    expect(aside).toMatchObject([{ revision: { number: 1 }, reason: { kind: "unfit", other: "beta" } }]);
    expect(aside[0]).not.toHaveProperty("field");
  });

  test("the later one where two do not fit each other", () => {
    for (const ids of [
      ["alpha", "beta"],
      ["beta", "alpha"],
    ]) {
      const reviser = createReviser(pack);
      const aliases = [{ text: "Same", type: "alias", editorial: true, cites: [] }] as const;
      for (const id of ids) reviser.edit(id, { aliases });
      const { aside } = layOver(pack, reviser.revisions);
      expect(aside.map(({ revision }) => revision.number)).toEqual([2]);
    }
  });

  test("where it takes out a source that is cited by now", () => {
    const reviser = createReviser(pack);
    reviser.make("letter", undefined);
    const cited = entriesOf({ ...files, "people.yaml": "- id: g\n  name: G\n  cite: letter\n" });
    const { entries, aside } = layOver(cited, reviser.revisions);
    expect(entries).toEqual(cited);
    expect(aside).toMatchObject([{ reason: { kind: "unfit", other: "letter" } }]);
  });

  test.each<readonly [what: string, id: string, field: string, after: Revision["changes"][number]["after"]]>([
    ["a field that is not known", "alpha", "colour", said("red")],
    ["a field that is worked out", "mou", "status", said("open")],
    ["a value that is none of the choices", "alpha", "type", said("castle")],
    ["a date that is none", "mou", "signed", said("soon")],
    ["a statement that nothing bears out", "alpha", "seat", [{ value: "Fir", cites: [] }]],
    ["groups that hide nothing", "alpha", "groups", [{ value: "board", cites: [] }]],
    ["no heading", "alpha", "name", []],
    [
      "a name that is another's",
      "beta",
      "aliases",
      [{ text: "ALPHA house", type: "alias", cites: [], editorial: true }],
    ],
    ["text that reads otherwise once it is written", "alpha", "seat", said(" Fir ")],
    ["a relation that the other side denies", "alpha", "agreements", said("mou-2")],
  ])("where it holds %s", (_, id, field, after) => {
    const entry = find(pack, id) as Entry;
    const revision = {
      ...createReviser(pack).edit(id, { note: said("N") }),
      changes: [{ field, before: [], after }],
    };
    const second = entriesOf({
      ...files,
      "agreements.yaml": `${agreements}- id: mou-2\n  title: Second pact\n  cite: report#4\n  parties: [beta]\n`,
    });
    const { entries, aside } = layOver(second, [revision]);
    expect(entries).toEqual(second);
    expect(aside).toMatchObject([{ field, reason: { kind: "unfit", message: expect.stringMatching(/\w/) } }]);
    expect(changesBetween(entry, find(entries, id))).toEqual([]);
  });
});
