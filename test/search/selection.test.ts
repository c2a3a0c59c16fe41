import { describe, expect, test } from "vitest";
import { createView, publicClearance } from "../../src/register/view.ts";
import { sortByDate } from "../../src/search/date-order.ts";
import { dateOf } from "../../src/search/entry-dates.ts";
import { type Condition, selectEntries } from "../../src/search/selection.ts";
import { registerOf } from "../register/register-folder.ts";
import { entryOf, idsOf, view } from "./university.ts";

const year = (first: number, last = first) => ({ first: `${first}-01-01`, last: `${last}-12-31` });
const is = (path: readonly string[], ...values: readonly string[]): Condition => ({
  test: "is",
  path,
  values,
});
const during = (path: readonly string[], first: number, last = first): Condition => ({
  test: "during",
  path,
  range: year(first, last),
});
const about = (...words: readonly string[]): Condition => ({ test: "about", words });

function selected(
  kind: "agreement" | "visit" | "person" | "programme" | "event",
  ...where: readonly Condition[]
) {
  const { sure, perhaps } = selectEntries(view, { kinds: [kind], where });
  return { sure: idsOf(sure), perhaps: idsOf(perhaps) };
}

describe("entries are selected", () => {
  test.each<readonly [what: string, where: readonly Condition[], ids: readonly string[]]>([
    ["without a condition, newest first", [], ["exchange-2025", "data-letter-2024", "exchange-2022"]],
    ["by what a field says", [is(["type"], "renewal")], ["exchange-2025"]],
    ["by one of several values", [is(["type"], "renewal", "mou")], ["exchange-2025", "data-letter-2024"]],
    ["by an entry that a field links to", [is(["signatories"], "tomas-ibarra")], ["exchange-2022"]],
    [
      "by what the linked entry says",
      [is(["parties", "country"], "norland")],
      ["exchange-2025", "data-letter-2024", "exchange-2022"],
    ],
    [
      "by a part of a group of a linked entry",
      [is(["signatories", "roles", "position"], "Rector")],
      ["exchange-2022"],
    ],
    ["by any relation", [is([], "north-sensors")], ["data-letter-2024"]],
    ["by the date that orders the kind", [during([], 2025)], ["exchange-2025"]],
    ["by the date of a field", [during(["expires"], 2030)], ["exchange-2025"]],
    ["by the date of an entry reached", [during(["renews", "signed"], 2022)], ["exchange-2025"]],
    [
      "by words, whatever their endings",
      [about("student"), about("exchanging")],
      ["exchange-2025", "exchange-2022"],
    ],
    [
      "by all conditions together",
      [during([], 2020, 2024), is(["parties"], "tolmira")],
      ["data-letter-2024", "exchange-2022"],
    ],
    ["by the date of a field that lies elsewhere", [during(["expires"], 2029)], []],
    ["by none that holds", [is(["parties"], "norland")], []],
    ["by a field the kind has not", [is(["chairs"], "maren-oddvik")], []],
  ])("%s", (_, where, ids) => {
    expect(selected("agreement", ...where)).toEqual({ sure: ids, perhaps: [] });
  });

  test("perhaps, where a date is less precise than the range", () => {
    const week: Condition = { test: "during", path: [], range: { first: "2024-11-04", last: "2024-11-10" } };
    expect(selected("agreement", week)).toEqual({ sure: [], perhaps: ["data-letter-2024"] });
    expect(selected("agreement", week, is(["parties"], "norland"))).toEqual({ sure: [], perhaps: [] });
  });

  test("by conditions on one field that hold of the same value, not of two", () => {
    expect(
      selected("visit", is(["agenda", "host"], "glacier-lab"), is(["agenda", "topic"], "Sensors on the ice"))
        .sure,
    ).toEqual(["visit-2026"]);
    expect(
      selected("visit", is(["agenda", "host"], "maren-oddvik"), is(["agenda", "topic"], "Sensors on the ice"))
        .sure,
    ).toEqual([]);
    expect(selected("person", is(["talks"], "open-day-2025"), during(["talks"], 2025)).sure).toEqual([
      "lise-oddvik",
    ]);
    expect(selected("person", is(["talks"], "open-day-2025"), during(["talks"], 2024)).sure).toEqual([]);
  });

  test("by their ids, in the order that was asked", () => {
    const entries = ["exchange-2022", "nowhere", "exchange-2025"];
    expect(idsOf(selectEntries(view, { kinds: [], entries, where: [] }).sure)).toEqual([
      "exchange-2022",
      "exchange-2025",
    ]);
    expect(idsOf(selectEntries(view, { kinds: [], entries, where: [during([], 2025)] }).sure)).toEqual([
      "exchange-2025",
    ]);
  });

  test("oldest first where that is asked", () => {
    const { sure } = selectEntries(view, { kinds: ["agreement"], where: [] }, "oldest");
    expect(idsOf(sure)).toEqual(["exchange-2022", "data-letter-2024", "exchange-2025"]);
  });

  test("never of what is hidden", () => {
    expect(selected("agreement", is(["parties"], "harbour-fund"))).toEqual({ sure: [], perhaps: [] });
  });
});

test("what has no date comes last, newest and oldest first, and keeps its order", () => {
  const undated = createView(
    registerOf({
      "agreements.yaml": ["b:", "a:", "new: 2025", "old: 1990"]
        .map((line) => line.split(":"))
        .map(
          ([id, signed]) =>
            `- id: ${id}\n  title: T ${id}\n${signed === "" ? "" : `  signed: { value: ${signed?.trim()}, editorial: true }\n`}`,
        )
        .join(""),
    }),
    publicClearance,
  );
  expect(idsOf(sortByDate(undated, undated.entries, "newest"))).toEqual(["new", "old", "b", "a"]);
  expect(idsOf(sortByDate(undated, undated.entries, "oldest"))).toEqual(["old", "new", "b", "a"]);
});

test("an entry's date is that of the field that orders its kind, as its first statement has it", () => {
  expect(dateOf(view, entryOf("visit-2026"))).toMatchObject({
    form: "span",
    from: { year: 2026, month: 12, day: 1 },
  });
  expect(dateOf(view, entryOf("north-sensors"))?.from).toEqual({ year: 2025, month: 2 });
  expect(dateOf(view, entryOf("skarvik"))).toBeUndefined();
});
