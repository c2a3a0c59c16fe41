import { test as base, expect } from "vitest";
import { connectTelegram, type TelegramConnection } from "../../../adapters/telegram/adapter.ts";
import { createDesk, type Desk, loadLanguages, loadRegister, noonOf } from "../../../src/index.ts";
import { timezone } from "../../starter-desk.ts";
import { type BotApi, type BotApiOptions, createBotApi } from "./bot-api/bot-api.ts";
import type { Button, Entity, Message } from "./bot-api/message.ts";

/** A desk connected by the real grammY to a Bot API server on loopback. */
export interface Connected {
  readonly botApi: BotApi;
  readonly telegram: TelegramConnection;
  /** What was reported as an error, with what it happened during; the ids given out are e1, e2, …. */
  readonly reported: readonly { readonly error: unknown; readonly during: string }[];
  readonly logged: readonly string[];
}

export interface ConnectOptions extends BotApiOptions {
  /** The server, where it is there already: as after a restart. */
  readonly botApi?: BotApi;
  /** The token that the bot has, where it is not the server's. */
  readonly ownToken?: string;
  readonly webhook?: { readonly url: string; readonly secret: string };
  /** A rule that the test makes the bot break. */
  readonly tolerated?: RegExp;
  /** Waits until the bot is connected, unless false. */
  readonly ready?: boolean;
}

export type Connect = (desk: Desk, options?: ConnectOptions) => Promise<Connected>;

/** Noon of the starter register's busiest week. */
export const now = noonOf("2024-04-20", timezone);

/** Every bot that a test connects is stopped after it, and must have kept all of Telegram's rules. */
export const test = base.extend<{ connect: Connect }>({
  connect: ({ onTestFinished }, use) =>
    use(async (desk, { botApi: given, ownToken, webhook, ready = true, tolerated, ...options } = {}) => {
      const botApi = given ?? (await createBotApi(options));
      const reported: { error: unknown; during: string }[] = [];
      const logged: string[] = [];
      const telegram = connectTelegram({
        token: ownToken ?? botApi.token,
        apiRoot: botApi.root,
        ...(webhook === undefined ? {} : { webhook }),
        desk,
        now: () => now,
        report: (error, during) => `e${reported.push({ error, during })}`,
        log: (_, __, message) => void logged.push(message),
      });
      const settled = telegram.ready.catch(() => {});
      onTestFinished(async () => {
        await telegram.stop();
        await settled;
        if (given === undefined) await botApi.close();
        expect(botApi.violations.filter(({ message }) => tolerated?.test(message) !== true)).toEqual([]);
      });
      if (ready) await telegram.ready;
      return { botApi, telegram, reported, logged };
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

export function buttonsOf({ reply_markup: keyboard }: Message): readonly Button[] {
  return keyboard?.inline_keyboard.flat() ?? [];
}

export function labelsOf(message: Message): readonly string[] {
  return buttonsOf(message).map(({ text }) => text);
}

/** The parts of a message that look so: `bold`, `text_link`, …. */
export function marked({ text = "", entities = [] }: Message, type: Entity["type"]): readonly string[] {
  return entities
    .filter((entity) => entity.type === type)
    .map(({ offset, length }) => text.slice(offset, offset + length));
}

/** The messages that the bot sent, in their order. */
export function botMessages({ calls }: BotApi): readonly string[] {
  return calls.filter(({ method }) => method === "sendMessage").map(({ params }) => String(params.text));
}
