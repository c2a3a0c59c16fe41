import { describe, expect, test } from "vitest";
import { parseAsk } from "../../../adapters/terminal/ask-options.ts";
import { UsageError } from "../../../adapters/terminal/command-line.ts";

test("words are joined, whatever options stand before and between them", () => {
  expect(parseAsk(["--json", "who", "--lang", "ms", "is", "--as-of=2024-04-20", "it?"])).toEqual({
    text: "who is it?",
    json: true,
    batch: false,
    lang: "ms",
    asOf: "2024-04-20",
  });
});

test("two dashes end the options", () => {
  expect(parseAsk(["--json", "--", "--what", "-is", "--"])).toMatchObject({
    text: "--what -is --",
    json: true,
  });
});

test("a dash alone and a number below zero are words", () => {
  expect(parseAsk(["-", "-5"]).text).toBe("- -5");
});

test("a clearance may name groups", () => {
  expect(parseAsk(["--as", "restricted:board,legal", "x"]).clearance).toEqual({
    level: "restricted",
    groups: ["board", "legal"],
  });
});

test("a batch needs no words", () => {
  expect(parseAsk(["--batch", "--data", "d"])).toEqual({ text: "", json: false, batch: true, data: "d" });
});

describe("a wrong call is told", () => {
  const rows: readonly (readonly [given: readonly string[], says: string])[] = [
    [[], "no question"],
    [["  "], "no question"],
    [["--json"], "no question"],
    [["--batch", "x"], "leave the words out"],
    [["--as-of", "2024-13-40", "x"], "expected a day"],
    [["--as-of", "20 April", "x"], "expected a day"],
    [["x", "--as-of"], "needs a value"],
    [["--data", "--json", "x"], "needs a value"],
    [["--data=", "x"], "needs a value"],
    [["--json=yes", "x"], "takes no value"],
    [["--as", "king", "x"], "--as"],
    [["--timezone", "Mars", "x"], "--timezone"],
    [["--colour", "x"], '"--colour" is no option'],
    [["-j", "x"], '"-j" is no option'],
    [["--constructor", "x"], "is no option"],
    [["--__proto__", "x"], "is no option"],
  ];
  test.each(rows)("%j: %s", (given, says) => {
    expect(() => parseAsk(given)).toThrow(UsageError);
    expect(() => parseAsk(given)).toThrow(says);
  });
});
