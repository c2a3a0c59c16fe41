import type { Kysely } from "kysely";
import type { Connection } from "./connection.ts";
import type { Tables } from "./tables.ts";
import { turns } from "./turns.ts";

/** Reads the values of some keys; a key without one is absent. */
export type ReadMany<V> = (
  db: Kysely<Tables>,
  keys: readonly string[],
) => Promise<readonly (readonly [key: string, value: V])[]>;

/** Keys in one statement. */
const mostKeys = 500;
/** Turns of the event loop that a read waits for other keys: two reads follow each other in an answer, so fewer than for writes. */
const turnsTogether = 4;

/**
 * Reads one key; those asked for in a few turns of the event loop, or while an earlier read is under way, are read together. So a
 * crowd needs one connection of a pool, not all of them.
 *
 * @throws DatabaseAway
 */
export function createReading<V>(
  connection: Connection,
  read: ReadMany<V>,
): (key: string) => Promise<V | undefined> {
  let before: Promise<unknown> = Promise.resolve();
  let next: { readonly keys: Set<string>; readonly found: Promise<ReadonlyMap<string, V>> } | undefined;
  return async (key) => {
    if (next === undefined || next.keys.size >= mostKeys) {
      const keys = new Set<string>();
      const found = before.then(async () => {
        await turns(turnsTogether);
        if (next?.keys === keys) next = undefined;
        return new Map(await connection.use(({ db }) => read(db, [...keys])));
      });
      before = found.catch(() => undefined);
      next = { keys, found };
    }
    const mine = next;
    mine.keys.add(key);
    return (await mine.found).get(key);
  };
}
