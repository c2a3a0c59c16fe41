import { addDays, type DatePoint, type Day, daysOf, type PartialDate, toDay } from "./partial-date.ts";

/** When something is, as exactly as a calendar needs it. */
export type KnownTime =
  /** Whole days, both included. */
  | { readonly kind: "days"; readonly first: Day; readonly last: Day }
  /** Milliseconds since 1970; without an end where only the beginning is known. */
  | { readonly kind: "moments"; readonly from: number; readonly to?: number };

const dayMs = 24 * 3_600_000;

/**
 * The time of a date that is known to the day; nothing of one that is less precise, for no day is invented.
 *
 * A span of moments that lasts longer than a day is whole days, those of the zone in which it is written.
 */
export function knownTime(date: PartialDate): KnownTime | undefined {
  const { form, from, to } = date;
  if (form === "before" || form === "after" || from.day === undefined || to.day === undefined)
    return undefined;
  const { first, last } = daysOf(date);
  // Once, somewhere in a range: of one day, that is the day.
  if (form === "within") return first === last ? { kind: "days", first, last } : undefined;
  if (from.moment === undefined || to.moment === undefined) return { kind: "days", first, last };
  const begins = Date.parse(from.moment);
  const ends = Date.parse(to.moment);
  if (form === "point") return { kind: "moments", from: begins };
  if (ends - begins > dayMs) return { kind: "days", first, last: lastDayOf(to) };
  return { kind: "moments", from: begins, ...(ends > begins ? { to: ends } : {}) };
}

/** What ends at midnight does not reach into the day that begins then. */
function lastDayOf({ year, month = 1, day = 1, moment = "" }: DatePoint): Day {
  const last = toDay(year, month, day);
  return /T00:00(:00)?(Z|[+-])/.test(moment) ? addDays(last, -1) : last;
}
