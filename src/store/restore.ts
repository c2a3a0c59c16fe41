import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
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
import { schemaVersion } from "./migrate.ts";
import { StoreError } from "./store-error.ts";
import type { Tables } from "./tables.ts";

/** Rows written at a time. */
const pageRows = 200;

/**
 * Puts a backup into an empty database, of whichever kind: all of it, or nothing.
 *
 * @throws StoreError where the file is not whole or of a newer version, and where the database is not empty.
 */
export async function restoreBackup(driver: Driver, file: string): Promise<BackupHeader> {
  const header = await checkBackup(file);
  const link = await openNow(driver, "create");
  try {
    await link.transact("durable", async (db) => {
      await expectEmpty(db, driver.place);
      for await (const [table, rows] of pagesOf(file))
        await asRows(db).insertInto(table).values(rows).execute();
    });
    return header;
  } finally {
    await link.close();
  }
}

async function expectEmpty(db: Kysely<Tables>, place: string): Promise<void> {
  for (const [table] of keptTables(schemaVersion)) {
    const row = await asRows(db).selectFrom(table).selectAll().limit(1).executeTakeFirst();
    if (row === undefined) continue;
    throw new StoreError(place, `the database is not empty (there are ${table})`, "restore into a new one");
  }
}

/** Reads the whole file before anything is done with it. */
async function checkBackup(file: string): Promise<BackupHeader> {
  const hash = createHash("sha256");
  const found: Record<string, number> = {};
  let header: BackupHeader | undefined;
  let end: BackupEnd | undefined;
  let lines = 0;
  for await (const line of linesOf(file)) {
    if (end !== undefined) throw damaged(file, "something follows its end");
    const read = parseLine(file, line, lines + 1);
    if ("sha256" in read) {
      end = read as unknown as BackupEnd;
      continue;
    }
    hash.update(line).update("\n");
    lines++;
    if (header === undefined) header = headerOf(file, read);
    else for (const table of Object.keys(read)) found[table] = (found[table] ?? 0) + 1;
  }
  if (header === undefined) throw damaged(file, "it is empty");
  if (end === undefined) throw damaged(file, "its end is missing");
  if (end.lines !== lines || end.sha256 !== hash.digest("hex"))
    throw damaged(file, "its digest does not fit");
  for (const [table, count] of Object.entries(header.rows)) {
    if ((found[table] ?? 0) !== count) throw damaged(file, `it promises ${count} ${table}`);
  }
  return header;
}

function headerOf(file: string, read: Row): BackupHeader {
  if (read.format !== backupFormat) {
    throw new StoreError(file, "this is not a backup", "name a file that jambatan backup wrote");
  }
  const header = read as unknown as BackupHeader;
  if (header.version > backupVersion || header.schema > schemaVersion) {
    throw new StoreError(
      file,
      `this backup was made by a newer version (step ${header.schema}; this one knows ${schemaVersion})`,
      "restore it with that version, or a newer one",
    );
  }
  return header;
}

function parseLine(file: string, line: string, number: number): Row {
  try {
    const read: unknown = JSON.parse(line);
    if (typeof read === "object" && read !== null) return read as Row;
  } catch {
    // Said below, as of what is JSON and no object.
  }
  if (number === 1)
    throw new StoreError(file, "this is not a backup", "name a file that jambatan backup wrote");
  throw damaged(file, `line ${number} cannot be read`);
}

const damaged = (file: string, how: string): StoreError =>
  new StoreError(file, `this backup is damaged or cut (${how})`, "nothing was restored; take another one");

/** The rows after the header, some of one table at a time. */
async function* pagesOf(file: string): AsyncGenerator<readonly [table: string, rows: Row[]]> {
  let [table, rows]: [string, Row[]] = ["", []];
  let first = true;
  for await (const line of linesOf(file)) {
    const read = JSON.parse(line) as Readonly<Record<string, Row>>;
    if (first || "sha256" in read) {
      first = false;
      continue;
    }
    for (const [name, row] of Object.entries(read)) {
      if (rows.length > 0 && (name !== table || rows.length === pageRows)) {
        yield [table, rows];
        rows = [];
      }
      table = name;
      rows.push(row);
    }
  }
  if (rows.length > 0) yield [table, rows];
}

/** Lines as they were written: readline would also end one at a line separator inside a text. */
async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = "";
  try {
    for await (const piece of createReadStream(file, { encoding: "utf8" })) {
      const lines = (rest + piece).split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
  } catch (error) {
    if (error instanceof StoreError || !(error instanceof Error && "code" in error)) throw error;
    throw new StoreError(
      file,
      `the file cannot be read (${error.code})`,
      "name a file that jambatan backup wrote",
      {
        cause: error,
      },
    );
  }
  if (rest !== "") yield rest;
}
