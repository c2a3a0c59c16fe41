import type { Kysely } from "kysely";
import type {
  Claim,
  ClaimedDelivery,
  Delivery,
  DeliveryEnd,
  DeliveryKeeper,
  WatchMark,
} from "../watch/delivery.ts";
import type { Notice } from "../watch/notice.ts";
import type { Connection } from "./connection.ts";
import type { Lane } from "./lane.ts";
import type { Pruned } from "./pruning.ts";
import { readJson, storeJson, storeKey } from "./stored-text.ts";
import type { Tables } from "./tables.ts";

/** Those that ended are remembered so long that nothing offers them again, milliseconds. */
const keptMs = 60 * 24 * 3_600_000;
/** Rows in one statement. */
const mostRows = 500;

export interface DeliveriesWorld {
  readonly connection: Connection;
  readonly durable: Lane;
  readonly lane: Lane;
  /** True where rows can be locked one by one; elsewhere a transaction excludes all others. */
  readonly locksRows: boolean;
}

export function createDeliveries({ connection, durable, lane, locksRows }: DeliveriesWorld): DeliveryKeeper {
  return {
    offer: async (deliveries, now) => {
      for (let at = 0; at < deliveries.length; at += mostRows) {
        const some = deliveries.slice(at, at + mostRows);
        await durable.run((db) => offer(db, some, now));
      }
    },
    // Mostly there is nothing, and finding that out takes no writing.
    claim: async (claim) =>
      (await connection.use(({ db }) => freeFor(db, claim).limit(1).execute())).length === 0
        ? []
        : lane.run((db) => claimSome(db, claim, locksRows)),
    begin: (keys, token, until) => durable.run((db) => begin(db, keys, token, until)),
    end: (keys, end, now, trace) => durable.run((db) => finish(db, keys, end, now, trace)),
    again: async (keys, at) => {
      await durable.run((db) =>
        db
          .updateTable("deliveries")
          .set({ state: "due", free_at: at, claimed_by: null })
          .where("key", "in", keys.map(storeKey))
          .execute(),
      );
    },
    forget: async (keys) => {
      await durable.run((db) => db.deleteFrom("deliveries").where("key", "in", keys.map(storeKey)).execute());
    },
    mark: (name) => connection.use(({ db }) => readMark(db, name)),
    setMark: (name, value) => durable.run((db) => setMark(db, name, value)),
  };
}

async function offer(db: Kysely<Tables>, deliveries: readonly Delivery[], now: number): Promise<void> {
  const rows = deliveries.map(({ key, subscription, place, dueAt, notBefore = now, notice }) => ({
    key: storeKey(key),
    subscription: storeKey(subscription),
    place: storeKey(place),
    due_at: dueAt,
    body: storeJson(notice),
    state: "due",
    free_at: notBefore,
    claimed_by: null,
    doubts: 0,
    trace: null,
  }));
  await db
    .insertInto("deliveries")
    .values(rows)
    .onConflict((conflict) => conflict.column("key").doNothing())
    .execute();
}

/** Those that nobody has, of one place together. */
function freeFor(db: Kysely<Tables>, { now, platforms }: Claim) {
  return db
    .selectFrom("deliveries")
    .select("key")
    .where("state", "in", ["due", "sending"])
    .where("free_at", "<=", now)
    .where((eb) =>
      eb.or(platforms.flatMap((name) => [eb("place", "=", name), eb("place", "like", `${name}:%`)])),
    )
    .orderBy("place")
    .orderBy("due_at");
}

/** Begun by somebody whose time is over, it may have arrived: a doubt more. */
async function claimSome(
  db: Kysely<Tables>,
  claim: Claim,
  locksRows: boolean,
): Promise<readonly ClaimedDelivery[]> {
  const { token, until, most } = claim;
  const free = freeFor(db, claim).limit(most);
  const rows = await (locksRows ? free.forUpdate().skipLocked() : free).execute();
  if (rows.length === 0) return [];
  const claimed = await db
    .updateTable("deliveries")
    .set((eb) => ({
      free_at: until,
      claimed_by: token,
      doubts: eb
        .case()
        .when("state", "=", "sending")
        .then(eb("doubts", "+", 1))
        .else(eb.ref("doubts"))
        .end(),
      state: "due",
    }))
    .where(
      "key",
      "in",
      rows.map(({ key }) => key),
    )
    .returning(["key", "subscription", "place", "due_at", "body", "doubts"])
    .execute();
  return claimed
    .map(({ key, subscription, place, due_at, body, doubts }) => ({
      key,
      subscription,
      place,
      dueAt: due_at,
      notice: readJson<Notice>(body),
      doubts,
    }))
    .sort((a, b) => a.dueAt - b.dueAt || (a.key < b.key ? -1 : 1));
}

async function begin(
  db: Kysely<Tables>,
  keys: readonly string[],
  token: string,
  until: number,
): Promise<readonly string[]> {
  const begun = await db
    .updateTable("deliveries")
    .set({ state: "sending", free_at: until })
    .where("key", "in", keys.map(storeKey))
    .where("claimed_by", "=", token)
    .where("state", "=", "due")
    .returning("key")
    .execute();
  return begun.map(({ key }) => key);
}

async function finish(
  db: Kysely<Tables>,
  keys: readonly string[],
  state: DeliveryEnd,
  now: number,
  trace: string | undefined,
): Promise<void> {
  await db
    .updateTable("deliveries")
    .set({
      state,
      free_at: now,
      claimed_by: null,
      ...(trace === undefined ? {} : { trace: storeJson(trace) }),
    })
    .where("key", "in", keys.map(storeKey))
    .execute();
}

async function readMark(db: Kysely<Tables>, name: WatchMark): Promise<number | undefined> {
  const row = await db.selectFrom("watch_marks").select("value").where("name", "=", name).executeTakeFirst();
  return row?.value;
}

async function setMark(db: Kysely<Tables>, name: WatchMark, value: number): Promise<void> {
  await db
    .insertInto("watch_marks")
    .values({ name, value })
    .onConflict((conflict) =>
      conflict.column("name").doUpdateSet({ value }).where("watch_marks.value", "<", value),
    )
    .execute();
}

/** Those that ended long ago. */
export const pruneDeliveries: Pruned = async (db, now, most) => {
  const old = db
    .selectFrom("deliveries")
    .select("key")
    .where("state", "in", ["sent", "doubtful", "dropped"])
    .where("free_at", "<", now - keptMs)
    .limit(most);
  const { numDeletedRows } = await db
    .deleteFrom("deliveries")
    .where("key", "in", old)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
};
