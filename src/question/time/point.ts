import { fullYear, shiftDay, unitAround } from "./calendar.ts";
import { type Component, dayAt, monthAt, yearAt } from "./components.ts";
import { type Line, skip } from "./line.ts";
import { bareUnitAt, partAt, thirdAt } from "./parts.ts";
import { countedUnits, shiftedUnit, weekday, writtenAround } from "./relative.ts";
import type { WrittenDate } from "./written-date.ts";

/** One time, not yet a range of two. */
export interface Point {
  readonly written: WrittenDate;
  readonly end: number;
  /** A time only where a preposition or the other end of a range says so: "may", "third quarter". */
  readonly weak: boolean;
}

export function pointAt(line: Line, index: number): Point | undefined {
  const fixed = countedUnits(line, index) ?? decadeAt(line, index);
  if (fixed !== undefined) return { ...fixed, weak: false };
  const named = weekday(line, index);
  if (named !== undefined) {
    // "Monday 29 april": the date says which Monday.
    const date = dateAt(line, skip(line, named.end));
    if (date?.written.day !== undefined) return date;
    return { ...named, weak: named.weak === true };
  }
  return dateAt(line, index) ?? shiftedAt(line, index);
}

/** Weeks, weekends, quarters and days: "last week", "next quarter", "tomorrow", "early next week". */
function shiftedAt(line: Line, index: number): Point | undefined {
  const third = thirdAt(line, index, true);
  const start = third === undefined ? index : skip(line, third.end);
  const shifted = shiftedUnit(line, start);
  if (shifted === undefined) return undefined;
  const written = writtenAround(shiftDay(line.today, shifted.unit, shifted.by), shifted.unit);
  const cutsDays = third !== undefined && written.days !== undefined;
  return {
    written: cutsDays ? { ...written, ...third.adds } : written,
    end: shifted.end,
    weak: shifted.weak,
  };
}

/** 1990s, "tahun 1990-an", 90年代. */
function decadeAt(line: Line, index: number): Point | undefined {
  const { at } = line;
  const label = at(index).means.unit === "year" ? skip(line, index + 1) : index;
  const { digits, means } = at(label);
  const mark = at(label + 1).sign === "hyphen" ? label + 2 : label + 1;
  const isMarked = at(mark).means.mark === "decade" && (mark > label + 1 || at(mark).glued);
  if (!isMarked || means.number === undefined || means.number % 10 !== 0) return undefined;
  const year = digits === 2 ? fullYear(means.number) : means.number;
  if (year < 1900 || year > 2099) return undefined;
  return { written: { days: unitAround(`${year}-01-01`, "decade") }, end: mark + 1, weak: false };
}

/** A date put together from its components, in whatever order a language has them. */
function dateAt(line: Line, index: number): Point | undefined {
  let written: WrittenDate = {};
  let [end, sure, touchesMonth] = [index, false, false];
  for (;;) {
    const start = end === index ? index : skip(line, end);
    const found = componentAt(line, start, written, touchesMonth);
    if (found === undefined || clashes(written, found.adds)) break;
    written = { ...written, ...found.adds };
    sure ||= found.sure;
    touchesMonth = found.adds.month !== undefined && found.adds.year === undefined;
    end = found.end;
    if (written.days !== undefined) break;
  }
  const { year, month, day, part, days } = written;
  if (year === undefined && month === undefined && part === undefined && days === undefined) return undefined;
  if (day !== undefined && month === undefined) return undefined;
  if (day !== undefined && line.at(end).means.weekday !== undefined) end++;
  return { written, end, weak: !sure };
}

function componentAt(
  line: Line,
  index: number,
  written: WrittenDate,
  touchesMonth: boolean,
): Component | undefined {
  const { date } = line.at(index);
  if (date !== undefined) return figures(date, index + 1);
  const isFirst = Object.keys(written).length === 0;
  const hasPart = written.part !== undefined || written.third !== undefined;
  const takesUnit = hasPart || line.at(index + 1).means["~third"] !== undefined;
  return (
    thirdAt(line, index, isFirst) ??
    partAt(line, index, written.year !== undefined) ??
    yearAt(line, index) ??
    monthAt(line, index) ??
    dayAt(line, index, touchesMonth && written.day === undefined) ??
    (takesUnit ? bareUnitAt(line, index, written) : undefined)
  );
}

function figures(date: { readonly year: number; readonly lastYear?: number }, end: number): Component {
  const { lastYear, ...written } = date;
  if (lastYear === undefined) return { adds: written, end, sure: true };
  const days = { first: `${written.year}-01-01`, last: `${lastYear}-12-31` };
  return { adds: { days }, end, sure: true };
}

/** Whether a component cannot belong to the same date: a second month, a quarter of a month, a part of a day. */
function clashes(written: WrittenDate, adds: WrittenDate): boolean {
  const twice = Object.keys(adds).some((key) => written[key as keyof WrittenDate] !== undefined);
  const both = { ...written, ...adds };
  const partOfMonth = both.month !== undefined && both.part !== undefined && both.part.of !== 2;
  const partOfDay = both.day !== undefined && (both.part !== undefined || both.third !== undefined);
  const fixed = adds.days !== undefined && Object.keys(written).length > 0;
  return twice || partOfMonth || partOfDay || fixed;
}
