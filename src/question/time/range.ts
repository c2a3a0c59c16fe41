import { bareDayAt, isTo, yearAt } from "./components.ts";
import { type Line, skip } from "./line.ts";
import { type Point, pointAt } from "./point.ts";
import { daysOfWritten, type KnownDays, type WrittenDate } from "./written-date.ts";

/** A time of one or two points; `days` is absent where a day in it does not exist. */
export interface ReadRange {
  readonly days: KnownDays | undefined;
  readonly end: number;
  readonly weak: boolean;
  readonly isPair: boolean;
}

/** One point, or two with a word or dash between: "24 to 28 april 2024", "March 2023 – april 2024". */
export function rangeAt(line: Line, index: number, isBetween: boolean): ReadRange | undefined {
  const point = pointAt(line, index);
  const left = point ?? bareAt(line, index);
  if (left === undefined) return undefined;
  const right = rightOf(line, left, isBetween);
  if (right !== undefined) {
    const [first, last] = completed(left.written, right.written, line);
    const [from, to] = [daysOfWritten(first, line), daysOfWritten(last, line)];
    const weak = left.weak && right.weak;
    const isGuessed = isYearless(left.written) && isYearless(right.written);
    const days = from &&
      to && { ...spanning(from, to), ...(isGuessed ? { isYearGuessed: true as const } : {}) };
    return { days, end: right.end, weak, isPair: true };
  }
  if (point === undefined) return undefined;
  return { days: daysOfWritten(point.written, line), end: point.end, weak: point.weak, isPair: false };
}

function isYearless({ year, nearYear, days }: WrittenDate): boolean {
  return (year ?? nearYear) === undefined && days === undefined;
}

function bareAt(line: Line, index: number): Point | undefined {
  const day = bareDayAt(line, index);
  return day === undefined ? undefined : { written: day.adds, end: day.end, weak: true };
}

/** The other end of a range that has begun, if it has one. */
function rightOf(line: Line, left: Point, isBetween: boolean): Point | undefined {
  const joint = line.at(left.end);
  const isAnd = joint.means.and === true;
  if (!isTo(joint) && !isAnd) return undefined;
  const start = skip(line, left.end + 1);
  const right = pointAt(line, start) ?? bareRight(line, start, left.written);
  if (right === undefined) return undefined;
  if (isAnd && !isBetween && line.at(right.end).means["~between"] !== true) return undefined;
  const isBare = left.written.day !== undefined && left.written.month === undefined;
  return isBare && (right.written.day === undefined || right.written.month === undefined) ? undefined : right;
}

/** "april 24-28, 2024": the second day stands without its month, and must come later than the first. */
function bareRight(line: Line, index: number, left: WrittenDate): Point | undefined {
  const day = bareDayAt(line, index);
  if (day === undefined || left.month === undefined || left.day === undefined) return undefined;
  if ((day.adds.day ?? 0) <= left.day) return undefined;
  const year = left.year === undefined ? yearAt(line, skip(line, day.end)) : undefined;
  return { written: { ...day.adds, ...year?.adds }, end: year?.end ?? day.end, weak: false };
}

/** Each end with what only the other one says: the month, the year. A range that would run backwards crosses a new year. */
function completed(left: WrittenDate, right: WrittenDate, line: Line): readonly [WrittenDate, WrittenDate] {
  if (left.days !== undefined || right.days !== undefined) return [left, right];
  const [leftYear, rightYear] = [left.year ?? left.nearYear, right.year ?? right.nearYear];
  const from = { ...left, ...month(left, right), year: leftYear ?? rightYear ?? line.now.year };
  const to = { ...right, ...month(right, left), year: rightYear ?? leftYear ?? line.now.year };
  const isBackwards = (to.month ?? 12) < (from.month ?? 1) && from.year === to.year;
  if (!isBackwards || (leftYear !== undefined && rightYear !== undefined)) return [from, to];
  return rightYear === undefined
    ? [from, { ...to, year: to.year + 1 }]
    : [{ ...from, year: from.year - 1 }, to];
}

function month(of: WrittenDate, other: WrittenDate): WrittenDate {
  return of.day !== undefined && of.month === undefined && other.month !== undefined
    ? { month: other.month }
    : {};
}

/** From the earlier to the later, in whatever order they are named. */
function spanning({ range: a }: KnownDays, { range: b }: KnownDays): KnownDays {
  const first = a.first < b.first ? a.first : b.first;
  return { range: { first, last: a.last > b.last ? a.last : b.last }, precision: "range" };
}
