import type { Kysely } from "kysely";
import type { Connection } from "./connection.ts";
import { DatabaseAway } from "./database-away.ts";
import type { Durability, Link } from "./link.ts";
import type { Tables } from "./tables.ts";
import { turns } from "./turns.ts";

/** Writes of one durability: those that come together go into one transaction, for a commit costs more than they do. */
export interface Lane {
  /**
   * Settles when the transaction is committed. Work may run twice: where another piece of its transaction failed, each
   * gets one of its own.
   *
   * @throws DatabaseAway
   */
  run<T>(work: LaneWork<T>): Promise<T>;
  /** Settles when all that came before is settled. */
  idle(): Promise<void>;
}

/** @param link whose transaction it is. */
export type LaneWork<T> = (db: Kysely<Tables>, link: Pick<Link, "announce">) => Promise<T>;

interface Job {
  readonly work: LaneWork<unknown>;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** Pieces of work in one transaction, so that the first need not wait for ever more. */
const mostJobs = 100;
/** Turns of the event loop that a transaction waits for what other sockets bring. */
const turnsTogether: Readonly<Record<Durability, number>> = { durable: 1, volatile: 8 };

export function createLane(connection: Connection, durability: Durability): Lane {
  const waiting: Job[] = [];
  let draining: Promise<void> | undefined;

  const commit = async (jobs: readonly Job[]): Promise<void> => {
    try {
      const results = await connection.use((link) =>
        link.transact(durability, async (db) => {
          const all: unknown[] = [];
          for (const { work } of jobs) all.push(await work(db, link));
          return all;
        }),
      );
      for (const [index, job] of jobs.entries()) job.resolve(results[index]);
    } catch (error) {
      if (jobs.length === 1 || error instanceof DatabaseAway) for (const job of jobs) job.reject(error);
      else for (const job of jobs) await commit([job]);
    }
  };

  const drain = async (): Promise<void> => {
    while (waiting.length > 0) {
      await turns(turnsTogether[durability]);
      await commit(waiting.splice(0, mostJobs));
    }
    draining = undefined;
  };

  return {
    run: <T>(work: LaneWork<T>) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ work, resolve: (result) => resolve(result as T), reject });
        draining ??= drain();
      }),
    idle: async () => draining,
  };
}

/** Rows in one statement: PostgreSQL and SQLite both take some ten thousand values. */
const mostItems = 500;

/** Items of one table that come together go into one statement; the results are in the items' order. */
export function gatherInto<Item, Result>(
  lane: Lane,
  write: (db: Kysely<Tables>, items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  let open: { readonly items: Item[]; readonly results: Promise<readonly Result[]> } | undefined;
  return async (item) => {
    if (open === undefined || open.items.length >= mostItems) {
      const items: Item[] = [];
      const end = (): void => {
        if (open?.items === items) open = undefined;
      };
      const results = lane.run((db) => {
        end();
        return write(db, items);
      });
      open = { items, results };
      // While the database is away the work is not even begun.
      results.catch(end);
    }
    const mine = open;
    const index = mine.items.push(item) - 1;
    return (await mine.results)[index] as Result;
  };
}
