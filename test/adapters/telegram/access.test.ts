import { describe, expect } from "vitest";
import { createAccess } from "../../../src/access/access.ts";
import type { AccessRules, Clearance, Desk } from "../../../src/index.ts";
import { discreetDesk } from "../../access/discreet-desk.ts";
import type { User } from "./bot-api/message.ts";
import { botMessages, labelsOf, test } from "./connected.ts";

const internal: Clearance = { level: "internal", groups: [] };
const open: Clearance = { level: "public", groups: [] };
const secret = /Timetable|Quillon/;

interface Ruled {
  readonly desk: Desk;
  name(people: readonly User[], clearance: Clearance): void;
  place(id: number, clearance: Clearance): void;
}

/** A desk whose access file changes as a test goes on. */
async function ruled(strangers: AccessRules["strangers"] = "none"): Promise<Ruled> {
  let rules: AccessRules = { strangers, people: [], places: [] };
  const desk = await discreetDesk(createAccess(() => rules));
  return {
    desk,
    name(people, clearance) {
      const lines = people.map(({ id }) => ({ key: `telegram:${id}`, role: "editor" as const, clearance }));
      rules = { ...rules, people: [...rules.people, ...lines] };
    },
    place(id, clearance) {
      rules = { ...rules, places: [...rules.places, { key: `telegram:${id}`, clearance }] };
    },
  };
}

describe("a stranger on Telegram", () => {
  test("is told once how to be let in, and hears nothing else", async ({ connect }) => {
    const { desk } = await ruled();
    const { botApi } = await connect(desk);
    const stranger = botApi.person();
    const chat = botApi.privateChat({ from: stranger });
    const told = await chat.answerTo(chat.say("/mou"));
    expect(told.text).toContain(`telegram:${stranger.id}: { role: member, clearance: public }`);
    expect(labelsOf(told)).toEqual([]);
    for (const text of ["/start", "/whoami", "who is Ilmi Sarras?"]) chat.say(text);
    chat.edit(chat.say("hello"), "/help");
    chat.send({ voice: { file_id: "a", file_unique_id: "b", duration: 1 } });
    const { results, button } = await botApi.inline(stranger, "vellamo").answered();
    await botApi.idle();
    expect([results, button]).toEqual([[], undefined]);
    expect(botMessages(botApi)).toHaveLength(1);
  });

  test("who edits their question is still told only once", async ({ connect }) => {
    const { desk } = await ruled();
    const { botApi } = await connect(desk);
    const chat = botApi.privateChat();
    const asked = chat.say("/mou");
    const told = await chat.answerTo(asked);
    chat.edit(asked, "/visits");
    await botApi.idle();
    expect(chat.messages.at(-1)).toEqual(told);
  });

  test("who presses another's button changes nothing, and is told once", async ({ connect }) => {
    const { desk, name } = await ruled();
    const { botApi } = await connect(desk);
    const [member, stranger] = [botApi.person(), botApi.person()];
    name([member], open);
    const group = botApi.group({ people: [member, stranger] });
    const answer = await group.answerTo(group.say("/help", { from: member }));
    const [first = ""] = labelsOf(answer);
    const press = await group.press(answer, first, stranger).answered();
    expect(press.text).toContain(`telegram:${stranger.id}:`);
    expect(await group.press(answer, first, stranger).answered()).not.toHaveProperty("text");
    await botApi.idle();
    expect(group.messages.at(-1)).toEqual(answer);
    group.press(answer, first, member);
    await botApi.idle();
    expect(group.messages.at(-1)?.text).not.toBe(answer.text);
  });

  test("gets public answers where strangers are welcome", async ({ connect }) => {
    const { desk } = await ruled("public");
    const { botApi } = await connect(desk);
    const chat = botApi.privateChat();
    const { text } = await chat.answerTo(chat.say("/mou"));
    expect(text).toContain("Slipway");
    expect(text).not.toMatch(secret);
  });
});

describe("what is internal", () => {
  test("shows to one who may see it, alone with the bot", async ({ connect }) => {
    const { desk, name } = await ruled();
    const { botApi } = await connect(desk);
    const person = botApi.person();
    name([person], internal);
    const chat = botApi.privateChat({ from: person });
    expect((await chat.answerTo(chat.say("/mou"))).text).toContain("Timetable agreement");
  });

  test("does not show in a group that is public, nor by an inline query, whoever asks", async ({
    connect,
  }) => {
    const { desk, name, place } = await ruled();
    const { botApi } = await connect(desk);
    const person = botApi.person();
    name([person], internal);
    const [unnamed, named, inner] = [1, 2, 3].map(() => botApi.group({ people: [person] }));
    place(named?.id ?? 0, open);
    place(inner?.id ?? 0, internal);
    expect((await unnamed?.answerTo(unnamed.say("/mou")))?.text).not.toMatch(secret);
    expect((await named?.answerTo(named.say("/mou")))?.text).not.toMatch(secret);
    expect((await inner?.answerTo(inner.say("/mou")))?.text).toMatch(secret);
    const { results } = await botApi.inline(person, "agreement").answered();
    expect(JSON.stringify(results)).not.toMatch(secret);
    expect((await botApi.inline(person, "Quill").answered()).results).toEqual([]);
    expect((await botApi.inline(person, "slipway").answered()).results.length).toBeGreaterThan(0);
    await botApi.idle();
  });

  test("does not show to another member of the group who presses or follows up", async ({ connect }) => {
    const { desk, name, place } = await ruled();
    const { botApi } = await connect(desk);
    const [insider, other] = [botApi.person(), botApi.person()];
    name([insider], internal);
    name([other], open);
    const group = botApi.group({ people: [insider, other] });
    place(group.id, internal);
    const answer = await group.answerTo(group.say("/org vellamo", { from: insider }));
    const [first = ""] = labelsOf(answer);
    group.press(answer, first, other);
    await botApi.idle();
    expect(group.messages.at(-1)?.text).not.toMatch(secret);
    const list = await group.answerTo(group.say("/mou timetable-2031", { from: insider }));
    expect(list.text).toMatch(secret);
    const asked = group.say("when was it signed?", { from: other, replyTo: list });
    expect((await group.answerTo(asked)).text).not.toMatch(/Timetable agreement|11 February/);
  });

  test("is nobody's who writes in the group's own name", async ({ connect }) => {
    const { desk, place } = await ruled();
    const { botApi } = await connect(desk);
    const group = botApi.group();
    place(group.id, internal);
    const robot = botApi.person({ is_bot: true, username: "GroupAnonymousBot" });
    const asked = group.say("/whoami@desk_test_bot", { from: robot, facts: { sender_chat: group.facts } });
    const { text = "" } = await group.answerTo(asked);
    expect(text).toContain("Nobody in particular asks here.");
    expect(text).not.toContain(String(robot.id));
  });
});
