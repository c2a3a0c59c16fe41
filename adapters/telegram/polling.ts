import { type RunnerHandle, run } from "@grammyjs/runner";
import type { Bot } from "grammy";
import type { Update } from "grammy/types";
import { allowedUpdates } from "./limits.ts";

export interface Polling {
  /** Fetches no more, and tells Telegram which updates were taken, so that they do not come again. */
  stop(): Promise<void>;
}

export interface PollingOptions {
  readonly bot: Bot;
  /** Keeps updates before Telegram hears that they were taken. */
  keep(updates: readonly Update[]): Promise<void>;
  deal(update: Update): Promise<unknown>;
  /** Why no updates come, or nothing where they do. */
  onState(trouble: string | undefined): void;
  /** The id of the last update that was taken. */
  lastUpdate(): number | undefined;
}

/** How long Telegram may hold a call for updates, seconds. */
const holdSeconds = 30;
/** Between two attempts to reach a server that does not answer. */
const retryMs = 1_000;
/** After Telegram refused to give updates: another process has them, or the token was revoked. */
const refusedMs = 5_000;

/** Fetches updates for as long as it takes: over a network that is gone, and until a process before has ended. */
export function startPolling({ bot, keep, deal, onState, lastUpdate }: PollingOptions): Polling {
  let runner: RunnerHandle | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let isFine = false;
  const tell = (trouble: string | undefined): void => {
    isFine = trouble === undefined;
    onState(trouble);
  };
  bot.api.config.use(async (prev, method, payload, signal) => {
    if (method !== "getUpdates" || isStopped) return prev(method, payload, signal);
    try {
      // A call that Telegram may hold says nothing while it is held; so the first one, and one after trouble, is not.
      const result = await prev(method, isFine ? payload : { ...payload, timeout: 0 }, signal);
      tell(result.ok ? undefined : reasonOf(result.error_code, result.description));
      if (result.ok) await keep(result.result as readonly Update[]);
      return result;
    } catch (error) {
      if (!isStopped) tell("Telegram cannot be reached");
      throw error;
    }
  });
  const start = (): void => {
    const { api, errorHandler } = bot;
    const handleUpdate = async (update: Update): Promise<void> => void (await deal(update));
    runner = run(
      { api, errorHandler, handleUpdate },
      {
        runner: {
          fetch: { timeout: holdSeconds, allowed_updates: allowedUpdates },
          retryInterval: retryMs,
          maxRetryTime: Number.POSITIVE_INFINITY,
          silent: true,
        },
      },
    );
    runner.task()?.catch(() => {
      if (!isStopped) timer = setTimeout(start, refusedMs);
    });
  };
  start();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await runner?.stop();
      const last = lastUpdate();
      if (last !== undefined)
        await bot.api.getUpdates({ offset: last + 1, limit: 1, timeout: 0 }).catch(() => {});
    },
  };
}

function reasonOf(code: number, description: string): string {
  if (code === 409) return "another process takes this bot's updates (409)";
  return code === 401 ? "the token was revoked (401)" : `Telegram gives no updates: ${description}`;
}
