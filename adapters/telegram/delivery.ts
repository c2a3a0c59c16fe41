import { setMaxListeners } from "node:events";
import { type Api, GrammyError, type RawApi, type Transformer } from "grammy";
import { createMemory, type Memory } from "../../src/index.ts";
import { persistently } from "./retry.ts";

/** Chats that the bot may not write to, and groups that have moved. */
export interface Chats {
  /** What a chat is called now. */
  idOf(chat: number): number;
  moved(from: number, to: number): void;
  isClosed(chat: number): boolean;
  /** Blocked, kicked, gone: nothing is sent there until somebody writes from there. */
  close(chat: number): void;
  open(chat: number): void;
}

const keptChats = 10_000;

export function createChats(): Chats {
  const closed: Memory<true> = createMemory(keptChats);
  const moves: Memory<number> = createMemory(keptChats);
  return {
    idOf: (chat) => moves.get(String(chat)) ?? chat,
    moved: (from, to) => moves.set(String(from), to),
    isClosed: (chat) => closed.get(String(chat)) === true,
    close: (chat) => closed.set(String(chat), true),
    open: (chat) => closed.delete(String(chat)),
  };
}

/** One attempt at a call; Telegram answers most within a second. */
const attemptMs = 10_000;
/** All attempts at a call, with the waits between them: a network may be gone for minutes. */
const deliveryMs = 10 * 60_000;

/** Calls whose makers wait and try again themselves. */
const ownRetries: ReadonlySet<string> = new Set(["getMe", "getUpdates", "setWebhook", "deleteWebhook"]);

/**
 * Makes calls dependable: each attempt is limited in time; 429 is obeyed; 5xx and a network that fails are tried again,
 * with waits; a group that moved is followed; where the bot may not write, nothing is sent.
 *
 * @param stopping aborts calls and waits, when the bot has to stop.
 */
export function makeDependable(api: Api<RawApi>, chats: Chats, stopping: AbortSignal): void {
  // Every call under way listens; Node warns of more than ten.
  setMaxListeners(0, stopping);
  const limited: Transformer = (prev, method, payload, signal) =>
    method === "getUpdates"
      ? within(undefined, [stopping, signal], (limit) => prev(method, payload, limit))
      : within(attemptMs, [signal], (limit) => prev(method, payload, limit));
  const retried: Transformer = (prev, method, payload, signal) =>
    ownRetries.has(method)
      ? prev(method, payload, signal)
      : within(deliveryMs, [stopping, signal], (limit) =>
          persistently(() => prev(method, payload, limit), limit as AbortSignal),
        );
  const addressed: Transformer = async (prev, method, payload, signal) => {
    const chat = chatOf(payload);
    if (chat === undefined) return prev(method, payload, signal);
    const id = chats.idOf(chat);
    if (chats.isClosed(id))
      return { ok: false, error_code: 403, description: "Forbidden: nothing is sent there" };
    const result = await prev(method, { ...payload, chat_id: id }, signal);
    if (result.ok) return result;
    if (result.error_code === 403) chats.close(id);
    const to = result.parameters?.migrate_to_chat_id;
    if (to === undefined) return result;
    chats.moved(id, to);
    return prev(method, { ...payload, chat_id: to }, signal);
  };
  api.config.use(limited, retried, addressed);
}

type Signal = Parameters<Transformer>[3];

/**
 * Makes a call that is aborted by any of the signals, and when its time is over.
 *
 * Not by `AbortSignal.any`: in Node 20 a signal made by it may be collected as garbage, and then never comes.
 */
async function within<T>(
  limitMs: number | undefined,
  signals: readonly (Signal | AbortSignal)[],
  call: (signal: Signal) => Promise<T>,
): Promise<T> {
  const given = signals.filter((signal) => signal !== undefined) as readonly AbortSignal[];
  const limit = new AbortController();
  const abort = (): void => limit.abort();
  const timer = limitMs === undefined ? undefined : setTimeout(abort, limitMs);
  for (const signal of given) signal.addEventListener("abort", abort);
  if (given.some(({ aborted }) => aborted)) abort();
  try {
    // grammY's type of a signal is that of a package for old runtimes; both have the same members.
    return await call(limit.signal as Signal);
  } finally {
    clearTimeout(timer);
    for (const signal of given) signal.removeEventListener("abort", abort);
  }
}

function chatOf(payload: unknown): number | undefined {
  const isObject = typeof payload === "object" && payload !== null && "chat_id" in payload;
  return isObject && typeof payload.chat_id === "number" ? payload.chat_id : undefined;
}

/** What is no fault of anybody's: the chat is closed to the bot, or the message says already what it should say. */
export function isHarmless(error: unknown): boolean {
  return (
    error instanceof GrammyError &&
    (error.error_code === 403 || /message is not modified|query is too old/i.test(error.description))
  );
}

/** A message that is no longer there, or may no longer be changed. */
export function isPast(error: unknown): boolean {
  return (
    error instanceof GrammyError &&
    /message to edit not found|message can't be edited|MESSAGE_ID_INVALID/i.test(error.description)
  );
}
