import type { App, ReceiverEvent } from "@slack/bolt";
import { expect, test } from "vitest";
import { createIntake } from "../../../adapters/slack/intake.ts";

/** An app that only deals with events as told. */
const appThat = (processEvent: (event: ReceiverEvent) => Promise<void>): App =>
  ({ processEvent }) as unknown as App;

function event(type: string, done: string[]): ReceiverEvent {
  return { body: { type }, ack: async (answer) => void done.push(`acked ${JSON.stringify(answer) ?? ""}`) };
}

test("an event is acknowledged before any work, once, whatever the app acknowledges", async () => {
  const done: string[] = [];
  const intake = createIntake(() => "e1");
  const app = appThat(async ({ ack }) => {
    done.push("begun");
    await ack("answer");
  });
  await Promise.all([intake.take(app, event("event_callback", done)), intake.take(app, event("", done))]);
  expect(done).toEqual(["acked ", "acked ", "begun", "begun"]);
});

test("a form is acknowledged by the app, and where the app does not, after its work", async () => {
  const done: string[] = [];
  const intake = createIntake(() => "e1");
  await intake.take(
    appThat(({ ack }) => ack("first").then(() => ack("second"))),
    event("view_submission", done),
  );
  await intake.take(
    appThat(async () => {}),
    event("view_submission", done),
  );
  expect(done).toEqual(['acked "first"', "acked "]);
});

test("what cannot be acknowledged is left to come again", async () => {
  const begun: unknown[] = [];
  const intake = createIntake(() => "e1");
  const taken = intake.take(
    appThat(async ({ body }) => void begun.push(body)),
    { body: {}, ack: () => Promise.reject(new Error("gone")) },
  );
  await expect(taken).rejects.toThrow("gone");
  await intake.finished();
  expect(begun).toEqual([]);
});

test("what breaks is reported, and work goes on", async () => {
  const reported: unknown[] = [];
  const intake = createIntake((error) => `e${reported.push(error)}`);
  const broken = new TypeError("broken");
  await intake.take(
    appThat(() => Promise.reject(broken)),
    event("event_callback", []),
  );
  expect(reported).toEqual([broken]);
});

test("all is finished when all that was taken is dealt with, also what waits for its turn", async () => {
  let left = 5;
  const intake = createIntake(() => "e1");
  const app = appThat(async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    left--;
  });
  for (let at = 0; at < 5; at++) void intake.take(app, event("event_callback", []));
  await Promise.resolve();
  await intake.finished();
  expect(left).toBe(0);
});
