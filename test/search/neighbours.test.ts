import { expect, test } from "vitest";
import { neighboursOf } from "../../src/search/neighbours.ts";
import { view } from "./university.ts";

const near = (id: string, hops?: number): readonly string[] => [...neighboursOf(view, id, hops)].sort();

test("an entry's neighbours are what it links to, what links to it, and its sources", () => {
  expect(near("north-sensors")).toEqual([
    "data-letter-2024",
    "gazette-2025",
    "glacier-lab",
    "open-data",
    "tolmira",
  ]);
});

test("a source is a neighbour of what it bears out", () => {
  expect(near("senate-2022")).toContain("exchange-2022");
});

test("two relations lead on, but not through a source, and never back to itself", () => {
  const far = near("lise-oddvik", 2);
  expect(far).toContain("north-sensors");
  expect(far).not.toContain("exchange-2025");
  expect(far).not.toContain("lise-oddvik");
});

test("what is hidden or unknown is no neighbour and has none", () => {
  expect(near("harbour-fund")).toEqual([]);
  expect(near("nowhere", 2)).toEqual([]);
  expect(near("skarvik").join()).not.toMatch(/fund|memo/);
});
