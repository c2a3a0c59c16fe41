import { connect as connectSocket } from "node:net";
import { describe, expect } from "vitest";
import { connectHttp } from "../../../adapters/http/adapter.ts";
import { ConfigError, type Desk } from "../../../src/index.ts";
import { fakeDesk, sentence } from "../sample-reply.ts";
import { botMessages, type Connect, type Connected, type ConnectOptions, test } from "./connected.ts";

const secret = "open-sesame";
const header = "x-telegram-bot-api-secret-token";
const echo = () => fakeDesk(({ text }) => sentence(`You asked ${text}`));

interface Hooked extends Connected {
  readonly url: string;
  /** What the bot answers to a delivery, also one that Telegram would not make. */
  deliver(body: unknown, given?: string): Promise<number>;
  close(): Promise<void>;
}

async function hooked(connect: Connect, desk: Desk, options: ConnectOptions = {}): Promise<Hooked> {
  let handle = async (_: Request): Promise<Response> => new Response(null, { status: 503 });
  const http = connectHttp({
    host: "127.0.0.1",
    port: 0,
    checks: {},
    routes: [{ method: "POST", path: "/telegram/hook", handle: (request) => handle(request) }],
    report: () => "e0",
  });
  const url = `${await http.ready}/telegram/hook`;
  const connected = await connect(desk, { ...options, webhook: { url, secret } });
  const [route] = connected.telegram.routes;
  if (route !== undefined) handle = route.handle;
  return {
    ...connected,
    url,
    deliver: async (body, given = secret) => {
      const text = typeof body === "string" ? body : JSON.stringify(body);
      return (await fetch(url, { method: "POST", headers: { [header]: given }, body: text })).status;
    },
    close: () => http.stop(0),
  };
}

