import type { Writable } from "node:stream";
import { type BackupHeader, backUpStore, type Database, restoreStore } from "../../src/index.ts";
import { parseCommandLine, UsageError } from "./command-line.ts";

export interface StoreWorld {
  readonly database: Database;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly output: Writable;
}

/**
 * `jambatan backup`: writes what is kept for good into a file. Gives the exit code.
 *
 * @throws UsageError where the call is wrong, StoreError where the database or the file is.
 */
export async function backup(
  given: readonly string[],
  { database, now, output }: StoreWorld,
): Promise<number> {
  const file = fileOf("backup", given);
  const header = await backUpStore(database, file, now());
  output.write(`${file}: ${formatRows(header)}\n`);
  return 0;
}

/**
 * `jambatan restore`: puts such a file into an empty database. Gives the exit code.
 *
 * @throws UsageError where the call is wrong, StoreError where the database or the file is.
 */
export async function restore(
  given: readonly string[],
  { database, now, output }: StoreWorld,
): Promise<number> {
  const file = fileOf("restore", given);
  const header = await restoreStore(database, file, now());
  output.write(`${file}: ${formatRows(header)} of ${header.at} restored\n`);
  return 0;
}

function fileOf(command: string, given: readonly string[]): string {
  const { words } = parseCommandLine(given, {});
  const [file, ...more] = words;
  if (file === undefined || more.length > 0)
    throw new UsageError(`jambatan ${command} takes one file's name.`);
  return file;
}

const formatRows = ({ rows }: BackupHeader): string =>
  Object.entries(rows)
    .map(([table, count]) => `${table} ${count}`)
    .join(", ");
