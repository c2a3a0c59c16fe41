import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Params } from "../../fake-server/params.ts";
import { type BotApi, createBotApi } from "./bot-api.ts";
import type { Chat } from "./chat.ts";
import type { Message } from "./message.ts";
import { rawCall } from "./raw-call.ts";

let botApi: BotApi;
let chat: Chat;
let question: Message;
let shown: Message;

beforeAll(async () => {
  botApi = await createBotApi();
  chat = botApi.privateChat();
  question = chat.say("hello");
  shown = (await rawCall(botApi, "sendMessage", { chat_id: chat.id, text: "shown" })).result;
});
afterAll(() => botApi.close());

const x = (count: number, what = "x"): string => what.repeat(count);
const rows = (...buttons: readonly (readonly Params[])[]): Params => ({
  reply_markup: { inline_keyboard: buttons },
});
const button = (facts: Params): Params => rows([{ text: "Go", ...facts }]);
const article = (id: string, facts: Params = {}): Params => ({
  type: "article",
  id,
  title: "One",
  input_message_content: { message_text: "one" },
  ...facts,
});
const command = (name: string, description = "Helps"): Params => ({
  commands: [{ command: name, description }],
});
const press = (): Params => {
  const withButton = { ...shown, reply_markup: { inline_keyboard: [[{ text: "Go", callback_data: "go" }]] } };
  return { callback_query_id: chat.press(withButton, "Go").id };
};
const asked = (): Params => ({ inline_query_id: botApi.inline(botApi.person(), "one").id });
const edited = (): Params => ({ message_id: shown.message_id });

