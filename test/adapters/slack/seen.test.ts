import { expect, test } from "vitest";
import { createSeen } from "../../../adapters/slack/seen.ts";

test("a delivery is new once", () => {
  const seen = createSeen();
  expect([seen.isNew("Ev1"), seen.isNew("Ev2"), seen.isNew("Ev1")]).toEqual([true, true, false]);
});

test("ten thousand deliveries are remembered, the latest ones", () => {
  const seen = createSeen();
  for (let at = 0; at <= 10_000; at++) seen.isNew(`Ev${at}`);
  expect([seen.isNew("Ev10000"), seen.isNew("Ev1"), seen.isNew("Ev0")]).toEqual([false, false, true]);
});
