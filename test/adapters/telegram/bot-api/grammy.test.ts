import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { run } from "@grammyjs/runner";
import { Bot, GrammyError, HttpError, InlineKeyboard, InputFile, webhookCallback } from "grammy";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type BotApi, createBotApi } from "./bot-api.ts";

let botApi: BotApi;
let stops: (() => Promise<unknown> | unknown)[] = [];

beforeEach(async () => {
  botApi = await createBotApi();
});
afterEach(async () => {
  for (const stop of stops.reverse()) await stop();
  stops = [];
  await botApi.close();
  expect(botApi.violations).toEqual([]);
});

function deskBot(client: { timeoutSeconds?: number } = {}): Bot {
  const bot = new Bot(botApi.token, { client: { apiRoot: botApi.root, ...client } });
  bot.command("start", (ctx) =>
    ctx.reply("<b>Good day</b>, ask away &amp; see", {
      parse_mode: "HTML",
      reply_markup: new InlineKeyboard().text("More", "more:1"),
    }),
  );
  bot.callbackQuery("more:1", async (ctx) => {
    await ctx.answerCallbackQuery({ text: "Here it is" });
    await ctx.editMessageText("The rest of it");
  });
  bot.on("inline_query", (ctx) =>
    ctx.answerInlineQuery(
      [{ type: "article", id: "1", title: "One", input_message_content: { message_text: "The one" } }],
      { cache_time: 0, is_personal: true },
    ),
  );
  bot.on("message:text", (ctx) => ctx.reply(`You said ${ctx.message.text}`));
  return bot;
}

function poll(bot: Bot): void {
  void bot.start();
  stops.push(() => bot.stop());
}

describe("grammY by long polling", () => {
  test("asks, presses, and sees the message change", async () => {
    poll(deskBot());
    const chat = botApi.privateChat({ from: botApi.person({ first_name: "Aina", language_code: "ms" }) });
    const answer = await chat.answerTo(chat.say("/start"));
    expect(answer).toMatchObject({
      text: "Good day, ask away & see",
      entities: [{ type: "bold", offset: 0, length: 8 }],
      reply_markup: { inline_keyboard: [[{ text: "More", callback_data: "more:1" }]] },
    });
    const press = chat.press(answer, "More");
    expect(await press.answered()).toEqual({ text: "Here it is", showAlert: false });
    await botApi.next("editMessageText");
    expect(chat.messages.at(-1)).toMatchObject({ message_id: answer.message_id, text: "The rest of it" });
    expect(chat.messages.at(-1)).not.toHaveProperty("reply_markup");
    expect(chat.messages).toHaveLength(2);
  });

  test("answers inline queries", async () => {
    poll(deskBot());
    const query = botApi.inline(botApi.person(), "one");
    expect(await query.answered()).toMatchObject({
      cacheTimeS: 0,
      isPersonal: true,
      results: [{ text: "The one" }],
    });
    await botApi.idle();
  });

  test("works with the runner, which takes chats side by side", async () => {
    const runner = run(deskBot());
    stops.push(() => runner.stop());
    const chats = [1, 2, 3].map(() => botApi.privateChat());
    const answers = await Promise.all(chats.map((chat, index) => chat.answerTo(chat.say(`number ${index}`))));
    expect(answers.map(({ text }) => text)).toEqual([
      "You said number 0",
      "You said number 1",
      "You said number 2",
    ]);
    await botApi.idle();
  });

  test("uploads a document as multipart/form-data", async () => {
    const bot = deskBot();
    const chat = botApi.privateChat();
    await bot.api.sendDocument(chat.id, new InputFile(Buffer.from("a,b\n"), "list.csv"), {
      caption: "The <b>list</b>",
      parse_mode: "HTML",
    });
    expect(chat.messages[0]).toMatchObject({
      caption: "The list",
      caption_entities: [{ type: "bold", offset: 4, length: 4 }],
      document: { file_name: "list.csv", file_size: 4 },
    });
  });
});

describe("grammY by webhook", () => {
  async function listen(bot: Bot, secretToken: string): Promise<string> {
    const handle = webhookCallback(bot, "http", { secretToken });
    const server = createServer((request, response) => void handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    stops.push(() => new Promise((resolve) => server.close(resolve)));
    stops.push(() => server.closeAllConnections());
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/telegram/hook`;
  }

  test("delivers updates with the secret", async () => {
    const bot = deskBot();
    await bot.api.setWebhook(await listen(bot, "open-sesame"), { secret_token: "open-sesame" });
    const chat = botApi.privateChat();
    expect(await chat.answerTo(chat.say("hello"))).toMatchObject({ text: "You said hello" });
    await botApi.idle();
    expect(botApi.deliveries.map(({ status }) => status)).toEqual([200]);
  });

  test("delivers again and again while the secret is wrong", async () => {
    const bot = deskBot();
    await bot.api.setWebhook(await listen(bot, "open-sesame"), { secret_token: "wrong" });
    botApi.privateChat().say("hello");
    await expect.poll(() => botApi.deliveries.length).toBeGreaterThan(2);
    expect(botApi.deliveries.map(({ status, attempt }) => [status, attempt]).slice(0, 2)).toEqual([
      [401, 1],
      [401, 2],
    ]);
    expect(await bot.api.getWebhookInfo()).toMatchObject({
      pending_update_count: 1,
      last_error_message: expect.stringContaining("401"),
    });
    await bot.api.deleteWebhook({ drop_pending_updates: true });
  });
});

describe("grammY meets trouble", () => {
  test("a flood, a blocked bot and a lost connection arrive as its own errors", async () => {
    // An answer that breaks off in its middle is noticed by the time limit alone.
    const { api } = deskBot({ timeoutSeconds: 1 });
    const chat = botApi.privateChat();
    botApi.fault({ kind: "flood", retryAfterS: 7, method: "sendMessage" });
    await expect(api.sendMessage(chat.id, "a")).rejects.toMatchObject({
      error_code: 429,
      parameters: { retry_after: 7 },
    });
    chat.block();
    await expect(api.sendMessage(chat.id, "a")).rejects.toThrow(GrammyError);
    await expect(api.sendMessage(chat.id, "a")).rejects.toThrow("bot was blocked by the user");
    chat.unblock();
    for (const fault of [
      { kind: "cut" },
      { kind: "cut", half: true, done: true },
      { kind: "badGateway" },
    ] as const) {
      botApi.fault(fault);
      await expect(api.sendMessage(chat.id, "a")).rejects.toThrow(HttpError);
    }
    expect(chat.messages).toHaveLength(1);
    await botApi.offline(true);
    await expect(api.sendMessage(chat.id, "b")).rejects.toThrow(HttpError);
    await botApi.offline(false);
    await expect(api.sendMessage(chat.id, "c")).resolves.toMatchObject({ text: "c" });
  });
});
