import type { Context, NextFunction } from "grammy";
import type { Update } from "grammy/types";
import { createMemory, type SeenKeeper } from "../../src/index.ts";
import { pause } from "../chat/reaching.ts";

/** Whether an update was dealt with, or another process has taken it, which may have died since. */
export type Dealt = "done" | "elsewhere";

/** Takes each update once, however often it comes, and to however many processes. */
export interface Taking {
  /** Deals with an update; with one that came before, only waits. */
  deal(update: Update): Promise<Dealt>;
  /** Lets an update through that nobody has answered yet; for use within the order of its chat. */
  once(ctx: Context, next: NextFunction): Promise<void>;
  /** The id of the last update that came. Not the highest: after a week of silence Telegram may begin anew with lower ids. */
  last(): number | undefined;
  /** Settles when nothing is under way. */
  idle(): Promise<void>;
}

export interface TakingOptions {
  readonly seen: SeenKeeper;
  handle(update: Update): Promise<void>;
  /** True where nobody sends an update again that is at another process: then it is waited for. */
  readonly waits: boolean;
  now(): number;
  report(error: unknown, during: string): string;
  readonly stopping: AbortSignal;
}

/** Updates remembered by the process itself. */
const keptDealings = 10_000;
/** How often it is asked whether an update that another process took is free again. */
const askAgainMs = 1_000;

const during = "remembering an update of Telegram";

export function createTaking(options: TakingOptions): Taking {
  const { seen, handle, waits, now, report, stopping } = options;
  const dealings = createMemory<Promise<Dealt>>(keptDealings);
  const underWay = new Set<Promise<unknown>>();
  const elsewhere = new WeakSet<Update>();
  let last: number | undefined;

  const track = (work: Promise<unknown>): void => {
    underWay.add(work);
    const end = (): void => void underWay.delete(work);
    work.then(end, end);
  };
  const dealWith = async (update: Update): Promise<Dealt> => {
    await handle(update);
    if (!elsewhere.has(update)) return "done";
    dealings.delete(String(update.update_id));
    return "elsewhere";
  };
  /** Whether nobody has answered it. A store that fails keeps nobody from an answer. */
  const isFree = async (key: string, update: Update): Promise<boolean> => {
    try {
      while (!(await seen.take(key, now()))) {
        if (await seen.isDone(key)) return false;
        if (!waits || stopping.aborted) {
          elsewhere.add(update);
          return false;
        }
        await pause(askAgainMs, stopping);
      }
    } catch (error) {
      report(error, during);
    }
    return true;
  };

  return {
    deal(update) {
      const id = String(update.update_id);
      last = update.update_id;
      const known = dealings.get(id);
      if (known !== undefined) return known;
      const dealing = dealWith(update);
      // Whoever sends it again is not told of a failure again.
      dealings.set(
        id,
        dealing.catch(() => "done" as const),
      );
      track(dealing);
      return dealing;
    },
    async once({ me, update }, next) {
      const key = `telegram:${me.id}:${update.update_id}`;
      if (!(await isFree(key, update))) return;
      const remember = async (): Promise<void> => {
        try {
          await seen.done(key, now());
        } catch (error) {
          report(error, during);
        }
      };
      try {
        await next();
      } finally {
        // What was cut short is taken up again after the restart.
        if (!stopping.aborted) track(remember());
      }
    },
    last: () => last,
    async idle() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}
