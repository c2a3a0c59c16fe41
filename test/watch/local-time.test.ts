import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "../../src/register/partial-date.ts";
import { nextDigest } from "../../src/watch/digest-times.ts";
import { instantOf, minutesAt, outOfQuiet } from "../../src/watch/local-time.ts";

/** With quarters and halves of hours, with clocks that change by one hour and by half of one, north and south. */
const zones = [
  "UTC",
  "Asia/Kuala_Lumpur",
  "Asia/Kathmandu",
  "Asia/Kolkata",
  "Pacific/Chatham",
  "Australia/Lord_Howe",
  "America/St_Johns",
  "Europe/Oslo",
  "America/New_York",
  "Pacific/Kiritimati",
];
const zone = fc.constantFrom(...zones);
/** Some are skewed to where clocks change, and to the end of February. */
const day = fc.oneof(
  fc.integer({ min: 0, max: 3_650 }).map((count) => addDays("2024-01-01", count)),
  fc.constantFrom("2024-02-29", "2028-02-29", "2026-03-29", "2026-10-25", "2026-03-08", "2026-11-01"),
  fc.constantFrom("2026-04-05", "2026-10-04", "2026-09-27"),
);
const minutes = fc.oneof(fc.integer({ min: 0, max: 1_439 }), fc.constantFrom(0, 120, 150, 165, 180, 480));

/** What a clock on a wall shows, as Intl says. */
function shown(ms: number, timeZone: string): { readonly day: string; readonly minutes: number } {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    dateStyle: "short",
    timeStyle: "short",
    hourCycle: "h23",
  }).format(ms);
  const [date = "", time = ""] = parts.split(", ");
  const [hours = 0, rest = 0] = time.split(":").map(Number);
  return { day: date, minutes: hours * 60 + rest };
}

test("an instant shows the time it was asked for, and where clocks leave that out, as long after the change", () => {
  fc.assert(
    fc.property(day, minutes, zone, (wanted, at, timezone) => {
      const instant = instantOf(wanted, at, timezone);
      const clock = shown(instant, timezone);
      expect(clock.day).toBe(wanted);
      const late = clock.minutes - at;
      // Clocks leave out an hour, or half of one.
      expect([0, 30, 60]).toContain(late);
      if (late > 0) expect(shown(instant - (late + 1) * 60_000, timezone).minutes).toBeLessThan(at);
      expect(minutesAt(instant, timezone)).toBe(clock.minutes);
    }),
    { numRuns: 2_000 },
  );
});

test("quiet ends when it ends by the clock on the wall, and never later than it may", () => {
  fc.assert(
    fc.property(day, minutes, minutes, minutes, zone, (on, at, from, to, timezone) => {
      fc.pre(from !== to);
      const isQuiet = (clock: number): boolean =>
        from <= to ? clock >= from && clock < to : clock >= from || clock < to;
      const before = instantOf(on, at, timezone);
      const after = outOfQuiet(before, { from, to }, timezone);
      if (!isQuiet(minutesAt(before, timezone))) {
        expect(after).toBe(before);
        return;
      }
      expect(after).toBeGreaterThanOrEqual(before);
      // Shown for the second time, it was quiet the first time.
      if (after === before) {
        expect(instantOf(shown(before, timezone).day, to, timezone)).toBeLessThanOrEqual(before);
        return;
      }
      expect(after - before).toBeLessThanOrEqual(25 * 3_600_000);
      expect([0, 30, 60]).toContain(minutesAt(after, timezone) - to);
    }),
    { numRuns: 2_000 },
  );
});

test.each(zones)("a digest at half past two comes once on each of 800 days in %s", (timezone) => {
  let after = Date.UTC(2026, 0, 1);
  const days: string[] = [];
  for (let count = 0; count < 800; count++) {
    const next = nextDigest({ atMinutes: 150 }, timezone, after);
    expect(next.at).toBeGreaterThan(after);
    expect(shown(next.at, timezone).day).toBe(next.day);
    days.push(next.day);
    after = next.at;
  }
  expect(days).toEqual(Array.from(days, (_, index) => addDays(days[0] ?? "", index)));
});
