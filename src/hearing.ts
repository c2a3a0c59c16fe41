import { longestQuestion } from "./opening.ts";
import { formatQuery } from "./question/command-line.ts";
import { type ConversationKeeper, conversationMs, createConversations } from "./question/conversations.ts";
import type { Query } from "./question/query.ts";
import type { Question } from "./question/question.ts";
import { understand } from "./question/understand.ts";
import type { Understanding, Understood } from "./question/understood.ts";
import { formatClearance, publicClearance } from "./register/view.ts";
import { clip } from "./text.ts";

/** Understands questions after those that came before them. */
export interface Hearing {
  /** The last Query of the question's conversation. */
  lastIn(question: Question, understanding: () => Understanding): Promise<Query | undefined>;
  hear(question: Question, understanding: Understanding, before?: Query): Understood;
  remember(question: Question, query: Query): void;
}

/** A conversation goes on for those who may see as much: what others asked in it may name what is hidden from them. */
function keyOf({ conversation, clearance = publicClearance }: Question): string | undefined {
  return conversation === undefined ? undefined : `${conversation} ${formatClearance(clearance)}`;
}

/** `keeper` keeps conversations over a restart, and for other processes; without it, memory does. */
export function createHearing(keeper?: ConversationKeeper): Hearing {
  const conversations = createConversations();
  return {
    async lastIn(question, understanding) {
      const key = keyOf(question);
      if (key === undefined) return undefined;
      const known = conversations.last(key, question.now);
      const kept = await keeper?.last(key, question.now);
      if (kept === undefined || question.now - kept.at > conversationMs) return known;
      if (known !== undefined && formatQuery(known) === kept.line) return known;
      const { query } = understand(kept.line, understanding());
      conversations.remember(key, query, kept.at);
      return query;
    },
    hear(question, understanding, before) {
      const after = (previous: Query | undefined): Understanding => ({
        ...understanding,
        ...(previous === undefined ? {} : { previous }),
      });
      let previous = before;
      for (const earlier of question.previous ?? [])
        previous = understand(clip(earlier, longestQuestion), after(previous)).query;
      return understand(question.text, after(previous));
    },
    remember(question, query) {
      const key = keyOf(question);
      if (key === undefined) return;
      conversations.remember(key, query, question.now);
      void keeper?.remember(key, formatQuery(query), question.now);
    },
  };
}
