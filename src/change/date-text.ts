import { isTimezone, offsetAt } from "../question/now.ts";
import { formatRange } from "../question/range-text.ts";
import type { FoundTimes } from "../question/time/find-times.ts";
import { parsePartialDate } from "../register/partial-date.ts";
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
  if (range.startsWith("..")) return wrong("date", { text });
  if (range.endsWith("..")) return wrong("date", { text });
  return { value: range.replace("..", "/") };
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
  if (zone !== undefined && !isTimezone(zone)) return wrong("zone", { zone });
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
