import { describe } from "vitest";
import { createManifest } from "../../../adapters/slack/manifest.ts";
import type { Params } from "../fake-server/params.ts";
import { fakeDesk, sentence } from "../sample-reply.ts";
import { echo, gate, read, said, starterDesk, test } from "./connected.ts";

describe.concurrent("a mention", () => {
  test("is answered from the register, in its thread", async ({ connect, expect }) => {
    const { slack } = await connect(await starterDesk());
    const aina = slack.person();
    const room = slack.channel({ members: [aina] });
    for (const [text, wanted] of [
      ["mou MRANTI", "TusStar"],
      ["who is Yin Hejun?", "person"],
      ["", "Ask me about"],
    ]) {
      const question = aina.say(`${slack.botUser.mention} ${text}`, room);
      const answer = await room.answerTo(question);
      expect(read(answer).text, text).toContain(wanted);
      expect(answer.thread_ts).toBe(question.ts);
    }
  });

  test("comes as two events, and is answered once", async ({ connect, expect }) => {
    const { slack } = await connect(echo());
    const aina = slack.person();
    const room = slack.channel({ members: [aina] });
    const root = aina.say(`${slack.botUser.mention} one`, room);
    await room.answerTo(root);
    await room.answerTo(aina.say(`${slack.botUser.mention} two`, room, { thread: root }));
    await slack.idle();
    expect(slack.events.filter(({ event }) => event.ts === root.ts).map(({ event }) => event.type)).toEqual([
      "message",
      "app_mention",
    ]);
    expect(said(slack)).toEqual(["You asked one", "You asked two"]);
  });

  test("that was edited, erased, or added by an edit is no question", async ({ connect, expect }) => {
    const { slack } = await connect(echo());
    const aina = slack.person();
    const room = slack.channel({ members: [aina] });
    const question = aina.say(`${slack.botUser.mention} one`, room);
    await room.answerTo(question);
    aina.edit(question, `${slack.botUser.mention} two`);
    aina.edit(aina.say("hello", room), `${slack.botUser.mention} three`);
    aina.erase(question);
    await slack.idle();
    expect(said(slack)).toEqual(["You asked one"]);
  });

  test("by another bot, a join and a leave are left alone", async ({ connect, expect }) => {
    const { slack } = await connect(echo());
    const [aina, bot] = [slack.person(), slack.person({ isBot: true })];
    const room = slack.channel({ members: [aina, bot] });
    const root = aina.say(`${slack.botUser.mention} one`, room);
    await room.answerTo(root);
    bot.say(`${slack.botUser.mention} loop`, room);
    bot.say("loop", room, { thread: root });
    bot.say("loop", slack.dm(bot));
    aina.say("loop", room, { thread: root, facts: { subtype: "bot_message", bot_id: "B0OTHER" } });
    slack.person().join(room);
    aina.leave(room);
    await slack.idle();
    expect(said(slack)).toEqual(["You asked one"]);
  });

  test("by somebody of another organisation is answered like anybody's", async ({ connect, expect }) => {
    const desk = echo();
    const { slack } = await connect(desk);
    const stranger = slack.person({ isStranger: true });
    const room = slack.channel({ members: [stranger], shared: true });
    await room.answerTo(stranger.say(`${slack.botUser.mention} one`, room));
    expect(desk.asked[0]?.asker).toBe(`slack:T0OTHERTEAM/${stranger.id}`);
  });

  test("says nothing that notifies anybody", async ({ connect, expect }) => {
    const { slack } = await connect(echo());
    const [aina, budi] = [slack.person(), slack.person()];
    const room = slack.channel({ members: [aina, budi] });
    const words = `&lt;!channel&gt; @here <!everyone> ${budi.mention} <!subteam^S01> *a* _b_ ~c~ \`d\` & < >`;
    const answer = await room.answerTo(aina.say(`${slack.botUser.mention} ${words}`, room));
    expect(read(answer).text).toContain("*a* _b_ ~c~ `d` & < >");
  });
});

