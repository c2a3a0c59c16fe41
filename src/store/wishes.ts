import type { Kysely } from "kysely";
import type { Wish, WishKeeper } from "../change/wishes.ts";
import type { Connection } from "./connection.ts";
import type { Lane } from "./lane.ts";
import { saved } from "./revisions.ts";
import { readJson, storeJson, storeKey } from "./stored-text.ts";
import type { Tables, WishTable } from "./tables.ts";

type NewWish = Omit<Wish, "number">;

/** @param lane a durable one, whose transactions come one after another. */
export function createWishes(connection: Connection, lane: Lane): WishKeeper {
  return {
    add: (wish) => saved(lane.run((db) => add(db, wish))),
    open: () => connection.use(({ db }) => readOpen(db)),
    close: (number, by, now) => saved(lane.run((db) => close(db, number, by, now))),
  };
}

async function add(db: Kysely<Tables>, wish: NewWish): Promise<Wish> {
  const { last } = await db
    .selectFrom("wishes")
    .select((eb) => eb.fn.max("number").as("last"))
    .executeTakeFirstOrThrow();
  const number = (last ?? 0) + 1;
  const row: WishTable = { number, body: storeJson(wish), closed_by: null, closed_at: null };
  await db.insertInto("wishes").values(row).execute();
  return { number, ...wish };
}

async function readOpen(db: Kysely<Tables>): Promise<readonly Wish[]> {
  const rows = await db
    .selectFrom("wishes")
    .select(["number", "body"])
    .where("closed_at", "is", null)
    .orderBy("number")
    .execute();
  return rows.map(({ number, body }) => ({ number, ...readJson<NewWish>(body) }));
}

async function close(db: Kysely<Tables>, number: number, by: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("wishes")
    .set({ closed_by: storeKey(by), closed_at: now })
    .where("number", "=", number)
    .where("closed_at", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
