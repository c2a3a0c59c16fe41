import dns from "node:dns";
import { describe, expect, onTestFinished, test } from "vitest";
import { connectSlack } from "../../adapters/slack/adapter.ts";
import { createManifest } from "../../adapters/slack/manifest.ts";
import { connectTelegram } from "../../adapters/telegram/adapter.ts";
import type { Desk } from "../../src/index.ts";
import type { Params } from "../adapters/fake-server/params.ts";
import { fakeDesk, sentence } from "../adapters/sample-reply.ts";
import { starterDesk } from "../adapters/slack/connected.ts";
import { createSlack } from "../adapters/slack/fake-slack/fake-slack.ts";
import { createBotApi } from "../adapters/telegram/bot-api/bot-api.ts";

const patience = { timeout: 30_000, interval: 50 };
const yearMs = 365 * 24 * 3_600_000;
const echo = (): Desk => fakeDesk(({ text }) => sentence(`You asked ${text}`));

/** A platform on loopback, and a bot that finds it by the name of its host. */
interface World {
  /** Somebody says something directly to the bot. */
  say(text: string): void;
  /** The last thing said comes once more, as it does when an acknowledgement was lost. */
  again(): void;
  /** What the bot said. */
  said(): readonly string[];
  /** The next answer to it is lost halfway. */
  halveNextAnswer(): void;
  offline(isOffline: boolean): Promise<void>;
  readonly reported: readonly unknown[];
  isReady(): boolean;
}

interface Clock {
  now: number;
}

const named = (url: string): string => url.replace("127.0.0.1", "localhost");

async function onTelegram(clock: Clock): Promise<World> {
  const botApi = await createBotApi({ waitMs: 30_000 });
  const reported: unknown[] = [];
  const bot = connectTelegram({
    token: botApi.token,
    apiRoot: named(botApi.root),
    desk: echo(),
    now: () => clock.now,
    report: (error) => `e${reported.push(error)}`,
    log: () => {},
  });
  onTestFinished(async () => {
    await bot.stop();
    await botApi.close();
    expect(botApi.violations).toEqual([]);
  });
  await bot.ready;
  await botApi.idle();
  const chat = botApi.privateChat();
  return {
    say: (text) => void chat.say(text),
    again() {
      const last = botApi.updates.at(-1);
      if (last !== undefined) botApi.redeliver(last);
    },
    said: () => chat.messages.filter(({ from }) => from?.is_bot).map(({ text = "" }) => text),
    halveNextAnswer: () => void botApi.fault({ kind: "cut", half: true, method: "sendMessage" }),
    offline: botApi.offline,
    reported,
    isReady: () => bot.check().ok,
  };
}

async function onSlack(clock: Clock): Promise<World> {
  const manifest = createManifest(await starterDesk()) as Params;
  const slack = await createSlack({ manifest, pingMs: 50, waitMs: 30_000 });
  const reported: unknown[] = [];
  const bot = connectSlack({
    botToken: slack.botToken,
    apiUrl: named(slack.apiUrl),
    connection: { kind: "socket", appToken: slack.appToken },
    desk: echo(),
    now: () => clock.now,
    report: (error) => `e${reported.push(error)}`,
    log: () => {},
  });
  onTestFinished(async () => {
    await bot.stop();
    await slack.close();
    expect(slack.violations).toEqual([]);
  });
  await bot.ready;
  const person = slack.person();
  const direct = slack.dm(person);
  return {
    say: (text) => void person.say(text, direct),
    again() {
      const last = slack.events.findLast(({ event }) => event.type === "message" && event.user === person.id);
      if (last !== undefined) slack.redeliver(last);
    },
    said: () => direct.messages.filter(({ user }) => user !== person.id).map(({ text }) => text),
    halveNextAnswer: () => void slack.fault({ kind: "cut", half: true, method: "chat.postMessage" }),
    offline: slack.offline,
    reported,
    isReady: () => bot.check().ok,
  };
}

/** From now on the platform's name has no address, until that is taken back. */
function withoutNames(): () => void {
  const { lookup } = dns;
  const failing = (host: string, ...rest: unknown[]): unknown => {
    const done = rest.at(-1) as (error: NodeJS.ErrnoException) => void;
    if (host !== "localhost") return Reflect.apply(lookup, dns, [host, ...rest]);
    return process.nextTick(
      done,
      Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: "ENOTFOUND" }),
    );
  };
  dns.lookup = failing as unknown as typeof lookup;
  const restore = (): void => {
    dns.lookup = lookup;
  };
  onTestFinished(restore);
  return restore;
}

describe.each([
  ["Telegram", onTelegram],
  ["Slack", onSlack],
])("on %s", (_, open) => {
  test("names that have no address any more are waited for, and what was said meanwhile is answered once", async () => {
    const { say, said, offline, reported, isReady } = await open({ now: Date.now() });
    say("one");
    await expect.poll(said, patience).toEqual(["You asked one"]);
    const restore = withoutNames();
    // Connections that are open need no names.
    await offline(true);
    await offline(false);
    say("two");
    await expect.poll(isReady, patience).toBe(false);
    expect(said()).toEqual(["You asked one"]);
    restore();
    await expect.poll(said, patience).toEqual(["You asked one", "You asked two"]);
    await expect.poll(isReady, patience).toBe(true);
    expect(reported).toEqual([]);
  }, 90_000);

  test("a clock that jumps back and ahead neither loses nor doubles an answer", async () => {
    const clock = { now: Date.parse("2026-06-12T04:00:00Z") };
    const { say, again, said, reported } = await open(clock);
    say("one");
    await expect.poll(said, patience).toEqual(["You asked one"]);
    clock.now -= yearMs;
    again();
    say("two");
    await expect.poll(said, patience).toEqual(["You asked one", "You asked two"]);
    clock.now += 10 * yearMs;
    again();
    say("three");
    await expect.poll(said, patience).toEqual(["You asked one", "You asked two", "You asked three"]);
    expect(reported).toEqual([]);
  }, 60_000);

  test("an answer that the platform half acknowledges is given after all", async () => {
    const { say, said, halveNextAnswer, reported } = await open({ now: Date.now() });
    halveNextAnswer();
    say("one");
    await expect.poll(said, patience).toHaveLength(1);
    expect([said(), reported]).toEqual([["You asked one"], []]);
  }, 60_000);
});
