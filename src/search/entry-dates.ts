import { kindTables } from "../register/kinds.ts";
import {
  compareNewestFirst,
  compareOldestFirst,
  type Day,
  type DayRange,
  daysOf,
  fallsInto,
  type PartialDate,
  partialDate,
} from "../register/partial-date.ts";
import type { Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import type { Order } from "./condition.ts";
import { type Numbering, numberingOf } from "./numbering.ts";

/** The dates of a view: each written one once, and which of them each entry has, by its number. */
interface Dates {
  readonly numbering: Numbering;
  readonly all: readonly PartialDate[];
  /** -1 where an entry has none. */
  readonly ofEntry: Int32Array;
  readonly ranks: Map<Order, Int32Array>;
  /** By range and date, what was found out; see {@link fallingInto}. */
  readonly falls: Map<string, Uint8Array>;
  /** The days of all that happened, by their first; sources only tell of it. */
  happened?: readonly DayRange[];
  /** Which of the dates lie after the day that was last asked for. */
  later?: { readonly day: Day; readonly are: readonly boolean[] };
}

const known = new WeakMap<View, Dates>();

/** Reads the dates of a view before one is asked for. */
export function readDates(view: View): void {
  datesOf(view);
}

function datesOf(view: View): Dates {
  let dates = known.get(view);
  if (dates === undefined) {
    const numbering = numberingOf(view);
    const places = new Map<PartialDate, number>();
    const ofEntry = Int32Array.from(numbering.entries, (entry) => {
      const date = dateIn(view, entry);
      if (date === undefined) return -1;
      const place = places.get(date) ?? places.size;
      places.set(date, place);
      return place;
    });
    dates = { numbering, all: [...places.keys()], ofEntry, ranks: new Map(), falls: new Map() };
    known.set(view, dates);
  }
  return dates;
}

function dateIn(view: View, entry: Entry): PartialDate | undefined {
  const { dated } = kindTables[entry.kind];
  const value = dated === undefined ? undefined : view.statements(entry, dated)[0]?.value;
  return typeof value === "string" ? partialDate(value) : undefined;
}

/** The date by which an entry is ordered, as its first statement has it. */
export function dateOf(view: View, entry: Entry): PartialDate | undefined {
  const place = placeOf(datesOf(view), entry);
  return place === undefined ? dateIn(view, entry) : datesOf(view).all[place];
}

/** Nothing where the entry is not the view's own, but as another has it. */
function placeOf({ numbering, ofEntry }: Dates, entry: Entry): number | undefined {
  const number = numbering.numberOf(entry.id);
  return numbering.entries[number] === entry ? ofEntry[number] : undefined;
}

const verdicts = ["no", "perhaps", "yes"] as const;
/** Ranges kept for a view; beyond it all are forgotten. */
const keptRanges = 200;

/** Tells by an entry's number whether it falls into the range; without a date it does not. Each date is compared with a range once. */
export function fallingInto(view: View, range: DayRange): (number: number) => "yes" | "perhaps" | "no" {
  const { all, ofEntry, falls } = datesOf(view);
  const key = `${range.first} ${range.last}`;
  let known = falls.get(key);
  if (known === undefined) {
    known = new Uint8Array(all.length);
    if (falls.size >= keptRanges) falls.clear();
    falls.set(key, known);
  }
  const found = known;
  return (number) => {
    const place = ofEntry[number] ?? -1;
    const date = all[place];
    if (date === undefined) return "no";
    const before = found[place] ?? 0;
    if (before > 0) return verdicts[before - 1] ?? "no";
    const verdict = fallsInto(date, range);
    found[place] = verdicts.indexOf(verdict) + 1;
    return verdict;
  };
}

/** Entries, those whose day surely lies after another apart from those before or on it. */
export function splitByDay(
  view: View,
  entries: readonly Entry[],
  day: Day,
): { readonly past: readonly Entry[]; readonly later: readonly Entry[] } {
  const dates = datesOf(view);
  const numbers = sorted.get(entries) ?? entries.map(({ id }) => dates.numbering.numberOf(id));
  if (dates.later?.day !== day) dates.later = { day, are: dates.all.map((date) => daysOf(date).first > day) };
  const { are: isLater } = dates.later;
  const past: Entry[] = [];
  const later: Entry[] = [];
  for (const [index, entry] of entries.entries())
    (isLater[dates.ofEntry[numbers[index] ?? -1] ?? -1] === true ? later : past).push(entry);
  return { past, later };
}

/** Whether anything but a source surely lies inside the range. */
export function isAnyWithin(view: View, { first, last }: DayRange): boolean {
  const dates = datesOf(view);
  dates.happened ??= readHappened(dates);
  const { happened } = dates;
  let low = 0;
  let high = happened.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((happened[middle]?.first ?? "") < first) low = middle + 1;
    else high = middle;
  }
  for (let at = low; (happened[at]?.first ?? "~") <= last; at++)
    if ((happened[at]?.last ?? "~") <= last) return true;
  return false;
}

function readHappened({ numbering, all, ofEntry }: Dates): readonly DayRange[] {
  const places = new Set<number>();
  for (const [number, { kind }] of numbering.entries.entries())
    if (kind !== "source") places.add(ofEntry[number] ?? -1);
  return [...places]
    .flatMap((place) => all[place] ?? [])
    .map(daysOf)
    .sort((a, b) => (a.first < b.first ? -1 : Number(a.first > b.first)));
}

/** The numbers of what was sorted, for what is asked of it next. */
const sorted = new WeakMap<readonly Entry[], ArrayLike<number>>();

/** By date, those without one last, else in the register's order. */
export function sortByDate(view: View, entries: readonly Entry[], order: Order): readonly Entry[] {
  if (entries.length < 2) return entries;
  const { numberOf } = numberingOf(view);
  return byDate(
    view,
    entries.map(({ id }) => numberOf(id)),
    order,
  );
}

/** The entries of some numbers, by date as above. */
export function byDate(view: View, numbers: readonly number[], order: Order): readonly Entry[] {
  const dates = datesOf(view);
  const { entries: all } = dates.numbering;
  const rank = ranksOf(dates, order);
  // A rank and a place in the view are one number, and numbers are sorted faster than what they stand for.
  const keys = Float64Array.from(numbers, (number) => (rank[number] ?? 0) * all.length + number);
  if (!isAscending(keys)) keys.sort();
  const places = Int32Array.from(keys, (key) => key % all.length);
  const found: Entry[] = [];
  for (const place of places) {
    const entry = all[place];
    if (entry !== undefined) found.push(entry);
  }
  sorted.set(found, places);
  return found;
}

const isAscending = (keys: Float64Array): boolean =>
  keys.every((key, at) => at === 0 || key >= (keys[at - 1] ?? 0));

/** Where each entry's date stands among all: those that say the same have one rank. */
function ranksOf({ all, ofEntry, ranks }: Dates, order: Order): Int32Array {
  let rank = ranks.get(order);
  if (rank === undefined) {
    const compare = order === "newest" ? compareNewestFirst : compareOldestFirst;
    const inOrder = all.map((date, place) => ({ date, place })).sort((a, b) => compare(a.date, b.date));
    const ofDate = new Int32Array(all.length);
    let at = 0;
    for (const [index, { date, place }] of inOrder.entries()) {
      const before = inOrder[index - 1];
      if (before !== undefined && compare(before.date, date) !== 0) at = index;
      ofDate[place] = at;
    }
    rank = ofEntry.map((place) => (place < 0 ? all.length : (ofDate[place] ?? 0)));
    ranks.set(order, rank);
  }
  return rank;
}
