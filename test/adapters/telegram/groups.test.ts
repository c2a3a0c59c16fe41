import { describe, expect } from "vitest";
import type { Desk } from "../../../src/index.ts";
import { fakeDesk, sampleReply, sentence } from "../sample-reply.ts";
import type { Message } from "./bot-api/message.ts";
import { botMessages, starterDesk, test } from "./connected.ts";

/** A desk that repeats what it hears, and knows the starter's commands. */
async function echo(): Promise<ReturnType<typeof fakeDesk>> {
  const { commands } = await starterDesk();
  return { ...fakeDesk(({ text }) => sentence(`You asked ${text}`, { command: "/mou foghorns" })), commands };
}

describe("a group", () => {
  test("its members' commands, mentions and replies are answered, as replies", async ({ connect }) => {
    const { botApi } = await connect(await echo(), { readsAllGroupMessages: true });
    const group = botApi.group();
    const asked: Message[] = [];
    for (const text of ["/mou 2024", "/mou@Desk_Test_Bot 2024", "so @desk_test_bot, who signed?", "/start"]) {
      const question = group.say(text);
      const answer = await group.answerTo(question);
      expect(answer.reply_to_message?.message_id).toBe(question.message_id);
      asked.push(answer);
    }
    const reply = group.say("and in 2023?", { replyTo: asked[0] as Message });
    expect(await group.answerTo(reply)).toMatchObject({ text: "You asked and in 2023?" });
    expect(asked.map(({ text }) => text)).toEqual([
      "You asked /mou 2024",
      "You asked /mou@Desk_Test_Bot 2024",
      "You asked so , who signed?",
      "You asked /start",
    ]);
  });

  test("all else is met with silence", async ({ connect }) => {
    const desk = await echo();
    const { botApi } = await connect(desk, { readsAllGroupMessages: true });
    const [aina, budi] = [botApi.person(), botApi.person()];
    const group = botApi.group({ people: [aina, budi] });
    const theirs = group.say("we met @other_bot");
    group.say("/ban budi");
    group.say("/help@other_bot");
    group.say("/mou@other_bot 2024");
    group.say("good, @desk_test_bot_fan");
    group.say("yes", { from: budi, replyTo: theirs });
    group.send({ voice: { file_id: "a", file_unique_id: "b", duration: 1 } });
    group.send({ new_chat_title: "Other" });
    group.join(botApi.person());
    group.edit(theirs, "we met");
    group.edit(theirs, "we met @desk_test_bot");
    await botApi.idle();
    expect([desk.asked, botMessages(botApi)]).toEqual([[], []]);
  });

  test("other bots are not answered, whatever they say", async ({ connect }) => {
    const desk = await echo();
    const { botApi } = await connect(desk, { readsAllGroupMessages: true });
    const robot = botApi.person({ is_bot: true, username: "other_bot" });
    const group = botApi.group();
    group.say("/mou@desk_test_bot", { from: robot });
    group.say("hello @desk_test_bot", { from: robot });
    group.say("/mou", { facts: { via_bot: robot } });
    await botApi.idle();
    expect(desk.asked).toEqual([]);
  });

  test("what comes from a channel is not answered", async ({ connect }) => {
    const desk = await echo();
    const { botApi } = await connect(desk, { readsAllGroupMessages: true });
    const group = botApi.group({ supergroup: true });
    const channel = { id: -1_000_000_000_777, type: "channel", title: "Notices" };
    const service = { id: 777_000, is_bot: false, first_name: "Telegram" };
    const asChannel = { id: 136_817_688, is_bot: true, first_name: "Channel" };
    group.say("/mou@desk_test_bot", {
      from: service,
      facts: { sender_chat: channel, is_automatic_forward: true },
    });
    group.say("/mou@desk_test_bot", { from: asChannel, facts: { sender_chat: channel } });
    const notices = botApi.channel();
    notices.edit(notices.say("/mou@desk_test_bot"), "/visits@desk_test_bot");
    await botApi.idle();
    expect(desk.asked).toEqual([]);
    expect(botMessages(botApi)).toEqual([]);
  });

  test("an administrator who writes in the group's name is answered", async ({ connect }) => {
    const { botApi } = await connect(await echo());
    const group = botApi.group({ supergroup: true });
    const anonymous = { id: 1_087_968_824, is_bot: true, first_name: "Group", username: "GroupAnonymousBot" };
    const question = group.say("/mou", { from: anonymous, facts: { sender_chat: group.facts } });
    expect(await group.answerTo(question)).toMatchObject({ text: "You asked /mou" });
  });

  test("a caption that names the bot is a question", async ({ connect }) => {
    const { botApi } = await connect(await echo());
    const group = botApi.group();
    const question = group.send({
      photo: [{ file_id: "a", file_unique_id: "b", width: 90, height: 60 }],
      caption: "@desk_test_bot who is this?",
      caption_entities: [{ type: "mention", offset: 0, length: 14 }],
    });
    expect(await group.answerTo(question)).toMatchObject({ text: "You asked who is this?" });
  });

  test("the bot's name alone is a greeting", async ({ connect }) => {
    const { botApi } = await connect(await echo());
    const group = botApi.group();
    expect(await group.answerTo(group.say("@desk_test_bot"))).toMatchObject({ text: "You asked /start" });
  });

  test("a mention by name of somebody without a username counts, at its place", async ({ connect }) => {
    const { botApi } = await connect(await echo(), { readsAllGroupMessages: true });
    const group = botApi.group();
    const question = group.say("😀 Desk 😀 who signed?", {
      entities: [{ type: "text_mention", offset: 3, length: 4, user: botApi.me }],
    });
    expect((await group.answerTo(question)).text).toMatch(/^You asked 😀 +😀 who signed\?$/);
  });

  test("a message deleted before its answer is answered without a reply to it", async ({ connect }) => {
    const { botApi, reported } = await connect(await echo());
    const group = botApi.group();
    group.erase(group.say("/mou"));
    await botApi.next("sendMessage");
    await botApi.idle();
    expect(group.messages.at(-1)).toMatchObject({ text: "You asked /mou" });
    expect(reported).toEqual([]);
  });

  test("an edited question edits its answer", async ({ connect }) => {
    const { botApi } = await connect(await echo());
    const group = botApi.group();
    const question = group.say("/mou 2023");
    const answer = await group.answerTo(question);
    group.edit(question, "/mou 2024");
    await botApi.next("editMessageText");
    expect(group.messages.at(-1)).toMatchObject({
      message_id: answer.message_id,
      text: "You asked /mou 2024",
    });
  });

  test("a reply to an answer follows that answer, whatever was asked since", async ({ connect }) => {
    const { botApi } = await connect(await starterDesk());
    const group = botApi.group();
    const person = await group.answerTo(group.say("/who chang lih kang"));
    const meanwhile = await group.answerTo(group.say("/visits"));
    const reply = group.say("which visits did he make?", { replyTo: person });
    const answer = await group.answerTo(reply);
    expect(answer.text).toContain("Chang Lih Kang");
    expect(answer.text).not.toBe(meanwhile.text);
  });

  test("a reply follows the answer replied to, not the last one", async ({ connect }) => {
    const desk = fakeDesk(({ text }) => sentence(text, { command: `/mou ${text}` }));
    const { botApi } = await connect({ ...desk, commands: (await starterDesk()).commands });
    const group = botApi.group();
    const first = await group.answerTo(group.say("/mou one"));
    await group.answerTo(group.say("/mou two"));
    await group.answerTo(group.say("and?", { replyTo: first }));
    expect(desk.asked.map(({ previous }) => previous)).toEqual([undefined, undefined, ["/mou /mou one"]]);
  });

  test("each person has a conversation of their own", async ({ connect }) => {
    const desk = await echo();
    const { botApi } = await connect(desk);
    const [aina, budi] = [botApi.person(), botApi.person()];
    const group = botApi.group({ people: [aina, budi] });
    for (const from of [aina, budi, aina]) await group.answerTo(group.say("/mou", { from }));
    const [first, second, third] = desk.asked.map(({ conversation }) => conversation);
    expect(first).toBe(third);
    expect(first).not.toBe(second);
  });
});

