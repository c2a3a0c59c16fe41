import type { Kind } from "../register/field.ts";
import { type Day, daysOf } from "../register/partial-date.ts";
import type { Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { byDate, numbersByDate } from "./date-order.ts";
import { datesOf, entriesFalling } from "./entry-dates.ts";
import { numberingOf } from "./numbering.ts";

/** The entries of some kinds that are not over before a day, the next first; without a date none is. */
export function entriesAhead(view: View, kinds: readonly Kind[], day: Day): readonly Entry[] {
  return byDate(view, entriesFalling(view, { first: day, last: "9999-12-31" }, kinds).numbers(), "oldest");
}

/** The latest few that are over before today. */
export function latestPast(
  view: View,
  kinds: readonly Kind[],
  { today, count }: { readonly today: Day; readonly count: number },
): readonly Entry[] {
  const { all, ofEntry } = datesOf(view);
  const { entries, ofKinds } = numberingOf(view);
  const found: Entry[] = [];
  for (const number of numbersByDate(view, ofKinds(kinds), "newest")) {
    if (found.length === count) break;
    const date = all[ofEntry[number] ?? -1];
    const entry = entries[number];
    if (entry !== undefined && date !== undefined && daysOf(date).last < today) found.push(entry);
  }
  return found;
}
