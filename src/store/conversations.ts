import { type ConversationKeeper, conversationMs, type KeptLine } from "../question/conversations.ts";
import { createKeyed, type KeyedWorld } from "./keyed.ts";
import type { Pruned } from "./pruning.ts";
import { readJson, storeJson, storeKey } from "./stored-text.ts";

export function createConversations(world: KeyedWorld): ConversationKeeper {
  const kept = createKeyed<KeptLine>(world, {
    async read(db, keys) {
      const rows = await db
        .selectFrom("conversations")
        .select(["key", "line", "said_at"])
        .where("key", "in", keys)
        .execute();
      return rows.map(
        ({ key, line, said_at }) => [key, { line: readJson<string>(line), at: said_at }] as const,
      );
    },
    async write(db, puts) {
      await db
        .insertInto("conversations")
        .values(
          puts.map(({ key, value = { line: "", at: 0 } }) => ({
            key,
            line: storeJson(value.line),
            said_at: value.at,
          })),
        )
        .onConflict((conflict) =>
          conflict.column("key").doUpdateSet((row) => ({
            line: row.ref("excluded.line"),
            said_at: row.ref("excluded.said_at"),
          })),
        )
        .execute();
    },
  });
  return {
    async last(key, now) {
      const line = await kept.get(storeKey(key));
      return line === undefined || now - line.at > conversationMs ? undefined : line;
    },
    remember: (key, line, now) => kept.put(storeKey(key), { line, at: now }),
  };
}

/** Conversations that have begun afresh since. */
export const pruneConversations: Pruned = async (db, now, most) => {
  const old = db
    .selectFrom("conversations")
    .select("key")
    .where("said_at", "<", now - conversationMs)
    .limit(most);
  const { numDeletedRows } = await db
    .deleteFrom("conversations")
    .where("key", "in", old)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
};
