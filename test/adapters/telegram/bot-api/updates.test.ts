import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type BotApi, createBotApi } from "./bot-api.ts";
import type { Chat } from "./chat.ts";
import type { Update } from "./message.ts";
import { rawCall } from "./raw-call.ts";

let botApi: BotApi;
let chat: Chat;
beforeEach(async () => {
  botApi = await createBotApi({ waitMs: 1000 });
  chat = botApi.privateChat();
});
afterEach(() => botApi.close());

const poll = async (params: object = {}): Promise<string[]> => {
  const { result } = await rawCall(botApi, "getUpdates", params);
  return (result as Update[]).map((update) =>
    String((update.message as { text?: string } | undefined)?.text),
  );
};
const idOf = (index: number): number => botApi.updates[index]?.update_id ?? 0;

describe("polling", () => {
  test("an update comes again until a higher offset confirms it", async () => {
    for (const text of ["a", "b", "c"]) chat.say(text);
    expect(await poll()).toEqual(["a", "b", "c"]);
    expect(await poll({ limit: 2 })).toEqual(["a", "b"]);
    expect(await poll({ offset: idOf(1) })).toEqual(["b", "c"]);
    expect(await poll({ offset: idOf(1) })).toEqual(["b", "c"]);
    expect(await poll({ offset: idOf(2) + 1 })).toEqual([]);
    expect(await poll()).toEqual([]);
  });

  test("a negative offset keeps only the last", async () => {
    for (const text of ["a", "b", "c"]) chat.say(text);
    expect(await poll({ offset: -1 })).toEqual(["c"]);
    expect(await poll()).toEqual(["c"]);
  });

  test("a poll waits for what comes", async () => {
    const waiting = poll({ timeout: 30 });
    await new Promise((resolve) => setTimeout(resolve, 30));
    chat.say("late");
    expect(await waiting).toEqual(["late"]);
  });

  test("a second poller ends the first with a conflict", async () => {
    const first = rawCall(botApi, "getUpdates", { timeout: 30 });
    await new Promise((resolve) => setTimeout(resolve, 30));
    const second = poll({ timeout: 30 });
    expect(await first).toMatchObject({
      status: 409,
      description:
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    });
    chat.say("a");
    expect(await second).toEqual(["a"]);
  });

  test("with a webhook there is nothing to poll", async () => {
    await rawCall(botApi, "setWebhook", { url: "http://127.0.0.1:9/" });
    expect(await rawCall(botApi, "getUpdates")).toMatchObject({
      status: 409,
      description: expect.stringContaining("while webhook is active"),
    });
  });

  test("a redelivered update comes once more with its old id", async () => {
    const message = chat.say("a");
    await poll({ offset: idOf(0) + 1 });
    botApi.redeliver(botApi.updateOf(message));
    expect(await poll({ offset: idOf(0) + 1 })).toEqual(["a"]);
    expect(await poll({ offset: idOf(0) + 1 })).toEqual([]);
  });
});

describe("allowed updates", () => {
  const kinds = async (): Promise<string[]> => {
    const { result } = await rawCall(botApi, "getUpdates", { offset: 1 });
    return (result as Update[]).flatMap((update) => Object.keys(update).filter((key) => key !== "update_id"));
  };
  const reaction = (): void => {
    const { facts } = chat;
    botApi.issue("message_reaction", {
      chat: facts,
      message_id: 1,
      date: 1,
      old_reaction: [],
      new_reaction: [],
    });
  };

  test("reactions come only when asked for by name", async () => {
    reaction();
    chat.say("a");
    expect(await kinds()).toEqual(["message"]);
    await rawCall(botApi, "getUpdates", { offset: -1, allowed_updates: ["message_reaction"] });
    reaction();
    chat.say("b");
    expect(await kinds()).toEqual(["message", "message_reaction"]);
  });

  test("an empty list is the default again", async () => {
    await rawCall(botApi, "getUpdates", { allowed_updates: ["inline_query"] });
    chat.say("a");
    await rawCall(botApi, "getUpdates", { allowed_updates: [] });
    chat.say("b");
    expect(await kinds()).toEqual(["message"]);
  });
});

describe("waiting", () => {
  test("next finds what came since the user acted, each call once", async () => {
    await rawCall(botApi, "getMe");
    chat.say("a");
    const text = (n: number): object => ({ chat_id: chat.id, text: `${n}` });
    await rawCall(botApi, "sendMessage", text(1));
    const second = (async () => {
      await botApi.next("sendMessage");
      return botApi.next("sendMessage");
    })();
    await rawCall(botApi, "sendMessage", text(2));
    expect((await second).params).toEqual(text(2));
    await expect(botApi.next("getMe", { timeoutMs: 20 })).rejects.toThrow(
      "no call of getMe; the last calls were",
    );
  });

  test("idle waits for updates that nobody fetched", async () => {
    chat.say("a");
    await expect(botApi.idle({ timeoutMs: 40, quietMs: 5 })).rejects.toThrow("1 updates wait");
    await poll({ offset: idOf(0) + 1 });
    await botApi.idle({ quietMs: 5 });
  });

  test("nobody answering is an error that quotes the question", async () => {
    await expect(chat.answerTo(chat.say("anyone?"), 20)).rejects.toThrow('no answer to "anyone?"');
  });

  test("reset forgets everything but the address", async () => {
    chat.say("a");
    await rawCall(botApi, "setMyName", { name: "Desk" });
    botApi.fault({ kind: "internal" });
    botApi.reset();
    expect([botApi.calls, botApi.updates, await poll()]).toEqual([[expect.anything()], [], []]);
    expect(await rawCall(botApi, "getMyName")).toMatchObject({ result: { name: "" } });
  });
});
