import { addDays, type Day, type DayRange } from "../register/partial-date.ts";
import type { View } from "../register/view.ts";
import { isAnyWithin } from "../search/entry-dates.ts";
import type { Reading } from "./reading.ts";

/** So many years back a date without a year is looked for. */
const yearsBack = 30;

/**
 * The times of a question, those without a year in the latest year in which anything is recorded for them: "the forum of 31
 * October" was the last one. With `mayComeYet`, what lies ahead stays there. Times that touch are one.
 */
export function settledTimes(
  { times }: Reading,
  view: View,
  today: Day,
  mayComeYet: boolean,
): readonly DayRange[] {
  const settled = times.map(({ range, isYearGuessed }) => {
    if (isYearGuessed !== true || (mayComeYet && range.last >= today)) return range;
    for (let back = 0; back <= yearsBack; back++) {
      const shifted = { first: yearsEarlier(range.first, back), last: yearsEarlier(range.last, back) };
      if (isAnyWithin(view, shifted)) return shifted;
    }
    return range;
  });
  return joinTouching(settled);
}

/** "2023 and 2024" are one time: nothing falls into both. */
function joinTouching(times: readonly DayRange[]): readonly DayRange[] {
  const joined: DayRange[] = [];
  for (const range of [...times].sort((a, b) => a.first.localeCompare(b.first))) {
    const before = joined.at(-1);
    if (before !== undefined && before.last < range.first && addDays(before.last, 1) === range.first)
      joined[joined.length - 1] = { first: before.first, last: range.last };
    else joined.push(range);
  }
  return joined;
}

function yearsEarlier(day: Day, years: number): Day {
  return `${String(Number(day.slice(0, 4)) - years).padStart(4, "0")}${day.slice(4)}`;
}
