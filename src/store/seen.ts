import { createMemory } from "../memory.ts";
import type { SeenKeeper } from "../seen.ts";
import { DatabaseAway } from "./database-away.ts";
import { createKeyed, type KeyedWorld } from "./keyed.ts";
import { gatherInto } from "./lane.ts";
import type { Pruned } from "./pruning.ts";
import { storeKey } from "./stored-text.ts";

interface Taken {
  readonly key: string;
  readonly takenAt: number;
  readonly doneAt: number | null;
}

/** Taken this long ago and not done, it may be taken again: its taker died. Milliseconds. */
const leaseMs = 60_000;
/** Remembered at least so long after it was done, milliseconds: Telegram keeps updates for 24 hours, Slack delivers again for one. */
const keptMs = 25 * 3_600_000;
/** Remembered by the process itself, so that a database that is away does not make it answer twice. */
const remembered = 10_000;

export function createSeen(world: KeyedWorld): SeenKeeper {
  const recent = createMemory<Taken>(remembered);
  const rows = createKeyed<Taken>(world, {
    async read(db, keys) {
      const found = await db.selectFrom("seen").selectAll().where("key", "in", keys).execute();
      return found.map(
        ({ key, taken_at, done_at }) => [key, { key, takenAt: taken_at, doneAt: done_at }] as const,
      );
    },
    async write(db, puts) {
      await db
        .insertInto("seen")
        .values(
          puts.flatMap(({ value }) =>
            value === undefined ? [] : [{ key: value.key, taken_at: value.takenAt, done_at: value.doneAt }],
          ),
        )
        .onConflict((conflict) =>
          conflict.column("key").doUpdateSet((row) => ({
            taken_at: row.ref("excluded.taken_at"),
            done_at: row.ref("excluded.done_at"),
          })),
        )
        .execute();
    },
  });
  // Those that are given back were taken by this statement: they were new, or their taker died.
  const take = gatherInto<Taken, boolean>(world.lane, async (db, items) => {
    const first = new Map(items.toReversed().map((item) => [item.key, item]));
    const taken = await db
      .insertInto("seen")
      .values([...first.values()].map(({ key, takenAt }) => ({ key, taken_at: takenAt, done_at: null })))
      .onConflict((conflict) =>
        conflict
          .column("key")
          .doUpdateSet((row) => ({ taken_at: row.ref("excluded.taken_at") }))
          .where("seen.done_at", "is", null)
          .whereRef("seen.taken_at", "<=", (row) => row("excluded.taken_at", "-", leaseMs)),
      )
      .returning("key")
      .execute();
    const keys = new Set(taken.map(({ key }) => key));
    return items.map((item) => keys.has(item.key) && first.get(item.key) === item);
  });

  return {
    async take(written, now) {
      const key = storeKey(written);
      const before = recent.get(key);
      if (before !== undefined && (before.doneAt !== null || now - before.takenAt < leaseMs)) return false;
      const mine = { key, takenAt: now, doneAt: null };
      recent.set(key, mine);
      try {
        const taken = await take(mine);
        // Another process has it: whether it is done there, only the database knows.
        if (!taken && recent.get(key) === mine) recent.delete(key);
        return taken;
      } catch (error) {
        if (!(error instanceof DatabaseAway)) throw error;
        await rows.put(key, mine);
        return true;
      }
    },
    async isDone(written) {
      const row = await rows.get(storeKey(written));
      return row !== undefined && row.doneAt !== null;
    },
    async done(written, now) {
      const key = storeKey(written);
      const value = { key, takenAt: recent.get(key)?.takenAt ?? now, doneAt: now };
      recent.set(key, value);
      await rows.put(key, value);
    },
    async abandon(beginning) {
      // What this process itself is at, it still remembers.
      await world.lane.run((db) =>
        db
          .deleteFrom("seen")
          .where("done_at", "is", null)
          .where((row) =>
            row(row.fn("substr", ["key", row.lit(1), row.val(beginning.length)]), "=", beginning),
          )
          .execute(),
      );
    },
  };
}

/** What was taken long ago, and done longer ago than anybody delivers again. */
export const pruneSeen: Pruned = async (db, now, most) => {
  const old = db
    .selectFrom("seen")
    .select("key")
    .where("taken_at", "<", now - keptMs)
    .where((row) => row.or([row("done_at", "is", null), row("done_at", "<", now - keptMs)]))
    .limit(most);
  const { numDeletedRows } = await db.deleteFrom("seen").where("key", "in", old).executeTakeFirstOrThrow();
  return Number(numDeletedRows);
};