describe("by webhook", () => {
  test("updates are delivered and answered, each once", async ({ connect }) => {
    const { botApi, telegram, close } = await hooked(connect, echo());
    const chat = botApi.privateChat();
    expect(await chat.answerTo(chat.say("one"))).toMatchObject({ text: "You asked one" });
    await botApi.idle();
    expect(botApi.deliveries.map(({ status }) => status)).toEqual([200]);
    expect(telegram.check()).toEqual({ ok: true, by: "webhook" });
    expect(telegram.routes.map(({ method, path }) => [method, path])).toEqual([["POST", "/telegram/hook"]]);
    await close();
  });

  test("only kinds that the bot has a use for are asked for", async ({ connect }) => {
    const { botApi, close } = await hooked(connect, echo());
    const [call] = botApi.calls.filter(({ method }) => method === "setWebhook");
    expect(call?.params).toMatchObject({
      secret_token: secret,
      allowed_updates: ["message", "edited_message", "callback_query", "inline_query", "my_chat_member"],
    });
    await close();
  });

  test("an update that comes again, later or at the same time, is answered once", async ({ connect }) => {
    const { botApi, deliver, close } = await hooked(connect, echo());
    const chat = botApi.privateChat();
    const question = chat.say("one");
    await chat.answerTo(question);
    const update = botApi.updateOf(question);
    const other = {
      update_id: update.update_id + 50,
      message: { ...question, message_id: 9_000, text: "two" },
    };
    const statuses = await Promise.all([deliver(update), deliver(other), deliver(other), deliver(other)]);
    statuses.push(await deliver(other));
    await botApi.idle();
    expect(statuses).toEqual([200, 200, 200, 200, 200]);
    expect(botMessages(botApi)).toEqual(["You asked one", "You asked two"]);
    await close();
  });

  test("ids out of order are all answered", async ({ connect }) => {
    const { botApi, deliver, close } = await hooked(connect, echo());
    const chat = botApi.privateChat();
    const question = chat.say("one");
    await chat.answerTo(question);
    for (const id of [900_000_002, 900_000_001, 5]) {
      await deliver({ update_id: id, message: { ...question, text: `number ${id}` } });
    }
    await botApi.idle();
    expect(botMessages(botApi).slice(1)).toEqual([
      "You asked number 900000002",
      "You asked number 900000001",
      "You asked number 5",
    ]);
    await close();
  });

  test("a delivery is answered once its update is dealt with", async ({ connect }) => {
    let open = (): void => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { botApi, close } = await hooked(
      connect,
      fakeDesk(async () => {
        await gate;
        return sentence("Yes.");
      }),
    );
    const chat = botApi.privateChat();
    const question = chat.say("one");
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(botApi.deliveries).toEqual([]);
    open();
    await chat.answerTo(question);
    await botApi.idle();
    expect(botApi.deliveries).toHaveLength(1);
    await close();
  });

  test("a wrong secret is refused before the body is looked at", async ({ connect }) => {
    const desk = echo();
    const { botApi, deliver, close } = await hooked(connect, desk);
    const question = botApi.privateChat().say("one");
    await botApi.idle();
    const update = { update_id: 1, message: question };
    for (const given of ["", "wrong", `${secret}x`, secret.slice(1), secret.toUpperCase()]) {
      expect(await deliver(update, given)).toBe(401);
      expect(await deliver("{", given)).toBe(401);
    }
    expect(desk.asked).toHaveLength(1);
    await close();
  });

  test.for([
    ["no JSON", "{"],
    ["nothing", ""],
    ["no object", "null"],
    ["a list", "[]"],
    ["an object without an id", "{}"],
    ["an id that is no number", '{"update_id":"1"}'],
    ["an id out of range", '{"update_id":1e300}'],
  ] as const)("a body that is %s is refused", async ([, body], { connect }) => {
    const { deliver, close, reported } = await hooked(connect, echo());
    expect(await deliver(body)).toBe(400);
    expect(reported).toEqual([]);
    await close();
  });

  test("a huge body is refused", async ({ connect }) => {
    const { deliver, close, reported } = await hooked(connect, echo());
    expect(await deliver(`{"update_id":1,"x":"${"x".repeat(3 << 20)}"}`)).toBe(400);
    expect(reported).toEqual([]);
    await close();
  });

  test("an update without sense does no harm", async ({ connect }) => {
    const { deliver, close, botApi } = await hooked(connect, echo(), { tolerated: /./ });
    let id = 1;
    for (const content of [
      {},
      { message: {} },
      { message: null },
      { message: 5 },
      { message: { chat: {}, text: 5 } },
      { edited_message: { chat: { id: 1, type: "private" }, date: 1 } },
      { callback_query: {} },
      { callback_query: { id: "1", from: { id: 1 }, message: { chat: { id: 1, type: "private" } } } },
      { inline_query: {} },
      { my_chat_member: {} },
      { poll: null },
    ]) {
      expect(await deliver({ update_id: id, ...content })).toBe(200);
      id += 1;
    }
    const chat = botApi.privateChat();
    expect(await chat.answerTo(chat.say("go on"))).toMatchObject({ text: "You asked go on" });
    await close();
  });

  test("half a body is no end of the process", async ({ connect }) => {
    const { url, botApi, close } = await hooked(connect, echo());
    const { port } = new URL(url);
    const socket = connectSocket(Number(port), "127.0.0.1");
    socket.write(
      `POST /telegram/hook HTTP/1.1\r\nhost: x\r\n${header}: ${secret}\r\ncontent-length: 999\r\n\r\n{"update_id":`,
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.destroy();
    const chat = botApi.privateChat();
    expect(await chat.answerTo(chat.say("go on"))).toMatchObject({ text: "You asked go on" });
    await close();
  });

  test("before the bot knows who it is, Telegram is asked to come again", async ({ connect }) => {
    const { botApi, deliver, telegram, close } = await hooked(connect, echo(), { ready: false });
    await botApi.offline(true);
    const statuses = [await deliver({ update_id: 1 })];
    expect(telegram.check()).toMatchObject({ ok: false, by: "webhook" });
    await botApi.offline(false);
    await telegram.ready;
    statuses.push(await deliver({ update_id: 1 }));
    expect(statuses).toEqual([503, 200]);
    await close();
  });

  test("an address that Telegram refuses is an error of the configuration", async ({ connect }) => {
    const { telegram, close } = await hooked(connect, echo(), {
      anyWebhookUrl: false,
      ready: false,
      tolerated: /bad webhook/,
    });
    const error: unknown = await telegram.ready.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConfigError);
    expect(String(error)).toMatch(/TELEGRAM_WEBHOOK_URL.*443, 80, 88 or 8443/);
    expect(String(error)).not.toContain(secret);
    await close();
  });

  test("what is under way is finished when the bot stops", async ({ connect }) => {
    let open = (): void => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const desk = fakeDesk(async () => {
      await gate;
      return sentence("Yes.");
    });
    const { botApi, telegram, close } = await hooked(connect, desk);
    const chat = botApi.privateChat();
    const question = chat.say("one");
    await expect.poll(() => desk.asked).toHaveLength(1);
    const stopped = telegram.stop();
    open();
    await stopped;
    expect(await chat.answerTo(question)).toMatchObject({ text: "Yes." });
    await botApi.idle();
    await close();
  });

  test("no update is taken once the bot stops", async ({ connect }) => {
    const { deliver, telegram, botApi, close } = await hooked(connect, echo());
    const question = botApi.privateChat().say("one");
    await botApi.idle();
    await telegram.stop();
    expect(await deliver({ update_id: 1, message: question })).toBe(503);
    expect(botMessages(botApi)).toHaveLength(1);
    await close();
  });
});
