import type {
  Candidate,
  Changes,
  Config,
  Database,
  Denial,
  Register,
  Revision,
  Store,
  WatchKeepers,
} from "../src/index.ts";
import type { Check } from "./http/adapter.ts";
import type { Log } from "./lifecycle.ts";

/** What a running desk keeps: its store, and the register that people change. */
export interface Keeping {
  readonly store: Store;
  readonly changes: Changes;
  readonly watches: WatchKeepers;
  check(): Check;
  /**
   * Stands for the lead in something that only one process may do (`telegram:17`). Whoever gains it takes up what the
   * one before had taken and not finished: what was seen under keys that begin so.
   */
  stand(name: string): Candidate;
  /** After everything that may still write. */
  close(): Promise<void>;
}

export interface KeepingOptions {
  readonly database: Database;
  /** What the register's files say. */
  readonly register: Register;
  now(): number;
  newId(): string;
  readonly log: Log;
  report(error: unknown, during: string): string;
}

/** Opens the store and lays over the register what was changed; while the database is away, the files alone are in force. */
export async function openKeeping(options: KeepingOptions): Promise<Keeping> {
  const { database, register, now, newId, log, report } = options;
  const { openChanges, openStore } = await import("../src/index.ts");
  const store = await openStore(database, { now, log });
  const changes = await openChanges({ ...store, pack: register, newId });
  const catchUp = async (): Promise<void> => {
    try {
      await changes.living.catchUp();
    } catch (error) {
      if (store.check().ok) report(error, "reading what was changed in chat");
    }
  };
  if (store.check().ok) await catchUp();
  store.onOpen(() => void catchUp());
  store.onRevised(() => void catchUp());
  const stand: Keeping["stand"] = (name) => {
    const candidate = store.leaders.stand(name, () => store.seen.abandon(`${name}:`));
    let before: boolean | undefined;
    candidate.onChange(() => {
      const leads = candidate.leads();
      if (leads !== before) log("info", { name }, leads ? "leads" : "stands by");
      before = leads;
    });
    return candidate;
  };
  const { subscriptions, deliveries } = store;
  return {
    store,
    changes,
    watches: { subscriptions, deliveries, newId: () => newId() + newId() },
    stand,
    check: () => ({ ...store.check() }),
    close: () => store.close(),
  };
}

/** What was changed in chat, for a command that only reads: it neither needs nor makes a database. */
export async function readRevisions(
  { database }: Pick<Config, "database">,
  { now, warn }: { now(): number; warn(sentence: string): void },
): Promise<readonly Revision[]> {
  if (!(await mayExist(database))) return [];
  const { openStore } = await import("../src/index.ts");
  const store = await openStore(database, { now });
  try {
    const state = store.check();
    if (state.ok) return await store.revisions.since(0);
    warn(`The store is not read, so changes made in chat are missing: ${state.reason}.`);
    return [];
  } finally {
    await store.close();
  }
}

/** Who was denied what; nothing where the store cannot be read. */
export async function readDenials(
  { database }: Pick<Config, "database">,
  now: () => number,
): Promise<readonly Denial[]> {
  if (!(await mayExist(database))) return [];
  const { openStore } = await import("../src/index.ts");
  const store = await openStore(database, { now });
  try {
    return store.check().ok ? await store.denials.all() : [];
  } finally {
    await store.close();
  }
}

async function mayExist(database: Database): Promise<boolean> {
  if (database.kind === "postgres") return true;
  const { stat } = await import("node:fs/promises");
  return stat(database.path).then(
    (file) => file.size > 0,
    () => false,
  );
}