describe("a forum", () => {
  test("is answered in the topic asked in", async ({ connect }) => {
    const desk = await echo();
    const { botApi } = await connect(desk);
    const forum = botApi.group({ forum: true });
    const [north, south] = [forum.topic("North"), forum.topic("South")];
    for (const thread of [south, north]) {
      const question = forum.say("/mou", { thread });
      expect(await forum.answerTo(question)).toMatchObject({
        message_thread_id: thread,
        reply_to_message: { message_id: question.message_id },
      });
    }
    expect(new Set(desk.asked.map(({ conversation }) => conversation)).size).toBe(2);
  });

  test("its General topic is answered without a thread", async ({ connect }) => {
    const { botApi } = await connect(await echo());
    const forum = botApi.group({ forum: true });
    const answer = await forum.answerTo(forum.say("/mou"));
    expect(answer).not.toHaveProperty("message_thread_id");
  });

  test("a thread of replies outside a forum is no topic to send to", async ({ connect }) => {
    const { botApi } = await connect(await echo());
    const group = botApi.group({ supergroup: true });
    const root = group.say("look");
    const question = group.say("/mou", { replyTo: root });
    expect(question.message_thread_id).toBe(root.message_id);
    expect(await group.answerTo(question)).toMatchObject({ text: "You asked /mou" });
  });

  test("words in a topic that the bot opened are no replies to the bot", async ({ connect }) => {
    const desk = await echo();
    const { botApi } = await connect(desk, { readsAllGroupMessages: true });
    const forum = botApi.group({ forum: true });
    const thread = forum.topic("North");
    const opening = { message_id: thread, date: 1, chat: forum.facts, from: botApi.me };
    forum.say("chatter", {
      thread,
      facts: {
        reply_to_message: { ...opening, forum_topic_created: { name: "North", icon_color: 7_322_096 } },
      },
    });
    await botApi.idle();
    expect(desk.asked).toEqual([]);
  });

  test("who hears of a mishap hears of it in the topic asked in", async ({ connect }) => {
    const failing: Desk = {
      ...(await echo()),
      answer: async () => {
        throw new Error("broken");
      },
    };
    const { botApi } = await connect(failing);
    const forum = botApi.group({ forum: true });
    const question = forum.say("/mou", { thread: forum.topic("North") });
    expect(await forum.answerTo(question)).toMatchObject({ text: "Something went wrong (error e1)." });
  });
});