/** A row is passed just within its limit, and refused just beyond it. */
type Row = readonly [method: string, base: () => Params, within: Params, beyond: Params, complaint: string];
const text = "sendMessage";
const none = (): Params => ({});
const emoji = [{ type: "emoji", emoji: "👍" }];
const table: readonly Row[] = [
  [text, none, { text: x(4096) }, { text: x(4097) }, "message is too long"],
  [text, none, { text: x(4096, "🏟") }, { text: x(4097, "🏟") }, "message is too long"],
  [
    text,
    none,
    { text: `<b>${x(4096)}</b>`, parse_mode: "HTML" },
    { text: `<b>${x(4097)}</b>`, parse_mode: "HTML" },
    "message is too long",
  ],
  [text, none, { text: `  ${x(4096)}\n ` }, { text: " \n\t " }, "message text is empty"],
  [text, none, { text: `a${x(32_767, " ")}` }, { text: `a${x(32_768, " ")}` }, "text is too long"],
  [
    text,
    none,
    { text: "a", parse_mode: "html" },
    { text: "a", parse_mode: "rich" },
    "unsupported parse_mode",
  ],
  [
    text,
    none,
    { text: "a🏟", entities: [{ type: "bold", offset: 1, length: 2 }] },
    { text: "a🏟", entities: [{ type: "bold", offset: 1, length: 1 }] },
    "can't parse entities",
  ],
  [
    text,
    none,
    { text: "ab", entities: [{ type: "bold", offset: 0, length: 2 }] },
    { text: "ab", entities: [{ type: "bold", offset: 0, length: 3 }] },
    "can't parse entities",
  ],
  [
    text,
    () => ({ text: "a" }),
    button({ callback_data: x(64) }),
    button({ callback_data: x(65) }),
    "BUTTON_DATA_INVALID",
  ],
  [
    text,
    () => ({ text: "a" }),
    button({ callback_data: x(32, "é") }),
    button({ callback_data: x(33, "é") }),
    "BUTTON_DATA_INVALID",
  ],
  [
    text,
    () => ({ text: "a" }),
    button({ callback_data: "a" }),
    button({ callback_data: "" }),
    "Text buttons are unallowed in the inline keyboard",
  ],
  [
    text,
    () => ({ text: "a" }),
    button({ url: "https://example.org" }),
    button({ url: "https://example.org", callback_data: "a" }),
    "exactly one action",
  ],
  [
    text,
    () => ({ text: "a" }),
    button({ url: "tg://resolve?domain=a" }),
    button({ url: "http://localhost/" }),
    "Wrong HTTP URL",
  ],
  [
    text,
    () => ({ text: "a" }),
    button({ copy_text: { text: x(256) } }),
    button({ copy_text: { text: x(257) } }),
    "BUTTON_COPY_TEXT_INVALID",
  ],
  [
    text,
    () => ({ text: "a" }),
    button({ callback_data: "a", style: "primary" }),
    button({ callback_data: "a", style: "red" }),
    "BUTTON_STYLE_INVALID",
  ],
  [
    text,
    () => ({ text: "a" }),
    rows(Array(8).fill({ text: "a", callback_data: "a" })),
    rows(Array(9).fill({ text: "a", callback_data: "a" })),
    "BUTTON_ROW_TOO_LONG",
  ],
  [
    text,
    () => ({ text: "a" }),
    rows(...Array(100).fill([{ text: "a", callback_data: "a" }])),
    rows(...Array(101).fill([{ text: "a", callback_data: "a" }])),
    "reply markup is too long",
  ],
  [
    text,
    () => ({ text: "a" }),
    { reply_parameters: { message_id: 99, allow_sending_without_reply: true } },
    { reply_parameters: { message_id: 99 } },
    "message to be replied not found",
  ],
  [text, () => ({ text: "a" }), {}, { message_thread_id: 5 }, "message thread not found"],
  [text, () => ({ text: "a" }), {}, { chat_id: 12 }, "chat not found"],
  [
    "editMessageText",
    edited,
    { text: "new" },
    { text: "new" },
    "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
  ],
  [
    "editMessageText",
    edited,
    { text: "newer" },
    { text: "newest", message_id: 77 },
    "message to edit not found",
  ],
  [
    "editMessageText",
    edited,
    { text: "older" },
    { text: "oldest", message_id: 101 },
    "message can't be edited",
  ],
  ["deleteMessage", none, { message_id: 101 }, { message_id: 4 }, "message to delete not found"],
  ["answerCallbackQuery", press, { text: x(200) }, { text: x(201) }, "MESSAGE_TOO_LONG"],
  [
    "answerCallbackQuery",
    press,
    {},
    { callback_query_id: "4" },
    "query is too old and response timeout expired or query ID is invalid",
  ],
  ["setMyCommands", none, command("help_1"), command("Help"), "BOT_COMMAND_INVALID"],
  ["setMyCommands", none, command(x(32)), command(x(33)), "BOT_COMMAND_INVALID"],
  ["setMyCommands", none, command("a", x(256)), command("a", x(257)), "BOT_COMMAND_DESCRIPTION_INVALID"],
  ["setMyCommands", none, command("a", "b"), command("a", " "), "BOT_COMMAND_DESCRIPTION_INVALID"],
  [
    "setMyCommands",
    none,
    { commands: Array(100).fill({ command: "a", description: "b" }) },
    { commands: Array(101).fill({ command: "a", description: "b" }) },
    "BOT_COMMANDS_TOO_MUCH",
  ],
  [
    "setMyCommands",
    () => command("a"),
    { language_code: "ms" },
    { language_code: "ms-MY" },
    "invalid language code specified",
  ],
  [
    "setMyCommands",
    () => command("a"),
    { scope: { type: "all_group_chats" } },
    { scope: { type: "everywhere" } },
    "",
  ],
  ["setMyName", none, { name: x(64) }, { name: x(65) }, "name is too long"],
  ["setMyDescription", none, { description: x(512) }, { description: x(513) }, "description is too long"],
  [
    "setMyShortDescription",
    none,
    { short_description: x(120) },
    { short_description: x(121) },
    "short_description is too long",
  ],
  [
    "answerInlineQuery",
    asked,
    { results: Array.from({ length: 50 }, (_, n) => article(`${n}`)) },
    { results: Array.from({ length: 51 }, (_, n) => article(`${n}`)) },
    "RESULTS_TOO_MUCH",
  ],
  [
    "answerInlineQuery",
    asked,
    { results: [article(x(64))] },
    { results: [article(x(65))] },
    "RESULT_ID_INVALID",
  ],
  [
    "answerInlineQuery",
    asked,
    { results: [article("a"), article("b")] },
    { results: [article("a"), article("a")] },
    "RESULT_ID_DUPLICATE",
  ],
  [
    "answerInlineQuery",
    asked,
    { results: [article("a", { title: "a" })] },
    { results: [article("a", { title: "" })] },
    'Can\'t find field "title"',
  ],
  [
    "answerInlineQuery",
    asked,
    { results: [article("a", { input_message_content: { message_text: x(4096) } })] },
    { results: [article("a", { input_message_content: { message_text: x(4097) } })] },
    "message is too long",
  ],
  [
    "answerInlineQuery",
    () => ({ ...asked(), results: [] }),
    { next_offset: x(64) },
    { next_offset: x(65) },
    "NEXT_OFFSET_INVALID",
  ],
  [
    "answerInlineQuery",
    () => ({ ...asked(), results: [] }),
    { button: { text: "a", start_parameter: x(64) } },
    { button: { text: "a", start_parameter: x(65) } },
    "START_PARAM_INVALID",
  ],
  [
    "answerInlineQuery",
    () => ({ ...asked(), results: [] }),
    { button: { text: "a", start_parameter: "a-_B" } },
    { button: { text: "a" } },
    "exactly one of web_app and start_parameter",
  ],
  ["sendChatAction", none, { action: "typing" }, { action: "thinking" }, "wrong parameter action in request"],
  [
    "setMessageReaction",
    edited,
    { reaction: emoji },
    { reaction: [{ type: "emoji", emoji: "✅" }] },
    "REACTION_INVALID",
  ],
  ["setMessageReaction", edited, { reaction: [] }, { reaction: [...emoji, ...emoji] }, "REACTIONS_TOO_MANY"],
  ["setWebhook", none, { url: "" }, { url: "nowhere" }, "bad webhook: invalid webhook URL specified"],
  [
    "setWebhook",
    none,
    { url: "", secret_token: "a b" },
    { url: "https://example.org/", secret_token: "a b" },
    "secret token contains unallowed characters",
  ],
];

