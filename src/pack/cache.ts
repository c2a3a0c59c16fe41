import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { packageFolder } from "../package-folder.ts";

/** What was compiled from the packs that are shipped, written by the build. */
const shippedFolder = join(packageFolder, "dist", "compiled");

/** How many compiled packs a cache folder keeps; the oldest go first. */
const keptFiles = 16;

/** What was compiled before from a pack with this hash, or nothing; a damaged file counts as nothing. */
export async function readCompiled<T>(hash: string, cacheFolder?: string): Promise<T | undefined> {
  for (const folder of cacheFolder === undefined ? [shippedFolder] : [shippedFolder, cacheFolder]) {
    try {
      const [digest, text = ""] = (await readFile(join(folder, `${hash}.json`), "utf8")).split("\n");
      if (digest === digestOf(text)) return JSON.parse(text) as T;
    } catch {
      // Not compiled here yet: compiling anew is always right.
    }
  }
  return undefined;
}

/** Keeps what was compiled. A cache that cannot be written (a read-only disk) is no error: the next start compiles again. */
export async function writeCompiled(
  hash: string,
  compiled: unknown,
  cacheFolder = shippedFolder,
): Promise<void> {
  const file = join(cacheFolder, `${hash}.json`);
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await makeFolder(cacheFolder);
    const text = JSON.stringify(compiled);
    await writeFile(draft, `${digestOf(text)}\n${text}`);
    await rename(draft, file);
    await prune(cacheFolder);
  } catch {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

/** Stands on the first line of a compiled file, so that none is believed that was cut short or changed. */
function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Makes a folder and the one above it. Not `recursive`: that never ends where a file system refuses in its own way (/proc). */
async function makeFolder(folder: string): Promise<void> {
  const quietly = (error: unknown): void => {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  };
  await mkdir(dirname(folder)).catch(quietly);
  await mkdir(folder).catch(quietly);
}

async function prune(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json"));
  if (names.length <= keptFiles) return;
  const dated = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
  );
  dated.sort((a, b) => b.at - a.at);
  await Promise.all(dated.slice(keptFiles).map(({ name }) => rm(join(folder, name), { force: true })));
}
