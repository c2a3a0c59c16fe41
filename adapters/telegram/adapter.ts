import { sequentialize } from "@grammyjs/runner";
import { Bot, type Context, type NextFunction } from "grammy";
import type { Update } from "grammy/types";
import {
  type Candidate,
  createNotes,
  createSeen,
  type Desk,
  type Messenger,
  type Store,
} from "../../src/index.ts";
import { type CallNews, noted } from "../chat/noted-calls.ts";
import { registerCommands } from "./commands.ts";
import { createChats, isHarmless, makeDependable } from "./delivery.ts";
import { createDialogue } from "./dialogue.ts";
import { createFetch } from "./fetch.ts";
import { createInbox } from "./inbox.ts";
import { answerInline } from "./inline.ts";
import { createMessenger } from "./messenger.ts";
import { createNotices, type Notices } from "./notices.ts";
import { personOf } from "./person.ts";
import { type Polling, startPolling } from "./polling.ts";
import { endWebhook, setWebhook, untilAnswered } from "./start.ts";
import { createTaking } from "./taking.ts";
import { createWebhook, type WebhookRoute } from "./webhook.ts";
import { isWellFormed } from "./well-formed.ts";

export interface TelegramOptions {
  readonly token: string;
  /** Another Bot API server than Telegram's own. */
  readonly apiRoot?: string;
  /** Absent: long polling. */
  readonly webhook?: { readonly url: string; readonly secret: string };
  readonly desk: Desk;
  /** Where it is kept which updates came and were answered; without it, in memory. */
  readonly keeping?: { readonly store: Pick<Store, "notes" | "seen"> };
  /** Where several processes may have this bot, by its id: which of them polls. */
  stand?(bot: number): Candidate | undefined;
  /** The present, in milliseconds since 1970. */
  now(): number;
  /** Logs an error and gives the id under which it was logged. */
  report(error: unknown, during: string): string;
  log(level: "info" | "warn", facts: object, message: string): void;
  /** A call failed, or is made again. */
  noteCall?(news: CallNews): void;
}

export interface TelegramConnection {
  /** Settles when updates are taken; rejects with a ConfigError where Telegram refuses the token or the webhook. */
  readonly ready: Promise<void>;
  readonly routes: readonly WebhookRoute[];
  /** Says something unasked. */
  readonly messenger: Messenger;
  /** Whether updates come, and why not. */
  check(): { readonly ok: boolean; readonly [fact: string]: unknown };
  /** Takes no more updates and finishes those under way. */
  stop(): Promise<void>;
}

/** A call for updates may be held for half a minute; one that is held longer is lost. Seconds. */
const callSeconds = 45;
/** Work under way gets this long to end by itself, then its waits are cut; where Telegram gives no updates, a while. */
const finishMs = 8_000;
const finishInTroubleMs = 2_000;

