import { type RunnerHandle, run } from "@grammyjs/runner";
import type { Bot } from "grammy";
import type { Update } from "grammy/types";
import type { Candidate } from "../../src/index.ts";
import { allowedUpdates } from "./limits.ts";

export interface Polling {
  /** Whether it fetches, or leaves that to another process; nothing where there is no other. */
  state(): "leading" | "standing by" | undefined;
  /** Fetches no more, and tells Telegram which updates were taken, so that they do not come again. */
  stop(): Promise<void>;
  /** Leaves the lead to another, who takes up what is not dealt with by then. */
  leave(): Promise<void>;
}

export interface PollingOptions {
  readonly bot: Bot;
  /** Where several processes have this bot: it fetches only while it leads. */
  readonly candidate?: Candidate;
  /** Takes up what was fetched before and not dealt with: each time before it begins to fetch. */
  resume(): Promise<void>;
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
export function startPolling(options: PollingOptions): Polling {
  const { bot, candidate, resume, keep, deal, onState, lastUpdate } = options;
  let runner: RunnerHandle | undefined;
  let resuming: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let isFine = false;
  const mayFetch = (): boolean => candidate?.leads() ?? true;
  const tell = (trouble: string | undefined): void => {
    isFine = trouble === undefined;
    onState(trouble);
  };
  bot.api.config.use(async (prev, method, payload, signal) => {
    if (method !== "getUpdates" || isStopped) return prev(method, payload, signal);
    if (!mayFetch()) throw new Error("another process fetches the updates");
    try {
      // A call that Telegram may hold says nothing while it is held; so the first one, and one after trouble, is not.
      const result = await prev(method, isFine ? payload : { ...payload, timeout: 0 }, signal);
      tell(result.ok ? undefined : reasonOf(result.error_code, result.description));
      if (!result.ok && result.error_code === 409) candidate?.yield();
      if (!result.ok) return result;
      // A process that stood still for a while may lead no more: what it was given now, the next one is given too.
      if (!mayFetch()) return { ...result, result: [] as unknown as typeof result.result };
      await keep(result.result as readonly Update[]);
      return result;
    } catch (error) {
      if (!isStopped && mayFetch()) tell("Telegram cannot be reached");
      throw error;
    }
  });
  const start = (): void => {
    const { api, errorHandler } = bot;
    const handleUpdate = async (update: Update): Promise<void> => void (await deal(update));
    const started = run(
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
    runner = started;
    started.task()?.catch(() => {
      if (runner !== started) return;
      runner = undefined;
      timer = setTimeout(follow, refusedMs);
    });
  };
  /** Fetches where it leads, and nowhere else. */
  const follow = (): void => {
    clearTimeout(timer);
    if (isStopped) return;
    if (!mayFetch()) {
      void runner?.stop();
      runner = undefined;
      tell(undefined);
      isFine = false;
    } else if (runner === undefined) {
      resuming ??= resume().finally(() => {
        resuming = undefined;
        if (!isStopped && runner === undefined && mayFetch()) start();
      });
    }
  };
  candidate?.onChange(follow);
  if (mayFetch()) follow();
  return {
    state: () => (candidate === undefined ? undefined : mayFetch() ? "leading" : "standing by"),
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await resuming;
      await runner?.stop();
      const last = lastUpdate();
      if (last !== undefined && mayFetch())
        await bot.api.getUpdates({ offset: last + 1, limit: 1, timeout: 0 }).catch(() => {});
    },
    leave: async () => candidate?.withdraw(),
  };
}

function reasonOf(code: number, description: string): string {
  if (code === 409) return "another process takes this bot's updates (409)";
  return code === 401 ? "the token was revoked (401)" : `Telegram gives no updates: ${description}`;
}
