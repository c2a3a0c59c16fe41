import { DateTime, IANAZone } from "luxon";
import { type Day, parsePartialDate } from "../register/partial-date.ts";

/** The instant asked for last, for many questions come at the same one: a batch is asked at noon. */
let last: { readonly nowMs: number; readonly timezone: string; readonly day: Day } | undefined;

/** The calendar day of an instant in a zone. */
export function dayOf(nowMs: number, timezone: string): Day {
  if (last?.nowMs !== nowMs || last.timezone !== timezone) {
    last = { nowMs, timezone, day: DateTime.fromMillis(nowMs, { zone: timezone }).toFormat("yyyy-MM-dd") };
  }
  return last.day;
}

/** Noon of a day in a zone, in milliseconds since 1970. */
export function noonOf(day: Day, timezone: string): number {
  return DateTime.fromISO(`${day}T12:00:00`, { zone: timezone }).toMillis();
}

/** The day that a text writes as YYYY-MM-DD, or nothing. */
export function parseDay(text: string): Day | undefined {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && parsePartialDate(text) !== undefined ? text : undefined;
}

/** Whether a text names a zone of the IANA database. */
export function isTimezone(text: string): boolean {
  return IANAZone.isValidZone(text);
}
