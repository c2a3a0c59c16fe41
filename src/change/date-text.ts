import { isTimezone, offsetAt } from "../question/now.ts";
import { formatRange } from "../question/range-text.ts";
import type { FoundTimes } from "../question/time/find-times.ts";
import { type DayRange, daysInMonth, parsePartialDate } from "../register/partial-date.ts";
import { type Token, tokensOf } from "../text.ts";
import { type Read, wrong } from "./read.ts";

/** Reads the times that a text names, in the languages of the desk. */
export type ReadTime = (tokens: readonly Token[], text: string) => FoundTimes;

/** A date, and perhaps a time of day with its zone: `3 May 2026 09:30`, `2026-05-03 9:30 Europe/London`. */
const timeOfDay =
  /^(.+?)[ ,T]+(?:at |pukul )?(\d{1,2})[:.](\d{2})(?:\s*(am|pm))?(?:\s+([A-Za-z]+(?:[/_+-][A-Za-z0-9_+-]+)*|[+-]\d{2}:\d{2}|Z))?$/i;

/** Reads a partial date: as a register writes it, or as people write dates. */
export function readDate(
  text: string,
  typing: { readonly timezone: string; readonly readTime: ReadTime },
): Read<string> {
  if (parsePartialDate(text) !== undefined) return { value: text };
  const [from = "", to] = text.replace(/^within /, "").split("/");
  if (to !== undefined && parsePartialDate(from) !== undefined && parsePartialDate(to) !== undefined)
    return wrong("endsFirst", { text });
  const timed = timeOfDay.exec(text);
  if (timed !== null) return readMoment(timed, text, typing);
  return readDays(text, typing.readTime);
}

/** The days of a text that names one time and nothing else. */
function readDays(text: string, readTime: ReadTime): Read<string> {
  const tokens = tokensOf(text);
  const { spans, impossible } = readTime(tokens, text);
  const [span, other] = spans;
  if (impossible.length > 0) return wrong("noSuchDate", { text: impossible[0]?.text ?? text });
  if (span === undefined || other !== undefined || span.start > 0 || span.end < tokens.length)
    return wrong("date", { text });
  const range = formatRange(span.range);
  if (range.startsWith("..") || range.endsWith("..")) return wrong("date", { text });
  if (runsBackwards(span.range, tokens, text, readTime)) return wrong("endsFirst", { text });
  return { value: namesDays(text) ? range.replace("..", "/") : widened(range) };
}

/** A question for "5 to 3 May" is answered all the same; who writes it into a register has made a mistake. */
function runsBackwards(
  { first, last }: DayRange,
  tokens: readonly Token[],
  text: string,
  readTime: ReadTime,
): boolean {
  const isNumber = ({ word }: Token): boolean => /\d/.test(word);
  return tokens.some(({ start }, index) => {
    if (!tokens.slice(0, index).some(isNumber)) return false;
    const rest = text.slice(start);
    const own = tokensOf(rest);
    const [end, other] = readTime(own, rest).spans;
    const isWhole = end !== undefined && other === undefined && end.start === 0 && end.end === own.length;
    return isWhole && end.isYearGuessed !== true && end.range.first === first && end.range.last < last;
  });
}

function namesDays(text: string): boolean {
  return /(?<!\d)\d{1,2}(?!\d)|[\u65e5\u53f7\u865f]/u.test(text);
}

/** Whole months and years without their days, which nobody named: `2026-06-01..2026-08-31` → `2026-06/2026-08`. */
function widened(range: string): string {
  const match = /^(\d{4})-(\d{2})-01\.\.(\d{4})-(\d{2})-(\d{2})$/.exec(range);
  if (match === null) return range.replace("..", "/");
  const [, year = "", month = "", toYear = "", toMonth = "", toDay = ""] = match;
  if (Number(toDay) !== daysInMonth(Number(toYear), Number(toMonth))) return range.replace("..", "/");
  return month === "01" && toMonth === "12" ? `${year}/${toYear}` : `${year}-${month}/${toYear}-${toMonth}`;
}

function readMoment(
  [, date = "", hours = "", minutes = "", half, zone]: RegExpExecArray,
  text: string,
  { timezone, readTime }: { readonly timezone: string; readonly readTime: ReadTime },
): Read<string> {
  const day = parsePartialDate(date) === undefined ? readDays(date, readTime) : { value: date };
  if (day.wrong !== undefined) return day;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day.value)) return wrong("date", { text });
  const hour = (Number(hours) % (half === undefined ? 24 : 12)) + (half?.toLowerCase() === "pm" ? 12 : 0);
  if (Number(hours) > (half === undefined ? 23 : 12) || Number(minutes) > 59)
    return wrong("noSuchTime", { text });
  const clock = `${day.value}T${String(hour).padStart(2, "0")}:${minutes}`;
  if (zone !== undefined && /^([+-]\d{2}:\d{2}|Z)$/i.test(zone))
    return moment(`${clock}${zone.toUpperCase()}`, text);
  // Short names mean one zone here and another there: BST is Dhaka's to some.
  if (zone !== undefined && !(/^(?:UTC|GMT)$|\//i.test(zone) && isTimezone(zone)))
    return wrong("zone", { zone });
  return moment(`${clock}${offsetOf(clock, zone ?? timezone)}`, text);
}

function moment(written: string, text: string): Read<string> {
  return parsePartialDate(written) === undefined ? wrong("date", { text }) : { value: written };
}

/** The offset of a zone at a local time, `+08:00`. */
function offsetOf(clock: string, timezone: string): string {
  const written = Date.parse(`${clock}:00Z`);
  // The offset is wanted at the time that is sought: the first guess may lie before a change of clocks, the second does not.
  const guess = written - offsetAt(written, timezone);
  const minutes = Math.round(offsetAt(guess, timezone) / 60_000);
  const [hour, minute] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? "-" : "+"}${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
