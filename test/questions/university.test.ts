import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Clearance } from "../../src/index.ts";
import { asking, openDesk, textsOf } from "../starter-desk.ts";
import { faultOf, readGolden } from "./golden.ts";

/** A register of another domain, which the rules were not made for: the questions were made from its YAML alone. */
const desk = await openDesk(fileURLToPath(new URL("../fixtures/university", import.meta.url)));
const golden = readGolden("../fixtures/university-questions.jsonl");

/** The least number of right answers in each group: what it reached when it was last raised. It is never lowered. */
const floors: Readonly<Record<string, number>> = {
  en: 23,
  command: 7,
  typo: 3,
  ms: 5,
  zh: 6,
  "follow-up": 7,
  unanswerable: 8,
};

const faults = new Map<string, string>();
for (const one of golden) {
  const fault = await faultOf(desk, one);
  if (fault !== undefined) faults.set(one.id, fault);
}

test("there are enough questions, in every group that has a floor", () => {
  expect(golden.length).toBeGreaterThanOrEqual(60);
  expect(new Set(golden.map((one) => one.group))).toEqual(new Set(Object.keys(floors)));
});

test.each(Object.entries(floors))("of the group %s at least %i are right", (group, floor) => {
  const asked = golden.filter((one) => one.group === group);
  const wrong = asked.filter((one) => faults.has(one.id));
  const report = wrong.map(({ id, text }) => `${id} ${text}: ${faults.get(id)}`).join("\n");
  console.info(`${group}: ${asked.length - wrong.length} of ${asked.length}`);
  expect(asked.length - wrong.length, report).toBeGreaterThanOrEqual(floor);
});

const reader = (level: Clearance["level"], ...groups: string[]): Clearance => ({ level, groups });

/** What only some may read is said to them and to nobody else. */
const guarded: readonly {
  readonly ask: string;
  readonly says: string;
  readonly to: readonly Clearance[];
  readonly never: readonly Clearance[];
}[] = [
  {
    ask: "what is on the agenda of the visit of the dean of engineering?",
    says: "Talks on the grant",
    to: [reader("internal"), reader("restricted", "board")],
    never: [reader("public")],
  },
  {
    ask: "phone number of Tomás Ibarra",
    says: "+99 5550 1234",
    to: [reader("restricted", "deans"), reader("restricted", "board")],
    never: [reader("public"), reader("internal"), reader("restricted", "students")],
  },
  {
    ask: "when was the agreement with the Harbour Fund signed?",
    says: "1 June 2025",
    to: [reader("restricted", "board")],
    never: [reader("public"), reader("internal"), reader("restricted", "deans")],
  },
];

describe.each(guarded)("to the question $ask", ({ ask, says, to, never }) => {
  const answerTo = async (clearance: Clearance): Promise<string> =>
    textsOf(await desk.answer(asking(ask, undefined, { clearance }))).join("\n");

  test.each(to)("the answer says it to $level $groups", async (clearance) => {
    expect(await answerTo(clearance)).toContain(says);
  });

  test.each(never)("the answer keeps it from $level $groups", async (clearance) => {
    expect(await answerTo(clearance)).not.toContain(says);
  });
});
