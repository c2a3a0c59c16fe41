import type { Kysely } from "kysely";
import { createMemory } from "../memory.ts";
import type { Connection } from "./connection.ts";
import { DatabaseAway } from "./database-away.ts";
import { gatherInto, type Lane } from "./lane.ts";
import { createReading, type ReadMany } from "./reading.ts";
import type { StoreLog } from "./store-log.ts";
import type { Tables } from "./tables.ts";

/** What is put under a key; nothing where it is removed. */
export interface Put<V> {
  readonly key: string;
  readonly value: V | undefined;
}

/** How values lie in their table. */
export interface KeyedTable<V> {
  readonly read: ReadMany<V>;
  /** Writes many; no key is among them twice. */
  write(db: Kysely<Tables>, puts: readonly Put<V>[]): Promise<void>;
}

/** Values by key that outlive the process, and a database that is away too, as long as the process lives. */
export interface Keyed<V> {
  get(key: string): Promise<V | undefined>;
  /** Settles when it is written, or, while the database is away, when it is remembered; it is written later then. */
  put(key: string, value: V | undefined): Promise<void>;
}

/** Values remembered for a database that is away, and as many that wait to be written; the oldest go first. */
const remembered = 10_000;

/** What a keeper of something that may be lost in a power failure is made from. */
export interface KeyedWorld {
  readonly connection: Connection;
  readonly lane: Lane;
  readonly log: StoreLog;
}

export function createKeyed<V>({ connection, lane, log }: KeyedWorld, table: KeyedTable<V>): Keyed<V> {
  const unwritten = new Map<string, Put<V>>();
  const read = createReading(connection, table.read);
  const recent = createMemory<Put<V>>(remembered);
  const write = gatherInto<Put<V>, undefined>(lane, async (db, puts) => {
    await table.write(db, [...new Map(puts.map((put) => [put.key, put])).values()]);
    return [];
  });

  const settle = async (put: Put<V>): Promise<void> => {
    try {
      await write(put);
    } catch (error) {
      if (error instanceof DatabaseAway) return;
      forget(put);
      throw error;
    }
    forget(put);
  };
  const forget = (put: Put<V>): void => {
    if (unwritten.get(put.key) === put) unwritten.delete(put.key);
  };
  connection.onOpen(() => {
    for (const put of unwritten.values())
      settle(put).catch((err: unknown) => log("error", { err }, "what was remembered could not be written"));
  });

  return {
    async get(key) {
      const waiting = unwritten.get(key);
      if (waiting !== undefined) return waiting.value;
      try {
        const value = await read(key);
        recent.set(key, { key, value });
        return value;
      } catch (error) {
        if (error instanceof DatabaseAway) return recent.get(key)?.value;
        throw error;
      }
    },
    put(key, value) {
      const put = { key, value };
      recent.set(key, put);
      unwritten.delete(key);
      unwritten.set(key, put);
      const [oldest] = unwritten.size > remembered ? unwritten.keys() : [];
      if (oldest !== undefined) unwritten.delete(oldest);
      return settle(put);
    },
  };
}
