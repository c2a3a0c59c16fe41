import { describe, expect, test } from "vitest";
import { clashesOf } from "../../src/change/clashes.ts";
import { loadRegister } from "../../src/index.ts";
import { createRegister } from "../../src/register/register.ts";
import type { Entry, Statement } from "../../src/register/statement.ts";
import { createView, publicClearance } from "../../src/register/view.ts";
import { university } from "../register/register-folder.ts";

const { entries } = await loadRegister(university);
const says = (value: Statement["value"]): readonly Statement[] => [{ value, cites: [], editorial: true }];

/** What a visit beside that of the dean (1 to 3 December 2026, to Skarvik) clashes with. */
function clashesWith(
  fields: Readonly<Record<string, Statement["value"]>>,
  title = "Another visit",
): readonly string[] {
  const visit: Entry = {
    kind: "visit",
    id: "another",
    names: [{ text: title, type: "name", cites: [] }],
    fields: Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, says(value)])),
  };
  const view = createView(createRegister([...entries, visit]), publicClearance);
  return clashesOf(visit, view).map(({ kind, other }) => `${kind} ${other}`);
}

const dean = { person: "tomas-ibarra" };

describe("a clash is", () => {
  test.each([
    ["the same person on the same day", { period: "2026-12-03", people: dean }, ["person visit-2026"]],
    [
      "the same hosts on the same days",
      { period: "2026-11-28/2026-12-01", hosts: "skarvik" },
      ["overlap visit-2026"],
    ],
  ])("%s", (_, fields, expected) => {
    expect(clashesWith(fields)).toEqual(expected);
  });

  test("the same name, whatever its case", () => {
    expect(clashesWith({}, "visit of Tolmira's DEAN to skarvik (2026)")).toEqual(["name visit-2026"]);
  });
});

describe("no clash is", () => {
  test.each([
    ["the same person on another day", { period: "2026-12-04", people: dean }],
    ["a month of which nobody knows the days", { period: "2026-12", people: dean }],
    ["a visit that was called off", { period: "2026-12-03", people: dean, status: "cancelled" }],
    ["a part of the same visit", { period: "2026-12-03", people: dean, part_of: "visit-2026" }],
    ["whom to ask about it", { period: "2026-12-03", contact: "maren-oddvik" }],
    ["another person", { period: "2026-12-03", people: { person: "lise-oddvik" } }],
  ])("%s", (_, fields) => {
    expect(clashesWith(fields)).toEqual([]);
  });
});
