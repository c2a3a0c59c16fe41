import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readCompiled, writeCompiled } from "../../src/pack/cache.ts";

async function cacheFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "cache-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const value = { names: ["云", "a\nb", "😀"], count: 3 };

test("what was compiled is read back as it was", async () => {
  const folder = join(await cacheFolder(), "made", "here");
  await writeCompiled("abc", value, folder);
  expect(await readCompiled("abc", folder)).toEqual(value);
});

test("what was never compiled is nothing", async () => {
  expect(await readCompiled("abc", await cacheFolder())).toBeUndefined();
  expect(await readCompiled("abc", "/nonexistent/cache")).toBeUndefined();
  expect(await readCompiled("abc")).toBeUndefined();
});

test("a file of which any byte has changed is nothing", async () => {
  const folder = await cacheFolder();
  await writeCompiled("abc", value, folder);
  const file = join(folder, "abc.json");
  const sound = await readFile(file);
  for (let index = 0; index < sound.length; index++) {
    const damaged = Buffer.from(sound);
    damaged[index] = (damaged[index] ?? 0) ^ 1;
    await writeFile(file, damaged);
    expect(await readCompiled("abc", folder), `byte ${index}`).toBeUndefined();
    await writeFile(file, sound.subarray(0, index));
    expect(await readCompiled("abc", folder), `cut at ${index}`).toBeUndefined();
  }
});

test("writing leaves no draft behind, also when two write at once", async () => {
  const folder = await cacheFolder();
  await Promise.all([writeCompiled("abc", value, folder), writeCompiled("abc", value, folder)]);
  expect(await readdir(folder)).toEqual(["abc.json"]);
  expect(await readCompiled("abc", folder)).toEqual(value);
});

test("a folder that cannot be written is no error", async () => {
  const file = join(await cacheFolder(), "file");
  await writeFile(file, "");
  await expect(writeCompiled("abc", value, join(file, "below"))).resolves.toBeUndefined();
});

test("the sixteen newest are kept", async () => {
  const folder = await cacheFolder();
  for (let index = 0; index < 20; index++) {
    await writeCompiled(`h${index}`, index, folder);
    await utimes(join(folder, `h${index}.json`), index, index);
  }
  await writeCompiled("newest", value, folder);
  const kept = await readdir(folder);
  expect(kept).toHaveLength(16);
  expect(kept).toContain("newest.json");
  expect(kept).toContain("h19.json");
  expect(kept).not.toContain("h4.json");
});
