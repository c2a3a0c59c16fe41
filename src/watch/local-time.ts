import { dayOf, offsetAt } from "../question/now.ts";
import { addDays, type Day } from "../register/partial-date.ts";
import type { Quiet } from "./subscription.ts";

const minuteMs = 60_000;
/** By zone and minute, and then by day: a text joined of the three would cost more than it saves. */
const known = new Map<string, Map<number, Map<Day, number>>>();
/** Of each zone and minute. */
const kept = 20_000;
const zonesKept = 100;

/** Further than a zone is from UTC, and nearer than one change of clocks is to the next. */
const aroundMs = 24 * 3_600_000;

/**
 * The instant at which the clocks of a zone show a minute of a day, in milliseconds since 1970. Where they leave it out,
 * it is as long after the change; where they show it twice, it is the first time.
 */
export function instantOf(day: Day, minutes: number, timezone: string): number {
  const days = daysKnown(timezone, minutes);
  let instant = days.get(day);
  if (instant === undefined) {
    const written = Date.parse(`${day}T00:00:00Z`) + minutes * minuteMs;
    const [before, after] = [offsetAt(written - aroundMs, timezone), offsetAt(written + aroundMs, timezone)];
    instant = written - before;
    // After the change the other offset holds, unless nothing shows the minute at all.
    const other = written - after;
    if (before !== after && offsetAt(instant, timezone) !== before && offsetAt(other, timezone) === after)
      instant = other;
    if (days.size >= kept) days.clear();
    days.set(day, instant);
  }
  return instant;
}

function daysKnown(timezone: string, minutes: number): Map<Day, number> {
  let zone = known.get(timezone);
  if (zone === undefined) {
    if (known.size >= zonesKept) known.clear();
    zone = new Map();
    known.set(timezone, zone);
  }
  let days = zone.get(minutes);
  if (days === undefined) {
    days = new Map();
    zone.set(minutes, days);
  }
  return days;
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

/** Whether nothing is told at a minute of the day. */
export function isQuiet(minutes: number, { from, to }: Quiet): boolean {
  return from <= to ? minutes >= from && minutes < to : minutes >= from || minutes < to;
}

/** An instant, or the end of the quiet time that it falls into; the beginning of it where the end is too late. */
export function outOfQuiet(at: number, quiet: Quiet, timezone: string, tooLate = Infinity): number {
  const { from, to } = quiet;
  const minutes = minutesAt(at, timezone);
  if (!isQuiet(minutes, quiet)) return at;
  const day = dayOf(at, timezone);
  const end = instantOf(minutes < to ? day : addDays(day, 1), to, timezone);
  // What clocks show a second time was quiet the first time.
  if (end <= at) return at;
  if (end < tooLate) return end;
  return instantOf(minutes >= from ? day : addDays(day, -1), from, timezone);
}
