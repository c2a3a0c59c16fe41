import { createMemory } from "../memory.ts";
import type { Query } from "./query.ts";

/** The last Query of each conversation, so that "and who witnessed it?" has something to complete. */
export interface Conversations {
  last(key: string, now: number): Query | undefined;
  remember(key: string, query: Query, now: number): void;
}

/** Where the last command line of a conversation is kept, so that a restart does not forget what was spoken of. */
export interface ConversationKeeper {
  last(key: string, now: number): Promise<KeptLine | undefined>;
  remember(key: string, line: string, now: number): Promise<void>;
}

export interface KeptLine {
  readonly line: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** After this a conversation begins afresh, milliseconds. */
export const conversationMs = 30 * 60_000;
/** Conversations kept; the one longest silent goes first. */
const keptConversations = 5_000;

export function createConversations(): Conversations {
  const known = createMemory<{ readonly query: Query; readonly at: number }>(keptConversations);
  return {
    last(key, now) {
      const last = known.get(key);
      return last === undefined || now - last.at > conversationMs ? undefined : last.query;
    },
    remember: (key, query, now) => known.set(key, { query, at: now }),
  };
}
