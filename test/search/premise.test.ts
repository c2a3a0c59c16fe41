import { expect, test } from "vitest";
import { checkPremise } from "../../src/search/premise.ts";
import type { Condition } from "../../src/search/selection.ts";
import { idsOf, view } from "./university.ts";

const between: Condition = { test: "is", path: ["parties"], values: ["tolmira"] };
const in2025: Condition = {
  test: "during",
  path: [],
  range: { first: "2025-01-01", last: "2025-12-31" },
};
const of = (...where: readonly Condition[]) =>
  checkPremise(view, { kinds: ["agreement"], where: [between, ...where] });

test("where either of two conditions fails, the time is doubted before the topic", () => {
  const checked = of(in2025, { test: "about", words: ["side"] });
  expect(checked).toMatchObject({ is: "otherwise", field: "signed" });
  expect("entries" in checked ? idsOf(checked.entries) : []).toEqual(["exchange-2022"]);
});

test("a topic that nothing holds is not said, and names what it is not said of", () => {
  const checked = of(in2025, { test: "about", words: ["zeppelin"] });
  expect(checked).toMatchObject({ is: "notSaid", dropped: { test: "about" } });
});

test("a field that one statement fills says what is so instead; people who are listed may not be all", () => {
  const signed = of({ ...in2025, range: { first: "1999-01-01", last: "1999-12-31" } });
  expect(signed).toMatchObject({ is: "otherwise", field: "signed" });
  const came = checkPremise(view, {
    kinds: ["visit"],
    entries: ["visit-2026"],
    where: [{ test: "is", path: ["people"], values: ["lise-oddvik"] }],
  });
  expect(came).toMatchObject({ is: "open", field: "people" });
});
