import type { NoteKeeper } from "../notes.ts";
import { createKeyed, type KeyedWorld } from "./keyed.ts";
import type { Pruned } from "./pruning.ts";
import { readJson, storeJson, storeKey } from "./stored-text.ts";

interface Note {
  readonly text: string;
  readonly until: number;
}

export function createNotes(world: KeyedWorld): NoteKeeper {
  const kept = createKeyed<Note>(world, {
    async read(db, keys) {
      const rows = await db
        .selectFrom("notes")
        .select(["key", "body", "kept_until"])
        .where("key", "in", keys)
        .execute();
      return rows.map(
        ({ key, body, kept_until }) => [key, { text: readJson<string>(body), until: kept_until }] as const,
      );
    },
    async write(db, puts) {
      const removed = puts.flatMap(({ key, value }) => (value === undefined ? [key] : []));
      if (removed.length > 0) await db.deleteFrom("notes").where("key", "in", removed).execute();
      const rows = puts.flatMap(({ key, value }) =>
        value === undefined ? [] : [{ key, body: storeJson(value.text), kept_until: value.until }],
      );
      if (rows.length === 0) return;
      await db
        .insertInto("notes")
        .values(rows)
        .onConflict((conflict) =>
          conflict.column("key").doUpdateSet((row) => ({
            body: row.ref("excluded.body"),
            kept_until: row.ref("excluded.kept_until"),
          })),
        )
        .execute();
    },
  });
  return {
    async read(key, now) {
      const note = await kept.get(storeKey(key));
      return note === undefined || note.until <= now ? undefined : note.text;
    },
    write: (key, text, until) => kept.put(storeKey(key), { text, until }),
    remove: (key) => kept.put(storeKey(key), undefined),
  };
}

/** Notes whose time is over. */
export const pruneNotes: Pruned = async (db, now, most) => {
  const old = db.selectFrom("notes").select("key").where("kept_until", "<=", now).limit(most);
  const { numDeletedRows } = await db.deleteFrom("notes").where("key", "in", old).executeTakeFirstOrThrow();
  return Number(numDeletedRows);
};
