import { DateTime, IANAZone } from "luxon";
import { type Day, parsePartialDate } from "../register/partial-date.ts";

/** Days by instant and instants by day, of late: many questions come at the same one, a batch at the noons of a few days. */
const days = new Map<string, Day>();
const noons = new Map<string, number>();
const kept = 1_000;

/** The calendar day of an instant in a zone. */
export function dayOf(nowMs: number, timezone: string): Day {
  return keptOr(days, `${nowMs} ${timezone}`, () =>
    DateTime.fromMillis(nowMs, { zone: timezone }).toFormat("yyyy-MM-dd"),
  );
}

/** Noon of a day in a zone, in milliseconds since 1970. */
export function noonOf(day: Day, timezone: string): number {
  return keptOr(noons, `${day} ${timezone}`, () =>
    DateTime.fromISO(`${day}T12:00:00`, { zone: timezone }).toMillis(),
  );
}

function keptOr<T>(known: Map<string, T>, key: string, make: () => T): T {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    if (known.size >= kept) known.clear();
    known.set(key, value);
  }
  return value;
}

/** The day that a text writes as YYYY-MM-DD, or nothing. */
export function parseDay(text: string): Day | undefined {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && parsePartialDate(text) !== undefined ? text : undefined;
}

/** Whether a text names a zone of the IANA database. */
export function isTimezone(text: string): boolean {
  return IANAZone.isValidZone(text);
}
