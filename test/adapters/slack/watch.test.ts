import { describe } from "vitest";
import { openWatchingDesk } from "../watching-desk.ts";
import { labelsOf, read, test } from "./connected.ts";

const visit = "/show visit-china-2024";
const dayBefore = "2024-04-23T08:00:00+08:00";

describe("the Watch button of a card", () => {
  test("in a channel tells the channel, with buttons that work", async ({ connect, expect }) => {
    const { desk, watched, tellAt } = await openWatchingDesk();
    const { slack, bot } = await connect(desk);
    const [aina, budi] = [slack.person(), slack.person()];
    const room = slack.channel({ members: [aina, budi] });
    const card = await room.answerTo(aina.say(`${slack.botUser.mention} ${visit}`, room));
    const kept = await budi.press(card, "Watch").answered();
    expect(read(kept).text).toContain("Told here from now on: Working visit");
    expect(await watched()).toMatchObject([
      { place: `slack:${slack.team.id}/${room.id}`, by: `slack:${slack.team.id}/${budi.id}` },
    ]);
    await tellAt(dayBefore, "slack", bot.messenger);
    const notice = room.messages.find((one) => read(one).text.includes("Tomorrow: Working visit"));
    if (notice === undefined) throw new Error("nothing was told");
    expect(labelsOf(notice)).toContain("Stop watching");
    await aina.press(notice, "Stop watching").answered();
    expect(await watched()).toEqual([]);
  });

  test("in an answer that one person sees tells the channel where it stands", async ({ connect, expect }) => {
    const { desk, watched, tellAt } = await openWatchingDesk();
    const { slack, bot } = await connect(desk);
    const aina = slack.person();
    const room = slack.channel({ members: [aina] });
    const card = await aina.command("/ask", "who is Chang Lih Kang?", room).answered();
    await aina.press(card, "Watch").answered();
    expect(await watched()).toMatchObject([{ place: `slack:${slack.team.id}/${room.id}` }]);
    await tellAt(dayBefore, "slack", bot.messenger);
    expect(room.messages.some((one) => read(one).text.includes("Tomorrow: Working visit"))).toBe(true);
  });

  test("in a direct message tells the person", async ({ connect, expect }) => {
    const { desk, watched, tellAt } = await openWatchingDesk();
    const { slack, bot } = await connect(desk);
    const aina = slack.person();
    const dm = slack.dm(aina);
    const card = await dm.answerTo(aina.say(visit, dm));
    await aina.press(card, "Watch").answered();
    expect(await watched()).toMatchObject([{ by: `slack:${slack.team.id}/${aina.id}`, placeIsDirect: true }]);
    await tellAt(dayBefore, "slack", bot.messenger);
    expect(dm.messages.some((one) => read(one).text.includes("Tomorrow: Working visit"))).toBe(true);
  });
});
