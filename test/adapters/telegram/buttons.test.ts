import fc from "fast-check";
import { describe, expect } from "vitest";
import type { Desk, Reply } from "../../../src/index.ts";
import { fakeDesk, sentence } from "../sample-reply.ts";
import type { BotApi } from "./bot-api/bot-api.ts";
import type { Chat } from "./bot-api/chat.ts";
import type { Message } from "./bot-api/message.ts";
import { botMessages, buttonsOf, labelsOf, marked, starterDesk, test } from "./connected.ts";

const stale = "That button is out of date.";

/** Answers a command with its own words and buttons to the next ones. */
function linesDesk(led: Readonly<Record<string, readonly string[]>>): ReturnType<typeof fakeDesk> {
  return fakeDesk(({ text }) =>
    sentence(`Shown: ${text}`, {
      command: text,
      followUps: (led[text] ?? []).map((command) => ({ label: command.slice(0, 20), command })),
    }),
  );
}

/** Presses whatever a payload says, as a client may that was tampered with. */
function forge(botApi: BotApi, chat: Chat, data: unknown, message?: Partial<Message>): void {
  botApi.issue("callback_query", {
    id: `forged ${botApi.updates.length}`,
    from: botApi.person(),
    message: { ...(chat.messages.at(-1) as Message), ...message },
    chat_instance: "1",
    data,
  });
}

const long = `/find ${"a very long question about foghorns ".repeat(3)}`.trim();

