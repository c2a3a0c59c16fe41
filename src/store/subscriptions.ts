import type { Kysely } from "kysely";
import { type Pause, type Subscription, type SubscriptionKeeper, watchedKey } from "../watch/subscription.ts";
import type { Connection } from "./connection.ts";
import type { Lane } from "./lane.ts";
import { saved } from "./revisions.ts";
import { readJson, storeJson, storeKey } from "./stored-text.ts";
import type { SubscriptionTable, Tables } from "./tables.ts";

/** Counts the changes of all subscriptions. */
const changes = "subscriptions";

/** @param lane a durable one, whose transactions come one after another: so one person's are counted for sure. */
export function createSubscriptions(connection: Connection, lane: Lane): SubscriptionKeeper {
  return {
    all: () => connection.use(({ db }) => readAll(db)),
    version: () => connection.use(({ db }) => readVersion(db)),
    put: (subscription, most) => saved(lane.run((db) => put(db, subscription, most))),
    remove: (place, watched) => saved(lane.run((db) => remove(db, place, watched))),
    pause: (place, pause) => saved(lane.run((db) => setPause(db, place, pause))),
  };
}

async function readAll(db: Kysely<Tables>): Promise<readonly Subscription[]> {
  const rows = await db.selectFrom("subscriptions").select(["id", "body", "pause"]).orderBy("id").execute();
  return rows.map(({ body, pause }) => ({
    ...readJson<Subscription>(body),
    ...(pause === null ? {} : { paused: readJson<Pause>(pause) }),
  }));
}

async function readVersion(db: Kysely<Tables>): Promise<number> {
  const row = await db
    .selectFrom("watch_marks")
    .select("value")
    .where("name", "=", changes)
    .executeTakeFirst();
  return row?.value ?? 0;
}

async function put(
  db: Kysely<Tables>,
  subscription: Subscription,
  most: number,
): Promise<"new" | "changed" | "tooMany"> {
  const { paused: _, ...told } = subscription;
  const row = {
    person: storeKey(told.by),
    place: storeKey(told.place),
    watched: storeKey(watchedKey(told.what)),
  };
  const before = await db
    .selectFrom("subscriptions")
    .select(["id", "person", "body"])
    .where("place", "=", row.place)
    .where("watched", "=", row.watched)
    .executeTakeFirst();
  if (before?.person !== row.person) {
    const { count } = await db
      .selectFrom("subscriptions")
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .where("person", "=", row.person)
      .executeTakeFirstOrThrow();
    if (count >= most) return "tooMany";
  }
  if (before === undefined) {
    const fresh: SubscriptionTable = { id: storeKey(told.id), ...row, body: storeJson(told), pause: null };
    await db.insertInto("subscriptions").values(fresh).execute();
  } else {
    const { id, createdAt } = readJson<Subscription>(before.body);
    await db
      .updateTable("subscriptions")
      .set({ person: row.person, body: storeJson({ ...told, id, createdAt }) })
      .where("id", "=", before.id)
      .execute();
  }
  await countChange(db);
  return before === undefined ? "new" : "changed";
}

async function remove(db: Kysely<Tables>, place: string, watched: string | undefined): Promise<number> {
  const all = db.deleteFrom("subscriptions").where("place", "=", storeKey(place));
  const some = watched === undefined ? all : all.where("watched", "=", storeKey(watched));
  const { numDeletedRows } = await some.executeTakeFirstOrThrow();
  if (numDeletedRows > 0n) await countChange(db);
  return Number(numDeletedRows);
}

async function setPause(db: Kysely<Tables>, place: string, pause: Pause | undefined): Promise<void> {
  const all = db
    .updateTable("subscriptions")
    .set({ pause: pause === undefined ? null : storeJson(pause) })
    .where("place", "=", storeKey(place));
  // Paused already, it is so since then.
  await (pause === undefined ? all : all.where("pause", "is", null)).execute();
  await countChange(db);
}

async function countChange(db: Kysely<Tables>): Promise<void> {
  await db
    .insertInto("watch_marks")
    .values({ name: changes, value: 1 })
    .onConflict((conflict) =>
      conflict.column("name").doUpdateSet((eb) => ({ value: eb("watch_marks.value", "+", 1) })),
    )
    .execute();
}
