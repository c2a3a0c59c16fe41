import { kindTables } from "./kinds.ts";
import { type Day, type DayRange, daysOf, partialDate } from "./partial-date.ts";
import type { Entry } from "./statement.ts";

/** A date that lies before all that is said of one that comes first in the order of its kind. */
export interface Disorder {
  readonly first: string;
  readonly later: string;
  /** The place among the later field's statements. */
  readonly index: number;
  /** The first day on which it could be. */
  readonly expected: Day;
}

/** Only what cannot be: a date known by its month may lie after one of the same month. */
export function findDisorder(entry: Entry): readonly Disorder[] {
  return (kindTables[entry.kind].order ?? []).flatMap(([first, later]) => {
    const [expected] = daysIn(entry, first)
      .map((days) => days.first)
      .sort();
    if (expected === undefined) return [];
    return daysIn(entry, later).flatMap(({ last }, index) =>
      last < expected ? [{ first, later, index, expected }] : [],
    );
  });
}

function daysIn({ fields }: Entry, field: string): readonly DayRange[] {
  return (fields[field] ?? []).map(({ value }) => daysOf(partialDate(String(value))));
}
