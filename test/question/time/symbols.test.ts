import { expect, test } from "vitest";
import { parseSymbols, TimeWordError } from "../../../src/question/time/symbols.ts";
import { timeWords } from "./reading.ts";

test("a phrase means alternatives and sequences", () => {
  expect(parseSymbols("lepas", "~shift:-1|ago|after")).toEqual([{ "~shift": -1, ago: true, after: true }]);
  expect(parseSymbols("tomorrow", "shift:+1 unit:day")).toEqual([{ shift: 1 }, { unit: "day" }]);
  expect(parseSymbols("past", "span:-")).toEqual([{ span: -1 }]);
});

test.each([
  "",
  "month",
  "month:13",
  "month:x",
  "unit:fortnight",
  "mark:week",
  "span:2",
  "before:1",
  "toString",
  "constructor:1",
  "a:b:c",
  "weak|",
])('"%s" is no symbol', (symbol) => {
  expect(() => parseSymbols("word", symbol)).toThrow(TimeWordError);
});

test("the error names the word and what it was said to mean", () => {
  expect(() => parseSymbols("mayo", "mnth:5")).toThrow('The time word "mayo" means "mnth:5"');
});

test.each(["en", "ms", "zh"])("the lexicon of %s names all months and weekdays", (lang) => {
  const written = Object.entries(timeWords(lang)).flatMap(([phrase, symbols]) =>
    parseSymbols(phrase, symbols),
  );
  const weekdays = new Set(written.map(({ weekday }) => weekday));
  const months = new Set(written.map(({ month }) => month));
  for (let day = 1; day <= 7; day++) expect(weekdays).toContain(day);
  // Chinese months are numbers with a mark.
  for (let month = 1; month <= 12 && lang !== "zh"; month++) expect(months).toContain(month);
});
