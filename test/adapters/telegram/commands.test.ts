import { describe, expect } from "vitest";
import { fakeDesk, sentence } from "../sample-reply.ts";
import type { BotApi } from "./bot-api/bot-api.ts";
import { buttonsOf, labelsOf, starterDesk, test } from "./connected.ts";

const changes = ({ calls }: BotApi): number =>
  calls.filter(({ method }) => method === "setMyCommands").length;
const groups = { type: "all_group_chats" };

describe("the commands in Telegram's menu", () => {
  test("are the desk's own, in each language and for each kind of chat", async ({ connect }) => {
    const desk = await starterDesk();
    const { botApi, logged } = await connect(desk);
    await expect.poll(() => logged).toContain("commands are registered");
    for (const lang of [undefined, "en", "ms", "zh"]) {
      const wanted = desk.commands(lang).map(({ name, help }) => ({ command: name, description: help }));
      expect(botApi.profile.commands(undefined, lang)).toEqual(wanted);
      expect(botApi.profile.commands(groups, lang)).toEqual(
        wanted.filter(({ command }) => !["language", "timezone"].includes(command)),
      );
    }
    expect(botApi.profile.commands(undefined, "ms")).not.toEqual(botApi.profile.commands(undefined, "en"));
  });

  test("are left alone where nothing changed, and told anew where something did", async ({ connect }) => {
    const desk = await starterDesk();
    const first = await connect(desk);
    const { botApi } = first;
    await expect.poll(() => first.logged).toContain("commands are registered");
    await first.telegram.stop();
    const before = changes(botApi);
    expect(before).toBe(8);

    const second = await connect(desk, { botApi });
    await expect.poll(() => second.logged).toContain("commands are registered");
    await second.telegram.stop();
    expect(changes(botApi)).toBe(before);

    const commands: typeof desk.commands = (lang) =>
      desk.commands(lang).map((one) => (lang === "zh" && one.name === "mou" ? { ...one, help: "新" } : one));
    const third = await connect({ ...desk, commands }, { botApi });
    await expect.poll(() => third.logged).toContain("commands are registered");
    expect(changes(botApi)).toBe(before + 2);
    expect(botApi.profile.commands(groups, "zh")).toContainEqual({ command: "mou", description: "新" });
  });

  test("that Telegram would refuse are left out or cut", async ({ connect }) => {
    const commands = () => [
      { name: "Big", aliases: [], usage: "", help: "upper case" },
      { name: "no-dash", aliases: [], usage: "", help: "a dash" },
      { name: "silent", aliases: [], usage: "", help: "" },
      { name: "long", aliases: [], usage: "", help: "😀".repeat(300) },
    ];
    const { botApi, logged } = await connect({ ...fakeDesk(() => sentence("Yes.")), commands });
    await expect.poll(() => logged).toContain("commands are registered");
    expect(botApi.profile.commands()).toEqual([{ command: "long", description: "😀".repeat(256) }]);
  });

  test("that cannot be registered keep nobody from asking", async ({ connect }) => {
    const desk = await starterDesk();
    const { botApi, reported } = await connect(desk, { ready: false });
    botApi.fault({ kind: "refuse", description: "Bad Request: odd", method: "getMyCommands" });
    const chat = botApi.privateChat();
    expect(await chat.answerTo(chat.say("/help"))).toBeDefined();
    await expect.poll(() => reported).toHaveLength(1);
  });
});

describe("/start", () => {
  test("greets with what can be asked and four buttons that lead there", async ({ connect }) => {
    const { botApi } = await connect(await starterDesk());
    const chat = botApi.privateChat();
    const greeting = await chat.answerTo(chat.say("/start"));
    expect(greeting.text).toMatch(/agreements.*people.*visits/s);
    expect(buttonsOf(greeting).map(({ callback_data: data }) => typeof data)).toEqual(
      Array(4).fill("string"),
    );
    for (const label of labelsOf(greeting)) {
      expect(await chat.press(greeting, label).answered()).toEqual({ showAlert: false });
      await botApi.idle();
      expect(chat.messages.at(-1)?.text).not.toBe(greeting.text);
    }
  });

  test("with an entry's id shows the entry, and with garbage harms nothing", async ({ connect }) => {
    const { botApi, reported } = await connect(fakeDesk(({ text }) => sentence(`You asked ${text}`)));
    const chat = botApi.privateChat();
    expect((await chat.answerTo(chat.say("/start mou-foghorns"))).text).toBe("You asked /show mou-foghorns");
    expect((await chat.answerTo(chat.say("/start ask"))).text).toBe("You asked /start");
    expect((await chat.answerTo(chat.say("/start <b>x</b>"))).text).toContain("<b>x</b>");
    const group = botApi.group();
    expect((await group.answerTo(group.say("/start@desk_test_bot mou-foghorns"))).text).toBe(
      "You asked /show mou-foghorns",
    );
    expect(reported).toEqual([]);
  });

  test("with an unknown entry says so", async ({ connect }) => {
    const { botApi } = await connect(await starterDesk());
    const chat = botApi.privateChat();
    const greeting = await chat.answerTo(chat.say("/start"));
    const answer = await chat.answerTo(chat.say("/start no-such-entry"));
    expect(answer.text).not.toBe(greeting.text);
  });
});

describe("what a person chose", () => {
  test("the language holds for all their answers, and for nobody else's", async ({ connect }) => {
    const { botApi } = await connect(await starterDesk());
    const [aina, budi] = [botApi.person(), botApi.person()];
    const own = botApi.privateChat({ from: aina });
    const group = botApi.group({ people: [aina, budi] });
    await own.answerTo(own.say("/language zh"));
    expect((await own.answerTo(own.say("/visits"))).text).toMatch(/\p{Script=Han}{4}/u);
    expect((await group.answerTo(group.say("/visits", { from: aina }))).text).toMatch(/\p{Script=Han}{4}/u);
    expect((await group.answerTo(group.say("/visits", { from: budi }))).text).not.toMatch(
      /\p{Script=Han}{4}/u,
    );
  });

  test("the language can be chosen by its button", async ({ connect }) => {
    const { botApi } = await connect(await starterDesk());
    const chat = botApi.privateChat();
    const choice = await chat.answerTo(chat.say("/language"));
    await chat.press(choice, "中文").answered();
    await botApi.idle();
    expect((await chat.answerTo(chat.say("/visits"))).text).toMatch(/\p{Script=Han}{4}/u);
  });

  test("the time zone is kept and said", async ({ connect }) => {
    const { botApi } = await connect(await starterDesk());
    const chat = botApi.privateChat();
    await chat.answerTo(chat.say("/timezone Asia/Tokyo"));
    expect((await chat.answerTo(chat.say("/timezone"))).text).toContain("Tokyo");
    const other = botApi.privateChat();
    expect((await other.answerTo(other.say("/timezone"))).text).not.toContain("Tokyo");
  });
});

test("/help says how to ask", async ({ connect }) => {
  const { botApi } = await connect(await starterDesk());
  const chat = botApi.privateChat();
  const help = await chat.answerTo(chat.say("/help"));
  for (const name of ["/mou", "/visits", "/language"]) expect(help.text).toContain(name);
});
