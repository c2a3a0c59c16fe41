import { dayOf } from "../question/now.ts";
import { addDays, type Day } from "../register/partial-date.ts";
import { instantOf } from "./local-time.ts";
import type { DigestRhythm } from "./subscription.ts";

/** A day's own time for a digest, milliseconds since 1970. */
export interface DigestTime {
  readonly day: Day;
  readonly at: number;
}

/** The first time after an instant at which a digest is due. */
export function nextDigest(
  { weekday, atMinutes }: DigestRhythm,
  timezone: string,
  after: number,
): DigestTime {
  for (let day = dayOf(after, timezone); ; day = addDays(day, 1)) {
    const at = instantOf(day, atMinutes, timezone);
    if (at > after && (weekday === undefined || weekdayOf(day) === weekday)) return { day, at };
  }
}

/** 1 is Monday. */
function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** What a digest looks back on, and ahead to. */
export const daysOfDigest = ({ weekday }: DigestRhythm): number => (weekday === undefined ? 1 : 7);
