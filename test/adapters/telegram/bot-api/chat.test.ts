import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type BotApi, createBotApi } from "./bot-api.ts";
import type { Message } from "./message.ts";
import { rawCall } from "./raw-call.ts";

let botApi: BotApi;
beforeEach(async () => {
  botApi = await createBotApi({ waitMs: 1000 });
});
afterEach(() => botApi.close());

const pending = async (): Promise<Record<string, unknown>[]> => (await rawCall(botApi, "getUpdates")).result;
const sent = async (chat_id: number, facts: object = {}) =>
  (await rawCall(botApi, "sendMessage", { chat_id, text: "ours", ...facts })).result;

describe("what a person writes", () => {
  test("commands, mentions, addresses and hashtags are marked as Telegram marks them", () => {
    const chat = botApi.privateChat();
    const marked = (text: string): string[] =>
      (chat.say(text).entities ?? []).map(
        ({ type, offset, length }) => `${type} ${text.slice(offset, offset + length)}`,
      );
    expect(marked("/start now")).toEqual(["bot_command /start"]);
    expect(marked("🏟 /help@desk_test_bot, @desk_test_bot!")).toEqual([
      "bot_command /help@desk_test_bot",
      "mention @desk_test_bot",
    ]);
    expect(marked("see https://example.org/a?b=1, or example.org")).toEqual([
      "url https://example.org/a?b=1",
      "url example.org",
    ]);
    expect(marked("a/b 1/2 x@y #tag #1")).toEqual(["hashtag #tag"]);
    expect(marked("https://example.org/#tag")).toEqual(["url https://example.org/#tag"]);
    expect(marked("me@example.org")).toEqual(["email me@example.org"]);
    expect(marked("nothing here")).toEqual([]);
  });

  test("an edit is an edited_message with the same id", async () => {
    const chat = botApi.privateChat();
    const message = chat.say("a");
    chat.edit(message, "b");
    expect(await pending()).toMatchObject([
      { message: { message_id: message.message_id, text: "a" } },
      { edited_message: { message_id: message.message_id, text: "b", edit_date: expect.any(Number) } },
    ]);
    expect(chat.messages).toMatchObject([{ text: "b" }]);
  });

  test("a photo is no text, and a language travels with the person", async () => {
    const chat = botApi.privateChat({ from: botApi.person({ language_code: "zh-hans" }) });
    chat.send({ photo: [{ file_id: "a", file_unique_id: "b", width: 90, height: 60 }] });
    expect(await pending()).toMatchObject([{ message: { photo: [{}], from: { language_code: "zh-hans" } } }]);
  });
});

describe("groups", () => {
  const heard = async (): Promise<string[]> =>
    (await pending()).map(({ message }) => (message as { text?: string }).text ?? "service");

  test("in privacy mode only what is meant for the bot is heard", async () => {
    const group = botApi.group();
    const ours = await sent(group.id);
    const say = (text: string, options = {}): unknown => group.say(text, options);
    say("chatter");
    say("/help@desk_test_bot");
    say("/help@other_bot");
    say("/help");
    say("hey @desk_test_bot");
    say("yes", { replyTo: ours });
    group.send({ new_chat_title: "Other" });
    group.send({ voice: { file_id: "a", file_unique_id: "b", duration: 1 } });
    say("I am a bot", { from: { id: 5, is_bot: true, first_name: "Other" } });
    say("/late");
    expect(await heard()).toEqual([
      "/help@desk_test_bot",
      "/help",
      "hey @desk_test_bot",
      "yes",
      "service",
      "I am a bot",
    ]);
    expect(group.messages).toHaveLength(11);
  });

  test("an administrator hears everything, and so does a bot without privacy mode", async () => {
    const group = botApi.group();
    group.promote();
    group.say("chatter");
    expect(await pending()).toMatchObject([
      { my_chat_member: { new_chat_member: { status: "administrator" } } },
      {},
    ]);
    const open = await createBotApi({ readsAllGroupMessages: true });
    open.group().say("chatter");
    expect(open.updates).toHaveLength(1);
    expect((await rawCall(open, "getMe")).result).toMatchObject({ can_read_all_group_messages: true });
    await open.close();
  });

  test("a group that becomes a supergroup says where it went", async () => {
    const group = botApi.group();
    const grown = group.migrate();
    expect(await rawCall(botApi, "sendMessage", { chat_id: group.id, text: "a" })).toMatchObject({
      status: 400,
      parameters: { migrate_to_chat_id: grown.id },
    });
    expect(await sent(grown.id)).toMatchObject({ chat: { type: "supergroup" } });
    expect(await heard()).toEqual(["service", "service"]);
    expect(botApi.violations).toEqual([]);
  });

  test("a removed bot may not write, and is told so", async () => {
    const group = botApi.group({ supergroup: true });
    group.block();
    expect(await rawCall(botApi, "sendMessage", { chat_id: group.id, text: "a" })).toMatchObject({
      status: 403,
      description: "Forbidden: bot was kicked from the supergroup chat",
    });
    group.say("/help");
    expect(await pending()).toMatchObject([{ my_chat_member: { new_chat_member: { status: "kicked" } } }]);
    expect(botApi.violations).toEqual([]);
  });

  test("topics carry their thread, and an answer stays in it", async () => {
    const forum = botApi.group({ forum: true });
    const [visits, papers] = [forum.topic("Visits"), forum.topic("Papers")];
    const question = forum.say("/when", { thread: visits });
    expect(question).toMatchObject({ message_thread_id: visits, is_topic_message: true });
    await sent(forum.id, { message_thread_id: papers });
    await sent(forum.id, { message_thread_id: visits, text: "then" });
    expect(await forum.answerTo(question)).toMatchObject({ text: "then", message_thread_id: visits });
  });

  test("a chain of replies in a supergroup is a thread that cannot be written to", async () => {
    const group = botApi.group({ supergroup: true });
    const first = group.say("/a");
    const second = group.say("/b", { replyTo: first });
    expect(second).toMatchObject({ message_thread_id: first.message_id, reply_to_message: { text: "/a" } });
    expect(
      await rawCall(botApi, "sendMessage", {
        chat_id: group.id,
        text: "a",
        message_thread_id: first.message_id,
      }),
    ).toMatchObject({
      description: "Bad Request: message thread not found",
    });
  });

  test("leaving ends it", async () => {
    const group = botApi.group();
    expect(await rawCall(botApi, "leaveChat", { chat_id: group.id })).toMatchObject({ result: true });
    expect(await rawCall(botApi, "sendMessage", { chat_id: group.id, text: "a" })).toMatchObject({
      status: 403,
    });
  });
});

