import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exportPack } from "../../src/change/export.ts";
import { layOver } from "../../src/change/overlay.ts";
import type { Revision } from "../../src/change/revision.ts";
import { RegisterError } from "../../src/errors.ts";
import { readPack } from "../../src/pack/pack.ts";
import { writePack } from "../../src/pack/write-pack.ts";
import { loadRegister, shippedRegister } from "../../src/register/load.ts";
import type { Entry, Statement } from "../../src/register/statement.ts";
import { entriesOf, packOf, temporaryFolder, university } from "../register/register-folder.ts";
import { createReviser, type Reviser, revisionsArbitrary } from "./revising.ts";

const files = {
  "agreements.yaml": `# Agreements.

# The old ones
- id: mou   # the first
  title: Pact
  aliases:
    - { value: "Oak Pact", cite: letter }   # as the letter has it
    - Elm Pact
    # heard only
    - { value: Ash Pact, editorial: true }
  cite: report#3   # for all
  parties: [Alpha House, beta]   # both
  # where
  place: "Ash"   # a town
  purpose:
    - { value: To exchange staff., cite: report#4 }
    - { value: To open an office., cite: letter, note: Only the letter says so. }


# The new ones
- title: Second pact
  id: mou-2
  cite: report#5
  parties: alpha
# The end.
`,
  "organisations.yaml": `- id: alpha
  name: Alpha House
  cite: report#1
  seat: Oak
-   id: beta
    name: { value: Beta House, cite: letter }
    cite: report#2`,
  "sources.yaml":
    "- { id: report, title: A report, date: 2024-05-02 }\r\n- id: letter\r\n  title: A letter\r\n",
};
const pack = packOf(files);
const entries = entriesOf(files);

const said = (value: string, source = "letter"): readonly Statement[] => [{ value, cites: [{ source }] }];
const gamma: Entry = {
  kind: "person",
  id: "gamma",
  names: [{ text: "Gamma", type: "name", cites: [{ source: "letter" }] }],
  fields: { contact: said("Fir: 12") },
};

/** The files after revisions, each line that is new or gone: `+ …`, `- …`. */
function changesIn(revise: (reviser: Reviser) => void): Readonly<Record<string, readonly string[]>> {
  const reviser = createReviser(entries);
  revise(reviser);
  const { files: after } = exportPack(pack, reviser.revisions);
  const changed = after.flatMap(({ name, text }) => {
    const before = (files as Readonly<Record<string, string>>)[name] ?? "";
    if (before === text) return [];
    const [old, now] = [before.split("\n"), text.split("\n")];
    const lines = [
      ...old.filter((line) => !now.includes(line)).map((line) => `- ${line}`),
      ...now.filter((line) => !old.includes(line)).map((line) => `+ ${line}`),
    ];
    return [[name, lines] as const];
  });
  return Object.fromEntries(changed);
}

