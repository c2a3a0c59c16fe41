import type { Composing, Draft } from "../answer/composing.ts";
import type { EntryRef, Outcome } from "../answer/reply.ts";
import type { Decision } from "../question/choose.ts";
import { formatCondition, formatQuery } from "../question/command-line.ts";
import { selectionIn } from "../question/query.ts";
import type { Reader } from "../question/reading.ts";
import type { Understood } from "../question/understood.ts";
import { selectEntries } from "../search/selection.ts";
import { type ExplainedReading, explainReading } from "./explained-reading.ts";
import { type Reason, reasonsFor } from "./reasons.ts";

/**
 * Why a question is answered as it is, as data: how its words were read, what was decided, and why each entry answers.
 * It is what a registrar needs to see which name, alias or word is missing. An adapter words it.
 */
export interface Explanation {
  /** The question, cleaned of what cannot be seen. */
  readonly text: string;
  readonly language: ExplainedLanguage;
  /** Absent where a whole command line needed no reading, and where the text is too long to be a question. */
  readonly reading?: ExplainedReading;
  /** The Query as its command line; absent where the text is too long. */
  readonly query?: string;
  /** Absent where the question is a command line that says all. */
  readonly decision?: ExplainedDecision;
  /** What the Query asks of entries, each with how many of its kinds meet it, whatever the others say. */
  readonly conditions: readonly { readonly condition: string; readonly met: number }[];
  readonly outcome: Outcome;
  /** The first entries of the answer, and how many there are in all. */
  readonly entries: readonly ExplainedEntry[];
  readonly entryCount: number;
}

export interface ExplainedLanguage {
  readonly lang: string;
  /** Who chose it: the asker, the text's own words, the asker's app, or nobody, and then it is the desk's. */
  readonly from: "asker" | "text" | "app" | "desk";
}

/** The rule that made the Query, how much of the question the answer takes up (0 to 1), and what stood against it. */
export interface ExplainedDecision {
  readonly rule: string;
  readonly share: number;
  /** The next best readings in their rank, which heeds more than the share: an empty one, or a guess, stands lower. */
  readonly others: readonly ExplainedOther[];
}

export interface ExplainedOther {
  readonly rule: string;
  readonly query: string;
  readonly share: number;
  /** True where the register has nothing to say to it. */
  readonly isEmpty: boolean;
}

export interface ExplainedEntry {
  readonly entry: EntryRef;
  readonly reasons: readonly Reason[];
}

const shownEntries = 5;
const shownOthers = 5;

/** What an explanation is made from: what the desk did with the question. */
export interface Explained {
  readonly text: string;
  readonly language: ExplainedLanguage;
  readonly understood: Understood;
  readonly draft: Draft;
  readonly composing: Composing;
  readonly reader: Reader;
}

export function explain({ text, language, understood, draft, composing, reader }: Explained): Explanation {
  const { query, reading, decision } = understood;
  const { view } = composing;
  const explained = reading === undefined ? undefined : explainReading(reading, { composing, reader });
  const mentions = explained?.mentions ?? [];
  const of = selectionIn(query);
  return {
    text,
    language,
    ...(explained === undefined ? {} : { reading: explained }),
    query: formatQuery(query),
    ...(decision === undefined ? {} : { decision: explainDecision(decision) }),
    conditions: (of?.where ?? []).map((condition) => {
      const { size } = selectEntries(view, { kinds: of?.kinds ?? [], where: [condition] });
      return { condition: formatCondition(condition), met: size };
    }),
    outcome: draft.outcome,
    entries: draft.entries.slice(0, shownEntries).map((entry) => ({
      entry,
      reasons: reasonsFor(entry, {
        query,
        mentions,
        composing,
        ...(decision === undefined ? {} : { decision }),
      }),
    })),
    entryCount: draft.entries.length,
  };
}

/** The readings that stood against the chosen one; of those that come to the same Query, the best. */
function explainDecision({ rule, query, share, others }: Decision): ExplainedDecision {
  const seen = new Set([formatQuery(query)]);
  const against = others.flatMap((other): readonly ExplainedOther[] => {
    const written = formatQuery(other.query);
    if (seen.has(written)) return [];
    seen.add(written);
    return [{ rule: other.rule, query: written, share: other.share, isEmpty: other.isEmpty }];
  });
  return { rule, share, others: against.slice(0, shownOthers) };
}
