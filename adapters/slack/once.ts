import type { SeenKeeper } from "../../src/index.ts";
import { later } from "./patience.ts";

/** Deals with each delivery once, however often Slack sends it. */
export type Once = (delivery: string, deal: () => Promise<void>) => Promise<void>;

export interface OnceOptions {
  readonly seen: SeenKeeper;
  now(): number;
  report(error: unknown, during: string): string;
}

/** Slack waits three seconds for what becomes of a form: a keeper that does not say by then is not waited for. */
const longestTakeMs = 1_000;

/** A keeper that fails stops no answer: what comes twice is then perhaps answered twice. */
export function createOnce({ seen, now, report }: OnceOptions): Once {
  const isNew = async (key: string): Promise<boolean> => {
    try {
      const taken = seen.take(key, now());
      taken.catch(() => undefined);
      return (await Promise.race([taken, later(longestTakeMs)])) ?? true;
    } catch (error) {
      report(error, "remembering what came from Slack");
      return true;
    }
  };
  return async (key, deal) => {
    if (!(await isNew(key))) return;
    await deal();
    try {
      await seen.done(key, now());
    } catch (error) {
      report(error, "remembering what was answered on Slack");
    }
  };
}
