import { kindTables } from "../register/kinds.ts";
import {
  compareNewestFirst,
  compareOldestFirst,
  type PartialDate,
  partialDate,
} from "../register/partial-date.ts";
import type { Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import type { Order } from "./condition.ts";

/** By view, then in a plain map: a weak one of 100,000 entries is followed anew by every collection of garbage. */
const dates = new WeakMap<View, Map<Entry, PartialDate | null>>();

/** The date by which an entry is ordered, as its first statement has it. */
export function dateOf(view: View, entry: Entry): PartialDate | undefined {
  let known = dates.get(view);
  if (known === undefined) {
    known = new Map();
    dates.set(view, known);
  }
  const found = known.get(entry);
  if (found !== undefined) return found ?? undefined;
  const { dated } = kindTables[entry.kind];
  const value = dated === undefined ? undefined : view.statements(entry, dated)[0]?.value;
  const date = typeof value === "string" ? partialDate(value) : undefined;
  known.set(entry, date ?? null);
  return date;
}

const ranks = new WeakMap<View, Map<Order, ReadonlyMap<Entry, number>>>();

/** By date, those without one last, else in the register's order. */
export function sortByDate(view: View, entries: readonly Entry[], order: Order): readonly Entry[] {
  const rank = ranksOf(view, order);
  return [...entries].sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
}

/** Where each entry stands among all: worked out once, for comparing dates costs more than all else of a long list. */
function ranksOf(view: View, order: Order): ReadonlyMap<Entry, number> {
  let known = ranks.get(view);
  if (known === undefined) {
    known = new Map();
    ranks.set(view, known);
  }
  let rank = known.get(order);
  if (rank === undefined) {
    const compare = order === "newest" ? compareNewestFirst : compareOldestFirst;
    const sorted = view.entries
      .map((entry) => ({ entry, date: dateOf(view, entry) }))
      .sort((a, b) =>
        a.date === undefined || b.date === undefined
          ? Number(a.date === undefined) - Number(b.date === undefined)
          : compare(a.date, b.date),
      );
    rank = new Map(sorted.map(({ entry }, index) => [entry, index]));
    known.set(order, rank);
  }
  return rank;
}
