import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  compareNewestFirst,
  compareOldestFirst,
  daysInMonth,
  daysOf,
  fallsInto,
  type PartialDate,
  parsePartialDate,
  partialDate,
  toDay,
} from "../../src/register/partial-date.ts";

describe("a partial date", () => {
  test.each<readonly [written: string, form: string, first: string, last: string]>([
    ["2003", "point", "2003-01-01", "2003-12-31"],
    ["2023-12", "point", "2023-12-01", "2023-12-31"],
    ["2024-02", "point", "2024-02-01", "2024-02-29"],
    ["2023-02", "point", "2023-02-01", "2023-02-28"],
    ["1900-02", "point", "1900-02-01", "1900-02-28"],
    ["2000-02", "point", "2000-02-01", "2000-02-29"],
    ["2024-04-25", "point", "2024-04-25", "2024-04-25"],
    [" 2024-04-25 ", "point", "2024-04-25", "2024-04-25"],
    ["2023-03-29/2023-04-02", "span", "2023-03-29", "2023-04-02"],
    ["2021/2030", "span", "2021-01-01", "2030-12-31"],
    ["2024-04-20/2024-04", "span", "2024-04-20", "2024-04-30"],
    ["within 2024-04-24/2024-04-28", "within", "2024-04-24", "2024-04-28"],
    ["before 2023-04-06", "before", "0001-01-01", "2023-04-05"],
    ["before 2023", "before", "0001-01-01", "2022-12-31"],
    ["after 2020", "after", "2021-01-01", "9999-12-31"],
    ["after 2024-02", "after", "2024-03-01", "9999-12-31"],
    ["2026-12-01T09:00+08:00", "point", "2026-12-01", "2026-12-01"],
    ["2026-12-01T09:00:30Z", "point", "2026-12-01", "2026-12-01"],
    ["2026-12-01T23:30+08:00/2026-12-02T01:00+08:00", "span", "2026-12-01", "2026-12-02"],
  ])("%s is a %s from %s to %s", (written, form, first, last) => {
    const date = parsePartialDate(written);
    expect(date?.form).toBe(form);
    expect(date && daysOf(date)).toEqual({ first, last });
  });

  test.each([
    "",
    "soon",
    "24",
    "0000",
    "2024-4-25",
    "2024-13",
    "2024-00",
    "2024-13-40",
    "2024-04-31",
    "2023-02-29",
    "2023-02-30",
    "1900-02-29",
    "2024-04-00",
    "2024-04-28/2024-04-24",
    "2024-05/2024-04-30",
    "2024-04-24/",
    "/2024-04-24",
    "2024-04-24 / 2024-04-28",
    "within 2024-04-24",
    "Within 2024/2025",
    "before 2024/2025",
    "after 2024/2025",
    "around 2024",
    "before 0001",
    "after 9999",
    "2024-04-25T24:00+08:00",
    "2024-04-25T09:60+08:00",
    "2024-04T09:00+08:00",
    "2026-12-01T11:00+08:00/2026-12-01T09:00+08:00",
    "2026-12-01T09:00+08:00/2026-12-01T09:00+09:00",
    "2024-04-25\n2024-04-26",
  ])("is not written %j", (written) => {
    expect(parsePartialDate(written)).toBeUndefined();
  });

  test("shows no day that its source does not give", () => {
    expect(parsePartialDate("2023-12")?.from).toEqual({ year: 2023, month: 12 });
    expect(parsePartialDate("2003")?.to).toEqual({ year: 2003 });
  });

  test("keeps a moment as it was written", () => {
    expect(parsePartialDate("2026-12-01T09:00+08:00")?.from.moment).toBe("2026-12-01T09:00+08:00");
  });

  test("that was never checked is a range error", () => {
    expect(() => partialDate("2023-02-30")).toThrow(RangeError);
    expect(partialDate("2023-02-28")).toBe(partialDate("2023-02-28"));
  });
});

/** Few years, so that dates meet: in one year, one month, one day. */
const pointArbitrary = fc
  .tuple(
    fc.integer({ min: 2022, max: 2024 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 31 }),
  )
  .chain(([year, month, day]) => {
    const whole = toDay(year, month, Math.min(day, daysInMonth(year, month)));
    const moments = ["T09:00+08:00", "T09:30+08:00", "T09:00Z"].map((time) => `${whole}${time}`);
    return fc.constantFrom(whole.slice(0, 4), whole.slice(0, 7), whole, ...moments);
  });
const dateArbitrary: fc.Arbitrary<PartialDate> = fc
  .oneof(
    pointArbitrary,
    fc.tuple(fc.constantFrom("before ", "after "), pointArbitrary).map((both) => both.join("")),
    fc
      .tuple(fc.constantFrom("", "within "), pointArbitrary, pointArbitrary)
      .map(([word, a, b]) => `${word}${a}/${b}`),
  )
  .map(parsePartialDate)
  .filter((date) => date !== undefined);
const dayArbitrary = fc
  .tuple(
    fc.integer({ min: 2021, max: 2025 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 31 }),
  )
  .map(([year, month, day]) => toDay(year, month, Math.min(day, daysInMonth(year, month))));

