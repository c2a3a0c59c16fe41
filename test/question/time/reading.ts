import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { createTimeReader, type TimeReader, type TimeWords } from "../../../src/question/time/find-times.ts";
import { tokensOf } from "../../../src/text.ts";

/** The time words of one language, as the product reads them. */
export function timeWords(lang: string): TimeWords {
  const path = new URL(`../../../src/question/lexicons/${lang}.time.yaml`, import.meta.url);
  return parse(readFileSync(path, "utf8")) as TimeWords;
}

export const allTimes = createTimeReader([timeWords("en"), timeWords("ms"), timeWords("zh")]);

/** A Wednesday. */
export const wednesday = "2024-06-12";

/**
 * What is found, on one line: a day, month or year in its own precision, `first..last` with open ends left out, `!` before
 * what is impossible.
 */
export function reading(text: string, today = wednesday, read: TimeReader = allTimes): string {
  const { spans, impossible } = read(tokensOf(text), today, text);
  const found = spans.map(({ range: { first, last }, precision }) => {
    if (precision === "range") return `${first}..${last}`.replace("0001-01-01", "").replace("9999-12-31", "");
    return first.slice(0, { day: 10, month: 7, year: 4 }[precision]);
  });
  return [...found, ...impossible.map((time) => `!${time.text}`)].join(" ");
}

/** The words that the first time covers. */
export function covered(text: string): string {
  const tokens = tokensOf(text);
  const [span] = allTimes(tokens, wednesday, text).spans;
  return span === undefined ? "" : text.slice(tokens[span.start]?.start, tokens[span.end - 1]?.end);
}
