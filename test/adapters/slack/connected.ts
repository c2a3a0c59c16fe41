import { test as base, expect } from "vitest";
import { createApp } from "../../../adapters/http/adapter.ts";
import { connectSlack, type SlackConnection } from "../../../adapters/slack/adapter.ts";
import { createManifest } from "../../../adapters/slack/manifest.ts";
import { createDesk, type Desk, loadLanguages, loadRegister, noonOf } from "../../../src/index.ts";
import { timezone } from "../../starter-desk.ts";
import { isRecord, type Params } from "../fake-server/params.ts";
import { fakeDesk, sentence } from "../sample-reply.ts";
import { createSlack } from "./fake-slack/fake-slack.ts";
import type { Message, View } from "./fake-slack/message.ts";
import { type Shown, shown } from "./fake-slack/shown.ts";
import type { Slack, SlackOptions } from "./fake-slack/slack.ts";
import { listenOn } from "./listening.ts";

/** A desk connected by the real Bolt to a Slack on loopback. */
export interface Connected {
  readonly slack: Slack;
  readonly bot: SlackConnection;
  /** What was reported as an error, with what it happened during; the ids given out are e1, e2, …. */
  readonly reported: readonly { readonly error: unknown; readonly during: string }[];
  readonly logged: readonly { readonly level: string; readonly facts: object; readonly message: string }[];
}

export interface ConnectOptions extends SlackOptions {
  /** The server, where it is there already: as after a restart. */
  readonly slack?: Slack;
  readonly by?: "socket" | "http";
  /** Tokens that the bot has, where they are not the server's. */
  readonly own?: { readonly botToken?: string; readonly appToken?: string };
  /** A rule that the test makes the bot break, or that Slack itself breaks. */
  readonly tolerated?: RegExp;
  /** Waits until the bot is connected, unless false. */
  readonly ready?: boolean;
}

export type Connect = (desk: Desk, options?: ConnectOptions) => Promise<Connected>;

/** Noon of the starter register's busiest week. */
export const now = noonOf("2024-04-20", timezone);

/** Every bot that a test connects is stopped after it, and must have kept all of Slack's rules. */
export const test = base.extend<{ connect: Connect }>({
  connect: ({ onTestFinished }, use) =>
    use(async (desk, { slack: given, by = "socket", own = {}, ready = true, tolerated, ...options } = {}) => {
      const manifest = options.manifest ?? (createManifest(await starterDesk()) as Params);
      const slack = given ?? (await createSlack({ pingMs: 50, ...options, manifest }));
      const reported: { error: unknown; during: string }[] = [];
      const logged: { level: string; facts: object; message: string }[] = [];
      const report = (error: unknown, during: string): string => `e${reported.push({ error, during })}`;
      const bot = connectSlack({
        botToken: own.botToken ?? slack.botToken,
        apiUrl: slack.apiUrl,
        connection:
          by === "http"
            ? { kind: "http", signingSecret: slack.signingSecret }
            : { kind: "socket", appToken: own.appToken ?? slack.appToken },
        desk,
        now: () => now,
        report,
        log: (level, facts, message) => void logged.push({ level, facts, message }),
      });
      const settled = bot.ready.catch(() => {});
      const http =
        by === "http" ? await listenOn(createApp({ checks: {}, routes: bot.routes, report })) : undefined;
      onTestFinished(async () => {
        await bot.stop();
        await settled;
        await http?.close();
        if (given === undefined) await slack.close();
        expect(slack.violations.filter(({ message }) => tolerated?.test(message) !== true)).toEqual([]);
      });
      if (ready) await bot.ready;
      if (http !== undefined && ready) await slack.useRequestUrl(`${http.url}/slack/events`);
      return { slack, bot, reported, logged };
    }),
});

let starter: Promise<Parameters<typeof createDesk>[0]> | undefined;

/** A desk of its own over the starter register: nobody has asked it anything, or chosen a language. */
export async function starterDesk(): Promise<Desk> {
  starter ??= Promise.all([loadRegister(), loadLanguages()]).then(([register, languages]) => ({
    register,
    languages,
    timezone,
  }));
  return createDesk(await starter);
}

/** A desk that says what it was asked, and asks the same again under its command. */
export const echo = () =>
  fakeDesk(({ text }) =>
    sentence(`You asked ${text}`, { command: text.startsWith("/") ? text : `/ask ${text}` }),
  );

/** What is to be read of a message or a view. */
export const read = (one: Message | View | undefined): Shown => shown(one ?? {});

export const labelsOf = (one: Message | View): readonly string[] =>
  read(one).controls.map(({ label }) => label);

/** A message or a view whose buttons carry other values than the bot gave them. */
export function forged<T extends Message | View>(one: T, value: string): T {
  return { ...one, blocks: (one.blocks ?? []).map((block) => withValue(block, value)) };
}

function withValue(given: Params, value: string): Params {
  const change = (element: unknown): unknown =>
    isRecord(element) && element.type === "button" ? { ...element, value } : element;
  const { elements, accessory } = given;
  return {
    ...given,
    ...(Array.isArray(elements) ? { elements: elements.map(change) } : {}),
    ...(accessory === undefined ? {} : { accessory: change(accessory) }),
  };
}

/** Texts of what the bot said by one method, in their order. */
export function said({ calls }: Slack, method = "chat.postMessage"): readonly string[] {
  return calls.filter((call) => call.method === method).map(({ params }) => String(params.text));
}

/** A desk that answers a text once that is let through. */
export function gate(): { readonly passed: Promise<void>; open(): void } {
  let open = (): void => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}
