import { createMemory, type NoteKeeper } from "../../src/index.ts";

/** The threads in which the bot goes on answering without being mentioned again. */
export interface Threads {
  isOpen(channel: string, thread: string, now: number): Promise<boolean>;
  open(channel: string, thread: string, now: number): void;
  close(channel: string, thread: string): void;
}

export interface ThreadsOptions {
  /** Knows them over a restart. */
  readonly notes?: NoteKeeper;
  onTrouble?(error: unknown): void;
}

/** After this long without a question a thread is the bot's no longer, milliseconds. */
const openMs = 24 * 3_600_000;
const keptThreads = 5_000;

export function createThreads({ notes, onTrouble = () => {} }: ThreadsOptions = {}): Threads {
  const last = createMemory<number>(keptThreads);
  const keyOf = (channel: string, thread: string): string => `${channel}/${thread}`;
  const noteOf = (key: string): string => `slack:thread:${key}`;
  return {
    async isOpen(channel, thread, now) {
      const key = keyOf(channel, thread);
      const known = last.get(key);
      if (known !== undefined || notes === undefined)
        return now - (known ?? Number.NEGATIVE_INFINITY) <= openMs;
      try {
        return (
          (await notes.read(noteOf(key), now)) !== undefined && last.get(key) !== Number.NEGATIVE_INFINITY
        );
      } catch (error) {
        onTrouble(error);
        return false;
      }
    },
    open(channel, thread, now) {
      const key = keyOf(channel, thread);
      last.set(key, now);
      notes?.write(noteOf(key), String(now), now + openMs).catch(onTrouble);
    },
    close(channel, thread) {
      const key = keyOf(channel, thread);
      last.set(key, Number.NEGATIVE_INFINITY);
      notes?.remove(noteOf(key)).catch(onTrouble);
    },
  };
}