/** The desk on Telegram. */
export function connectTelegram(options: TelegramOptions): TelegramConnection {
  const { token, apiRoot, webhook, desk, now, log, noteCall } = options;
  const client = {
    timeoutSeconds: callSeconds,
    fetch: noted(createFetch(), noteCall),
    ...(apiRoot === undefined ? {} : { apiRoot: apiRoot.replace(/\/+$/, "") }),
  };
  const bot = new Bot(token, { client });
  const stopping = new AbortController();
  const chats = createChats();
  makeDependable(bot.api, chats, stopping.signal);

  const { notes = createNotes(), seen = createSeen() } = options.keeping?.store ?? {};
  const taking = createTaking({
    ...{ seen, now, stopping: stopping.signal },
    // By webhook Telegram sends again what was not taken.
    waits: webhook === undefined,
    handle: (update) => bot.handleUpdate(update),
    report: options.report,
  });
  const notices = createNotices();
  const sensibly = async ({ update }: Context, next: NextFunction): Promise<void> => {
    if (isWellFormed(update)) await next();
  };
  const promptly = (ctx: Context, next: NextFunction): Promise<void> => {
    notices.await(ctx);
    return next();
  };
  bot.use(sensibly, promptly, sequentialize(orderOf), taking.once, guarding(options, notices));
  bot.catch(({ error }) => void options.report(error, "taking an update from Telegram"));

  const dialogue = createDialogue(desk, notices, now);
  bot.on("my_chat_member", ({ chat, myChatMember }) => {
    const { status } = myChatMember.new_chat_member;
    if (status === "kicked" || status === "left") chats.close(chat.id);
    else chats.open(chat.id);
  });
  bot.on("message", async (ctx) => {
    const { chat, message } = ctx;
    chats.open(chat.id);
    if (message.migrate_to_chat_id !== undefined) chats.moved(chat.id, message.migrate_to_chat_id);
    else await dialogue.answer(ctx, message);
  });
  bot.on("edited_message", (ctx) => dialogue.answerAgain(ctx, ctx.editedMessage));
  bot.on("callback_query", (ctx) => dialogue.press(ctx, ctx.callbackQuery));
  bot.on("inline_query", (ctx) => answerInline(ctx, desk, now()));

  let trouble: string | undefined = "not connected yet";
  const onState = (now: string | undefined): void => {
    if (now !== trouble) {
      if (now === undefined) log("info", { as: bot.botInfo.username }, "Telegram is connected");
      else log("warn", { trouble: now }, "Telegram gives no updates");
    }
    trouble = now;
  };

  let isStopping = false;
  let polling: Polling | undefined;
  const reached = <T>(call: () => Promise<T>, remedy: string): Promise<T> =>
    untilAnswered(call, remedy, onState, stopping.signal);
  const openPolling = (): Polling => {
    const inbox = createInbox(notes, bot.botInfo.id);
    const deal = async (update: Update): Promise<void> => {
      await taking.deal(update);
      // What was cut short is taken up again after the restart.
      if (!stopping.signal.aborted) inbox.remove(update);
    };
    const forgiving = <T>(work: Promise<T>, otherwise: T): Promise<T> =>
      work.catch((error: unknown) => {
        options.report(error, "keeping updates of Telegram");
        return otherwise;
      });
    /** First what a process before left behind, then what Telegram has. */
    const resume = async (): Promise<void> => {
      const left = await forgiving(inbox.left(now()), []);
      await forgiving(inbox.put(left, now()), undefined);
      for (const update of left)
        deal(update).catch((error: unknown) => options.report(error, "taking an update from Telegram"));
    };
    const candidate = options.stand?.(bot.botInfo.id);
    return startPolling({
      ...{ bot, deal, resume, onState, lastUpdate: taking.last },
      ...(candidate === undefined ? {} : { candidate }),
      keep: async (updates) =>
        updates.length === 0 ? undefined : forgiving(inbox.put(updates, now()), undefined),
    });
  };
  const start = async (): Promise<void> => {
    bot.botInfo = await reached(
      () => bot.api.getMe(),
      "TELEGRAM_BOT_TOKEN is refused; take it anew from BotFather.",
    );
    if (webhook === undefined) {
      if (await reached(() => endWebhook(bot.api), "The bot's webhook cannot be taken away."))
        log("info", {}, "the bot's webhook was taken away, since it polls now");
      if (stopping.signal.aborted) return;
      polling = openPolling();
    } else {
      await reached(
        () => setWebhook(bot.api, webhook),
        "TELEGRAM_WEBHOOK_URL is refused; Telegram must reach it by https on port 443, 80, 88 or 8443.",
      );
      onState(undefined);
    }
    void registerCommands(bot.api, desk).then(
      (changed) => log("info", { changed }, "commands are registered"),
      (error: unknown) => void options.report(error, "registering commands with Telegram"),
    );
  };

  return {
    ready: start(),
    routes:
      webhook === undefined
        ? []
        : [createWebhook({ ...webhook, deal: taking.deal, isReady: () => bot.isInited() && !isStopping })],
    messenger: createMessenger({
      token,
      client,
      chats,
      username: () => (bot.isInited() ? bot.botInfo.username : undefined),
    }),
    check() {
      const state = polling?.state();
      return {
        ok: trouble === undefined,
        by: webhook === undefined ? "polling" : "webhook",
        ...(state === undefined ? {} : { state }),
        ...(trouble === undefined ? {} : { reason: trouble }),
      };
    },
    async stop() {
      isStopping = true;
      const cut = setTimeout(() => stopping.abort(), trouble === undefined ? finishMs : finishInTroubleMs);
      await polling?.stop();
      await taking.idle();
      clearTimeout(cut);
      stopping.abort();
      await polling?.leave();
    },
  };
}

/** One after the other within a chat, side by side across chats; inline queries have none, and keep a person's order. */
function orderOf({ chat, from }: Context): string | undefined {
  if (chat !== undefined) return `chat ${chat.id}`;
  return from === undefined ? undefined : `person ${from.id}`;
}

/** Whatever breaks is logged once, and the one who asked gets its id. */
function guarding({ desk, report }: TelegramOptions, notices: Notices) {
  return async (ctx: Context, next: NextFunction): Promise<void> => {
    try {
      await next();
    } catch (error) {
      if (isHarmless(error)) return;
      const { failed } = desk.phrases(ctx.from === undefined ? undefined : personOf(ctx.from).appLang);
      const text = failed(report(error, "answering on Telegram"));
      try {
        const isTold = ctx.callbackQuery !== undefined && (await notices.give(ctx, text));
        if (!isTold && ctx.chatId !== undefined) await ctx.reply(text);
      } catch (again) {
        report(again, "telling somebody on Telegram that something went wrong");
      }
    }
  };
}
