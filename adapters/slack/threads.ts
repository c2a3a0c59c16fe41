import { createMemory } from "../../src/index.ts";

/** The threads in which the bot goes on answering without being mentioned again. */
export interface Threads {
  isOpen(channel: string, thread: string, now: number): boolean;
  open(channel: string, thread: string, now: number): void;
  close(channel: string, thread: string): void;
}

/** After this long without a question a thread is the bot's no longer, milliseconds. */
const openMs = 24 * 3_600_000;
const keptThreads = 5_000;

export function createThreads(): Threads {
  const last = createMemory<number>(keptThreads);
  const key = (channel: string, thread: string): string => `${channel}/${thread}`;
  return {
    isOpen: (channel, thread, now) =>
      now - (last.get(key(channel, thread)) ?? Number.NEGATIVE_INFINITY) <= openMs,
    open: (channel, thread, now) => last.set(key(channel, thread), now),
    close: (channel, thread) => last.delete(key(channel, thread)),
  };
}
