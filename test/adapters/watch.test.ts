import { setTimeout } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { runWatch } from "../../adapters/watch.ts";
import type { Messenger } from "../../src/index.ts";
import { textsOf } from "../starter-desk.ts";
import { openWatchingDesk } from "./watching-desk.ts";

/** A desk that is told in a demonstration, whose clock says what it is set to. */
async function demonstrate(start: string) {
  const { desk } = await openWatchingDesk();
  const clock = { now: Date.parse(start) };
  const said: string[] = [];
  const messenger: Messenger = {
    async send(_, reply) {
      said.push(textsOf(reply)[0] ?? "");
      return { trace: String(said.length) };
    },
  };
  const running = runWatch({
    desk,
    messengers: new Map([["terminal", messenger]]),
    now: () => clock.now,
    report: (error) => {
      throw error;
    },
    storeIsHere: () => true,
    ready: Promise.resolve(),
    everyMs: 20,
    skipTo: (ms) => {
      clock.now = ms;
    },
  });
  if (running === undefined) throw new Error("the desk keeps no watches");
  onTestFinished(() => running.stop());
  const ask = (text: string) =>
    desk.answer({ text, now: clock.now, asker: "terminal", place: "terminal", placeIsDirect: true });
  return { clock, said, ask };
}

const patient = { timeout: 30_000, interval: 20 };

test("in a demonstration the clock goes on to when something is due, once for each thing that is watched", async () => {
  const { clock, said, ask } = await demonstrate("2024-04-20T09:00:00+08:00");
  await setTimeout(200);
  expect(new Date(clock.now).toISOString()).toBe("2024-04-20T01:00:00.000Z");
  await ask("/watch visit-china-2024 1d 0d");
  await expect.poll(() => said, patient).toContainEqual(expect.stringMatching(/^Tomorrow: Working visit/));
  expect(new Date(clock.now).toISOString()).toBe("2024-04-23T00:00:00.000Z");
  await setTimeout(200);
  const before = said.length;
  expect(new Date(clock.now).toISOString()).toBe("2024-04-23T00:00:00.000Z");
  await ask("/digest daily 08:00");
  await expect.poll(() => said.length, patient).toBeGreaterThan(before);
  expect(new Date(clock.now).toISOString()).toBe("2024-04-24T00:00:00.000Z");
}, 60_000);
