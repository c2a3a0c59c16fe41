import { fullYear } from "./calendar.ts";
import { type Line, skip } from "./line.ts";
import { isYear } from "./numeric-dates.ts";
import type { Piece } from "./pieces.ts";
import { shiftedUnit } from "./relative.ts";
import type { WrittenDate } from "./written-date.ts";

/** One component of a date: what it adds, and where it ends. */
export interface Component {
  readonly adds: WrittenDate;
  readonly end: number;
  /** Says by itself that a time is meant: figures, shifts, but not "may" or "third". */
  readonly sure: boolean;
}

/** 2024, "tahun 2024", 2024年, "last year", 24年 before a month, '24 after one. */
export function yearAt(line: Line, index: number): Component | undefined {
  const { at, now } = line;
  const label = at(index).means.unit === "year" ? skip(line, index + 1) : index;
  const piece = at(label);
  if (isYear(piece)) {
    if (at(label - 1).means.amount === true || at(label + 1).means.amount === true) return undefined;
    const end = at(label + 1).means.mark === "year" ? label + 2 : label + 1;
    return { adds: { year: piece.means.number ?? 0 }, end, sure: true };
  }
  const shifted = shiftedUnit(line, index);
  if (shifted?.unit === "year")
    return { adds: { year: now.year + shifted.by }, end: shifted.end, sure: true };
  const marked = at(index + 1).means.mark === "year";
  if (marked && at(index).digits === 2 && monthAt(line, index + 2) !== undefined) {
    return { adds: { year: fullYear(at(index).means.number ?? 0) }, end: index + 2, sure: true };
  }
  return undefined;
}

/** "april", "bulan april", 4月, 4 of 4-6月, "last month", "next March", "Mac lepas". */
export function monthAt(line: Line, index: number): Component | undefined {
  const { at } = line;
  const shifted = shiftedUnit(line, index);
  if (shifted?.unit === "month") {
    const months = line.now.year * 12 + line.now.month - 1 + shifted.by;
    const adds = { nearYear: Math.floor(months / 12), month: (months % 12) + 1 };
    return { adds, end: shifted.end, sure: true };
  }
  const [here, next] = [at(index), at(index + 1)];
  if (here.means.shift !== undefined && next.means.month !== undefined) {
    return shiftedMonth(line, next.means.month, here.means.shift, here.means, index + 2);
  }
  const label = here.means.unit === "month" ? skip(line, index + 1) : index;
  const { month, weak } = at(label).means;
  if (month !== undefined) {
    const shift = at(label + 1).means["~shift"];
    if (shift !== undefined) return shiftedMonth(line, month, shift, at(label + 1).means, label + 2);
    return { adds: { month }, end: label + 1, sure: weak !== true || label > index };
  }
  const number = here.means.number;
  if (number === undefined || here.digits > 2) return undefined;
  if (next.means.mark === "month") return { adds: { month: number }, end: index + 2, sure: true };
  const reaches =
    isTo(next) && at(index + 2).means.number !== undefined && at(index + 3).means.mark === "month";
  return reaches ? { adds: { month: number }, end: index + 1, sure: true } : undefined;
}

function shiftedMonth(
  { now }: Line,
  month: number,
  by: number,
  shift: Piece["means"],
  end: number,
): Component {
  let nearYear = now.year + by;
  if (by === -1 && shift.latest === true && month < now.month) nearYear = now.year;
  if (by === 1 && shift.coming === true && month > now.month) nearYear = now.year;
  return { adds: { nearYear, month }, end, sure: true };
}

/** A day of the month where it touches one: "25 april", "25th of april", "april 25", 25日. */
export function dayAt(line: Line, index: number, hasMonth: boolean): Component | undefined {
  const day = bareDayAt(line, index);
  if (day === undefined) return undefined;
  if (hasMonth) return { ...day, sure: true };
  const next = skip(line, day.end);
  const month = monthAt(line, next);
  if (month === undefined) return undefined;
  const isWord = line.at(index).means.ordinal !== undefined && line.at(index).digits === 0;
  return { ...day, sure: !isWord || next > day.end };
}

/** A number that can only be a day or nothing: not counted, not followed by another unit. 0 and 32–99 are kept: they are impossible. */
export function bareDayAt({ at }: Line, index: number): Component | undefined {
  const { means, digits } = at(index);
  const isMarked = at(index + 1).means.mark === "day";
  const number = means.number ?? 0;
  // In words only what cannot be a small count: "three april visits", but "dua puluh lima april".
  const isNumber = digits > 0 || isMarked || at(index).glued || (number > 20 && number % 10 > 0);
  const day = (isNumber ? means.number : undefined) ?? means.ordinal;
  if (day === undefined || digits > 2 || day > 99) return undefined;
  const end = isMarked ? index + 2 : index + 1;
  const { unit, mark, amount } = at(end).means;
  const isCount = !isMarked && (mark !== undefined || unit !== undefined);
  if (amount === true || isCount) return undefined;
  return { adds: { day }, end, sure: true };
}

/** What may stand between the two ends of a range. */
export function isTo({ means, sign }: Piece): boolean {
  return means.to === true || means.until === true || sign === "hyphen" || sign === "dash";
}
