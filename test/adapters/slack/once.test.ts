import { expect, test } from "vitest";
import { createOnce } from "../../../adapters/slack/once.ts";
import { createSeen, type SeenKeeper } from "../../../src/index.ts";

function counted(seen: SeenKeeper) {
  const reported: unknown[] = [];
  const dealt: string[] = [];
  const once = createOnce({ seen, now: () => 0, report: (error) => `e${reported.push(error)}` });
  return { reported, dealt, deal: (key: string) => once(key, async () => void dealt.push(key)) };
}

test("a delivery is dealt with once", async () => {
  const { dealt, deal } = counted(createSeen());
  await Promise.all([deal("Ev1"), deal("Ev2"), deal("Ev1")]);
  await deal("Ev2");
  expect(dealt).toEqual(["Ev1", "Ev2"]);
});

test("ten thousand deliveries are remembered, the latest ones", async () => {
  const { dealt, deal } = counted(createSeen());
  for (let at = 0; at <= 10_000; at++) await deal(`Ev${at}`);
  for (const again of ["Ev10000", "Ev1", "Ev0"]) await deal(again);
  expect(dealt.slice(10_001)).toEqual(["Ev0"]);
});

test("a keeper that fails, or never says anything, stops no answer", async () => {
  const failing = counted({
    take: () => Promise.reject(new Error("broken")),
    done: () => Promise.reject(new Error("broken")),
    isDone: async () => false,
    abandon: async () => {},
  });
  await failing.deal("Ev1");
  expect([failing.dealt, failing.reported.length]).toEqual([["Ev1"], 2]);
  const silent = counted({
    take: () => new Promise(() => {}),
    done: async () => {},
    isDone: async () => false,
    abandon: async () => {},
  });
  await silent.deal("Ev1");
  expect(silent.dealt).toEqual(["Ev1"]);
});

test("what breaks is not remembered as done", async () => {
  const done: string[] = [];
  const once = createOnce({
    seen: {
      take: async () => true,
      done: async (key) => void done.push(key),
      isDone: async () => false,
      abandon: async () => {},
    },
    now: () => 0,
    report: () => "e1",
  });
  await expect(once("Ev1", () => Promise.reject(new TypeError("broken")))).rejects.toThrow("broken");
  expect(done).toEqual([]);
});
