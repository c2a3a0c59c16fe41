import { expect, test } from "vitest";
import { createThreads } from "../../../adapters/slack/threads.ts";

const hourMs = 3_600_000;

test("a thread is the bot's for a day after the last question, and for none where it was closed", async () => {
  const threads = createThreads();
  expect(await threads.isOpen("C1", "1.1", 0)).toBe(false);
  threads.open("C1", "1.1", 0);
  expect(await threads.isOpen("C1", "1.1", 24 * hourMs)).toBe(true);
  expect(await threads.isOpen("C1", "1.1", 24 * hourMs + 1)).toBe(false);
  threads.open("C1", "1.1", 30 * hourMs);
  expect(await threads.isOpen("C1", "1.1", 31 * hourMs)).toBe(true);
  threads.close("C1", "1.1");
  expect(await threads.isOpen("C1", "1.1", 31 * hourMs)).toBe(false);
});

test("threads of the same time in two channels are two", async () => {
  const threads = createThreads();
  threads.open("C1", "1.1", 0);
  expect(await threads.isOpen("C2", "1.1", 0)).toBe(false);
});

test("the threads asked in longest ago are forgotten first", async () => {
  const threads = createThreads();
  for (let at = 0; at <= 5_000; at++) threads.open("C1", `${at}`, 0);
  expect([await threads.isOpen("C1", "0", 0), await threads.isOpen("C1", "1", 0)]).toEqual([false, true]);
});
