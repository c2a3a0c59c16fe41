import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { RegisterError } from "../../src/errors.ts";
import type { Pack } from "../../src/pack/pack.ts";
import { compilePack } from "../../src/register/compile.ts";
import { loadRegister } from "../../src/register/load.ts";
import { createView, publicClearance } from "../../src/register/view.ts";
import { oneSource, temporaryFolder, university } from "./register-folder.ts";

const files = { "sources.yaml": oneSource, "organisations.yaml": "- id: alpha\n  name: Alpha\n" };

describe("loading a register", () => {
  test("gives its entries, each relation readable from both sides", async () => {
    const view = createView(await loadRegister(university), publicClearance);
    const tolmira = view.get("tolmira");
    expect(tolmira && view.statements(tolmira, "agreements").map(({ value }) => value)).toEqual([
      "exchange-2022",
      "exchange-2025",
      "data-letter-2024",
    ]);
  });

  test("throws a RegisterError that holds every problem and says each on a line", async () => {
    const folder = await temporaryFolder({
      ...files,
      "people.yaml": "- id: ann\n  name: Ann\n  contact: x\n- id: ann\n  colour: red\n",
    });
    const error: unknown = await loadRegister(folder).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RegisterError);
    const { problems, message } = error as RegisterError;
    expect(problems.map(({ line }) => line)).toEqual([3, 4, 5]);
    expect(message.split("\n")).toHaveLength(1 + problems.length);
    expect(message).toContain(`${folder} cannot be loaded: 3 problems.`);
    expect(message).toContain("people.yaml:3:12 [0].contact: is borne out by no source");
  });

  test("throws a RegisterError where there is no folder, with what the disk said as its cause", async () => {
    const error: unknown = await loadRegister("/nonexistent/register").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RegisterError);
    expect((error as RegisterError).problems).toHaveLength(1);
    expect((error as RegisterError).cause).toMatchObject({ code: "ENOENT" });
  });
});

describe("a cache folder", () => {
  const compiledFiles = async (cacheFolder: string): Promise<readonly string[]> =>
    (await readdir(cacheFolder)).filter((name) => name.endsWith(".json"));

  test("gives the same register at the second load", async () => {
    const cacheFolder = join(await temporaryFolder(), "cache");
    const first = await loadRegister(university, { cacheFolder });
    const second = await loadRegister(university, { cacheFolder });
    expect(await compiledFiles(cacheFolder)).toHaveLength(1);
    expect(second).toEqual(first);
    expect(second).toEqual(await loadRegister(university));
  });

  test("is what the second load reads, not the YAML", async () => {
    const cacheFolder = await temporaryFolder();
    const [first, second] = [await temporaryFolder(files), await temporaryFolder(files)];
    await loadRegister(first, { cacheFolder });
    const [name = ""] = await compiledFiles(cacheFolder);
    const other = await temporaryFolder();
    await loadRegister(await temporaryFolder({ ...files, "people.yaml": "- id: ann\n  name: Ann\n" }), {
      cacheFolder: other,
    });
    const [otherName = ""] = await compiledFiles(other);
    await writeFile(join(cacheFolder, name), await readFile(join(other, otherName)));
    const { entries } = await loadRegister(second, { cacheFolder });
    expect(entries.map(({ id }) => id)).toContain("ann");
  });

  test("is left aside when a file has changed, is new or has another name", async () => {
    const cacheFolder = await temporaryFolder();
    const folder = await temporaryFolder(files);
    await loadRegister(folder, { cacheFolder });
    await writeFile(join(folder, "organisations.yaml"), "- id: alpha\n  name: Alpho\n");
    const { entries } = await loadRegister(folder, { cacheFolder });
    expect(entries.find(({ id }) => id === "alpha")?.names[0]?.text).toBe("Alpho");
    await writeFile(join(folder, "people.yaml"), "- id: ann\n  name: Ann\n");
    expect((await loadRegister(folder, { cacheFolder })).entries).toHaveLength(3);
    expect(await compiledFiles(cacheFolder)).toHaveLength(3);
  });

  test.each([
    ["cut short", (text: string) => text.slice(0, text.length / 2)],
    ["empty", () => ""],
    ["another value", () => "null"],
    ["another list", () => "[]"],
    ["one letter changed", (text: string) => text.replace("Alpha", "Alphb")],
    ["the list emptied", (text: string) => text.replace(/\n.*/s, "\n[]")],
  ])("is compiled anew from a damaged file: %s", async (_, damage) => {
    const cacheFolder = await temporaryFolder();
    const folder = await temporaryFolder(files);
    const sound = await loadRegister(folder, { cacheFolder });
    const [name = ""] = await compiledFiles(cacheFolder);
    const before = await readFile(join(cacheFolder, name), "utf8");
    await writeFile(join(cacheFolder, name), damage(before));
    expect(await loadRegister(folder, { cacheFolder })).toEqual(sound);
    expect(await readFile(join(cacheFolder, name), "utf8")).toBe(before);
  });

  test("that cannot be written is no hindrance", async () => {
    const folder = await temporaryFolder(files);
    const cacheFolder = join(folder, "organisations.yaml", "cache");
    expect((await loadRegister(folder, { cacheFolder })).entries).toHaveLength(2);
  });

  test("keeps nothing of a register with problems", async () => {
    const cacheFolder = await temporaryFolder();
    const folder = await temporaryFolder({ ...files, "people.yaml": "- id: Ann\n" });
    await expect(loadRegister(folder, { cacheFolder })).rejects.toThrow(RegisterError);
    expect(await readdir(cacheFolder)).toEqual([]);
  });
});