describe("an export", () => {
  test("is the same files, byte for byte, where nothing was revised, and where all was taken back", () => {
    const reviser = createReviser(entries);
    expect(exportPack(pack, []).files).toEqual(pack.files);
    reviser.undo(reviser.edit("mou", { place: said("Yew") }));
    expect(exportPack(pack, reviser.revisions).files).toEqual(pack.files);
  });

  test("writes a changed field, and keeps the comments beside it and the other fields", () => {
    expect(changesIn((reviser) => reviser.edit("mou", { place: said("Yew") }))).toEqual({
      "agreements.yaml": [
        '-   place: "Ash"   # a town',
        "+   place: { value: Yew, cite: letter }   # a town",
      ],
    });
  });

  test("writes a new field in its place, and leaves one out with its line", () => {
    const signed = [{ value: "2024", cites: [{ source: "report", paragraph: 3 }] }];
    const reviser = createReviser(entries);
    reviser.edit("mou", { place: [], signed });
    const text = exportPack(pack, reviser.revisions).files[0]?.text;
    expect(text).toBe(
      files["agreements.yaml"]
        .replace('  place: "Ash"   # a town\n', "")
        .replace("# both\n", "# both\n  signed: 2024\n"),
    );
  });

  test("writes a new field where the one beside it is left out", () => {
    const reviser = createReviser(entries);
    const type = [{ value: "mou", cites: [{ source: "report", paragraph: 5 }] }];
    reviser.edit("mou-2", { parties: [], type });
    expect(exportPack(pack, reviser.revisions).files[0]?.text).toBe(
      files["agreements.yaml"].replace("  parties: alpha\n", "  type: mou\n"),
    );
  });

  test("writes only the items of a list that changed", () => {
    expect(
      changesIn((reviser) => {
        const [heading, oak, elm, ash] = reviser.get("mou")?.names ?? [];
        if (heading === undefined || oak === undefined || elm === undefined || ash === undefined)
          throw new Error();
        const yew = { text: "Yew: Pact", type: "alias", lang: "ms", editorial: true, cites: [] } as const;
        reviser.edit("mou", { aliases: [oak, yew, ash] });
      }),
    ).toEqual({
      "agreements.yaml": ["-     - Elm Pact", '+     - { value: "Yew: Pact", lang: ms, editorial: true }'],
    });
    expect(
      changesIn((reviser) => {
        const purpose = reviser.get("mou")?.fields.purpose ?? [];
        reviser.edit("mou", { purpose: [...purpose, ...said("To sing.", "report")] });
      }),
    ).toEqual({ "agreements.yaml": ["+     - { value: To sing., cite: report }"] });
  });

  test("puts a new entry at the end of its file, and makes the file where there is none", () => {
    const delta: Entry = { ...gamma, kind: "organisation", id: "delta", fields: { seat: said("Fir") } };
    expect(
      changesIn((reviser) => {
        reviser.make("gamma", gamma);
        reviser.make("delta", {
          ...delta,
          names: [{ text: "Delta", type: "name", cites: [{ source: "letter" }] }],
        });
      }),
    ).toEqual({
      "organisations.yaml": [
        "+ ",
        "+ - id: delta",
        "+   name: Delta",
        "+   cite: letter",
        "+   seat: Fir",
        "+ ",
      ],
      "people.yaml": ["+ - id: gamma", "+   name: Gamma", "+   cite: letter", '+   contact: "Fir: 12"'],
    });
  });

  test("takes an entry out with the gap after it, and keeps the comments around it", () => {
    const reviser = createReviser(entries);
    reviser.make("mou-2", undefined);
    const one = exportPack(pack, reviser.revisions).files[0]?.text;
    expect(one?.endsWith("so. }\n\n\n# The new ones\n# The end.\n")).toBe(true);
    reviser.make("mou", undefined);
    expect(exportPack(pack, reviser.revisions).files[0]?.text).toBe(
      "# Agreements.\n\n# The old ones\n# The new ones\n# The end.\n",
    );
  });

  test("writes a link by its id where the name that it was written by is another's, or nobody's, by now", () => {
    const renamed = (text: string) => (reviser: Reviser) =>
      reviser.edit("alpha", { name: [{ text, type: "name", cites: [{ source: "report", paragraph: 1 }] }] });
    expect(changesIn(renamed("Alpha Hall"))).toEqual({
      "agreements.yaml": ["-   parties: [Alpha House, beta]   # both", "+   parties: [alpha, beta]   # both"],
      "organisations.yaml": ["-   name: Alpha House", "+   name: Alpha Hall"],
    });
  });

  test("gives each statement of an entry its own citation where one has none by now", () => {
    const note = [{ value: "A remark.", cites: [] }];
    const { "agreements.yaml": lines } = changesIn((reviser) => reviser.edit("mou-2", { note }));
    expect(lines).toEqual([
      "-   cite: report#5",
      "-   parties: alpha",
      "+   parties: { value: alpha, cite: report#5 }",
      "+   note: A remark.",
    ]);
  });

  test("leaves out a citation for all whose source is taken out, and nothing rests on", () => {
    const { "agreements.yaml": lines } = changesIn((reviser) => {
      const memo = {
        kind: "source",
        id: "memo",
        names: [{ text: "M", type: "name", cites: [] }],
        fields: {},
      } as const;
      reviser.make("memo", memo);
      const rest = Object.fromEntries(
        Object.entries(reviser.get("mou")?.fields ?? {}).map(([key, stated]) => [
          key,
          stated.map((one) => ({ ...one, cites: [{ source: "memo" }] })),
        ]),
      );
      const aliases = (reviser.get("mou")?.names ?? []).filter(({ type }) => type === "alias");
      reviser.edit("mou", {
        ...rest,
        parties: [],
        aliases: aliases.map((one) => ({ ...one, cites: [{ source: "memo" }] })),
      });
      for (const id of ["mou-2", "alpha", "beta"]) reviser.make(id, undefined);
      reviser.make("report", undefined);
    });
    expect(lines).toContain("-   cite: report#3   # for all");
  });

  test("keeps to the line ends of its file, also where a part of it cannot be changed in its place", () => {
    const edit = (id: string) => {
      const reviser = createReviser(entries);
      reviser.edit(id, { url: said("x.test", "letter") });
      return exportPack(pack, reviser.revisions).files.at(-1)?.text;
    };
    expect(edit("letter")).toBe(`${files["sources.yaml"]}  url: { value: x.test, cite: letter }\r\n`);
    expect(edit("report")).toMatch(/^- id: report\n {2}title: A report\n/);
  });

  test("refuses files that cannot be loaded", () => {
    expect(() => exportPack(packOf({ "sources.yaml": "- id: X" }), [])).toThrow(RegisterError);
  });

  test.each([
    [shippedRegister, 3],
    [university, 12],
  ] as const)(
    "of any revisions loads to the register in force, over %s",
    async (folder, numRuns) => {
      const [source, { entries: own }] = await Promise.all([readPack(folder), loadRegister(folder)]);
      const untouched = new Map(source.files.map(({ name, text }) => [name, text]));
      const exported = async (revisions: readonly Revision[]): Promise<void> => {
        const { files: after, edited, added, removed } = exportPack(source, revisions);
        const target = await temporaryFolder();
        await writePack(target, after);
        const { entries: read } = await loadRegister(target);
        const { entries: wanted } = layOver(own, revisions);
        expect(read).toEqual(wanted);
        expect(read.map(({ fields }) => Object.keys(fields))).toEqual(
          wanted.map(({ fields }) => Object.keys(fields)),
        );
        expect(after.filter(({ name, text }) => untouched.get(name) !== text).length > 0).toBe(
          edited + added + removed > 0,
        );
        expect(layOver(read, revisions).entries).toEqual(read);
      };
      await fc.assert(fc.asyncProperty(revisionsArbitrary(own, 12), exported), {
        numRuns,
        endOnFailure: true,
      });
    },
    120_000,
  );
});