test("an answer that replies to another question is not this one's", async () => {
  const chat = botApi.privateChat();
  const [first, second] = [chat.say("first"), chat.say("second")];
  const reply = (to: Message, text: string): Promise<unknown> =>
    sent(chat.id, { text, reply_parameters: { message_id: to.message_id } });
  await reply(second, "to the second");
  await reply(first, "to the first");
  expect(await chat.answerTo(first)).toMatchObject({ text: "to the first" });
  expect(await chat.answerTo(second)).toMatchObject({ text: "to the second" });
});

test("a channel's posts have no author", async () => {
  const channel = botApi.channel({ username: "notices" });
  const post = channel.say("news");
  expect(await pending()).toMatchObject([
    { channel_post: { sender_chat: { title: "Notices" }, text: "news" } },
  ]);
  expect(
    (await rawCall(botApi, "sendMessage", { chat_id: "@notices", text: "a" })).result,
  ).not.toHaveProperty("from");
  expect(await channel.answerTo(post)).toMatchObject({ text: "a" });
});

describe("buttons", () => {
  const keyboard = (...labels: string[]) => ({
    reply_markup: { inline_keyboard: [labels.map((text) => ({ text, callback_data: `go:${text}` }))] },
  });

  test("are pressed by label or data, also when the bot has just taken them away", async () => {
    const chat = botApi.privateChat();
    const message = await sent(chat.id, keyboard("More", "Less"));
    expect([chat.press(message, "More").data, chat.press(message, "go:Less").data]).toEqual([
      "go:More",
      "go:Less",
    ]);
    await rawCall(botApi, "editMessageReplyMarkup", { chat_id: chat.id, message_id: message.message_id });
    expect(chat.messages[0]).not.toHaveProperty("reply_markup");
    expect(chat.press(message, "More").data).toBe("go:More");
    expect(() => chat.press(message, "Else")).toThrow('There is no button "Else" that calls the bot');
    const updates = await pending();
    expect(updates.at(-1)).toMatchObject({ callback_query: { data: "go:More", message: { text: "ours" } } });
  });

  test("on an inline message are edited by its own id", async () => {
    const query = botApi.inline(botApi.person(), "one", "50");
    const result = {
      type: "article",
      id: "1",
      title: "One",
      input_message_content: { message_text: "<b>one</b>", parse_mode: "HTML" },
      ...keyboard("More"),
    };
    await rawCall(botApi, "answerInlineQuery", { inline_query_id: query.id, results: [result] });
    expect((await query.answered()).results).toMatchObject([{ id: "1", text: "one" }]);
    const id = query.choose("1");
    const edit = { inline_message_id: id, text: "two" };
    expect(await rawCall(botApi, "editMessageText", edit)).toMatchObject({ result: true });
    expect(botApi.inlineMessage(id ?? "")).toMatchObject({ text: "two" });
    expect(await pending()).toMatchObject([
      { inline_query: { offset: "50" } },
      { chosen_inline_result: { result_id: "1" } },
    ]);
    expect(botApi.violations).toEqual([]);
  });

  test("answered after their time is the clock's fault, and still refused", async () => {
    const hasty = await createBotApi({ queryLifetimeMs: 5 });
    const chat = hasty.privateChat();
    const { result } = await rawCall(hasty, "sendMessage", {
      chat_id: chat.id,
      text: "a",
      ...keyboard("More"),
    });
    const { id } = chat.press(result, "More");
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await rawCall(hasty, "answerCallbackQuery", { callback_query_id: id })).toMatchObject({
      description: "Bad Request: query is too old and response timeout expired or query ID is invalid",
    });
    expect(hasty.violations).toEqual([]);
    await hasty.close();
  });
});

