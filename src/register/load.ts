import { join } from "node:path";
import { RegisterError } from "../errors.ts";
import { readCompiled, writeCompiled } from "../pack/cache.ts";
import { hashPack, readPack } from "../pack/pack.ts";
import { packageFolder } from "../package-folder.ts";
import { kindTables } from "./kinds.ts";
import { createRegister, type Register } from "./register.ts";
import type { Entry } from "./statement.ts";

/** Raised whenever what is compiled from the same text changes its form. */
const compiledFormat = `register 1 ${JSON.stringify(kindTables)}`;

/** The folder of the register that comes with the package. */
export const shippedRegister = join(packageFolder, "data");

export interface LoadOptions {
  /** Where to keep what was compiled from a folder, so that the next load need not parse; absent: nowhere. */
  readonly cacheFolder?: string;
}

/** What a folder says, and the hash of its text. */
export interface LoadedEntries {
  readonly hash: string;
  readonly entries: readonly Entry[];
}

/**
 * Loads a register from its folder of YAML files.
 *
 * @throws RegisterError with every problem, each with its file, line and column.
 */
export async function loadRegister(
  folder: string = shippedRegister,
  options: LoadOptions = {},
): Promise<Register> {
  return createRegister((await loadEntries(folder, options)).entries);
}

/** @throws RegisterError with every problem, each with its file, line and column. */
export async function loadEntries(folder: string, options: LoadOptions = {}): Promise<LoadedEntries> {
  const pack = await readPack(folder);
  const hash = hashPack(pack, compiledFormat);
  const known = await readCompiled<readonly Entry[]>(hash, options.cacheFolder);
  if (known !== undefined) return { hash, entries: known };
  const { compilePack } = await import("./compile.ts");
  const { entries, problems } = compilePack(pack);
  if (problems.length > 0) throw new RegisterError(folder, problems);
  if (options.cacheFolder !== undefined) await writeCompiled(hash, entries, options.cacheFolder);
  return { hash, entries };
}

/** Compiles the shipped register at build time, so that a cold start parses no YAML. */
export async function compileShippedRegister(): Promise<void> {
  const pack = await readPack(shippedRegister);
  const { compilePack } = await import("./compile.ts");
  const { entries, problems } = compilePack(pack);
  if (problems.length > 0) throw new RegisterError(shippedRegister, problems);
  await writeCompiled(hashPack(pack, compiledFormat), entries);
}