const chatless = /^(answer|setMy|setWebhook)/;
const shortly = (params: Params): string => JSON.stringify(params).slice(0, 60);

describe("what is within a limit passes, what is beyond it is refused and recorded", () => {
  for (const [method, base, within, beyond, complaint] of table) {
    test(`${method}: ${complaint || shortly(beyond)}: ${shortly(beyond)}`, async () => {
      const complete = (params: Params): Params => ({
        ...(chatless.test(method) ? {} : { chat_id: chat.id }),
        ...base(),
        ...params,
      });
      const before = botApi.violations.length;
      expect(await rawCall(botApi, method, complete(within))).toMatchObject({ ok: true });
      expect(botApi.violations).toHaveLength(before);
      const { status, description } = await rawCall(botApi, method, complete(beyond));
      expect({ status, description }).toEqual({
        status: 400,
        description: expect.stringMatching(/^Bad Request: /),
      });
      expect(description).toContain(complaint);
      expect(botApi.violations.slice(before)).not.toEqual([]);
    });
  }
});

test("a question is not answered twice", async () => {
  const id = press();
  expect(question.text).toBe("hello");
  expect(await rawCall(botApi, "answerCallbackQuery", id)).toMatchObject({ ok: true });
  expect(await rawCall(botApi, "answerCallbackQuery", id)).toMatchObject({ status: 400 });
  expect(botApi.violations.at(-1)).toMatchObject({ kind: "refused", method: "answerCallbackQuery" });
});

test("what Telegram lets pass is recorded all the same", async () => {
  const before = botApi.violations.length;
  await rawCall(botApi, "sendMessage", {
    chat_id: chat.id,
    text: "<code><b>a</b></code> & b",
    parse_mode: "HTML",
  });
  expect(botApi.violations.slice(before).map(({ kind, message }) => [kind, message])).toEqual([
    ["tolerated", expect.stringContaining("should be &amp;")],
    ["tolerated", "bold within code is dropped"],
  ]);
});

test("the real server's rules for webhook addresses can be had", async () => {
  const strict = await createBotApi({ anyWebhookUrl: false });
  const complaints: [string, string][] = [
    ["http://example.org/", "An HTTPS URL must be provided for webhook"],
    ["https://example.org:9000/", "ports 80, 88, 443 or 8443"],
  ];
  for (const [url, complaint] of complaints) {
    expect((await rawCall(strict, "setWebhook", { url })).description).toContain(complaint);
  }
  await strict.close();
});

test("an unknown token, address or method is refused as Telegram does", async () => {
  const { root } = botApi;
  expect(await rawCall({ ...botApi, token: "1:wrong" }, "getMe")).toMatchObject({
    status: 401,
    description: "Unauthorized",
  });
  expect((await fetch(`${root}/botwrong/getMe`)).status).toBe(404);
  expect((await fetch(`${root}/`)).status).toBe(404);
  const before = botApi.violations.length;
  expect(await rawCall(botApi, "banChatMember", { chat_id: 1, user_id: 2 })).toMatchObject({
    status: 501,
    description: "Not Implemented: the fake does not implement banChatMember",
  });
  expect(botApi.violations.slice(before)).toMatchObject([{ kind: "unimplemented" }]);
});
