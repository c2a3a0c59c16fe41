import type { Update } from "grammy/types";
import type { NoteKeeper } from "../../src/index.ts";

/**
 * Updates under way, as they would be found after the end of the process: once the next ones are asked for, Telegram holds
 * them for dealt with, and gives them to nobody again.
 */
export interface Inbox {
  /** Settles when they are kept beside those still under way. */
  put(updates: readonly Update[], now: number): Promise<void>;
  remove(update: Update): void;
  /** What a process before left behind; among it may be what it answered last. */
  left(now: number): Promise<readonly Update[]>;
}

/** Shorter than it is remembered which updates were answered, milliseconds: nothing is answered again. */
const keptMs = 3_600_000;

export function createInbox(notes: NoteKeeper, bot: number): Inbox {
  const key = `telegram:${bot}:inbox`;
  const open = new Map<number, Update>();
  return {
    async put(updates, now) {
      for (const update of updates) open.set(update.update_id, update);
      await notes.write(key, JSON.stringify([...open.values()]), now + keptMs);
    },
    remove: ({ update_id }) => void open.delete(update_id),
    async left(now) {
      const text = await notes.read(key, now);
      return text === undefined ? [] : (JSON.parse(text) as readonly Update[]);
    },
  };
}
