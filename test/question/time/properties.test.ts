import fc from "fast-check";
import { expect, test } from "vitest";
import { tokensOf } from "../../../src/text.ts";
import { allTimes, reading, timeWords, wednesday } from "./reading.ts";

const words = ["en", "ms", "zh"].flatMap((lang) => Object.keys(timeWords(lang)));
const numbers = [
  "0",
  "1",
  "24",
  "28",
  "30",
  "31",
  "32",
  "99",
  "999",
  "1899",
  "2024",
  "2099",
  "22,000",
  "99999",
];
const signs = ["", " ", "  ", "-", " - ", "/", ".", ", ", "–", "'", "? ", "(", "$"];

/** Texts made of what the grammar knows, joined by what it looks at, with noise between. */
const texts = fc
  .array(
    fc.tuple(
      fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...words) },
        { weight: 4, arbitrary: fc.constantFrom(...numbers) },
        { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 4 }) },
      ),
      fc.constantFrom(...signs),
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.flat().join(""));

const todays = fc
  .date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test("whatever is asked on whatever day, spans are in order, apart, and run forwards", () => {
  fc.assert(
    fc.property(texts, fc.oneof(fc.constant(wednesday), todays), (text, today) => {
      const tokens = tokensOf(text);
      const { spans, impossible } = allTimes(tokens, today, text);
      for (const { range } of spans) {
        expect(range.first <= range.last).toBe(true);
        expect([range.first, range.last].every((day) => isDay(day))).toBe(true);
      }
      for (const found of [spans, impossible]) {
        let end = 0;
        for (const span of found) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.end).toBeGreaterThan(span.start);
          end = span.end;
        }
        expect(end).toBeLessThanOrEqual(tokens.length);
      }
      const taken = [...spans, ...impossible].flatMap(({ start, end }) => tokens.slice(start, end));
      expect(new Set(taken).size).toBe(taken.length);
    }),
    { numRuns: 5000 },
  );
});

function isDay(day: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(day) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

test("every day there is reads back from the ways it is written", () => {
  const months =
    "January February March April May June July August September October November December".split(" ");
  const days = fc.date({ min: new Date("1900-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(days, (date) => {
      const iso = date.toISOString().slice(0, 10);
      const [year, month, day] = iso.split("-").map(Number);
      const name = months[(month ?? 1) - 1];
      for (const text of [
        iso,
        `${day}/${month}/${year}`,
        `${day} ${name} ${year}`,
        `${name} ${day}, ${year}`,
        `${year}年${month}月${day}日`,
      ]) {
        expect(reading(text)).toBe(iso);
      }
    }),
  );
});

test.each([
  "last ",
  "9",
  "1 ",
  "2024-",
  "24 to ",
  "of the in ",
  "april ",
  "一",
  "上",
  "年",
  "abcde 1 ",
  "1.",
])('reading 4,000 characters of "%s" grows with the length and takes a moment', (unit) => {
  const texts = [4_000, 32_000].map((length) =>
    unit.repeat(Math.ceil(length / unit.length)).slice(0, length),
  );
  const best = texts.map(() => Number.POSITIVE_INFINITY);
  const isLinear = ([short = 0, long = 0]: readonly number[]): boolean =>
    short < 20 && long < Math.max(short, 0.5) * 30;
  // In turns, so that whatever else the machine does falls on both; on a busy one until both had a turn to themselves.
  for (let round = 0; round < 10 || (round < 60 && !isLinear(best)); round++) {
    for (const [index, text] of texts.entries()) {
      const tokens = tokensOf(text);
      const start = performance.now();
      allTimes(tokens, wednesday, text);
      best[index] = Math.min(best[index] ?? 0, performance.now() - start);
    }
  }
  const [short = 0, long = 0] = best;
  expect(short).toBeLessThan(20);
  // Eight times the length; were the work quadratic it would be sixty-four times.
  expect(long).toBeLessThan(Math.max(short, 0.5) * 30);
});
