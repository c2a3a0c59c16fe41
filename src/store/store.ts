import type { RevisionKeeper } from "../change/revision.ts";
import type { WishKeeper } from "../change/wishes.ts";
import type { Database } from "../config.ts";
import type { NoteKeeper } from "../notes.ts";
import type { PreferenceKeeper } from "../preferences.ts";
import type { ConversationKeeper } from "../question/conversations.ts";
import type { SeenKeeper } from "../seen.ts";
import { connect, type StoreCheck, type StoreLog } from "./connection.ts";
import { createConversations, pruneConversations } from "./conversations.ts";
import { createLane } from "./lane.ts";
import type { Driver } from "./link.ts";
import { createNotes, pruneNotes } from "./notes.ts";
import { createPostgres } from "./postgres.ts";
import { createPreferences } from "./preferences.ts";
import { startPruning } from "./pruning.ts";
import { createRevisions } from "./revisions.ts";
import { createSeen, pruneSeen } from "./seen.ts";
import { createSqlite } from "./sqlite.ts";
import { createWishes } from "./wishes.ts";

/** What changes at run time. */
export interface Store {
  /** Kept for good: durable when acknowledged, refused with NotSaved while the database is away. */
  readonly revisions: RevisionKeeper;
  readonly wishes: WishKeeper;
  /** Kept over a restart; while the database is away, in memory, and written when it is back. */
  readonly preferences: PreferenceKeeper;
  readonly seen: SeenKeeper;
  readonly conversations: ConversationKeeper;
  readonly notes: NoteKeeper;
  /** Whether it can be read and written, and why not. */
  check(): StoreCheck;
  /** Called whenever the database comes, and at once where it is here: what was written elsewhere can be read now. */
  onOpen(listener: () => void): void;
  /** Writes what is under way, and lets go. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log?: StoreLog;
  /** How often old rows are removed, milliseconds. */
  readonly pruneEveryMs?: number;
}

/** @throws StoreError */
export async function createStore(database: Database, options: StoreOptions): Promise<Store> {
  const { now, log = () => undefined, pruneEveryMs = 60_000 } = options;
  const connection = await connect(driverOf(database, now), log);
  const durable = createLane(connection, "durable");
  const lane = createLane(connection, "volatile");
  const world = { connection, lane, log };
  const tables = [pruneSeen, pruneConversations, pruneNotes];
  const stopPruning = startPruning({ lane, tables, everyMs: pruneEveryMs, now, log });
  return {
    revisions: createRevisions(connection, durable),
    wishes: createWishes(connection, durable),
    preferences: createPreferences(world),
    seen: createSeen(world),
    conversations: createConversations(world),
    notes: createNotes(world),
    check: connection.check,
    onOpen: connection.onOpen,
    async close() {
      await stopPruning();
      await Promise.all([durable.idle(), lane.idle()]);
      await connection.close();
    },
  };
}

export function driverOf(database: Database, now: () => number): Driver {
  return database.kind === "sqlite" ? createSqlite(database.path, now) : createPostgres(database.url, now);
}
