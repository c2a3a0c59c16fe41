import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { RegisterError } from "../errors.ts";

/**
 * A folder of YAML files that people write by hand: a register, the lexicons, the message catalogues.
 *
 * Reading is cheap, parsing is not, so whoever loads a pack asks for its hash first and looks for what was
 * compiled from the same text before (cache.ts); only then parses it (parse.ts).
 */
export interface Pack {
  readonly folder: string;
  /** In the order of their names. */
  readonly files: readonly PackFile[];
}

export interface PackFile {
  readonly name: string;
  readonly text: string;
}

/**
 * Reads the `.yaml` files of a folder, without those in folders below it.
 *
 * @throws RegisterError where the folder does not exist, is no folder, or holds no YAML file.
 */
export async function readPack(folder: string): Promise<Pack> {
  const wrong = (message: string, cause?: unknown): RegisterError =>
    new RegisterError(folder, [{ file: folder, path: "", message }], { cause });
  let names: string[];
  try {
    if (!(await stat(folder)).isDirectory()) throw wrong("is not a folder; expected a folder of .yaml files");
    names = (await readdir(folder)).filter((name) => /\.ya?ml$/i.test(name) && !name.startsWith(".")).sort();
  } catch (error) {
    if (error instanceof RegisterError) throw error;
    throw wrong(`cannot be read (${codeOf(error)}); expected a folder of .yaml files`, error);
  }
  if (names.length === 0) throw wrong("holds no .yaml file; expected one file per kind of entry");
  const files = await Promise.all(
    names.map(async (name) => {
      try {
        return { name, text: await readFile(join(folder, name), "utf8") };
      } catch (error) {
        throw new RegisterError(
          folder,
          [
            {
              file: join(folder, name),
              path: "",
              message: `cannot be read (${codeOf(error)}); expected a readable file`,
            },
          ],
          { cause: error },
        );
      }
    }),
  );
  return { folder, files };
}

/** The hash of a pack's text and of whatever else decides what is compiled from it. */
export function hashPack(pack: Pack, format: string): string {
  const hash = createHash("sha256").update(format);
  for (const file of pack.files) hash.update(`\0${file.name}\0${file.text.length}\0`).update(file.text);
  return hash.digest("hex").slice(0, 32);
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
