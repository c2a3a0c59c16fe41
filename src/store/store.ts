import type { FeedKeeper } from "../calendar/feed.ts";
import type { RevisionKeeper } from "../change/revision.ts";
import type { WishKeeper } from "../change/wishes.ts";
import type { Database } from "../config.ts";
import type { DenialKeeper } from "../denials.ts";
import type { LeaderKeeper } from "../leader.ts";
import type { NoteKeeper } from "../notes.ts";
import type { PreferenceKeeper } from "../preferences.ts";
import type { ConversationKeeper } from "../question/conversations.ts";
import type { SeenKeeper } from "../seen.ts";
import type { DeliveryKeeper } from "../watch/delivery.ts";
import type { SubscriptionKeeper } from "../watch/subscription.ts";
import { connect, type StoreCheck } from "./connection.ts";
import { createConversations, pruneConversations } from "./conversations.ts";
import { createDeliveries, pruneDeliveries } from "./deliveries.ts";
import { createDenials, pruneDenials } from "./denials.ts";
import { createFeeds } from "./feeds.ts";
import { createLane } from "./lane.ts";
import { createLeaders } from "./leaders.ts";
import type { Driver } from "./link.ts";
import { createNotes, pruneNotes } from "./notes.ts";
import { createPostgres } from "./postgres.ts";
import { createPreferences } from "./preferences.ts";
import { startPruning } from "./pruning.ts";
import { watchRevisions } from "./revision-watch.ts";
import { createRevisions } from "./revisions.ts";
import { createSeen, pruneSeen } from "./seen.ts";
import { createSqlite } from "./sqlite.ts";
import type { StoreLog } from "./store-log.ts";
import { createSubscriptions } from "./subscriptions.ts";
import { createWishes } from "./wishes.ts";

/** What changes at run time. */
export interface Store {
  /** Kept for good: durable when acknowledged, refused with NotSaved while the database is away. */
  readonly revisions: RevisionKeeper;
  readonly wishes: WishKeeper;
  readonly feeds: FeedKeeper;
  readonly subscriptions: SubscriptionKeeper;
  readonly deliveries: DeliveryKeeper;
  readonly denials: DenialKeeper;
  /** Kept over a restart; while the database is away, in memory, and written when it is back. */
  readonly preferences: PreferenceKeeper;
  readonly seen: SeenKeeper;
  readonly conversations: ConversationKeeper;
  readonly notes: NoteKeeper;
  /** Which process does what only one may do. */
  readonly leaders: LeaderKeeper;
  /** Called when revisions were kept by whichever process, a second later at most. */
  onRevised(listener: () => void): void;
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
  /** How often it is looked for new revisions, should nothing have told of them, milliseconds. */
  readonly lookEveryMs?: number;
}

/** @throws StoreError */
export async function createStore(database: Database, options: StoreOptions): Promise<Store> {
  const { now, log = () => undefined, pruneEveryMs = 60_000, lookEveryMs = 1_000 } = options;
  const driver = driverOf(database, now);
  const connection = await connect(driver, log);
  const durable = createLane(connection, "durable");
  const lane = createLane(connection, "volatile");
  const world = { connection, lane, log };
  const tables = [pruneSeen, pruneConversations, pruneNotes, pruneDeliveries, pruneDenials];
  const stopPruning = startPruning({ lane, tables, everyMs: pruneEveryMs, now, log });
  const watch = watchRevisions({ connection, driver, everyMs: lookEveryMs, log });
  const leaders = createLeaders(driver, log);
  return {
    revisions: createRevisions(connection, durable),
    wishes: createWishes(connection, durable),
    feeds: createFeeds(connection, durable),
    subscriptions: createSubscriptions(connection, durable),
    deliveries: createDeliveries({ connection, durable, lane, locksRows: database.kind === "postgres" }),
    denials: createDenials(connection, lane),
    preferences: createPreferences(world),
    seen: createSeen(world),
    conversations: createConversations(world),
    notes: createNotes(world),
    leaders,
    onRevised: watch.onRevised,
    check: connection.check,
    onOpen: connection.onOpen,
    async close() {
      await Promise.all([stopPruning(), watch.stop(), leaders.close()]);
      await Promise.all([durable.idle(), lane.idle()]);
      await connection.close();
    },
  };
}

export function driverOf(database: Database, now: () => number): Driver {
  return database.kind === "sqlite" ? createSqlite(database.path, now) : createPostgres(database.url, now);
}
