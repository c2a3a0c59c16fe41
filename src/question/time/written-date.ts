import { type DayRange, daysInMonth, toDay } from "../../register/partial-date.ts";
import { cut, monthsFrom } from "./calendar.ts";
import type { Line } from "./line.ts";

/** A date as far as it is written, before anything is filled in. */
export interface WrittenDate {
  readonly year?: number;
  /** The year that goes with a month such as "last December", where none is written. */
  readonly nearYear?: number;
  readonly month?: number;
  readonly day?: number;
  /** Halves and quarters. */
  readonly part?: Part;
  /** Early, mid, late. */
  readonly third?: number;
  /** Days that are known without anything else: last week, the 1990s. */
  readonly days?: DayRange;
}

/** The parts `from` to `to` of a time cut into `of`. */
export interface Part {
  readonly from: number;
  readonly to: number;
  readonly of: number;
}

export interface KnownDays {
  readonly range: DayRange;
  readonly precision: "day" | "month" | "year" | "range";
  /** Where no year is written; then the current one was taken. */
  readonly isYearGuessed?: true;
}

/**
 * The days of a written date; nothing where there are none, such as 31 april.
 *
 * Where no year is written the current one is taken, and for 29 February the latest that has one.
 */
export function daysOfWritten(written: WrittenDate, line: Line): KnownDays | undefined {
  const known = daysIn(written, line);
  const isGuessed = (written.year ?? written.nearYear) === undefined && written.days === undefined;
  return known === undefined || !isGuessed ? known : { ...known, isYearGuessed: true };
}

function daysIn(written: WrittenDate, { now }: Line): KnownDays | undefined {
  const { month, day, part, third, days } = written;
  if (days !== undefined) {
    return { range: third === undefined ? days : cut(days, third, third, 3), precision: "range" };
  }
  const named = written.year ?? written.nearYear;
  const current = month === 2 && day === 29 ? latestLeapYear(now.year) : now.year;
  const year = Math.min(Math.max(named ?? current, 1), 9999);
  if (month !== undefined && (month < 1 || month > 12)) return undefined;
  if (month !== undefined && day !== undefined) {
    if (day < 1 || day > daysInMonth(year, month)) return undefined;
    const only = toDay(year, month, day);
    return { range: { first: only, last: only }, precision: "day" };
  }
  const whole = month === undefined ? monthsFrom(year, 1, 12) : monthsFrom(year, month);
  if (part === undefined && third === undefined) {
    return { range: whole, precision: month === undefined ? "year" : "month" };
  }
  const range = part === undefined ? whole : cut(whole, part.from, part.to, part.of);
  return { range: third === undefined ? range : cut(range, third, third, 3), precision: "range" };
}

function latestLeapYear(year: number): number {
  let leap = year;
  while (daysInMonth(leap, 2) < 29) leap--;
  return leap;
}
