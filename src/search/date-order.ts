import { compareNewestFirst, compareOldestFirst, type Day, daysOf } from "../register/partial-date.ts";
import type { Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import type { Order } from "./condition.ts";
import { type Dates, datesOf } from "./entry-dates.ts";
import { numberingOf } from "./numbering.ts";

/** All entries of a view by date, those without one last, else in the register's order. */
interface Sequence {
  /** The numbers of all. */
  readonly inTurn: Int32Array;
  /** The place of each in it, by its number. */
  readonly placeOf: Int32Array;
}

const sequences = new WeakMap<View, Map<Order, Sequence>>();

function sequenceOf(view: View, order: Order): Sequence {
  let known = sequences.get(view);
  if (known === undefined) {
    known = new Map();
    sequences.set(view, known);
  }
  let sequence = known.get(order);
  if (sequence === undefined) {
    sequence = readSequence(datesOf(view), order);
    known.set(order, sequence);
  }
  return sequence;
}

function readSequence({ all, ofEntry }: Dates, order: Order): Sequence {
  const compare = order === "newest" ? compareNewestFirst : compareOldestFirst;
  const dates = all.map((date, place) => ({ date, place })).sort((a, b) => compare(a.date, b.date));
  // Dates that say the same have one rank.
  const ranks = new Int32Array(all.length);
  let rank = 0;
  for (const [index, { date, place }] of dates.entries()) {
    const before = dates[index - 1];
    if (before !== undefined && compare(before.date, date) !== 0) rank = index;
    ranks[place] = rank;
  }
  // A rank and a number are one number, and numbers are sorted faster than what they stand for.
  const size = ofEntry.length;
  const keys = Float64Array.from(ofEntry, (place, number) => (ranks[place] ?? all.length) * size + number);
  const inTurn = Int32Array.from(keys.sort(), (key) => key % size);
  const placeOf = new Int32Array(size);
  for (const [place, number] of inTurn.entries()) placeOf[number] = place;
  return { inTurn, placeOf };
}

/** From this share of all entries on, going through all of them in turn is faster than sorting those that are meant. */
const sweptShare = 1 / 32;

/** The numbers of entries, by date; each once. */
export function numbersByDate(view: View, numbers: Int32Array, order: Order): Int32Array {
  if (numbers.length < 2) return numbers;
  const { inTurn, placeOf } = sequenceOf(view, order);
  if (numbers.length < inTurn.length * sweptShare)
    return numbers
      .map((number) => placeOf[number] ?? 0)
      .sort()
      .map((place) => inTurn[place] ?? 0);
  const isMeant = new Uint8Array(inTurn.length);
  for (const number of numbers) isMeant[number] = 1;
  const found = new Int32Array(numbers.length);
  for (let at = 0, count = 0; count < found.length && at < inTurn.length; at++) {
    const number = inTurn[at] ?? 0;
    if (isMeant[number] === 1) found[count++] = number;
  }
  return found;
}

/** The numbers of what was put in order, for what is asked of it next. */
const sorted = new WeakMap<readonly Entry[], Int32Array>();

/** By date, those without one last, else in the register's order. */
export function sortByDate(view: View, entries: readonly Entry[], order: Order): readonly Entry[] {
  if (entries.length < 2) return entries;
  const { numberOf } = numberingOf(view);
  return byDate(
    view,
    Int32Array.from(entries, ({ id }) => numberOf(id)).filter((number) => number >= 0),
    order,
  );
}

/** The entries of some numbers, by date as above. */
export function byDate(view: View, numbers: Int32Array, order: Order): readonly Entry[] {
  return entriesOf(view, numbersByDate(view, numbers, order));
}

function entriesOf(view: View, numbers: Int32Array): readonly Entry[] {
  const { entries } = numberingOf(view);
  const found: Entry[] = [];
  for (const number of numbers) {
    const entry = entries[number];
    if (entry !== undefined) found.push(entry);
  }
  sorted.set(found, numbers);
  return found;
}

/** Two lists as one; where one of them is empty, the other as it stands. */
export function joined(one: readonly Entry[], other: readonly Entry[]): readonly Entry[] {
  if (one.length === 0 || other.length === 0) return other.length === 0 ? one : other;
  const both = [...one, ...other];
  const [before, after] = [sorted.get(one), sorted.get(other)];
  if (before !== undefined && after !== undefined) {
    const numbers = new Int32Array(both.length);
    numbers.set(before);
    numbers.set(after, before.length);
    sorted.set(both, numbers);
  }
  return both;
}

/** The numbers of some entries, which are known where they were put in order. */
export function numbersOf(view: View, entries: readonly Entry[]): Int32Array {
  return sorted.get(entries) ?? Int32Array.from(entries, ({ id }) => numberingOf(view).numberOf(id));
}

/** Those of some entries that have no date. */
export function withoutDate(view: View, entries: readonly Entry[]): readonly Entry[] {
  const { ofEntry } = datesOf(view);
  const numbers = numbersOf(view, entries);
  return entries.filter((_, index) => (ofEntry[numbers[index] ?? -1] ?? -1) < 0);
}

const laterDates = new WeakMap<View, { readonly day: Day; readonly are: readonly boolean[] }>();

/** Which of the dates lie after a day; kept of the day that was last asked for. */
function datesAfter(view: View, day: Day): readonly boolean[] {
  let later = laterDates.get(view);
  if (later?.day !== day) {
    later = { day, are: datesOf(view).all.map((date) => daysOf(date).first > day) };
    laterDates.set(view, later);
  }
  return later.are;
}

/** Entries, those whose day surely lies after another apart from those before or on it. */
export function splitByDay(
  view: View,
  entries: readonly Entry[],
  day: Day,
): { readonly past: readonly Entry[]; readonly later: readonly Entry[] } {
  const { ofEntry } = datesOf(view);
  const isLater = datesAfter(view, day);
  const numbers = numbersOf(view, entries);
  const isPast = (number: number): boolean => isLater[ofEntry[number] ?? -1] !== true;
  if (numbers.every(isPast)) return { past: entries, later: [] };
  const later = numbers.filter((number) => !isPast(number));
  return { past: entriesOf(view, numbers.filter(isPast)), later: entriesOf(view, later) };
}
