import type { Preferences } from "../preferences.ts";
import type { Query } from "../question/query.ts";
import type { Day } from "../register/partial-date.ts";
import type { Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { numbersOf } from "../search/date-order.ts";
import type { Found } from "../search/search-index.ts";
import type { AccessRules, Asking, Standing } from "../standing.ts";
import type { Catalogues } from "./catalogues.ts";
import type { Marks } from "./marks.ts";
import type { EntryRef, FollowUp, Outcome, PageOf, ReplyPart } from "./reply.ts";
import type { Wording } from "./wording.ts";

/** What an answer is composed from. */
export interface Composing {
  readonly view: View;
  readonly wording: Wording;
  readonly marks: Marks;
  readonly today: Day;
  /** Rows on a page of a list; absent: all of them. */
  readonly pageRows?: number;
  /** Full-text search over the view. */
  readonly find: (text: string, limit: number) => readonly Found[];
  /** The words of a text that carry meaning. */
  readonly contentWords: (text: string) => readonly string[];
  /** True where the asker's app takes files with answers. */
  readonly takesFiles?: true;
  /** Absent where nobody is known to ask, and nothing can be kept for them. */
  readonly asker?: Asker;
  /** Set where the desk can keep what somebody wants to be told. */
  readonly keepsWatches?: true;
  /** Who asks and where, and what they may do and see; such an answer is theirs alone. */
  readonly present?: Present;
}

/** Who asks where, and what they may do and see there. */
export interface Present {
  readonly asking: Asking;
  readonly standing: Standing;
  /** What is in force; absent where nobody wrote any. */
  readonly rules?: AccessRules;
}

/** Who asks, as far as their settings go. */
export interface Asker {
  readonly preferences: Preferences;
  readonly catalogues: Catalogues;
  /** The desk's zone, for who chose none. */
  readonly timezone: string;
}

/** An answer before its head is cut to a phone's size. */
export interface Draft {
  readonly outcome: Outcome;
  readonly parts: readonly ReplyPart[];
  /** What stands behind the answer and is never in its head: what else is known of what was asked about. */
  readonly behind?: readonly ReplyPart[];
  readonly entries: readonly EntryRef[];
  readonly followUps: readonly FollowUp[];
  /** What the asker chose for all answers, this one included. */
  readonly keep?: Preferences;
}

export const textPart = (text: string): ReplyPart => ({ kind: "text", text, marks: [] });

export function refOf({ wording }: Composing, entry: Entry): EntryRef {
  return { kind: entry.kind, id: entry.id, title: wording.title(entry) };
}

/** By the numbers of the entries: a list of thousands is asked for again with each of its pages. */
const knownRefs = new WeakMap<Wording, EntryRef[]>();

/** What {@link refOf} makes of each of many. */
export function refsOf(composing: Composing, entries: readonly Entry[]): readonly EntryRef[] {
  const { view, wording } = composing;
  const known = knownRefs.get(wording) ?? [];
  knownRefs.set(wording, known);
  const numbers = numbersOf(view, entries);
  return entries.map((entry, index) => {
    const number = numbers[index] ?? -1;
    const ref = known[number] ?? refOf(composing, entry);
    if (number >= 0) known[number] = ref;
    return ref;
  });
}

/** The rows of a page and where it stands among the others; a page too far is the last. */
export function pageOf<T>(
  all: readonly T[],
  query: Query & { readonly page: number },
  pageRows: number | undefined,
  follow: (page: number) => FollowUp,
): { readonly shown: readonly T[]; readonly page?: PageOf } {
  if (pageRows === undefined || all.length <= pageRows) return { shown: all };
  const pages = Math.ceil(all.length / pageRows);
  const page = Math.min(query.page, pages);
  return {
    shown: all.slice((page - 1) * pageRows, page * pageRows),
    page: {
      page,
      pages,
      total: all.length,
      ...(page > 1 ? { previous: follow(page - 1) } : {}),
      ...(page < pages ? { next: follow(page + 1) } : {}),
    },
  };
}