describe("a button", () => {
  test("puts its answer in the place of the one it stands under, within a second", async ({ connect }) => {
    const { botApi } = await connect(await starterDesk());
    const chat = botApi.privateChat();
    const greeting = await chat.answerTo(chat.say("/start"));
    const started = Date.now();
    const press = chat.press(greeting, labelsOf(greeting)[0] ?? "");
    expect(await press.answered()).toEqual({ showAlert: false });
    expect(Date.now() - started).toBeLessThan(1_000);
    await botApi.idle();
    expect(chat.messages).toHaveLength(2);
    expect(chat.messages[1]).toMatchObject({ message_id: greeting.message_id });
    expect(chat.messages[1]?.text).not.toBe(greeting.text);
  });

  test("is answered within a second while the answer itself has to wait", async ({ connect }) => {
    const { botApi } = await connect(linesDesk({ "/a": ["/b"] }));
    const chat = botApi.privateChat();
    const answer = await chat.answerTo(chat.say("/a"));
    botApi.fault({ kind: "slow", delayMs: 1_500, method: "editMessageText" });
    const started = Date.now();
    await chat.press(answer, "/b").answered();
    expect(Date.now() - started).toBeLessThan(1_000);
    await botApi.idle();
    expect(chat.messages.at(-1)?.text).toBe("Shown: /b");
  });

  test("is answered within a second while a message before it still waits", async ({ connect }) => {
    const { botApi } = await connect(linesDesk({ "/a": ["/b"] }));
    const chat = botApi.privateChat();
    const answer = await chat.answerTo(chat.say("/a"));
    botApi.fault({ kind: "flood", retryAfterS: 2, method: "sendMessage" });
    chat.say("/c");
    await botApi.next("sendMessage");
    const started = Date.now();
    await chat.press(answer, "/b").answered();
    expect(Date.now() - started).toBeLessThan(1_000);
    await botApi.next("sendMessage");
    await botApi.next("editMessageText");
    await botApi.idle();
    expect(chat.messages.map(({ text }) => text)).toContain("Shown: /b");
  });

  test("carries at most 64 bytes, wherever the starter register leads", async ({ connect }) => {
    const { botApi } = await connect(await starterDesk());
    const chat = botApi.privateChat({ from: botApi.person({ language_code: "zh" }) });
    for (const text of ["/mou", "/visits", "/who", "谁签署了协议？", "/programme", "mranti"]) {
      const answer = await chat.answerTo(chat.say(text));
      for (const { callback_data: data } of buttonsOf(answer))
        expect(Buffer.byteLength(data ?? "x")).toBeLessThanOrEqual(64);
    }
  });

  test("turns the pages of a list in place, and back", async ({ connect }) => {
    const { botApi } = await connect(await starterDesk());
    const chat = botApi.privateChat();
    const first = await chat.answerTo(chat.say("/who"));
    const turn = async (isMeant: (label: string) => boolean): Promise<Message> => {
      const shown = chat.messages.at(-1) as Message;
      await chat.press(shown, labelsOf(shown).find(isMeant) ?? "no such button").answered();
      await botApi.idle();
      return chat.messages.at(-1) as Message;
    };
    const isOnward = (label: string): boolean => label === "More" || label.endsWith("›");
    const pages = [first];
    while (labelsOf(pages.at(-1) as Message).some(isOnward)) pages.push(await turn(isOnward));
    expect(new Set(pages.flatMap((page) => marked(page, "bold"))).size).toBe(28);
    expect(chat.messages).toHaveLength(2);
    // After the first page was shown whole, the others come whole.
    expect(pages).toHaveLength(5);
    const back = await turn((label) => label.startsWith("‹ Page"));
    expect(back.text).toBe(pages.at(-2)?.text);
  });

  test("goes back to what its message showed before", async ({ connect }) => {
    const { botApi } = await connect(linesDesk({ "/a": ["/b"], "/b": ["/c"] }));
    const chat = botApi.privateChat();
    const message = await chat.answerTo(chat.say("/a"));
    for (const [label, text] of [
      ["/b", "Shown: /b"],
      ["/c", "Shown: /c"],
      ["‹ Back", "Shown: /b"],
      ["‹ Back", "Shown: /a"],
    ] as const) {
      await chat.press(chat.messages.at(-1) ?? message, label).answered();
      await botApi.idle();
      expect(chat.messages.at(-1)?.text).toBe(text);
    }
    expect(labelsOf(chat.messages.at(-1) as Message)).not.toContain("‹ Back");
  });

  test("pressed twice says nothing of it", async ({ connect }) => {
    const { botApi, reported } = await connect(linesDesk({ "/a": ["/a "] }), {
      tolerated: /is not modified/,
    });
    const chat = botApi.privateChat();
    const answer = await chat.answerTo(chat.say("/a"));
    const [data = ""] = buttonsOf(answer).flatMap(({ callback_data: one }) => one ?? []);
    const presses = [chat.press(answer, data), chat.press(answer, data)];
    for (const press of presses) expect(await press.answered()).toEqual({ showAlert: false });
    await botApi.idle();
    expect(reported).toEqual([]);
  });

  test("works after a restart", async ({ connect }) => {
    const desk = linesDesk({ "/a": ["/b"] });
    const first = await connect(desk);
    const { botApi } = first;
    const chat = botApi.privateChat();
    const answer = await chat.answerTo(chat.say("/a"));
    await first.telegram.stop();
    await connect(linesDesk({ "/a": ["/b"] }), { botApi });
    expect(await chat.press(answer, "/b").answered()).toEqual({ showAlert: false });
    await botApi.idle();
    expect(chat.messages.at(-1)).toMatchObject({ message_id: answer.message_id, text: "Shown: /b" });
  });

  test("whose command is too long works, before and after a restart", async ({ connect }) => {
    const led = { "/a": [long], [long]: ["/b"] };
    const first = await connect(linesDesk(led));
    const { botApi } = first;
    const chat = botApi.privateChat();
    const question = chat.say("/a");
    const answer = await chat.answerTo(question);
    expect(answer.reply_to_message?.message_id).toBe(question.message_id);
    const [label = ""] = labelsOf(answer);
    await chat.press(answer, label).answered();
    await botApi.idle();
    expect(chat.messages.at(-1)?.text).toBe(`Shown: ${long}`);
    await chat.press(chat.messages.at(-1) as Message, "‹ Back").answered();
    await botApi.idle();
    await first.telegram.stop();
    await connect(linesDesk(led), { botApi });
    expect(await chat.press(chat.messages.at(-1) as Message, label).answered()).toEqual({ showAlert: false });
    await botApi.idle();
    expect(chat.messages.at(-1)?.text).toBe(`Shown: ${long}`);
  });

  test("whose command is too long works after a restart where a short one led to it", async ({ connect }) => {
    const led = { "/a": ["/b"], "/b": [long] };
    const first = await connect(linesDesk(led));
    const { botApi } = first;
    const chat = botApi.privateChat();
    const answer = await chat.answerTo(chat.say("/a"));
    await chat.press(answer, "/b").answered();
    await botApi.idle();
    await first.telegram.stop();
    await connect(linesDesk(led), { botApi });
    const shown = chat.messages.at(-1) as Message;
    expect(await chat.press(shown, long.slice(0, 20)).answered()).toEqual({ showAlert: false });
    await botApi.idle();
    expect(chat.messages.at(-1)?.text).toBe(`Shown: ${long}`);
  });

  test("that leads nowhere any more gets a polite notice, and changes nothing", async ({ connect }) => {
    const first = await connect(linesDesk({ "/a": ["/b", long] }));
    const { botApi } = first;
    const chat = botApi.privateChat();
    const answer = await chat.answerTo(chat.say("/a"));
    await first.telegram.stop();
    const forgetful = fakeDesk(() => sentence("No such thing.", { command: "/help" }));
    await connect(forgetful, { botApi });
    for (const label of labelsOf(answer)) {
      expect(await chat.press(answer, label).answered()).toEqual({ text: stale, showAlert: false });
    }
    await botApi.idle();
    expect(chat.messages.at(-1)).toEqual(answer);
  });

  test("under a message that was deleted meanwhile gets its answer in a new one", async ({ connect }) => {
    const { botApi, reported } = await connect(linesDesk({ "/a": ["/b"] }));
    const chat = botApi.privateChat();
    const answer = await chat.answerTo(chat.say("/a"));
    const press = chat.press(answer, "/b");
    chat.erase(answer);
    await press.answered();
    await botApi.next("sendMessage");
    await botApi.idle();
    expect(botMessages(botApi).at(-1)).toBe("Shown: /b");
    expect(reported).toEqual([]);
  });

  test("whose message is inaccessible gets its answer in a new one", async ({ connect }) => {
    const { botApi, reported } = await connect(linesDesk({ "/a": ["/b"] }), {
      tolerated: /query is too old/,
    });
    const chat = botApi.privateChat();
    const answer = await chat.answerTo(chat.say("/a"));
    chat.erase(answer);
    botApi.issue("callback_query", {
      id: "4711",
      from: botApi.person({ id: chat.id }),
      message: { chat: chat.facts, message_id: answer.message_id, date: 0 },
      chat_instance: "1",
      data: buttonsOf(answer)[0]?.callback_data,
    });
    await botApi.next("sendMessage");
    await botApi.idle();
    expect(botMessages(botApi).at(-1)).toBe("Shown: /b");
    expect(reported).toEqual([]);
  });

  test("that breaks something tells its presser the error's id", async ({ connect }) => {
    const desk: Desk = {
      ...linesDesk({ "/a": ["/b"] }),
      answer: async ({ text }): Promise<Reply> => {
        if (text === "/b") throw new Error("broken");
        return sentence("Yes.", { command: text, followUps: [{ label: "B", command: "/b" }] });
      },
    };
    const { botApi, reported } = await connect(desk);
    const chat = botApi.privateChat();
    const answer = await chat.answerTo(chat.say("/a"));
    expect(await chat.press(answer, "B").answered()).toMatchObject({
      text: "Something went wrong (error e1).",
    });
    expect(reported).toMatchObject([{ error: { message: "broken" } }]);
  });

  test("whose answer cannot be shown tells its presser the error's id", async ({ connect }) => {
    const { botApi, reported } = await connect(linesDesk({ "/a": ["/b"] }));
    const chat = botApi.privateChat();
    const answer = await chat.answerTo(chat.say("/a"));
    botApi.fault({ kind: "refuse", description: "Bad Request: odd", method: "editMessageText" });
    const press = chat.press(answer, "/b");
    await botApi.idle();
    const told = [(await press.answered()).text, chat.messages.at(-1)?.text];
    expect(told.filter((text) => text?.includes("error e1"))).toHaveLength(1);
    expect(reported).toHaveLength(1);
  });
});

