import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readPack } from "../../src/pack/pack.ts";
import { checkDocuments, checkRegister } from "../../src/register/check-register.ts";
import { shippedRegister } from "../../src/register/load.ts";
import { paragraphsOf } from "../../src/register/paragraphs.ts";
import { entriesOf, root, seeds, temporaryFolder } from "./register-folder.ts";

const pack = await readPack(shippedRegister);
const files = Object.fromEntries(pack.files.map(({ name, text }) => [name, text]));
const entries = entriesOf(files);

test("the shipped register has no problem", async () => {
  expect((await checkRegister(shippedRegister)).problems).toEqual([]);
});

const why = "needs the five documents beside the repository, in ../shared/seeds";

describe.skipIf(!existsSync(seeds))(`the shipped register (${why})`, () => {
  test("has no citation that its document does not bear out", async () => {
    expect(await checkDocuments(shippedRegister, seeds)).toEqual([]);
  });

  /** Changes all that a pattern finds in one file; gives the lines that were changed, and those that are reported. */
  async function changedAndReported(name: string, pattern: RegExp, change: (found: string) => string) {
    const text = files[name] ?? "";
    const changed = [...text.matchAll(pattern)].map(({ index }) => text.slice(0, index).split("\n").length);
    const folder = await temporaryFolder({ ...files, [name]: text.replace(pattern, change) });
    const problems = await checkDocuments(folder, seeds);
    return {
      changed: new Set(changed),
      reported: new Set(problems.filter(({ file }) => file === name).map(({ line }) => line)),
    };
  }

  const nextParagraph = (cite: string): string =>
    cite.replace(/\d+$/, (digits) => String(Number(digits) + 1));
  /** A day that none of the documents prints. */
  const otherDay = (day: string): string => day.replace(/\d\d$/, "23");

  test.each<
    readonly [what: string, file: string, pattern: RegExp, change: (found: string) => string, least: number]
  >([
    ["day", "agreements.yaml", /(?<=signed: .*)\d{4}-\d\d-\d\d\b/g, otherDay, 8],
    ["day", "events.yaml", /(?<=date: .*)\d{4}-\d\d-\d\d\b/g, otherDay, 4],
    ["day", "visits.yaml", /(?<=(?:period|on): .*)\d{4}-\d\d-\d\d\b/g, otherDay, 4],
    ["day", "commitments.yaml", /(?<=made: .*)\d{4}-\d\d-\d\d\b/g, otherDay, 15],
    ["day", "sources.yaml", /(?<=date: \{ value: )\d{4}-\d\d-\d\d\b/g, otherDay, 2],
    ["amount", "figures.yaml", /(?<=amount: )[\d.]+/g, (amount) => String(Number(amount) + 3), 15],
    ["paragraph", "agreements.yaml", /(?<=parties: \{[^}]*cite: \[)[a-z]+-\d{4}#\d+/g, nextParagraph, 2],
    [
      "paragraph",
      "figures.yaml",
      /(?<=^ {2}cite: )[a-z]+-\d{4}#\d+(?=\n {2}value: \{ amount)/gm,
      nextParagraph,
      3,
    ],
  ])("is found out where any %s in %s is another", async (what, file, pattern, change, least) => {
    const { changed, reported } = await changedAndReported(file, pattern, change);
    expect(changed.size).toBeGreaterThanOrEqual(least);
    const found = (line: number): boolean =>
      reported.has(line) || (what === "paragraph" && reported.has(line + 1));
    expect([...changed].filter((line) => !found(line))).toEqual([]);
  });

  test("is found out where a name's paragraph is the next, unless that prints it too", async () => {
    const texts = new Map<unknown, readonly string[]>();
    for (const { id, fields } of entries) {
      const file = fields.file?.[0]?.value;
      if (typeof file === "string") texts.set(id, paragraphsOf(await readFile(join(seeds, file), "utf8")));
    }
    const pattern = /(?<=^ {2}name: \{ value: .*)[a-z]+-\d{4}#\d+(?= \})/gm;
    const { changed, reported } = await changedAndReported("people.yaml", pattern, nextParagraph);
    const lines = (files["people.yaml"] ?? "").split("\n");
    const unfounded = [...changed].filter((line) => {
      const [, name = "", source = "", paragraph] =
        /value: ([^,]+),.* \[?([a-z]+-\d{4})#(\d+)/.exec(lines[line - 1] ?? "") ?? [];
      return !(texts.get(source)?.[Number(paragraph)] ?? "").includes(name);
    });
    expect(unfounded.length).toBeGreaterThan(15);
    expect(unfounded.filter((line) => !reported.has(line))).toEqual([]);
  });
});

/** A row of docs/coverage.md. */
interface Row {
  readonly paragraph: number;
  readonly ids: readonly string[];
  readonly reason: string;
}

describe("docs/coverage.md", async () => {
  const text = await readFile(join(root, "docs/coverage.md"), "utf8");
  const sections = text
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [, source = "", file = ""] = /^([a-z0-9-]+): (\S+)/.exec(section) ?? [];
      const rows = [...section.matchAll(/^\| (\d+) \|([^|]*)\|([^|]*)\|$/gm)].map(
        ([, paragraph = "", ids = "", reason = ""]): Row => ({
          paragraph: Number(paragraph),
          ids: [...ids.matchAll(/`([^`]+)`/g)].map(([, id = ""]) => id),
          reason: reason.trim(),
        }),
      );
      return { source, file, rows };
    });

  test("has a section for each source, under its file's name", () => {
    const sources = entries.filter(({ kind }) => kind === "source");
    expect(sections.map(({ source, file }) => ({ source, file }))).toEqual(
      sources.map((source) => ({ source: source.id, file: source.fields.file?.[0]?.value })),
    );
  });

  test.each(sections)(
    "has a line for each paragraph of $source, with entries or a reason",
    ({ file, rows }) => {
      const path = join(seeds, file);
      const count = existsSync(path) ? undefined : rows.length;
      expect(rows.map(({ paragraph }) => paragraph)).toEqual(
        Array.from({ length: count ?? rows.length }, (_, index) => index + 1),
      );
      for (const { paragraph, ids, reason } of rows) {
        expect(ids.length > 0 || reason !== "", `¶${paragraph}`).toBe(true);
      }
    },
  );

  test.skipIf(!existsSync(seeds)).each(sections)(
    `counts as many paragraphs as $source has (${why})`,
    async ({ file, rows }) => {
      expect(rows).toHaveLength(paragraphsOf(await readFile(join(seeds, file), "utf8")).length);
    },
  );

  test("names in each line the entries that cite the paragraph, and no others", () => {
    const citing = new Map<string, Set<string>>();
    for (const entry of entries) {
      const statements = [...entry.names, ...Object.values(entry.fields).flat()];
      for (const { source, paragraph } of statements.flatMap(({ cites }) => cites)) {
        const key = `${source}#${paragraph}`;
        citing.set(key, (citing.get(key) ?? new Set()).add(entry.id));
      }
    }
    for (const { source, rows } of sections) {
      for (const { paragraph, ids } of rows) {
        const expected = [...(citing.get(`${source}#${paragraph}`) ?? [])].sort();
        expect([...ids].sort(), `${source}#${paragraph}`).toEqual(expected);
      }
    }
  });

  test("names every entry but the sources", () => {
    const named = new Set(sections.flatMap(({ rows }) => rows.flatMap(({ ids }) => ids)));
    const known = new Set(entries.map(({ id }) => id));
    expect([...named].filter((id) => !known.has(id))).toEqual([]);
    expect(entries.filter(({ kind, id }) => kind !== "source" && !named.has(id)).map(({ id }) => id)).toEqual(
      [],
    );
  });
});
