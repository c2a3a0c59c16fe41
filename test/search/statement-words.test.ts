import { describe, expect, test } from "vitest";
import { heldIn, toldOf } from "../../src/search/statement-words.ts";
import { stemsIn } from "../../src/search/stem.ts";
import { entryOf, view } from "./university.ts";

describe("the words that a text holds", () => {
  const held = (text: string, ...words: readonly string[]): readonly string[] =>
    heldIn(new Set(stemsIn(text)), words);

  test("are those with the same stem", () => {
    expect(held("Exchange of students", "student", "exchanged", "teacher")).toEqual(["student", "exchanged"]);
  });

  test("and, from six letters on, those that begin a longer one", () => {
    expect(held("Biotechnology and microelectronics", "biotech", "microelectro")).toEqual([
      "biotech",
      "microelectro",
    ]);
    expect(held("Biotechnology and microelectronics", "biote", "micro")).toEqual([]);
  });

  test("a word of several parts is held where all of them are", () => {
    expect(held("A soft landing for start-ups", "soft-landing", "soft-start-up")).toEqual(["soft-landing"]);
  });
});

describe("what an entry tells to words that nothing of it holds", () => {
  const entry = entryOf("exchange-2022");
  const told = (matching: readonly string[], fields = ["signed"]): readonly string[] =>
    toldOf(view, entry, fields, matching).map(({ field }) => field);

  test("is the field that was asked for", () => {
    expect(told(["zeppelin"])).toEqual(["signed"]);
  });

  test("but nothing where they are a number, or say alone what is asked", () => {
    expect(told(["7th"])).toEqual([]);
    expect(told(["zeppelin"], [])).toEqual([]);
  });
});