/** Organisations, each a part of the one before, and agreements between neighbours. */
function generated(count: number): Readonly<Record<string, string>> {
  const organisations: string[] = [];
  const agreements: string[] = [];
  for (let index = 0; index < count / 2; index++) {
    organisations.push(`- id: body-${index}
  name: Body Number ${index}
  cite: report#${1 + (index % 9)}
  type: company
  ${index === 0 ? "seat: Here" : `parent: body-${index - 1}`}
`);
    agreements.push(`- id: mou-${index}
  title: Agreement Number ${index}
  cite: report#${1 + (index % 9)}
  parties: [body-${index}, Body Number ${(index + 1) % (count / 2)}]
  signed: 20${10 + (index % 10)}-0${1 + (index % 9)}-1${index % 10}
`);
  }
  return {
    "agreements.yaml": agreements.join(""),
    "organisations.yaml": organisations.join(""),
    "sources.yaml": oneSource,
  };
}

/** The files of a pack, each counting how often its text is asked for: once to parse, again for positions. */
function counted(files: Readonly<Record<string, string>>) {
  const reads = new Map<string, number>();
  const pack: Pack = {
    folder: "memory",
    files: Object.entries(files).map(([name, text]) => ({
      name,
      get text() {
        reads.set(name, (reads.get(name) ?? 0) + 1);
        return text;
      },
    })),
  };
  return { pack, reads };
}

describe("a register of 20,000 entries", () => {
  const files = generated(20_000);
  const { pack, reads } = counted(files);
  const started = performance.now();
  const parsed = Object.values(files).flatMap((text) => parse(text) as readonly unknown[]);
  const between = performance.now();
  const { entries, problems } = compilePack(pack);
  const [plainMs, wholeMs] = [between - started, performance.now() - between];

  test("loads and checks within a small multiple of the plain parse", () => {
    expect(problems).toEqual([]);
    expect(entries).toHaveLength(parsed.length);
    expect(wholeMs / plainMs).toBeLessThan(4);
  });

  test("takes no positions where nothing is wrong", () => {
    expect([...reads.values()]).toEqual([1, 1, 1]);
  });

  test("takes positions in the one file that is wrong", () => {
    const wrong = counted({ ...files, "sources.yaml": `${oneSource}  colour: red\n` });
    expect(compilePack(wrong.pack).problems.map(({ line }) => line)).toEqual([4]);
    expect(wrong.reads.get("sources.yaml")).toBeGreaterThan(1);
    expect(wrong.reads.get("organisations.yaml")).toBe(1);
  });

  test("resolves its links by id and by name, both ways", () => {
    const view = createView({ entries }, publicClearance);
    const last = view.get("body-9999");
    expect(last && view.statements(last, "agreements").map(({ value }) => value)).toEqual([
      "mou-9998",
      "mou-9999",
    ]);
  });
});
