/**
 * A time as precise as its source, and no more.
 *
 * Written: `2003` · `2023-12` · `2024-04-25` · `2023-03-29/2023-04-02` (lasted all that time) ·
 * `within 2024-04-24/2024-04-28` (once, somewhere in it) · `before 2023-04-06` · `after 2020` ·
 * `2026-12-01T09:00+08:00` (a moment) and spans of moments.
 */
export interface PartialDate {
  readonly form: "point" | "span" | "within" | "before" | "after";
  readonly from: DatePoint;
  /** The same as `from` in a point. */
  readonly to: DatePoint;
}

export interface DatePoint {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
  /** The moment as it was written, ISO 8601 with its offset. */
  readonly moment?: string;
}

/** A calendar day, `YYYY-MM-DD`: compares as text. */
export type Day = string;

/** Days from the first to the last, both included. */
export interface DayRange {
  readonly first: Day;
  readonly last: Day;
}

const earliest: Day = "0001-01-01";
const latest: Day = "9999-12-31";

const pointPattern =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:\d{2}))?)?)?$/;

/** The date that a text writes, or nothing where it writes none or an impossible one (`2023-02-30`, an end before its start). */
export function parsePartialDate(written: string): PartialDate | undefined {
  const match = /^(?:(within|before|after) )?([^/\s]+)(?:\/([^/\s]+))?$/.exec(written.trim());
  if (match === null) return undefined;
  const [, word, first = "", second] = match;
  const from = parsePoint(first);
  const to = second === undefined ? from : parsePoint(second);
  if (from === undefined || to === undefined) return undefined;
  if (word === "before" || word === "after") {
    const nothingLeft = word === "before" ? firstDay(from) === earliest : lastDay(from) === latest;
    return second === undefined && !nothingLeft ? { form: word, from, to } : undefined;
  }
  if (firstDay(from) > lastDay(to)) return undefined;
  if (from.moment !== undefined && to.moment !== undefined && Date.parse(from.moment) > Date.parse(to.moment))
    return undefined;
  if (second === undefined) return word === undefined ? { form: "point", from, to } : undefined;
  return { form: word === "within" ? "within" : "span", from, to };
}

function parsePoint(written: string): DatePoint | undefined {
  const match = pointPattern.exec(written);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match
    .slice(1)
    .map((digits) => (digits === undefined ? undefined : Number(digits)));
  if (year === undefined || year < 1) return undefined;
  if (month === undefined) return { year };
  if (month < 1 || month > 12) return undefined;
  if (day === undefined) return { year, month };
  if (day < 1 || day > daysInMonth(year, month)) return undefined;
  if (hour === undefined) return { year, month, day };
  if (hour > 23 || (minute ?? 0) > 59 || (second ?? 0) > 59) return undefined;
  return { year, month, day, moment: written };
}

export function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const parsed = new Map<string, PartialDate>();

/** The date of a text that was checked when the register was loaded. Kept, for lists ask again and again. */
export function partialDate(checked: string): PartialDate {
  const known = parsed.get(checked);
  if (known !== undefined) return known;
  const date = parsePartialDate(checked);
  if (date === undefined) throw new RangeError(`not a partial date: ${checked}`);
  if (parsed.size > 50_000) parsed.clear();
  parsed.set(checked, date);
  return date;
}

export function toDay(year: number, month: number, day: number): Day {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

function firstDay(point: DatePoint): Day {
  return toDay(point.year, point.month ?? 1, point.day ?? 1);
}

function lastDay(point: DatePoint): Day {
  const month = point.month ?? 12;
  return toDay(point.year, month, point.day ?? daysInMonth(point.year, month));
}

/** The day `count` days later (earlier where negative). */
export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

const days = new WeakMap<PartialDate, DayRange>();

/** The days that the date may fall on; kept, for each question about a time looks at many dates. */
export function daysOf(date: PartialDate): DayRange {
  let known = days.get(date);
  if (known === undefined) {
    known = readDays(date);
    days.set(date, known);
  }
  return known;
}

function readDays(date: PartialDate): DayRange {
  if (date.form === "before") return { first: earliest, last: addDays(firstDay(date.from), -1) };
  if (date.form === "after") return { first: addDays(lastDay(date.from), 1), last: latest };
  return { first: firstDay(date.from), last: lastDay(date.to) };
}

/** Whether it fell into the range: a date known only by its month may have, and then it is not claimed. */
export function fallsInto(date: PartialDate, range: DayRange): "yes" | "perhaps" | "no" {
  const days = daysOf(date);
  if (days.last < range.first || days.first > range.last) return "no";
  if (date.form === "span") return "yes";
  return days.first >= range.first && days.last <= range.last ? "yes" : "perhaps";
}

/** Orders newest first; what is less precise comes after what is known better in the same year, month or day. */
export function compareNewestFirst(a: PartialDate, b: PartialDate): number {
  const [left, right] = [orderOf(a), orderOf(b)];
  return (
    right.year - left.year ||
    (right.month ?? 0) - (left.month ?? 0) ||
    (right.day ?? 0) - (left.day ?? 0) ||
    left.vagueness - right.vagueness ||
    right.moment - left.moment
  );
}

/** Orders oldest first; what is less precise again comes last in its year, month or day. */
export function compareOldestFirst(a: PartialDate, b: PartialDate): number {
  const [left, right] = [orderOf(a), orderOf(b)];
  return (
    left.year - right.year ||
    (left.month ?? 13) - (right.month ?? 13) ||
    (left.day ?? 32) - (right.day ?? 32) ||
    left.vagueness - right.vagueness ||
    left.moment - right.moment
  );
}

interface Order {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
  /** Within a day: a moment (0) is known best, then the day itself (1), then one that only bounds the date (2). */
  readonly vagueness: number;
  readonly moment: number;
}

/** What is certain: of a date within the 24th to 28th of a month, the month; of one before a day, the day before that. */
function orderOf(date: PartialDate): Order {
  if (date.form === "before" || date.form === "after") {
    const bound = date.form === "before" ? daysOf(date).last : daysOf(date).first;
    const [year = 0, month = 0, day = 0] = bound.split("-").map(Number);
    return { year, month, day, vagueness: 2, moment: 0 };
  }
  const { moment, ...from } = date.from;
  if (date.form === "within") {
    const oneMonth = from.year === date.to.year && from.month !== undefined && from.month === date.to.month;
    return { year: from.year, ...(oneMonth ? { month: from.month } : {}), vagueness: 1, moment: 0 };
  }
  return {
    ...from,
    vagueness: moment === undefined ? 1 : 0,
    moment: moment === undefined ? 0 : Date.parse(moment),
  };
}
