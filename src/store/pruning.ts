import type { Kysely } from "kysely";
import { DatabaseAway } from "./database-away.ts";
import type { Lane } from "./lane.ts";
import type { StoreLog } from "./store-log.ts";
import type { Tables } from "./tables.ts";

/** Removes at most so many old rows of one table, and tells how many they were. */
export type Pruned = (db: Kysely<Tables>, now: number, most: number) => Promise<number>;

export interface PruningOptions {
  readonly lane: Lane;
  readonly tables: readonly Pruned[];
  readonly everyMs: number;
  readonly now: () => number;
  readonly log: StoreLog;
}

/** Rows removed at a time: few enough that no answer waits long. */
const mostRows = 500;

/** Removes old rows now and then, until it is stopped. */
export function startPruning({ lane, tables, everyMs, now, log }: PruningOptions): () => Promise<void> {
  let running: Promise<void> | undefined;
  let stopped = false;
  const prune = async (): Promise<void> => {
    for (const table of tables) {
      let removed = mostRows;
      while (removed === mostRows && !stopped) removed = await lane.run((db) => table(db, now(), mostRows));
    }
  };
  const timer = setInterval(() => {
    running ??= prune()
      .catch((err: unknown) => {
        if (!(err instanceof DatabaseAway)) log("error", { err }, "old rows could not be removed");
      })
      .finally(() => {
        running = undefined;
      });
  }, everyMs);
  timer.unref();
  return async () => {
    stopped = true;
    clearInterval(timer);
    await running;
  };
}
