import { dayOf, offsetAt } from "../question/now.ts";
import { addDays, type Day } from "../register/partial-date.ts";
import type { Quiet } from "./subscription.ts";

const minuteMs = 60_000;
const known = new Map<string, number>();
const kept = 200_000;

/** Further than a zone is from UTC, and nearer than one change of clocks is to the next. */
const aroundMs = 24 * 3_600_000;

/**
 * The instant at which the clocks of a zone show a minute of a day, in milliseconds since 1970. Where they leave it out,
 * it is as long after the change; where they show it twice, it is the first time.
 */
export function instantOf(day: Day, minutes: number, timezone: string): number {
  const key = `${day} ${minutes} ${timezone}`;
  let instant = known.get(key);
  if (instant === undefined) {
    const written = Date.parse(`${day}T00:00:00Z`) + minutes * minuteMs;
    const [before, after] = [offsetAt(written - aroundMs, timezone), offsetAt(written + aroundMs, timezone)];
    instant = written - before;
    // After the change the other offset holds, unless nothing shows the minute at all.
    const other = written - after;
    if (before !== after && offsetAt(instant, timezone) !== before && offsetAt(other, timezone) === after)
      instant = other;
    if (known.size >= kept) known.clear();
    known.set(key, instant);
  }
  return instant;
}

/** The minute of the day that the clocks of a zone show. */
export function minutesAt(ms: number, timezone: string): number {
  const shown = new Date(ms + offsetAt(ms, timezone));
  return shown.getUTCHours() * 60 + shown.getUTCMinutes();
}

/** Days from one to another; negative where the other is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** An instant, or the end of the quiet time that it falls into; the beginning of it where the end is too late. */
export function outOfQuiet(at: number, { from, to }: Quiet, timezone: string, tooLate = Infinity): number {
  const minutes = minutesAt(at, timezone);
  const isQuiet = from <= to ? minutes >= from && minutes < to : minutes >= from || minutes < to;
  if (!isQuiet) return at;
  const day = dayOf(at, timezone);
  const end = instantOf(minutes < to ? day : addDays(day, 1), to, timezone);
  // What clocks show a second time was quiet the first time.
  if (end <= at) return at;
  if (end < tooLate) return end;
  return instantOf(minutes >= from ? day : addDays(day, -1), from, timezone);
}
