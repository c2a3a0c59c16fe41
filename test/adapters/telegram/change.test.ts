import { describe, expect } from "vitest";
import type { Desk } from "../../../src/index.ts";
import { editorsBut, openLivingDesk } from "../../living-desk.ts";
import type { BotApi } from "./bot-api/bot-api.ts";
import type { Chat } from "./bot-api/chat.ts";
import type { Message } from "./bot-api/message.ts";
import { test as base, labelsOf, now } from "./connected.ts";

/** A desk whose register can be changed by everybody but some. */
const test = base.extend<{ open: (visitors?: readonly string[]) => Promise<Desk> }>({
  open: async ({ onTestFinished }, use) => {
    await use(async (visitors) => {
      const { desk, close } = await openLivingDesk({
        now: () => now,
        access: editorsBut(visitors),
      });
      onTestFinished(close);
      return desk;
    });
  },
});

const title = "Delegation of lighthouse keepers";
const begin = `/visit add ${title}`;

/** Says something and gives what the bot answers. */
const hear = (chat: Chat, text: string): Promise<Message> => chat.answerTo(chat.say(text));

/** Presses a button and gives what its message shows then. */
async function pressed(chat: Chat, botApi: BotApi, message: Message, label: string): Promise<Message> {
  chat.press(message, label);
  await botApi.next("editMessageText");
  await botApi.idle();
  return chat.messages.find(({ message_id }) => message_id === message.message_id) ?? message;
}

/** Skips all that is asked until the reason is. */
async function skipToWhy(chat: Chat): Promise<Message> {
  let asked = await hear(chat, "/skip");
  for (let steps = 0; steps < 12 && asked.text?.includes("bears the change out") !== true; steps++)
    asked = await hear(chat, "/skip");
  return asked;
}

const markupOf = ({ calls }: BotApi): unknown =>
  calls.filter(({ method }) => method === "sendMessage").at(-1)?.params.reply_markup;
const forced = { force_reply: true, selective: true };

describe("a change in a private chat", () => {
  test("is made step by step, by words and buttons, and keeps its maker's name", async ({
    connect,
    open,
  }) => {
    const { botApi } = await connect(await open());
    const chat = botApi.privateChat({ from: botApi.person({ first_name: "Ann\u202e", last_name: "Lee" }) });
    const period = await hear(chat, begin);
    expect([period.text, labelsOf(period)]).toEqual([
      expect.stringContaining(`${title}: Period?`),
      ["Skip", "Cancel"],
    ]);
    const wrong = await hear(chat, "the day after the flood");
    expect(wrong.text).toContain("Typed: the day after the flood");
    const status = await hear(chat, "2 May 2024");
    const people = await pressed(chat, botApi, status, "2");
    expect(people.text).toContain("Delegation?");
    await skipToWhy(chat);
    const preview = await hear(chat, "told by the secretariat");
    expect(preview.text).toMatch(/Status: → confirmed/);
    const saved = await pressed(chat, botApi, preview, "Save");
    expect(saved.text).toContain(`Saved: ${title} is in the register (change 1).`);
    const again = await pressed(chat, botApi, people, "Cancel");
    expect(again.text).toContain("(change 1)");
    expect((await hear(chat, `/history ${title}`)).text).toContain("Ann Lee (telegram:");
  });

  test("skips once, goes back, and is called off", async ({ connect, open }) => {
    const { botApi } = await connect(await open(), { tolerated: /message is not modified/ });
    const chat = botApi.privateChat();
    const period = await hear(chat, begin);
    for (const _ of [1, 2]) chat.press(period, "Skip");
    await botApi.idle();
    expect(chat.messages.at(-1)?.text).toContain(`${title}: Status?`);
    const status = chat.messages.at(-1) as Message;
    expect((await pressed(chat, botApi, status, "Back")).text).toContain("Period?");
    expect((await hear(chat, "/cancel")).text).toContain("Nothing was changed.");
    expect((await hear(chat, "/save")).text).toContain("No change is being made here");
  });

  test("takes an edited value for none, and shows where it stands", async ({ connect, open }) => {
    const { botApi } = await connect(await open());
    const chat = botApi.privateChat();
    await hear(chat, begin);
    const value = chat.say("2 May 2024");
    const status = await chat.answerTo(value);
    const people = await hear(chat, "planned");
    for (const text of ["3 May 2024", "4 May 2024"]) {
      chat.edit(value, text);
      await botApi.next("sendMessage");
      await botApi.idle();
      expect(chat.messages.at(-1)?.text).toBe(people.text);
    }
    expect(chat.messages.find(({ message_id }) => message_id === status.message_id)?.text).toBe(status.text);
    await skipToWhy(chat);
    expect((await hear(chat, "told by the secretariat")).text).toMatch(/Period: → 2 May 2024/);
  });

  test("lets an edited question be one, and a reply to another answer", async ({ connect, open }) => {
    const { botApi } = await connect(await open());
    const chat = botApi.privateChat();
    const question = chat.say("which visits are upcoming?");
    const answer = await chat.answerTo(question);
    const period = await hear(chat, begin);
    chat.edit(question, "which visits were in 2023?");
    await botApi.next("editMessageText");
    const reply = await chat.answerTo(chat.say("and in 2022?", { replyTo: answer }));
    expect(reply.text).not.toContain(title);
    const status = await chat.answerTo(chat.say("2 May 2024", { replyTo: period }));
    expect(status.text).toContain(`${title}: Status?`);
  });

  test("takes the caption of a picture as its value", async ({ connect, open }) => {
    const { botApi } = await connect(await open());
    const chat = botApi.privateChat();
    await hear(chat, begin);
    const photo = [{ file_id: "a", file_unique_id: "b", width: 90, height: 60 }];
    const first = chat.send({ photo, caption: "2 May 2024", media_group_id: "7" });
    chat.send({ photo, media_group_id: "7" });
    expect((await chat.answerTo(first)).text).toContain(`${title}: Status?`);
    await botApi.idle();
    expect(chat.messages).toHaveLength(5);
  });

  test("of what somebody else changed meanwhile asks whose is kept", async ({ connect, open }) => {
    const { botApi } = await connect(await open());
    const [ann, ben] = [botApi.privateChat(), botApi.privateChat()];
    await hear(ann, begin);
    await skipToWhy(ann);
    await hear(ann, "told by the secretariat");
    await hear(ann, "/save");
    const fields = [
      [ann, "planned", "told by Ann"],
      [ben, "confirmed", "told by Ben"],
    ] as const;
    const previews: Message[] = [];
    for (const [chat, value, why] of fields) {
      await hear(chat, `/edit ${title} field:status`);
      await hear(chat, value);
      previews.push(await hear(chat, why));
    }
    await pressed(ann, botApi, previews[0] as Message, "Save");
    const late = await pressed(ben, botApi, previews[1] as Message, "Save");
    expect(late.text).toContain("Meanwhile");
    expect(labelsOf(late)).toEqual(expect.arrayContaining(["Keep mine", "Keep theirs"]));
    const mine = await pressed(ben, botApi, late, "Keep mine");
    expect(mine.text).toContain("planned → confirmed");
    expect((await pressed(ben, botApi, mine, "Save")).text).toContain("(change 3)");
  });
});

