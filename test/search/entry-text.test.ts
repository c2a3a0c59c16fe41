import { describe, expect, test } from "vitest";
import { loadRegister } from "../../src/index.ts";
import { createRegister } from "../../src/register/register.ts";
import { createView, publicClearance } from "../../src/register/view.ts";
import { countHeld, stemsOf, textOf } from "../../src/search/entry-text.ts";
import { holdsWords } from "../../src/search/holding.ts";
import { stem } from "../../src/search/stem.ts";
import { university } from "../register/register-folder.ts";
import { entryOf, view } from "./university.ts";

test("an entry's text is its names, its words, and the headings of what it is linked with", () => {
  const text = textOf(view, entryOf("data-letter-2024"));
  for (const words of [
    "Letter of intent on data",
    "University of Skarvik",
    "Tolmira Institute of Technology",
    "North Sensors",
  ]) {
    expect(text).toContain(words);
  }
});

test("an entry's text has no dates, no ids of others, and nothing that is hidden", () => {
  expect(textOf(view, entryOf("data-letter-2024"))).not.toMatch(/2024-11|north-sensors/);
  expect(textOf(view, entryOf("tomas-ibarra"))).not.toContain("5550");
  expect(textOf(view, entryOf("visit-2026"))).not.toMatch(/grant/i);
});

test("an entry's text has its amounts with their units", () => {
  expect(textOf(view, entryOf("exchange-students"))).toContain("1204 students");
});

describe("an entry holds words", () => {
  const sensors = entryOf("north-sensors");
  test.each<readonly [words: readonly string[], held: boolean]>([
    [["buoy"], true],
    [["thick ice"], true],
    [["thin ice"], false],
    [["ICE thickness"], true],
    [["buoys", "ice"], true],
    [["buoys", "horses"], false],
    [["labora"], true],
    [["labor"], false],
    [[], true],
  ])("%j: %s", (words, held) => {
    expect(holdsWords(view, sensors, words)).toBe(held);
  });

  test("as stems", () => {
    expect(stemsOf(view, sensors).has(stem("sensors"))).toBe(true);
    expect(stemsOf(view, sensors).has("2025")).toBe(false);
  });
});

test("the words that a text holds are counted, one of several parts where it holds all of them", () => {
  expect(countHeld("Exchanges of students", ["exchange", "horse", "student"])).toBe(2);
  expect(countHeld("Exchanges of students", ["student exchange"])).toBe(1);
  expect(countHeld("Exchanges of students", ["student union", "horse"])).toBe(0);
  expect(countHeld("Exchanges of students", [])).toBe(0);
});

describe("a stem", () => {
  test.each([
    ["signed", "sign"],
    ["signing", "sign"],
    ["agreements", "agreement"],
    ["visits", "visit"],
    ["universities", "university"],
  ])("of %s is that of %s", (word, other) => {
    expect(stem(word)).toBe(stem(other));
  });

  test.each(["usk", "its", "4ir", "2024", "中关", "łódź", "привет"])("of %s is itself", (word) => {
    expect(stem(word)).toBe(word);
  });
});

test("an entry's stems follow the names of what it links to, in each view", async () => {
  const { entries } = await loadRegister(university);
  const visit = entries.find(({ id }) => id === "visit-2026");
  if (visit === undefined) throw new Error("no visit");
  const renamed = entries.map((entry) =>
    entry.id === "tolmira"
      ? { ...entry, names: [{ text: "Wolframite", type: "name" as const, cites: [] }] }
      : entry,
  );
  const [before, after] = [entries, renamed].map((all) => createView(createRegister(all), publicClearance));
  if (before === undefined || after === undefined) throw new Error("no view");
  expect([...stemsOf(before, visit)].join(" ")).toContain("tolmira");
  expect([...stemsOf(after, visit)].some((stem) => stem.startsWith("wolframit"))).toBe(true);
  expect([...stemsOf(before, visit)].some((stem) => stem.startsWith("wolframit"))).toBe(false);
});
