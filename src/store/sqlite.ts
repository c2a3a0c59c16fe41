import { statSync } from "node:fs";
import { mkdir, open, statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { Kysely, SqliteDialect, sql } from "kysely";
import Libsql from "libsql";
import type { NotSavedReason } from "../change/revision.ts";
import { createMemory } from "../memory.ts";
import { type Driver, inTransaction, type Link, type Opening } from "./link.ts";
import { migrate, probe, takenSteps } from "./migrate.ts";
import { createMutex } from "./mutex.ts";
import { standOnSqlite } from "./sqlite-candidate.ts";
import { StoreError } from "./store-error.ts";
import type { Tables } from "./tables.ts";

/** How long another process may hold the file, milliseconds. */
const busyMs = 3_000;
/** The index of the log needs this much beside what is written. */
const leastFreeBytes = 64 * 1024;
/** SQLite itself waits without letting anything else happen: a moment only, the rest is waited outside. */
const blockedMs = 20;

/** Kept for the next time: libsql gives one's memory back only when it is collected, and making it takes longer than running it. */
const preparedStatements = 100;

/** A database in one file, beside which stand its log (`-wal`) and the index of that (`-shm`). */
export function createSqlite(path: string, now: () => number): Driver {
  const place = `sqlite:${path}`;
  return {
    place,
    troubleOf,
    stand: (name, prepare, log) => standOnSqlite(path, name, prepare, log),
    async open(how) {
      await prepareFile(path, how);
      try {
        return await openFile(path, place, how, now);
      } catch (error) {
        const [, wrong, remedy] = mistakes.find(([code]) => isCode(error, code)) ?? [];
        if (wrong === undefined || remedy === undefined) throw error;
        throw new StoreError(place, wrong, remedy, { cause: error });
      }
    },
  };
}

/** What only the operator can put right. */
const mistakes: readonly (readonly [code: string, wrong: string, remedy: string])[] = [
  ["SQLITE_NOTADB", "this file is not a database", "move it away, or let DATABASE_URL name another file"],
  [
    "SQLITE_CORRUPT",
    "this file is damaged",
    "move it away and restore the latest backup (jambatan restore FILE)",
  ],
];

/** Makes the folder, for its owner alone, and finds out what SQLite would only call "unable to open". */
async function prepareFile(path: string, how: Opening): Promise<void> {
  if (how === "create") await mkdir(dirname(resolve(path)), { recursive: true, mode: 0o700 });
  const file = await open(path, { create: "a+", existing: "r+", read: "r" }[how]);
  await file.close();
  // Without room SQLite speaks of an error of input and output.
  if (how !== "read" && (await isFull(path)))
    throw Object.assign(new Error("the disk is full"), { code: "ENOSPC" });
}

async function openFile(path: string, place: string, how: Opening, now: () => number): Promise<Link> {
  const file = fileId(path);
  const durable = openConnection(path, "FULL");
  const volatile = openConnection(path, "NORMAL");
  // One writer at a time is SQLite's rule: two of one process would stop each other for good, since it waits
  // without letting anything else happen.
  const mutex = createMutex();
  const stillThere = (): void => {
    if (fileId(path) !== file) throw new FileGone(path);
  };
  const link: Link = {
    db: volatile,
    // Nothing tells other processes: they look.
    announce: async () => undefined,
    snapshot: (work) => inTransaction(volatile, "begin", work),
    transact: (durability, work) =>
      mutex(async () => {
        stillThere();
        const result = await whenFree(() =>
          inTransaction(durability === "durable" ? durable : volatile, "begin immediate", work),
        );
        // What was written into a file that somebody removed meanwhile is not kept.
        stillThere();
        return result;
      }),
    probe: () => link.transact("durable", (db) => probe(db, now())),
    close: () =>
      mutex(async () => {
        // libsql lets go of a file only when its statements are collected: what is in the log goes into the file now.
        await sql`pragma wal_checkpoint(truncate)`.execute(durable).catch(() => undefined);
        await durable.destroy();
        await volatile.destroy();
      }),
  };
  try {
    if (how !== "read") await link.transact("durable", (db) => migrate(db, place, now()));
    // A file that is no database is found out by reading.
    else await takenSteps(link.db);
  } catch (error) {
    await link.close();
    throw error;
  }
  return link;
}

function openConnection(path: string, synchronous: "FULL" | "NORMAL"): Kysely<Tables> {
  return new Kysely<Tables>({
    dialect: new SqliteDialect({
      database: async () => {
        const database = openLibsql(path);
        // The log must be on before the first transaction; while another process turns it on, the file is busy.
        await whenFree(async () => {
          database.exec(`pragma busy_timeout = ${blockedMs}`);
          database.exec(`pragma journal_mode = wal`);
        });
        database.exec(`pragma synchronous = ${synchronous}`);
        const prepared = createMemory<Libsql.Statement<unknown[]>>(preparedStatements);
        return {
          prepare(text) {
            const statement = prepared.get(text) ?? database.prepare(text);
            prepared.set(text, statement);
            return statement;
          },
          close: () => database.close(),
        };
      },
    }),
  });
}

/** libsql gives this one error no code. */
function openLibsql(path: string): Libsql.Database {
  try {
    return new Libsql(path);
  } catch (error) {
    throw Object.assign(new Error(`${path} cannot be opened`, { cause: error }), { code: "SQLITE_CANTOPEN" });
  }
}

/** Tries again while another process writes. Work that found the file busy has done nothing yet. */
async function whenFree<T>(work: () => Promise<T>): Promise<T> {
  for (let waitedMs = 0; ; waitedMs += blockedMs + 5) {
    try {
      return await work();
    } catch (error) {
      if (!isCode(error, "SQLITE_BUSY") || waitedMs > busyMs) throw error;
      await setTimeout(5);
    }
  }
}

/** Which file a path leads to; nothing where there is none. */
function fileId(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? undefined : `${found.dev}:${found.ino}`;
}

class FileGone extends Error {
  override readonly name = "FileGone";

  constructor(path: string) {
    super(`${path} is no longer the file that was opened; put it back, or start again`);
  }
}

async function isFull(path: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(dirname(resolve(path)));
  return bavail * bsize < leastFreeBytes;
}

const isCode = (error: unknown, begin: string): boolean =>
  error instanceof Error && "code" in error && String(error.code).startsWith(begin);

const troubles: readonly (readonly [begin: string, reason: NotSavedReason])[] = [
  ["SQLITE_FULL", "full"],
  ["ENOSPC", "full"],
  ["EDQUOT", "full"],
  ["SQLITE_READONLY", "readOnly"],
  ["EROFS", "readOnly"],
  ["EACCES", "readOnly"],
  ["EPERM", "readOnly"],
  ["SQLITE_CORRUPT", "damaged"],
  ["SQLITE_NOTADB", "damaged"],
  ["SQLITE_BUSY", "unreachable"],
  ["SQLITE_IOERR", "unreachable"],
  ["SQLITE_CANTOPEN", "unreachable"],
  ["SQLITE_PROTOCOL", "unreachable"],
  ...["ENOENT", "ENOTDIR", "EISDIR", "EIO", "ELOOP", "ESTALE", "EMFILE", "ENFILE", "EEXIST"].map(
    (code) => [code, "unreachable"] as const,
  ),
];

function troubleOf(error: unknown): NotSavedReason | undefined {
  if (error instanceof StoreError) return "damaged";
  if (error instanceof FileGone) return "unreachable";
  return troubles.find(([begin]) => isCode(error, begin))?.[1];
}