describe("a change in a group", () => {
  test("asks its maker for a reply, and says what can be typed", async ({ connect, open }) => {
    const { botApi } = await connect(await open(), { readsAllGroupMessages: true });
    const [ann, ben] = [botApi.person(), botApi.person()];
    const group = botApi.group({ people: [ann, ben] });
    const question = group.say(begin);
    const period = await group.answerTo(question);
    expect(period.reply_to_message?.message_id).toBe(question.message_id);
    expect(period.text).toMatch(/Period\?/);
    expect(period.text).toMatch(/\/skip · \/cancel$/);
    expect(markupOf(botApi)).toEqual(forced);
    group.say("2 May 2024");
    group.say("9 May 2024", { from: ben });
    await botApi.idle();
    expect(group.messages).toHaveLength(4);
    const status = await group.answerTo(group.say("2 May 2024", { replyTo: period }));
    expect(status.text).toContain("Status?");
    const people = await group.answerTo(group.say("/skip", { replyTo: status }));
    expect([people.text, markupOf(botApi)]).toEqual([expect.stringContaining("Delegation?"), forced]);
    const back = await group.answerTo(group.say("/back@desk_test_bot"));
    expect(back.text).toContain("Status?");
    group.press(back, "1");
    const asked = await botApi.next("sendMessage");
    expect(asked.params).toMatchObject({
      text: expect.stringContaining("Delegation?"),
      reply_markup: forced,
    });
  });

  test("is nobody else's", async ({ connect, open }) => {
    const { botApi } = await connect(await open());
    const [ann, ben] = [botApi.person(), botApi.person()];
    const group = botApi.group({ people: [ann, ben] });
    const period = await group.answerTo(group.say(begin));
    const status = await group.answerTo(group.say("2 May 2024", { replyTo: period }));
    const press = group.press(status, "Cancel", ben);
    expect(await press.answered()).toMatchObject({ text: "Somebody else is making this change." });
    await botApi.idle();
    expect(group.messages.at(-1)?.text).toBe(status.text);
    const theirs = await group.answerTo(group.say("planned", { from: ben, replyTo: status }));
    expect(theirs.text).not.toContain("Delegation?");
    expect((await group.answerTo(group.say("planned", { replyTo: status }))).text).toContain("Delegation?");
  });

  test("stays in its topic", async ({ connect, open }) => {
    const { botApi } = await connect(await open());
    const forum = botApi.group({ forum: true });
    const [north, south] = [forum.topic("North"), forum.topic("South")];
    const period = await forum.answerTo(forum.say(begin, { thread: north }));
    const elsewhere = await forum.answerTo(forum.say("/skip@desk_test_bot", { thread: south }));
    expect(elsewhere.text).toContain("No change is being made here");
    const status = await forum.answerTo(forum.say("2 May 2024", { replyTo: period }));
    expect(status).toMatchObject({
      message_thread_id: north,
      text: expect.stringContaining("Status?"),
    });
  });

  test("that somebody may not make is refused to them alone", async ({ connect, open }) => {
    const { botApi } = await connect(await open(["telegram:7990000002"]));
    const [ann, ben] = [botApi.person(), botApi.person()];
    expect(ben.id).toBe(7_990_000_002);
    const group = botApi.group({ people: [ann, ben] });
    const status = await group.answerTo(group.say(`${begin} field`));
    expect(status.text).toContain("Period?");
    const refused = await group.answerTo(group.say(begin, { from: ben }));
    expect(refused.text).toContain("Only the operator may change the register.");
  });
});
