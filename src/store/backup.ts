import { createHash } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Kysely } from "kysely";
import {
  asRows,
  type BackupEnd,
  type BackupHeader,
  backupFormat,
  backupVersion,
  keptTables,
  openNow,
  type Row,
} from "./backed-up.ts";
import type { Driver } from "./link.ts";
import { takenSteps } from "./migrate.ts";
import { StoreError } from "./store-error.ts";
import type { Tables } from "./tables.ts";

/** Rows read and written at a time. */
const pageRows = 500;

/**
 * Writes all that is kept for good into a file, as of one moment, while others may go on writing. The file is there
 * whole or not at all; one of the same name is replaced.
 *
 * @throws StoreError where the database cannot be read, or the file not be written.
 */
export async function writeBackup(driver: Driver, file: string, now: number): Promise<BackupHeader> {
  const link = await openNow(driver, "read");
  try {
    return await link.snapshot(async (db) => {
      const header = await headerOf(db, now);
      await writeWhole(file, linesOf(db, header));
      return header;
    });
  } finally {
    await link.close();
  }
}

async function headerOf(db: Kysely<Tables>, now: number): Promise<BackupHeader> {
  const schema = await takenSteps(db);
  const rows: Record<string, number> = {};
  for (const [table] of keptTables(schema)) {
    const { count } = await asRows(db)
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow();
    rows[table] = count;
  }
  const at = new Date(now).toISOString();
  return { format: backupFormat, version: backupVersion, schema, at, rows };
}

async function* linesOf(db: Kysely<Tables>, header: BackupHeader): AsyncGenerator<readonly string[]> {
  yield [`${JSON.stringify(header)}\n`];
  for (const [table, key] of keptTables(header.schema)) {
    for (let page: readonly Row[] = await readPage(db, table, key); page.length > 0; ) {
      yield page.map((row) => `${JSON.stringify({ [table]: row })}\n`);
      page = page.length < pageRows ? [] : await readPage(db, table, key, page.at(-1)?.[key]);
    }
  }
}

function readPage(db: Kysely<Tables>, table: string, key: string, after?: unknown): Promise<readonly Row[]> {
  const rows = asRows(db).selectFrom(table).selectAll().orderBy(key).limit(pageRows);
  return (after === undefined ? rows : rows.where(key, ">", after)).execute();
}

/** Writes beside the file, makes sure that it is on the disk, and only then gives it its name. */
async function writeWhole(file: string, pages: AsyncIterable<readonly string[]>): Promise<void> {
  const part = `${file}.${process.pid}.part`;
  const handle = await open(part, "wx", 0o600).catch((error: unknown) => {
    throw notWritten(file, error);
  });
  try {
    await writeLines(handle, pages);
    await handle.sync();
    await handle.close();
    await rename(part, file);
    await syncFolder(dirname(resolve(file)));
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(part, { force: true });
    throw notWritten(file, error);
  }
}

async function writeLines(handle: FileHandle, pages: AsyncIterable<readonly string[]>): Promise<void> {
  const hash = createHash("sha256");
  let lines = 0;
  for await (const page of pages) {
    const text = page.join("");
    lines += page.length;
    hash.update(text);
    await handle.write(text);
  }
  const end: BackupEnd = { lines, sha256: hash.digest("hex") };
  await handle.write(`${JSON.stringify(end)}\n`);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

/** What the system refuses has a code of its own; what the database says goes on as it is. */
function notWritten(file: string, error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^E[A-Z]+$/.test(code)
    ? new StoreError(
        file,
        `the backup cannot be written (${code})`,
        "name a file in a folder that can be written",
        {
          cause: error,
        },
      )
    : error;
}