/** All days from one to another, by the calendar of the language. */
function daysBetween(first: string, last: string): readonly string[] {
  const days: string[] = [];
  for (
    const day = new Date(`${first}T00:00Z`);
    day <= new Date(`${last}T00:00Z`);
    day.setUTCDate(day.getUTCDate() + 1)
  ) {
    days.push(day.toISOString().slice(0, 10));
  }
  return days;
}

describe("of any partial date", () => {
  test("the bounds are days of the calendar, the first not after the last", () => {
    fc.assert(
      fc.property(dateArbitrary, (date) => {
        const { first, last } = daysOf(date);
        expect(first <= last).toBe(true);
        for (const day of [first, last]) {
          expect(day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
          expect(new Date(`${day}T00:00Z`).toISOString().slice(0, 10)).toBe(day);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("falling into a range is as a count day by day has it", () => {
    fc.assert(
      fc.property(dateArbitrary, dayArbitrary, dayArbitrary, (date, one, other) => {
        const range = { first: one < other ? one : other, last: one < other ? other : one };
        const inRange = new Set(daysBetween(range.first, range.last));
        const { first, last } = daysOf(date);
        const possible = daysBetween(
          first < "2020-12-30" ? "2020-12-30" : first,
          last > "2026-01-02" ? "2026-01-02" : last,
        );
        const hits = possible.filter((day) => inRange.has(day)).length;
        const naive =
          hits === 0 ? "no" : date.form === "span" || hits === possible.length ? "yes" : "perhaps";
        expect(fallsInto(date, range)).toBe(naive);
      }),
      { numRuns: 500 },
    );
  });

  for (const [name, compare] of [
    ["newest first", compareNewestFirst],
    ["oldest first", compareOldestFirst],
  ] as const) {
    test(`${name} is a total order`, () => {
      fc.assert(
        fc.property(dateArbitrary, dateArbitrary, dateArbitrary, (a, b, c) => {
          expect(compare(a, a)).toBe(0);
          expect(Math.sign(compare(a, b)) + Math.sign(compare(b, a))).toBe(0);
          if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0);
          if (compare(a, b) === 0) expect(Math.sign(compare(a, c))).toBe(Math.sign(compare(b, c)));
        }),
        { numRuns: 3000 },
      );
    });

    test(`${name} puts the less precise after what is known better in the same year, month or day`, () => {
      fc.assert(
        fc.property(dayArbitrary, (day) => {
          const ladder = [`${day}T09:00+08:00`, day, day.slice(0, 7), day.slice(0, 4)].map(partialDate);
          for (const [index, date] of ladder.entries()) {
            for (const vaguer of ladder.slice(index + 1)) expect(compare(date, vaguer)).toBeLessThan(0);
          }
        }),
      );
    });
  }

  test("days that differ are ordered by the day alone, either way round", () => {
    fc.assert(
      fc.property(dayArbitrary, dayArbitrary, (a, b) => {
        expect(Math.sign(compareOldestFirst(partialDate(a), partialDate(b)))).toBe(
          a < b ? -1 : a > b ? 1 : 0,
        );
        expect(compareNewestFirst(partialDate(a), partialDate(b))).toBe(
          compareOldestFirst(partialDate(b), partialDate(a)),
        );
      }),
    );
  });

  test("adding days and taking them away again comes back", () => {
    fc.assert(
      fc.property(dayArbitrary, fc.integer({ min: -800, max: 800 }), (day, count) => {
        expect(addDays(addDays(day, count), -count)).toBe(day);
        expect(
          daysBetween(
            day < addDays(day, count) ? day : addDays(day, count),
            day > addDays(day, count) ? day : addDays(day, count),
          ),
        ).toHaveLength(Math.abs(count) + 1);
      }),
    );
  });
});

const sorted = (compare: typeof compareNewestFirst, ...written: readonly string[]): readonly string[] =>
  [...written].sort((a, b) => compare(partialDate(a), partialDate(b)));

test("newest first, a year is not its first of January and what is before or after a day stands beside it", () => {
  const newest = [
    "after 2024",
    "2024-04-28",
    "2024-04-25T11:00+08:00",
    "2024-04-25T09:00+08:00",
    "2024-04-25",
    "2024-04-24/2024-04-28",
    "2024-04",
    "2024-01-15",
    "within 2024-03-29/2024-04-02",
    "2023-12-31",
    "2023-04-06",
    "2023-04-05",
    "before 2023-04-06",
    "2023",
    "2022-12-31",
    "before 2023",
    "2022",
  ];
  expect(sorted(compareNewestFirst, ...[...newest].reverse())).toEqual(newest);
});

test("oldest first, what is only known to lie before a year comes before that year", () => {
  const oldest = [
    "2022-12-30",
    "before 2023",
    "2022",
    "2023-01-01",
    "2023-04-05",
    "before 2023-04-06",
    "2023-04-06",
    "2023-04",
    "2023",
    "2024-01-01",
    "after 2023",
    "2024-04-25T09:00+08:00",
    "2024-04-25T09:30+08:00",
    "2024-04-25",
    "within 2024-04-24/2024-04-28",
  ];
  expect(sorted(compareOldestFirst, ...[...oldest].reverse())).toEqual(oldest);
});
