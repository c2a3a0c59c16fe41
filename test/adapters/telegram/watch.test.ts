import { describe, expect } from "vitest";
import { openWatchingDesk } from "../watching-desk.ts";
import { labelsOf, test } from "./connected.ts";

const visit = "/show visit-china-2024";
const dayBefore = "2024-04-23T08:00:00+08:00";

describe("the Watch button of a card", () => {
  test("in a private chat tells that chat, with buttons that work", async ({ connect }) => {
    const { desk, watched, tellAt } = await openWatchingDesk();
    const { botApi, telegram } = await connect(desk);
    const chat = botApi.privateChat();
    const card = await chat.answerTo(chat.say(visit));
    await chat.press(card, "Watch").answered();
    await botApi.idle();
    expect(chat.messages.at(-1)?.text).toContain("Told here from now on: Working visit");
    expect(await watched()).toMatchObject([
      { place: `telegram:${chat.id}`, by: `telegram:${chat.id}`, placeIsDirect: true },
    ]);
    await tellAt(dayBefore, "telegram", telegram.messenger);
    const notice = chat.messages.find(({ text }) => text?.startsWith("Tomorrow: Working visit"));
    if (notice === undefined) throw new Error("nothing was told");
    expect(labelsOf(notice)).toContain("Stop watching");
    await chat.press(notice, "Stop watching").answered();
    await botApi.idle();
    expect(await watched()).toEqual([]);
  });

  test("in a group tells the group", async ({ connect }) => {
    const { desk, watched, tellAt } = await openWatchingDesk();
    const { botApi, telegram } = await connect(desk);
    const [aina, budi] = [botApi.person(), botApi.person()];
    const group = botApi.group({ people: [aina, budi] });
    const typed = visit.replace(" ", `@${botApi.me.username} `);
    const card = await group.answerTo(group.say(typed, { from: aina }));
    await group.press(card, "Watch", budi).answered();
    await botApi.idle();
    expect(await watched()).toMatchObject([{ place: `telegram:${group.id}`, by: `telegram:${budi.id}` }]);
    await tellAt(dayBefore, "telegram", telegram.messenger);
    const told = group.messages.filter(({ text }) => text?.startsWith("Tomorrow: Working visit"));
    expect(told).toHaveLength(1);
  });
});