test("a message that somebody erased is not the bot's mistake", async () => {
  const chat = botApi.privateChat();
  const message = await sent(chat.id);
  chat.erase(message);
  expect(
    await rawCall(botApi, "editMessageText", { chat_id: chat.id, message_id: message.message_id, text: "b" }),
  ).toMatchObject({
    description: "Bad Request: message to edit not found",
  });
  expect(botApi.violations).toEqual([]);
});

test("commands are kept by scope and language", async () => {
  const commands = [{ command: "/help", description: "Helps" }];
  const chat = { type: "chat", chat_id: 5 };
  await rawCall(botApi, "setMyCommands", { commands, scope: chat, language_code: "ms" });
  expect(botApi.profile.commands(chat, "ms")).toEqual([{ command: "help", description: "Helps" }]);
  expect(botApi.profile.commands()).toEqual([]);
  await rawCall(botApi, "deleteMyCommands", { scope: chat, language_code: "ms" });
  expect(botApi.profile.commands(chat, "ms")).toEqual([]);
  await rawCall(botApi, "setMyDescription", { description: "Menjawab", language_code: "ms" });
  expect((await rawCall(botApi, "getMyDescription", { language_code: "ms" })).result).toEqual({
    description: "Menjawab",
  });
});

describe("faults", () => {
  test("strike as often as told, and only the method named", async () => {
    const chat = botApi.privateChat();
    botApi.fault({ kind: "internal", method: "sendMessage", times: 2 });
    expect(await rawCall(botApi, "getMe")).toMatchObject({ ok: true });
    const answers = [1, 2, 3].map(() => rawCall(botApi, "sendMessage", { chat_id: chat.id, text: "a" }));
    expect((await Promise.all(answers)).map(({ status }) => status).sort()).toEqual([200, 500, 500]);
    const takeBack = botApi.fault({
      kind: "refuse",
      description: "Bad Request: CHAT_WRITE_FORBIDDEN",
      times: Infinity,
    });
    expect(await rawCall(botApi, "getMe")).toMatchObject({
      description: "Bad Request: CHAT_WRITE_FORBIDDEN",
    });
    takeBack();
    expect(await rawCall(botApi, "getMe")).toMatchObject({ ok: true });
    expect(botApi.violations).toEqual([]);
  });

  test("a call that hangs is never answered, though it may have been carried out", async () => {
    const chat = botApi.privateChat();
    botApi.fault({ kind: "hang", done: true });
    const call = rawCall(botApi, "sendMessage", { chat_id: chat.id, text: "a" });
    const lost = expect(call).rejects.toThrow();
    expect((await botApi.next("sendMessage")).outcome).toEqual({ kind: "lost", to: "hang" });
    expect(chat.messages).toHaveLength(1);
    await botApi.offline(true);
    await lost;
    await botApi.offline(false);
  });

  test("a slow answer comes late", async () => {
    botApi.fault({ kind: "slow", delayMs: 40 });
    const begun = performance.now();
    expect(await rawCall(botApi, "getMe")).toMatchObject({ ok: true });
    expect(performance.now() - begun).toBeGreaterThan(30);
  });
});

test("forms are read like JSON", async () => {
  const chat = botApi.privateChat();
  const address = `${botApi.root}/bot${botApi.token}/sendMessage`;
  const fields = {
    chat_id: `${chat.id}`,
    text: "12",
    disable_notification: "true",
    link_preview_options: '{"is_disabled":true}',
  };
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const request of [
    fetch(`${address}?${new URLSearchParams(fields)}`),
    fetch(address, { method: "POST", body: new URLSearchParams(fields) }),
    fetch(address, { method: "POST", body: form }),
  ]) {
    expect(await (await request).json()).toMatchObject({ ok: true, result: { text: "12" } });
  }
  expect(botApi.violations).toEqual([]);
});
