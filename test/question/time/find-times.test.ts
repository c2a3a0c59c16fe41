import { describe, expect, test } from "vitest";
import { createTimeReader, type TimeWords } from "../../../src/question/time/find-times.ts";
import { tokensOf } from "../../../src/text.ts";
import { allTimes, reading, timeWords, wednesday } from "./reading.ts";

describe("a date that does not exist", () => {
  test.each([
    ["2024-13-40", "!2024-13-40"],
    ["2024-13", "!2024-13"],
    ["2024-00-10", "!2024-00-10"],
    ["31/4/2024", "!31/4/2024"],
    ["99/99/2024", "!99/99/2024"],
    ["30 February 2024", "!30 February 2024"],
    ["on 29 feb 2023", "!on 29 feb 2023"],
    ["31 April", "!31 April"],
    ["april 32 2024", "!april 32 2024"],
    ["0 april 2024", "!0 april 2024"],
    ["28-30 feb 2024", "!28-30 feb 2024"],
    ["before 31 April 2024", "!before 31 April 2024"],
    ["31 april or 30 april", "2024-04-30 !31 april"],
  ])("%s is impossible", (text, found) => expect(reading(text)).toBe(found));

  test("is told with its words and tokens", () => {
    const text = "visits 30 February 2024, please";
    const { spans, impossible } = allTimes(tokensOf(text), wednesday, text);
    expect(spans).toEqual([]);
    expect(impossible).toEqual([{ text: "30 February 2024", start: 1, end: 4 }]);
  });
});

describe("another today", () => {
  const newYear = "2024-01-01";
  const newYearsEve = "2023-12-31";
  const leapDay = "2024-02-29";
  const sunday = "2024-06-16";
  const monday = "2024-06-10";
  test.each([
    [newYear, "yesterday", "2023-12-31"],
    [newYear, "last week", "2023-12-25..2023-12-31"],
    [newYear, "last month", "2023-12"],
    [newYear, "last quarter", "2023-10-01..2023-12-31"],
    [newYear, "last december", "2023-12"],
    [newYear, "last january", "2023-01"],
    [newYear, "last monday", "2023-12-25"],
    [newYearsEve, "tomorrow", "2024-01-01"],
    [newYearsEve, "this week", "2023-12-25..2023-12-31"],
    [newYearsEve, "next week", "2024-01-01..2024-01-07"],
    [newYearsEve, "next month", "2024-01"],
    [newYearsEve, "next january", "2024-01"],
    [newYearsEve, "下周一", "2024-01-01"],
    [leapDay, "tomorrow", "2024-03-01"],
    [leapDay, "last year", "2023"],
    [leapDay, "past year", "2023-02-28..2024-02-29"],
    [leapDay, "past four years", "2020-02-29..2024-02-29"],
    [leapDay, "next month", "2024-03"],
    [leapDay, "29 feb", "2024-02-29"],
    ["2023-06-12", "29 feb", "2020-02-29"],
    ["2024-05-31", "past three months", "2024-02-29..2024-05-31"],
    [sunday, "this week", "2024-06-10..2024-06-16"],
    [sunday, "next week", "2024-06-17..2024-06-23"],
    [sunday, "on monday", "2024-06-17"],
    [sunday, "next monday", "2024-06-17"],
    [sunday, "last sunday", "2024-06-09"],
    [monday, "this week", "2024-06-10..2024-06-16"],
    [monday, "minggu lepas", "2024-06-03..2024-06-09"],
    [monday, "monday", "2024-06-10"],
    [monday, "last monday", "2024-06-03"],
  ])("on %s, %s → %s", (today, text, found) => expect(reading(text, today)).toBe(found));
});

/** Nothing of Japanese is in the code. */
const japanese: TimeWords = {
  年: "mark:year|unit:year",
  月: "mark:month|unit:month",
  日: "mark:day",
  か月: "unit:month",
  週: "unit:week",
  今年: "shift:0 unit:year",
  去年: "shift:-1 unit:year",
  来週: "shift:+1 unit:week",
  先月: "shift:-1 unit:month",
  昨日: "shift:-1 unit:day",
  から: "to|~since",
  まで: "~until",
  以前: "~before",
  以降: "~since",
  過去: "span:-",
  間: "filler",
  第: "nth",
  四半期: "unit:quarter",
  上旬: "~third:1",
  の: "filler",
  三: "number:3",
  四: "number:4",
};

test.each([
  ["2024年4月25日の会議", "2024-04-25"],
  ["去年の4月", "2023-04"],
  ["先月", "2024-05"],
  ["来週", "2024-06-17..2024-06-23"],
  ["2021年から2023年まで", "2021-01-01..2023-12-31"],
  ["2021年から", "2021-01-01.."],
  ["2023年まで", "..2023-12-31"],
  ["2014年以前", "..2013-12-31"],
  ["過去三年間", "2021-06-12..2024-06-12"],
  ["2024年第3四半期", "2024-07-01..2024-09-30"],
  ["四月上旬", "2024-04-01..2024-04-10"],
])("a fourth language is one more record: %s → %s", (text, found) => {
  expect(reading(text, wednesday, createTimeReader([timeWords("en"), japanese]))).toBe(found);
});

test("a whole word may be a quarter", () => {
  const read = createTimeReader([{ "kuartal keempat": "quarter:4" }]);
  expect(reading("kuartal keempat 2023", wednesday, read)).toBe("2023-10-01..2023-12-31");
});

test("without words, figures are still dates", () => {
  expect(reading("25/4/2024 and 2023", wednesday, createTimeReader([]))).toBe("2024-04-25 2023");
});
