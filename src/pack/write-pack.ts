import { mkdir, readdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { PackFile } from "./pack.ts";

/** A folder that cannot be written to; nothing of it was. */
export class PackFolderError extends Error {
  override readonly name = "PackFolderError";
  /** Whether something else is there; else the disk refused. */
  readonly isTaken: boolean;

  constructor(folder: string, why: string, isTaken: boolean, options?: ErrorOptions) {
    super(`${folder} ${why}; expected a folder that is empty, or is not there yet`, options);
    this.isTaken = isTaken;
  }
}

/**
 * Writes files into a folder of their own: all of them, or none. They are written beside it first and take its place
 * once they are whole.
 *
 * @throws PackFolderError where the folder holds something, is no folder, or cannot be written.
 */
export async function writePack(folder: string, files: readonly PackFile[]): Promise<void> {
  const target = resolve(folder);
  const draft = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    const isThere = await isEmptyFolder(target);
    await mkdir(draft);
    for (const { name, text } of files) await writeFile(join(draft, name), text, { flush: true });
    if (isThere) await rmdir(target);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
    if (error instanceof PackFolderError) throw error;
    throw new PackFolderError(folder, `cannot be written (${codeOf(error)})`, false, { cause: error });
  }
}

async function isEmptyFolder(folder: string): Promise<boolean> {
  try {
    if ((await readdir(folder)).length > 0) throw new PackFolderError(folder, "is not empty", true);
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    if (codeOf(error) === "ENOTDIR")
      throw new PackFolderError(folder, "is no folder", true, { cause: error });
    throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
