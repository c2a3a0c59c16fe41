import type { Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { onlyOf, selectEntries } from "../search/selection.ts";
import type { Asked } from "./asked.ts";
import type { Query } from "./query.ts";

/** A reading as it was weighed, as far as is looked at here. */
interface Weighed {
  readonly query: Query;
  readonly score: number;
  readonly isEmpty: boolean;
}

/** What somebody said is asked for so much more than where she was. */
const wordsLead = 0.06;

/**
 * The reading that asks for a field of one entry by its name, where that is not recorded and what was found tells nothing of it
 * either: that it is not recorded is the answer then, and a card is none.
 */
export function unrecordedBefore<Reading extends Weighed>(
  asked: Asked,
  found: Reading | undefined,
  byScore: readonly Reading[],
): Reading | undefined {
  const unrecorded = byScore.find((one) => one.isEmpty && isOfField(asked, one.query));
  if (found === undefined || unrecorded === undefined) return undefined;
  const isOfWords = asksWords(asked, unrecorded.query);
  const isBare = found.query.kind === "card" || (isOfWords && found.query.kind === "list");
  return isBare && unrecorded.score > found.score - (isOfWords ? wordsLead : 0) ? unrecorded : undefined;
}

/** The one entry that a Query is about. */
export function onlyEntry(view: View, query: Query): Entry | undefined {
  if (query.kind === "card") return view.get(query.entry);
  if (query.kind !== "facts" && query.kind !== "list") return undefined;
  return onlyOf(selectEntries(view, query.of));
}

/** A field of one entry, by name: that it is not recorded is the answer. */
export function isOfOne({ view }: Asked, query: Query | undefined): boolean {
  return query?.kind === "facts" && onlyEntry(view, query) !== undefined;
}

/** Whether other fields of the very entry say something: one that may as well be meant goes before one that is not recorded. */
export function isOfSame({ view }: Asked, found: Query | undefined, empty: Query | undefined): boolean {
  if (found?.kind !== "facts" || empty === undefined) return false;
  const only = onlyEntry(view, found);
  return only !== undefined && only === onlyEntry(view, empty);
}

function isOfField(asked: Asked, query: Query): boolean {
  return query.kind === "facts" && query.fields.length > 0 && isOfOne(asked, query);
}

/** Whether the words of a person are asked for who is named first. */
function asksWords({ view, signals, mentions }: Asked, query: Query): boolean {
  const entry = onlyEntry(view, query);
  const isSaying = signals.asks.includes("say") && query.kind === "facts" && query.fields.includes("said");
  return isSaying && entry?.kind === "person" && mentions[0]?.ids.includes(entry.id) === true;
}
