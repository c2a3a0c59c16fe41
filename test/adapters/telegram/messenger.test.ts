import { describe, expect } from "vitest";
import { sampleReply } from "../sample-reply.ts";
import type { Fault } from "./bot-api/faults.ts";
import { labelsOf, starterDesk, test } from "./connected.ts";

describe("a notice to a chat of Telegram", () => {
  test("is a message with its buttons, whose number is its trace", async ({ connect }) => {
    const { botApi, telegram } = await connect(await starterDesk());
    const chat = botApi.privateChat();
    await chat.answerTo(chat.say("/help"));
    const { trace } = await telegram.messenger.send(`telegram:${chat.id}`, sampleReply(), "key");
    const said = chat.messages.at(-1);
    expect(String(said?.message_id)).toBe(trace);
    expect(said?.text).toContain("foghorns");
    expect(said === undefined ? [] : labelsOf(said)).not.toEqual([]);
  });

  test.for<[string, Omit<Fault, "method">]>([
    ["blocked", { kind: "blocked" }],
    ["temporary", { kind: "flood", retryAfterS: 7 }],
    ["doubtful", { kind: "badGateway", done: true } as Fault],
    ["doubtful", { kind: "cut", done: true } as Fault],
    ["refused", { kind: "refuse", description: "Bad Request: odd" } as Fault],
  ])("is %s where Telegram fails so, and is sent by one call", async ([reason, fault], { connect }) => {
    const { botApi, telegram } = await connect(await starterDesk());
    const chat = botApi.privateChat();
    await chat.answerTo(chat.say("/help"));
    const before = botApi.calls.length;
    botApi.fault({ ...fault, method: "sendMessage" } as Fault);
    const sending = telegram.messenger.send(`telegram:${chat.id}`, sampleReply(), "key");
    await expect(sending).rejects.toMatchObject({ name: "Undelivered", reason });
    expect(botApi.calls.slice(before).filter(({ method }) => method === "sendMessage")).toHaveLength(1);
  });
});
