import { compose } from "./answer/compose.ts";
import type { Draft } from "./answer/composing.ts";
import { type Explanation, explain } from "./explain/explanation.ts";
import type { Hearing } from "./hearing.ts";
import { longestQuestion, type Opening } from "./opening.ts";
import { isLookup } from "./question/query.ts";
import type { Question } from "./question/question.ts";
import { clean, clip } from "./text.ts";

export interface ExplainingOptions extends Pick<Hearing, "hear" | "lastIn">, Pick<Opening, "open"> {}

/** A change, a calendar or a watch is explained by what was understood: what comes of it is its asker's. */
const noDraft: Draft = { outcome: "answered", parts: [], entries: [], followUps: [] };

/** Why a question would be answered as it is; its clearance is its asker's. */
export function createExplaining({ open, hear, lastIn }: ExplainingOptions) {
  return async (question: Question): Promise<Explanation> => {
    const opened = open(question);
    const { language, composing, understanding } = opened;
    if (opened.tooLong !== undefined) {
      return {
        text: clip(clean(question.text), longestQuestion),
        language,
        conditions: [],
        outcome: "notFound",
        entries: [],
        entryCount: 0,
      };
    }
    const understood = hear(question, understanding, await lastIn(question, () => understanding));
    const { query } = understood;
    const draft = isLookup(query) ? compose(query, composing) : noDraft;
    return explain({
      text: clean(question.text),
      language,
      understood,
      draft,
      composing,
      reader: understanding.reader,
    });
  };
}
