import { DateTime, IANAZone } from "luxon";
import { type Day, parsePartialDate } from "../register/partial-date.ts";

/** The calendar day of an instant in a zone. */
export function dayOf(nowMs: number, timezone: string): Day {
  return DateTime.fromMillis(nowMs, { zone: timezone }).toFormat("yyyy-MM-dd");
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
