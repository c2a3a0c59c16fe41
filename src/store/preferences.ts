import type { PreferenceKeeper, Preferences } from "../preferences.ts";
import { createKeyed, type KeyedWorld } from "./keyed.ts";
import { readJson, storeJson, storeKey } from "./stored-text.ts";

export function createPreferences(world: KeyedWorld): PreferenceKeeper {
  const kept = createKeyed<Preferences>(world, {
    async read(db, people) {
      const rows = await db
        .selectFrom("preferences")
        .select(["person", "body"])
        .where("person", "in", people)
        .execute();
      return rows.map(({ person, body }) => [person, readJson<Preferences>(body)] as const);
    },
    async write(db, puts) {
      await db
        .insertInto("preferences")
        .values(puts.map(({ key, value = {} }) => ({ person: key, body: storeJson(value) })))
        .onConflict((conflict) =>
          conflict.column("person").doUpdateSet((row) => ({ body: row.ref("excluded.body") })),
        )
        .execute();
    },
  });
  return {
    of: async (person) => (await kept.get(storeKey(person))) ?? {},
    keep: (person, preferences) => kept.put(storeKey(person), preferences),
  };
}
