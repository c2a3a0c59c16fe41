import Libsql from "libsql";
import type { Candidate } from "../leader.ts";
import { createAlarm } from "./alarm.ts";
import type { Prepare } from "./link.ts";
import type { StoreLog } from "./store-log.ts";

/** How often a process tries that does not lead, milliseconds. */
const tryMs = 1_000;

/**
 * Stands for a lead that is the system's own lock on a small file beside the database: it is free as soon as its
 * process is dead. One that stands still keeps it; several processes are what PostgreSQL is for.
 *
 * Where the folder cannot be written no process can hold the lock, and each leads until it meets another.
 */
export function standOnSqlite(path: string, name: string, prepare: Prepare, log: StoreLog): Candidate {
  const file = `${path}-${name.replaceAll(/\W+/g, "-")}`;
  const listeners: (() => void)[] = [];
  const alarm = createAlarm();
  let lock: Libsql.Database | undefined;
  let alone = false;
  let mayBeAlone = true;
  let withdrawn = false;
  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  const tryOnce = async (): Promise<void> => {
    const found = lockFile(file);
    if (found === "taken") {
      const isNews = alone || mayBeAlone;
      alone = false;
      mayBeAlone = false;
      if (isNews) changed();
    } else if (found === "away") {
      if (alone || !mayBeAlone) return;
      alone = true;
      log("warn", { file, name }, "leads without a lock");
      changed();
    } else {
      await prepare();
      alone = false;
      lock = found;
      changed();
    }
  };
  const run = async (): Promise<void> => {
    while (lock === undefined && !withdrawn) {
      await tryOnce();
      if (lock === undefined && !withdrawn) await alarm.wait(tryMs);
    }
    if (withdrawn) release(lock);
  };
  // Its listeners come first.
  const running = alarm.wait(0).then(run);
  return {
    leads: () => !withdrawn && (lock !== undefined || alone),
    onChange: (listener) => void listeners.push(listener),
    yield() {
      if (!alone) return;
      alone = false;
      mayBeAlone = false;
      changed();
    },
    async withdraw() {
      withdrawn = true;
      alarm.ring();
      await running;
      release(lock);
      lock = undefined;
    },
  };
}

function lockFile(file: string): Libsql.Database | "taken" | "away" {
  let database: Libsql.Database | undefined;
  try {
    database = new Libsql(file);
    database.exec("pragma busy_timeout = 0");
    database.exec("begin exclusive");
    return database;
  } catch (error) {
    database?.close();
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    return code.startsWith("SQLITE_BUSY") ? "taken" : "away";
  }
}

/** libsql closes a file only when it is collected; the lock is not to wait for that. */
function release(lock: Libsql.Database | undefined): void {
  if (lock?.open !== true) return;
  lock.exec("rollback");
  lock.close();
}
