import { createMemory } from "./memory.ts";

/** What is remembered for a while, by key: an open dialogue, a thread that is the bot's, what somebody looked up last. */
export interface NoteKeeper {
  /** Nothing where it was never written, or its time is over. */
  read(key: string, now: number): Promise<string | undefined>;
  /** `until` in milliseconds since 1970. */
  write(key: string, text: string, until: number): Promise<void>;
  remove(key: string): Promise<void>;
}

const keptNotes = 20_000;

/** Remembers them until the process ends. */
export function createNotes(): NoteKeeper {
  const known = createMemory<{ readonly text: string; readonly until: number }>(keptNotes);
  return {
    read: async (key, now) => {
      const note = known.get(key);
      return note === undefined || note.until <= now ? undefined : note.text;
    },
    write: async (key, text, until) => known.set(key, { text, until }),
    remove: async (key) => known.delete(key),
  };
}
