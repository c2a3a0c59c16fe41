import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type BotApi, createBotApi } from "./bot-api.ts";
import { rawCall } from "./raw-call.ts";

interface Reply {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly delayMs?: number;
}

let botApi: BotApi;
let received: { text: string; secret: string | undefined }[] = [];
let reply: (text: string) => Reply = () => ({});
let most = 0;
let url = "";
let stop = (): void => {};

beforeEach(async () => {
  botApi = await createBotApi({ webhookRetry: { firstMs: 4, mostMs: 16 }, waitMs: 2000 });
  received = [];
  reply = () => ({});
  most = 0;
  let open = 0;
  const server = createServer(async (request, response) => {
    open += 1;
    most = Math.max(most, open);
    const text = await textOf(request);
    received.push({ text, secret: request.headers["x-telegram-bot-api-secret-token"] as string | undefined });
    const { status = 200, body = "", headers = {}, delayMs = 0 } = reply(text);
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    open -= 1;
    response.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  stop = () => {
    server.close();
    server.closeAllConnections();
  };
});
afterEach(async () => {
  await botApi.close();
  stop();
});

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return (JSON.parse(Buffer.concat(chunks).toString()) as { message: { text: string } }).message.text;
}
const texts = (): string[] => received.map(({ text }) => text);

describe("the webhook", () => {
  test("gets what waited before it was set, with the secret", async () => {
    botApi.privateChat().say("early");
    expect(await rawCall(botApi, "setWebhook", { url, secret_token: "s-1" })).toMatchObject({
      result: true,
      description: "Webhook was set",
    });
    await botApi.idle();
    expect(received).toEqual([{ text: "early", secret: "s-1" }]);
    expect(await rawCall(botApi, "getWebhookInfo")).toMatchObject({
      result: { url, pending_update_count: 0 },
    });
  });

  test("is tried again with waits that double up to a limit", async () => {
    let failures = 4;
    reply = () => ({ status: failures-- > 0 ? 500 : 200 });
    await rawCall(botApi, "setWebhook", { url });
    botApi.privateChat().say("a");
    await botApi.idle();
    expect(botApi.deliveries.map(({ waitedMs }) => waitedMs)).toEqual([0, 4, 8, 16, 16]);
  });

  test("is tried again before the chat's next message gets its turn", async () => {
    let failures = 3;
    reply = () => ({ status: failures-- > 0 ? 500 : 204 });
    await rawCall(botApi, "setWebhook", { url });
    const chat = botApi.privateChat();
    chat.say("a");
    chat.say("b");
    botApi.privateChat().say("other");
    await botApi.idle();
    expect(
      texts()
        .filter((text) => text !== "other")
        .join(""),
    ).toMatch(/^a+b$/);
    expect(botApi.deliveries.filter(({ status }) => status === 500)).toHaveLength(3);
    expect(botApi.deliveries.filter(({ status }) => status === 204)).toHaveLength(3);
  });

  test("serves chats side by side, up to max_connections", async () => {
    reply = () => ({ delayMs: 30 });
    await rawCall(botApi, "setWebhook", { url, max_connections: 2 });
    for (const text of ["a", "b", "c"]) botApi.privateChat().say(text);
    await botApi.idle();
    expect([texts().sort(), most]).toEqual([["a", "b", "c"], 2]);
  });

  test("may name a method in its answer, but none that asks", async () => {
    const chat = botApi.privateChat();
    reply = (text) => ({
      headers: { "content-type": "application/json" },
      body:
        text === "a" ? { method: "sendMessage", chat_id: chat.id, text: "by reply" } : { method: "getMe" },
    });
    await rawCall(botApi, "setWebhook", { url });
    const answer = await chat.answerTo(chat.say("a"));
    expect(answer.text).toBe("by reply");
    expect(botApi.calls.at(-1)).toMatchObject({ method: "sendMessage", by: "webhook reply" });
    expect(botApi.violations).toEqual([]);
    chat.say("b");
    await botApi.idle();
    expect(botApi.violations).toMatchObject([{ method: "getMe" }]);
  });

  test("is left alone once deleted, and what waits can be polled", async () => {
    reply = () => ({ status: 503 });
    await rawCall(botApi, "setWebhook", { url });
    botApi.privateChat().say("a");
    await expect.poll(() => received.length).toBeGreaterThan(0);
    expect(await rawCall(botApi, "deleteWebhook")).toMatchObject({ description: "Webhook was deleted" });
    const count = received.length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(received).toHaveLength(count);
    expect((await rawCall(botApi, "getUpdates")).result).toMatchObject([{ message: { text: "a" } }]);
  });

  test("has no say any more in what was under way when it was deleted", async () => {
    reply = () => ({ status: 500, delayMs: 200 });
    await rawCall(botApi, "setWebhook", { url });
    botApi.privateChat().say("a");
    await expect.poll(() => received.length).toBe(1);
    await rawCall(botApi, "deleteWebhook");
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect([botApi.deliveries.length, received.length]).toEqual([0, 1]);
  });

  test("gets an update twice when it is redelivered", async () => {
    await rawCall(botApi, "setWebhook", { url });
    const chat = botApi.privateChat();
    const message = chat.say("a");
    await botApi.idle();
    botApi.redeliver(botApi.updateOf(message));
    await botApi.idle();
    expect(texts()).toEqual(["a", "a"]);
  });

  test("an address where nobody listens is tried until somebody does", async () => {
    stop();
    await rawCall(botApi, "setWebhook", { url });
    botApi.privateChat().say("a");
    await expect.poll(() => botApi.deliveries.length).toBeGreaterThan(1);
    expect(await rawCall(botApi, "getWebhookInfo")).toMatchObject({
      result: { last_error_message: expect.stringContaining("Connection failed") },
    });
  });
});
