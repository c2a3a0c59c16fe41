import { kinds as allKinds, type Kind } from "../register/field.ts";
import { kindTables } from "../register/kinds.ts";
import { type DayRange, daysOf, fallsInto, type PartialDate, partialDate } from "../register/partial-date.ts";
import type { Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { type Numbering, numberingOf } from "./numbering.ts";

/** The dates of a view: each written one once, and which of them each entry has, by its number. */
export interface Dates {
  readonly numbering: Numbering;
  readonly all: readonly PartialDate[];
  /** -1 where an entry has none. */
  readonly ofEntry: Int32Array;
  /** The entries with a date, by its place among all. */
  havingDate(place: number): Int32Array;
  /** How many they are of each kind. */
  kindsOfDate(place: number): Uint32Array;
}

/** How the dates of a view stand to a range. */
interface Falls {
  /** By the place of a date, {@link verdicts}. */
  readonly ofDate: Uint8Array;
  /** How many entries of each kind fall into it, or may. */
  readonly ofKind: Int32Array;
  /** The numbers of those of some kinds. */
  numbers(kinds: readonly Kind[]): Int32Array;
}

const known = new WeakMap<View, Dates>();

export function datesOf(view: View): Dates {
  let dates = known.get(view);
  if (dates === undefined) {
    dates = readDates(view);
    known.set(view, dates);
  }
  return dates;
}

function readDates(view: View): Dates {
  const numbering = numberingOf(view);
  const places = new Map<PartialDate, number>();
  const ofEntry = Int32Array.from(numbering.entries, (entry) => {
    const date = readDate(view, entry);
    if (date === undefined) return -1;
    const place = places.get(date) ?? places.size;
    places.set(date, place);
    return place;
  });
  const starts = new Int32Array(places.size + 1);
  for (const place of ofEntry) if (place >= 0) starts[place + 1] = (starts[place + 1] ?? 0) + 1;
  for (let place = 0; place < places.size; place++)
    starts[place + 1] = (starts[place + 1] ?? 0) + (starts[place] ?? 0);
  const numbers = new Int32Array(starts[places.size] ?? 0);
  const ends = starts.slice();
  for (const [number, place] of ofEntry.entries()) {
    if (place < 0) continue;
    const end = ends[place] ?? 0;
    numbers[end] = number;
    ends[place] = end + 1;
  }
  const counts = new Uint32Array(places.size * allKinds.length);
  for (const [number, place] of ofEntry.entries()) {
    const at = place * allKinds.length + allKinds.indexOf(numbering.entries[number]?.kind ?? "source");
    if (place >= 0) counts[at] = (counts[at] ?? 0) + 1;
  }
  return {
    numbering,
    all: [...places.keys()],
    ofEntry,
    kindsOfDate: (place) => counts.subarray(place * allKinds.length, (place + 1) * allKinds.length),
    havingDate: (place) => numbers.subarray(starts[place] ?? 0, starts[place + 1] ?? 0),
  };
}

function readDate(view: View, entry: Entry): PartialDate | undefined {
  const { dated } = kindTables[entry.kind];
  const value = dated === undefined ? undefined : view.statements(entry, dated)[0]?.value;
  return typeof value === "string" ? partialDate(value) : undefined;
}

/** The date by which an entry is ordered, as its first statement has it. */
export function dateOf(view: View, entry: Entry): PartialDate | undefined {
  const { numbering, all, ofEntry } = datesOf(view);
  const number = numbering.numberOf(entry.id);
  // Nothing is known of an entry that is not the view's own, but as another has it.
  return numbering.entries[number] === entry ? all[ofEntry[number] ?? -1] : readDate(view, entry);
}

const verdicts = ["no", "perhaps", "yes"] as const;
const ranges = new WeakMap<View, Map<string, Falls>>();
/** Ranges kept for a view; beyond it all are forgotten. */
const keptRanges = 200;

/** How each date stands to a range, found out once. */
function fallsOf(view: View, range: DayRange): Falls {
  let known = ranges.get(view);
  if (known === undefined) {
    known = new Map();
    ranges.set(view, known);
  }
  const key = `${range.first} ${range.last}`;
  let falls = known.get(key);
  if (falls === undefined) {
    falls = readFalls(datesOf(view), range);
    if (known.size >= keptRanges) known.clear();
    known.set(key, falls);
  }
  return falls;
}

function readFalls({ numbering, all, havingDate, kindsOfDate }: Dates, range: DayRange): Falls {
  const ofDate = Uint8Array.from(all, (date) => verdicts.indexOf(fallsInto(date, range)));
  const ofKind = new Int32Array(allKinds.length);
  for (const [place, verdict] of ofDate.entries()) {
    const counts = verdict === 0 ? [] : kindsOfDate(place);
    for (const [kind, count] of counts.entries()) ofKind[kind] = (ofKind[kind] ?? 0) + count;
  }
  const byKinds = new Map<string, Int32Array>();
  const inAny = (): readonly number[] => {
    const numbers: number[] = [];
    for (let place = 0; place < all.length; place++)
      if (ofDate[place] !== 0) for (const number of havingDate(place)) numbers.push(number);
    return numbers;
  };
  return {
    ofDate,
    ofKind,
    numbers(kinds) {
      const key = kinds.join();
      const numbers = byKinds.get(key) ?? Int32Array.from(numbering.onlyOfKinds(inAny(), kinds));
      byKinds.set(key, numbers);
      return numbers;
    },
  };
}

/** Tells by an entry's number whether it falls into the range; without a date it does not. */
export function fallingInto(view: View, range: DayRange): (number: number) => "yes" | "perhaps" | "no" {
  const { ofEntry } = datesOf(view);
  const { ofDate } = fallsOf(view, range);
  return (number) => verdicts[ofDate[ofEntry[number] ?? -1] ?? 0] ?? "no";
}

/** The entries of some kinds, all unless told, that fall into a range, or may, in any order, and how many there are. */
export function entriesFalling(
  view: View,
  range: DayRange,
  kinds: readonly Kind[] = allKinds,
): { readonly size: number; numbers(): Int32Array } {
  const { numbers, ofKind } = fallsOf(view, range);
  return {
    size: kinds.reduce((sum, kind) => sum + (ofKind[allKinds.indexOf(kind)] ?? 0), 0),
    numbers: () => numbers(kinds),
  };
}

const happenings = new WeakMap<View, readonly DayRange[]>();

/** Whether anything but a source surely lies inside the range. */
export function isAnyWithin(view: View, { first, last }: DayRange): boolean {
  let happened = happenings.get(view);
  if (happened === undefined) {
    happened = readHappened(datesOf(view));
    happenings.set(view, happened);
  }
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

/** The days of all that happened, by their first; sources only tell of it. */
function readHappened({ numbering, all, ofEntry }: Dates): readonly DayRange[] {
  const places = new Set<number>();
  for (const [number, { kind }] of numbering.entries.entries())
    if (kind !== "source") places.add(ofEntry[number] ?? -1);
  return [...places]
    .flatMap((place) => all[place] ?? [])
    .map(daysOf)
    .sort((a, b) => (a.first < b.first ? -1 : Number(a.first > b.first)));
}
