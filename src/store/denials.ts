import type { Denial, DenialKeeper } from "../denials.ts";
import type { Connection } from "./connection.ts";
import type { Lane } from "./lane.ts";
import type { Pruned } from "./pruning.ts";
import { readJson, storeJson, storeKey } from "./stored-text.ts";

/** So long it is known who was denied what, milliseconds. */
const keptMs = 366 * 24 * 3_600_000;

/** @param lane one that need not be durable: a denial that is lost with the process let nobody in. */
export function createDenials(connection: Connection, lane: Lane): DenialKeeper {
  return {
    async add(denial) {
      const { at, by, from = "", denied } = denial;
      const row = { key: storeKey([at, by, from, denied].join(" ")), denied_at: at, body: storeJson(denial) };
      await lane.run((db) =>
        db
          .insertInto("denials")
          .values(row)
          .onConflict((conflict) => conflict.column("key").doNothing())
          .execute(),
      );
    },
    all: () =>
      connection.use(async ({ db }) => {
        const rows = await db
          .selectFrom("denials")
          .select("body")
          .orderBy("denied_at")
          .orderBy("key")
          .execute();
        return rows.map(({ body }) => readJson<Denial>(body));
      }),
  };
}

export const pruneDenials: Pruned = async (db, now, most) => {
  const old = db
    .selectFrom("denials")
    .select("key")
    .where("denied_at", "<", now - keptMs)
    .limit(most);
  const { numDeletedRows } = await db.deleteFrom("denials").where("key", "in", old).executeTakeFirstOrThrow();
  return Number(numDeletedRows);
};