describe.concurrent("a thread", () => {
  test("that began with a mention is followed without one, by all who write in it", async ({
    connect,
    expect,
  }) => {
    const desk = echo();
    const { slack } = await connect(desk);
    const [aina, budi] = [slack.person(), slack.person()];
    const room = slack.channel({ members: [aina, budi] });
    const root = aina.say(`${slack.botUser.mention} one`, room);
    await room.answerTo(root);
    const second = budi.say("two", room, { thread: root });
    expect((await room.answerTo(second)).thread_ts).toBe(root.ts);
    expect(new Set(desk.asked.map(({ conversation }) => conversation)).size).toBe(1);
    expect(new Set(desk.asked.map(({ asker }) => asker)).size).toBe(2);
  });

  test("is followed from the mention on, not only from its answer", async ({ connect, expect }) => {
    const { passed, open } = gate();
    const desk = fakeDesk(async ({ text }) => {
      if (text === "one") await passed;
      return sentence(`You asked ${text}`);
    });
    const { slack } = await connect(desk);
    const aina = slack.person();
    const room = slack.channel({ members: [aina] });
    const root = aina.say(`${slack.botUser.mention} one`, room);
    await expect.poll(() => desk.asked).toHaveLength(1);
    aina.say("two", room, { thread: root });
    await expect.poll(() => slack.deliveries.length).toBe(3);
    open();
    await expect.poll(() => said(slack)).toEqual(["You asked one", "You asked two"]);
  });

  test("in which the bot was told to stop is not followed until it is mentioned again", async ({
    connect,
    expect,
  }) => {
    const { slack } = await connect(echo());
    const aina = slack.person();
    const room = slack.channel({ members: [aina] });
    for (const stop of ["Stop", "stop!", "Stop.", `${slack.botUser.mention} stop`]) {
      const root = aina.say(`${slack.botUser.mention} one`, room);
      await room.answerTo(root);
      const told = await room.answerTo(aina.say(stop, room, { thread: root }));
      expect([read(told).text, told.thread_ts]).toEqual(["Stopped.", root.ts]);
      aina.say("two", room, { thread: root });
      await slack.idle();
      expect(room.thread(root).at(-1)?.text).toBe("two");
      const again = aina.say(`${slack.botUser.mention} three`, room, { thread: root });
      await room.answerTo(again);
      expect(read(await room.answerTo(aina.say("four", room, { thread: root }))).text).toBe("You asked four");
    }
  });

  test("stays ended when an answer was under way at the stop", async ({ connect, expect }) => {
    const { passed, open } = gate();
    const desk = fakeDesk(async ({ text }) => {
      if (text === "one") await passed;
      return sentence(`You asked ${text}`);
    });
    const { slack } = await connect(desk);
    const aina = slack.person();
    const room = slack.channel({ members: [aina] });
    const root = aina.say(`${slack.botUser.mention} one`, room);
    await expect.poll(() => desk.asked).toHaveLength(1);
    aina.say("stop", room, { thread: root });
    await expect.poll(() => slack.deliveries.length).toBe(3);
    open();
    await expect.poll(() => said(slack).length).toBe(2);
    await slack.idle();
    aina.say("two", room, { thread: root });
    await slack.idle();
    expect(said(slack)).not.toContain("You asked two");
  });

  test("that the bot is not in, and a message that mentions another person, are left alone", async ({
    connect,
    expect,
  }) => {
    const { slack } = await connect(echo());
    const [aina, budi] = [slack.person(), slack.person()];
    const room = slack.channel({ members: [aina, budi] });
    const other = aina.say("lunch?", room);
    budi.say("yes", room, { thread: other });
    const root = aina.say(`${slack.botUser.mention} one`, room);
    await room.answerTo(root);
    aina.say(`${budi.mention} do you know?`, room, { thread: root });
    await slack.idle();
    expect(said(slack)).toEqual(["You asked one"]);
  });

  test("needs a mention for each question with the minimal manifest", async ({ connect, expect }) => {
    const manifest = createManifest(await starterDesk(), { isMinimal: true }) as Params;
    const { slack } = await connect(echo(), { manifest });
    const aina = slack.person();
    const room = slack.channel({ members: [aina] });
    const root = aina.say(`${slack.botUser.mention} one`, room);
    await room.answerTo(root);
    aina.say("two", room, { thread: root });
    await room.answerTo(aina.say(`${slack.botUser.mention} three`, room, { thread: root }));
    await slack.idle();
    expect(said(slack)).toEqual(["You asked one", "You asked three"]);
  });

  test("is answered in the order of its questions", async ({ connect, expect }) => {
    const desk = fakeDesk(async ({ text }) => {
      await new Promise((resolve) => setTimeout(resolve, text === "one" ? 100 : 1));
      return sentence(`You asked ${text}`);
    });
    const { slack } = await connect(desk);
    const aina = slack.person();
    const room = slack.channel({ members: [aina] });
    const root = aina.say(`${slack.botUser.mention} zero`, room);
    await room.answerTo(root);
    for (const text of ["one", "two", "three"]) aina.say(text, room, { thread: root });
    await expect.poll(() => said(slack).length).toBe(4);
    expect(said(slack).slice(1)).toEqual(["You asked one", "You asked two", "You asked three"]);
  });
});