describe("a group that becomes a supergroup", () => {
  test("is answered in the supergroup, also what was asked before", async ({ connect }) => {
    let go = (): void => {};
    const waiting = new Promise<void>((resolve) => {
      go = resolve;
    });
    const { botApi, reported } = await connect({
      ...fakeDesk(async ({ text }) => {
        await waiting;
        return sampleReply(text);
      }),
      commands: (await starterDesk()).commands,
    });
    const group = botApi.group();
    group.say("/mou early");
    await expect.poll(() => botApi.updates.length).toBe(1);
    const grown = group.migrate();
    go();
    await expect.poll(() => grown.messages.at(-1)?.text).toContain("/mou early");
    const answer = await grown.answerTo(grown.say("/mou late"));
    expect(answer.text).toContain("/mou late");
    await botApi.idle();
    expect(reported).toEqual([]);
  });

  test("is written to directly once it is known where it went", async ({ connect }) => {
    const { botApi } = await connect(await echo());
    const group = botApi.group();
    const grown = group.migrate();
    await botApi.idle();
    botApi.issue("message", { ...group.messages[0], migrate_to_chat_id: undefined, text: "/mou" });
    await botApi.next("sendMessage");
    expect(botApi.calls.filter(({ method }) => method === "sendMessage")).toMatchObject([
      { params: { chat_id: grown.id }, outcome: { kind: "answered" } },
    ]);
  });
});
