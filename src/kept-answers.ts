import type { Reply } from "./answer/reply.ts";
import { createMemoryFor } from "./memory.ts";
import type { Preferences } from "./preferences.ts";
import { formatQuery } from "./question/command-line.ts";
import { dayOf } from "./question/now.ts";
import type { Query } from "./question/query.ts";
import type { Question } from "./question/question.ts";
import type { Register } from "./register/register.ts";
import { formatClearance, publicClearance } from "./register/view.ts";

export interface Answered {
  readonly reply: Reply;
  /** What was understood; absent where the text is too long to be a question. */
  readonly query?: Query;
  /** What the asker chose for all answers. */
  readonly keep?: Preferences;
}

/** Answers for whoever asks the same again, for as long as the register stays as it is. */
export interface KeptAnswers {
  /** The same question on the same day, asked after the same, has the same answer and the same key. */
  keyOf(question: Question, preferences?: Preferences, before?: Query): string;
  get(key: string): Answered | undefined;
  /** Keeps what anybody may hear again. */
  keep(key: string, answered: Answered): void;
}

/** What everybody asks in a week, and the pages of a list that somebody turns. */
const keptAnswers = 2_000;
/** An answer with more entries takes more room than making it again takes time. */
const keptEntries = 100;

export function createKeptAnswers(register: () => Register, timezone: string): KeptAnswers {
  const answers = createMemoryFor<Answered>(register, keptAnswers);
  return {
    keyOf(question, preferences, before) {
      const {
        text,
        now,
        lang,
        appLang,
        clearance,
        pageRows,
        takesFiles,
        previous,
        timezone: zone,
      } = question;
      const on = [dayOf(now, timezone), formatClearance(clearance ?? publicClearance), pageRows, zone];
      const after = [text, previous, before === undefined ? undefined : formatQuery(before)];
      return JSON.stringify([...on, takesFiles, lang, appLang, preferences, ...after]);
    },
    get: answers.get,
    keep(key, answered) {
      if (isForAll(answered) && answered.reply.entries.length <= keptEntries) answers.set(key, answered);
    },
  };
}

/** Who somebody is, and who may do what, is told to whoever asks, each time anew. */
function isForAll({ query }: Answered): boolean {
  return query?.kind !== "whoami" && query?.kind !== "access";
}
