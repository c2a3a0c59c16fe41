import type { Context } from "grammy";
import { toastUnits } from "./limits.ts";

/** What presses of buttons are answered with: each once, and each in time. */
export interface Notices {
  /** From now on the press waits: where nothing is said in time, it is answered with nothing. */
  await(ctx: Context): void;
  /** Brings a text up, or only ends the waiting. False where the press was answered before. */
  give(ctx: Context, text?: string): Promise<boolean>;
}

/** A press shows that it was noticed within a second, also while what was asked before still waits for Telegram. */
const promptMs = 700;

export function createNotices(): Notices {
  const waiting = new Map<string, NodeJS.Timeout>();
  const give: Notices["give"] = async (ctx, text) => {
    const id = ctx.callbackQuery?.id ?? "";
    const timer = waiting.get(id);
    if (timer === undefined) return false;
    clearTimeout(timer);
    waiting.delete(id);
    await ctx.answerCallbackQuery(text?.slice(0, toastUnits));
    return true;
  };
  return {
    await(ctx) {
      const id = ctx.callbackQuery?.id;
      // Whether Telegram takes an empty answer is nobody's concern: what was asked for is on its way.
      if (id !== undefined)
        waiting.set(
          id,
          setTimeout(() => void give(ctx).catch(() => {}), promptMs),
        );
    },
    give,
  };
}
