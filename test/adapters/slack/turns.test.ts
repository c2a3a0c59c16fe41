import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { createTurns } from "../../../adapters/slack/turns.ts";

test("work begins one piece a turn, in its order, so that what comes meanwhile goes first", async () => {
  const turn = createTurns();
  const done: string[] = [];
  const work = ["a", "b", "c"].map((name) => turn().then(() => done.push(name)));
  expect(done).toEqual([]);
  await setImmediate();
  expect(done.length).toBeLessThan(3);
  await Promise.all(work);
  expect(done).toEqual(["a", "b", "c"]);
  await turn();
});
