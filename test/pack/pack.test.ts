import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { hashPack, type Pack, readPack } from "../../src/pack/pack.ts";

const pack = (...files: readonly (readonly [name: string, text: string])[]): Pack => ({
  folder: "memory",
  files: files.map(([name, text]) => ({ name, text })),
});

test("a pack is the YAML files of its folder by name, without hidden files and folders below", async () => {
  const folder = await mkdtemp(join(tmpdir(), "pack-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, "schema"));
  for (const name of ["b.yaml", "a.yml", "c.YAML", ".hidden.yaml", "d.yaml.bak", "e.json", "schema/f.yaml"]) {
    await writeFile(join(folder, name), `# ${name}\n`);
  }
  const { files } = await readPack(folder);
  expect(files).toEqual([
    { name: "a.yml", text: "# a.yml\n" },
    { name: "b.yaml", text: "# b.yaml\n" },
    { name: "c.YAML", text: "# c.YAML\n" },
  ]);
});

test("the hash is the same for the same text, whatever its folder", () => {
  const files = pack(["a.yaml", "x"]);
  expect(hashPack(files, "1")).toBe(hashPack({ ...files, folder: "elsewhere" }, "1"));
  expect(hashPack(files, "1")).toMatch(/^[0-9a-f]{32}$/);
});

test("the hash changes with the text, the name, the format, and where one file ends and the next begins", () => {
  const hashes = [
    hashPack(pack(["a.yaml", "x"]), "1"),
    hashPack(pack(["a.yaml", "y"]), "1"),
    hashPack(pack(["b.yaml", "x"]), "1"),
    hashPack(pack(["a.yaml", "x"]), "2"),
    hashPack(pack(["a.yaml", "x"], ["b.yaml", ""]), "1"),
    hashPack(pack(["a.yaml", ""], ["b.yaml", "x"]), "1"),
    hashPack(pack(["a.yaml", "x\0b.yaml\0\0"]), "1"),
  ];
  expect(new Set(hashes).size).toBe(hashes.length);
});
