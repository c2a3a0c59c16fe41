import { expect, test } from "vitest";
import { openDesk } from "../starter-desk.ts";
import { faultOf, readGolden } from "./golden.ts";

/** The least that each group must reach: what it reached when it was last raised. It is never lowered. */
const floors: Readonly<Record<string, number>> = {
  en: 0.82,
  command: 0.93,
  typo: 0.7,
  ms: 0.64,
  zh: 0.7,
  "follow-up": 0.75,
  unanswerable: 0.86,
};

const golden = readGolden("./from-documents.jsonl");
const desk = await openDesk();
const faults = new Map<string, string>();
for (const one of golden) {
  const fault = await faultOf(desk, one);
  if (fault !== undefined) faults.set(one.id, fault);
}

function share(group: string): { readonly right: number; readonly all: number } {
  const own = golden.filter((one) =>
    group === "unanswerable" ? one.outcome === "notFound" : one.group === group,
  );
  return { right: own.filter((one) => !faults.has(one.id)).length, all: own.length };
}

test.each(Object.entries(floors))("of the group %s at least the share %f is right", (group, floor) => {
  const { right, all } = share(group);
  expect(all).toBeGreaterThan(10);
  expect(
    right / all,
    [...faults]
      .filter(([id]) => golden.some((one) => one.id === id && one.group === group))
      .map(([id, fault]) => `${id}: ${fault}`)
      .join("\n"),
  ).toBeGreaterThanOrEqual(floor);
});

test("the report names every group", () => {
  const groups = [...new Set(golden.map((one) => one.group)), "unanswerable"];
  const report = groups.map((group) => ({ group, ...share(group) }));
  console.info(report.map(({ group, right, all }) => `${group}: ${right} of ${all}`).join(" · "));
  expect(report.every(({ all }) => all > 0)).toBe(true);
});
