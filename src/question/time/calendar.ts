import { addDays, type Day, type DayRange, daysInMonth, toDay } from "../../register/partial-date.ts";
import type { Unit } from "./symbols.ts";

/** The first and the last day there are; an open end. */
export const always: DayRange = { first: "0001-01-01", last: "9999-12-31" };

export interface DayParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export function partsOf(day: Day): DayParts {
  const [year = 1, month = 1, date = 1] = day.split("-").map(Number);
  return { year, month, day: date };
}

export function monthsFrom(year: number, month: number, count = 1): DayRange {
  const last = partsOf(shiftDay(toDay(year, month, 1), "month", count - 1));
  return {
    first: toDay(year, month, 1),
    last: toDay(last.year, last.month, daysInMonth(last.year, last.month)),
  };
}

/** The year that two digits write. */
export function fullYear(short: number): number {
  return short < 70 ? 2000 + short : 1900 + short;
}

/** From Monday, 1, to Sunday, 7. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

const monthsIn: Partial<Record<Unit, number>> = { month: 1, quarter: 3, half: 6, year: 12, decade: 120 };
const daysIn: Partial<Record<Unit, number>> = { day: 1, week: 7, weekend: 7 };

/** The same day some units later or earlier; a day that its month lacks becomes the month's last. Ends where days end. */
export function shiftDay(day: Day, unit: Unit, by: number): Day {
  const days = daysIn[unit];
  if (days !== undefined) return bounded(day, by * days);
  const { year, month, day: date } = partsOf(day);
  const months = year * 12 + month - 1 + by * (monthsIn[unit] ?? 1);
  const [toYear, toMonth] = [Math.floor(months / 12), (months % 12) + 1];
  if (toYear < 1) return always.first;
  if (toYear > 9999) return always.last;
  return toDay(toYear, toMonth, Math.min(date, daysInMonth(toYear, toMonth)));
}

function bounded(day: Day, by: number): Day {
  const { year } = partsOf(day);
  if (year + by / 365 < 2)
    return by > 0 || day > addDays(always.first, -by) ? addDays(day, by) : always.first;
  return year + by / 365 < 9998 || addDays(always.last, -by) >= day ? addDays(day, by) : always.last;
}

/** The calendar unit that a day lies in. Weeks begin on Monday; a weekend is the one of its week. */
export function unitAround(day: Day, unit: Unit): DayRange {
  const { year, month } = partsOf(day);
  const months = monthsIn[unit];
  if (unit === "decade") return monthsFrom(Math.max(1, year - (year % 10)), 1, 120);
  if (months !== undefined) return monthsFrom(year, month - ((month - 1) % months), months);
  if (unit === "day") return { first: day, last: day };
  const monday = shiftDay(day, "day", 1 - weekdayOf(day));
  return { first: shiftDay(monday, "day", unit === "weekend" ? 5 : 0), last: shiftDay(monday, "day", 6) };
}

/**
 * The parts `from` to `to` of a range cut into `of`: whole months where that comes out even, else days.
 *
 * A month is cut after its 10th and 20th day, and in halves after its 15th.
 */
export function cut(range: DayRange, from: number, to: number, of: number): DayRange {
  const [first, last] = [partsOf(range.first), partsOf(range.last)];
  const months = (last.year - first.year) * 12 + last.month - first.month + 1;
  const isWhole = first.day === 1 && last.day === daysInMonth(last.year, last.month);
  if (isWhole && months % of === 0) {
    const start = first.month - 1 + ((from - 1) * months) / of;
    return monthsFrom(first.year + Math.floor(start / 12), (start % 12) + 1, ((to - from + 1) * months) / of);
  }
  const days =
    isWhole && months === 1 ? 30 : (Date.parse(range.last) - Date.parse(range.first)) / 86_400_000 + 1;
  const edge = (part: number): Day => shiftDay(range.first, "day", Math.floor((days * part) / of));
  return {
    first: edge(from - 1),
    last: to === of ? range.last : maxDay(edge(from - 1), shiftDay(edge(to), "day", -1)),
  };
}

function maxDay(a: Day, b: Day): Day {
  return a > b ? a : b;
}