describe("a forged payload", () => {
  const forged: readonly (readonly [what: string, data: unknown])[] = [
    ["no payload", "hello"],
    ["nothing", ""],
    ["a command that nobody offers", "en/ask who signed?"],
    ["a digest of nothing", "en#AAAAAAAAAAAAAAAA"],
    ["a language that nobody speaks", "xx/help"],
    ["a command that does not exist", "en/drop tables"],
    ["control characters", "en/mou \u0000\u202e\n<b>"],
    ["half a surrogate pair", "en/mou \ud800"],
    ["a page beyond all pages", "en9999/visits"],
    ["a page of a list beyond all pages", "en/visits page:99999999999999999999"],
    ["a page of a list before the first", "en/visits page:-1"],
    ["no data, as of a game", undefined],
  ];
  test("of any kind does no harm, and the next question is answered", async ({ connect }) => {
    const { botApi, reported } = await connect(await starterDesk(), { tolerated: /query is too old/ });
    const chat = botApi.privateChat();
    const answer = await chat.answerTo(chat.say("/visits"));
    for (const [what, data] of forged) {
      forge(botApi, chat, data, answer);
      await botApi.next("answerCallbackQuery");
      expect(reported, what).toEqual([]);
    }
    await botApi.idle();
    expect(await chat.answerTo(chat.say("/help"))).toBeDefined();
    expect(reported).toEqual([]);
  });

  test("of any bytes does no harm", async ({ connect }) => {
    const { botApi, reported } = await connect(await starterDesk(), { tolerated: /query is too old/ });
    const chat = botApi.privateChat();
    await chat.answerTo(chat.say("/visits"));
    const payloads = fc.sample(
      fc.oneof(
        fc.string({ unit: "binary", maxLength: 40 }),
        fc.string({ unit: "binary", maxLength: 40 }).map((rest) => `en/${rest}`),
        fc
          .tuple(fc.constantFrom("mou", "visits", "who", "show", "list", "choose", "compare"), fc.string())
          .map((words) => `en3/${words.join(" ")}`),
        fc.string({ maxLength: 30 }).map((rest) => `zh7#${rest}`),
      ),
      { numRuns: 60, seed: 4 },
    );
    for (const data of payloads) forge(botApi, chat, data.slice(0, 64));
    await expect
      .poll(() => botApi.calls.filter(({ method }) => method === "answerCallbackQuery").length, {
        timeout: 10_000,
      })
      .toBe(payloads.length);
    await botApi.idle();
    expect(reported).toEqual([]);
  });

  test("changes nobody's language while its meaning is looked for", async ({ connect }) => {
    const desk = await starterDesk();
    const { botApi } = await connect(desk, { tolerated: /query is too old/ });
    const aina = botApi.person();
    const group = botApi.group({ people: [aina] });
    await group.answerTo(group.say("/language@desk_test_bot zh"));
    const before = await group.answerTo(group.say("/visits"));
    await group.answerTo(group.say("/language@desk_test_bot"));
    botApi.issue("callback_query", {
      id: "4711",
      from: aina,
      message: group.messages.at(-1),
      chat_instance: "1",
      data: "en#AAAAAAAAAAAAAAAA",
    });
    await botApi.next("answerCallbackQuery");
    expect((await group.answerTo(group.say("/visits"))).text).toBe(before.text);
    expect(before.text).toMatch(/\p{Script=Han}/u);
  });

  test("under a message sent inline gets a polite notice", async ({ connect }) => {
    const { botApi, reported } = await connect(linesDesk({}), { tolerated: /query is too old/ });
    botApi.issue("callback_query", {
      id: "4711",
      from: botApi.person(),
      inline_message_id: "BQAAAInline1",
      chat_instance: "1",
      data: "en/visits",
    });
    expect((await botApi.next("answerCallbackQuery")).params).toMatchObject({ text: stale });
    await botApi.idle();
    expect(reported).toEqual([]);
  });
});
