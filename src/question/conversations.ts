import { createMemory } from "../memory.ts";
import type { Query } from "./query.ts";

/** The last Query of each conversation, so that "and who witnessed it?" has something to complete. */
export interface Conversations {
  last(key: string, now: number): Query | undefined;
  remember(key: string, query: Query, now: number): void;
}

/** After this a conversation begins afresh, milliseconds. */
const lifetimeMs = 30 * 60_000;
/** Conversations kept; the one longest silent goes first. */
const keptConversations = 5_000;

export function createConversations(): Conversations {
  const known = createMemory<{ readonly query: Query; readonly at: number }>(keptConversations);
  return {
    last(key, now) {
      const last = known.get(key);
      return last === undefined || now - last.at > lifetimeMs ? undefined : last.query;
    },
    remember: (key, query, now) => known.set(key, { query, at: now }),
  };
}
