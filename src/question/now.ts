import { type Day, parsePartialDate } from "../register/partial-date.ts";

/** Offsets by quarter of an hour, and noons by day, of late: questions come at the present, a batch at the noons of a few days. */
const offsets = new Map<string, number>();
const noons = new Map<string, number>();
const kept = 1_000;

const quarterMs = 15 * 60_000;
/** From 1980 on, clocks have been changed at whole quarters of an hour only. */
const quarterly = Date.UTC(1980, 0);

/** The calendar day of an instant in a zone. */
export function dayOf(nowMs: number, timezone: string): Day {
  const offset =
    nowMs < quarterly
      ? offsetAt(nowMs, timezone)
      : keptOr(offsets, `${Math.floor(nowMs / quarterMs)} ${timezone}`, () => offsetAt(nowMs, timezone));
  return new Date(nowMs + offset).toISOString().slice(0, 10);
}

/** Noon of a day in a zone, in milliseconds since 1970. */
export function noonOf(day: Day, timezone: string): number {
  return keptOr(noons, `${day} ${timezone}`, () => {
    const written = Date.parse(`${day}T12:00:00Z`);
    // The offset is wanted at the noon that is sought: the first guess may lie before a change of clocks, the second does not.
    const guess = written - offsetAt(written, timezone);
    return written - offsetAt(guess, timezone);
  });
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
  try {
    return text !== "" && new Intl.DateTimeFormat("en-US", { timeZone: text }).format(0) !== "";
  } catch {
    return false;
  }
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** How far the clocks of a zone are ahead of UTC at an instant, in milliseconds. */
export function offsetAt(ms: number, timezone: string): number {
  let clock = clocks.get(timezone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat("en-US", {
      timeZone: timezone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    clocks.set(timezone, clock);
  }
  const [month, day, year = "", hour, minute, second] = clock.format(ms).split(/\D+/);
  const shown = Date.parse(`${year.padStart(4, "0")}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return shown - Math.floor(ms / 1_000) * 1_000;
}
