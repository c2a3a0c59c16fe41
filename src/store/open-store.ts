import type { Database } from "../config.ts";
import type { BackupHeader } from "./backed-up.ts";
import type { Store, StoreOptions } from "./store.ts";

// The SQL libraries are loaded where one of these is called and not before: a question from a shell needs none of them.

/**
 * Opens what changes at run time, and makes or brings up to date its tables.
 *
 * A database that cannot be reached or written does not stop the start: `check()` says so, it is tried again and
 * again, and `onOpen` tells when it came.
 *
 * @throws StoreError where only the operator can help: a file that is no database, a wrong password, tables of a
 *   newer version.
 */
export async function openStore(database: Database, options: StoreOptions): Promise<Store> {
  const { createStore } = await import("./store.ts");
  return createStore(database, options);
}

/** See writeBackup. @throws StoreError */
export async function backUpStore(database: Database, file: string, now: number): Promise<BackupHeader> {
  const [{ driverOf }, { writeBackup }] = await Promise.all([import("./store.ts"), import("./backup.ts")]);
  return writeBackup(
    driverOf(database, () => now),
    file,
    now,
  );
}

/** See restoreBackup. @throws StoreError */
export async function restoreStore(database: Database, file: string, now: number): Promise<BackupHeader> {
  const [{ driverOf }, { restoreBackup }] = await Promise.all([import("./store.ts"), import("./restore.ts")]);
  return restoreBackup(
    driverOf(database, () => now),
    file,
  );
}
