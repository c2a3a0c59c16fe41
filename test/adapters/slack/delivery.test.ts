import { describe } from "vitest";
import { fakeDesk, sentence } from "../sample-reply.ts";
import { echo, gate, read, said, starterDesk, test } from "./connected.ts";
import { mention } from "./speaking.ts";

const posts = (calls: readonly { readonly method: string }[]) =>
  calls.filter(({ method }) => method === "chat.postMessage");

for (const by of ["socket", "http"] as const) {
  describe.concurrent(`an event by ${by}`, () => {
    test("is answered, and so is every kind of interaction", async ({ connect, expect }) => {
      const { slack } = await connect(await starterDesk(), { by });
      const aina = slack.person();
      const room = slack.channel({ members: [aina] });
      const answer = await room.answerTo(aina.say(`${slack.botUser.mention} visits`, room));
      expect(read(await aina.press(answer, "Open").answered()).text).toContain("Sources:");
      expect(read(await aina.command("/mou", "MRANTI", room).answered()).text).toContain("TusStar");
      await aina.shortcut("ask").acked();
      await slack.next("views.open");
      if (aina.modal !== undefined) await aina.submit(aina.modal, { question: "/visits" }).acked();
      expect(read(aina.modal).text).toContain("upcoming");
    });

    test("that comes again, also at once, is answered once", async ({ connect, expect }) => {
      const { slack } = await connect(echo(), { by });
      const { room, root, answered } = mention(slack, "one");
      await answered();
      const event = slack.eventOf(root, "app_mention");
      for (let times = 0; times < 4; times++) slack.redeliver(event);
      await slack.idle();
      const aina = slack.person();
      const dm = slack.dm(aina);
      const question = aina.say("two", dm);
      for (let times = 0; times < 4; times++) slack.redeliver(slack.eventOf(question));
      await dm.answerTo(question);
      await slack.idle();
      expect(said(slack)).toEqual(["You asked one", "You asked two"]);
      expect(room.messages).toHaveLength(2);
    });

    test("is acknowledged before the desk answers", async ({ connect, expect }) => {
      const { passed, open } = gate();
      const { slack } = await connect(
        fakeDesk(async () => {
          await passed;
          return sentence("Yes.");
        }),
        { by },
      );
      const { answered } = mention(slack, "one");
      await expect
        .poll(() => slack.deliveries.every(({ reception }) => reception?.kind === "acked"))
        .toBe(true);
      expect(posts(slack.calls)).toEqual([]);
      open();
      expect(read(await answered()).text).toBe("Yes.");
    });

    test("that breaks the desk is told with the error's id, once", async ({ connect, expect }) => {
      const { slack, reported } = await connect(
        fakeDesk(() => {
          throw new TypeError("broken");
        }),
        { by },
      );
      const { answered } = mention(slack, "one");
      expect(read(await answered()).text).toBe("Something went wrong (error e1).");
      await slack.idle();
      expect([said(slack).length, reported.length]).toEqual([1, 1]);
    });

    test("that is a press of a button that nobody knows any more is acknowledged", async ({
      connect,
      expect,
    }) => {
      const { slack, reported } = await connect(await starterDesk(), { by });
      const aina = slack.person();
      const dm = slack.dm(aina);
      const answer = await dm.answerTo(aina.say("/visits", dm));
      const button = { type: "button", action_id: "of.old", text: { type: "plain_text", text: "Old" } };
      dm.state.messages.set(answer.ts, { ...answer, blocks: [{ type: "actions", elements: [button] }] });
      await aina.press(answer, "Old").acked();
      await slack.idle();
      expect([said(slack).length, reported]).toEqual([1, []]);
    });

    test("of a kind that nobody knows does no harm", async ({ connect, expect }) => {
      const { slack, reported } = await connect(echo(), { by });
      slack.issue({ type: "app_mention", channel: "C1", ts: "1.1" });
      slack.issue({ type: "message.im" });
      slack.issue({ type: "message", channel_type: "im", channel: "D1", ts: "1.2" });
      slack.issue({ type: "tea_is_ready" });
      await slack.idle();
      const { answered } = mention(slack, "one");
      await answered();
      expect(reported).toEqual([]);
    });

    test("under way is finished by a stop, and what comes after it is not taken", async ({
      connect,
      expect,
    }) => {
      const { passed, open } = gate();
      const desk = fakeDesk(async ({ text }) => {
        await passed;
        return sentence(`You asked ${text}`);
      });
      const { slack, bot } = await connect(desk, { by, tolerated: /not acknowledged/ });
      const { answered } = mention(slack, "one");
      await expect.poll(() => desk.asked).toHaveLength(1);
      let isStopped = false;
      const stopped = bot.stop().then(() => {
        isStopped = true;
      });
      mention(slack, "two");
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(isStopped).toBe(false);
      open();
      await answered();
      await stopped;
      expect(said(slack)).toEqual(["You asked one"]);
    });
  });
}

describe.concurrent("a call that Slack does not take", () => {
  test("because of a flood is made again when Slack said, not before", async ({ connect, expect }) => {
    const { slack, reported } = await connect(echo());
    slack.fault({ kind: "flood", retryAfterS: 1, method: "chat.postMessage" });
    await mention(slack, "one").answered();
    const [first, second, third] = slack.calls.filter(({ method }) => method === "chat.postMessage");
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1_000);
    expect([third, reported]).toEqual([undefined, []]);
  });

  test("because of an error of Slack's is made again", async ({ connect, expect }) => {
    const { slack, reported } = await connect(echo());
    slack.fault({ kind: "internal", method: "chat.postMessage", times: 2 });
    await mention(slack, "one").answered();
    slack.fault({ kind: "cut", method: "chat.postMessage" });
    await mention(slack, "two").answered();
    expect([said(slack).length, reported]).toEqual([5, []]);
  });

  test("again and again is given up, is logged, and holds up no other conversation", async ({
    connect,
    expect,
  }) => {
    const { slack, reported } = await connect(echo(), { waitMs: 10_000 });
    const forget = slack.fault({
      kind: "refuse",
      error: "fatal_error",
      method: "chat.postMessage",
      times: Infinity,
    });
    mention(slack, "one");
    await expect.poll(() => reported.length).toBe(2);
    expect(posts(slack.calls)).toHaveLength(2);
    forget();
    await mention(slack, "two").answered();
    expect(reported).toHaveLength(2);
  });

  for (const error of ["missing_scope", "not_in_channel", "is_archived", "channel_not_found"])
    test(`because of ${error} is logged, and the next one is made`, async ({ connect, expect }) => {
      const { slack, reported } = await connect(echo());
      slack.fault({ kind: "refuse", error, method: "chat.postMessage", times: 2 });
      mention(slack, "one");
      await expect.poll(() => reported.length).toBe(2);
      await mention(slack, "two").answered();
      expect(reported.map(({ error: one }) => String(one))).toEqual([
        expect.stringContaining(error),
        expect.stringContaining(error),
      ]);
    });

  test("and hangs holds up no other conversation", async ({ connect, expect }) => {
    const { slack } = await connect(echo());
    slack.fault({ kind: "hang", method: "chat.postMessage" });
    mention(slack, "one");
    await expect.poll(() => posts(slack.calls).length).toBe(1);
    await mention(slack, "two").answered();
    expect(said(slack)).toEqual(["You asked one", "You asked two"]);
  });
});

describe.concurrent("a socket", () => {
  const troubles = {
    "that drops": "drop",
    "that is refreshed": "refresh",
    "that goes silent": "silence",
  } as const;
  for (const [what, trouble] of Object.entries(troubles))
    test(`${what} is opened again, and nothing said meanwhile is lost or answered twice`, async ({
      connect,
      expect,
    }) => {
      const { slack, bot } = await connect(echo(), {
        waitMs: 12_000,
        ackMs: 500,
        retryDelaysMs: [0, 2_000, 6_000],
      });
      await mention(slack, "one").answered();
      if (trouble === "drop") slack.sockets.drop();
      else if (trouble === "refresh") slack.sockets.disconnect("refresh_requested");
      else slack.sockets.silence();
      await mention(slack, "two").answered();
      await slack.idle();
      expect(said(slack)).toEqual(["You asked one", "You asked two"]);
      await expect.poll(() => bot.check()).toMatchObject({ ok: true });
    });

  test("that drops in mid-answer loses no answer", async ({ connect, expect }) => {
    const { passed, open } = gate();
    const desk = fakeDesk(async ({ text }) => {
      await passed;
      return sentence(`You asked ${text}`);
    });
    const { slack, bot } = await connect(desk, { waitMs: 10_000 });
    const { answered } = mention(slack, "one");
    await expect.poll(() => desk.asked).toHaveLength(1);
    slack.sockets.drop();
    await expect.poll(() => bot.check().ok, { timeout: 5_000 }).toBe(false);
    open();
    await answered();
    await expect.poll(() => bot.check().ok, { timeout: 8_000 }).toBe(true);
    await slack.idle();
    expect(said(slack)).toEqual(["You asked one"]);
  });

  test("that Slack refuses to open again is asked for until it is given", async ({ connect, expect }) => {
    const { slack, bot } = await connect(echo(), { waitMs: 15_000 });
    slack.fault({ kind: "refuse", error: "invalid_auth", method: "apps.connections.open" });
    slack.sockets.drop();
    await expect
      .poll(() => bot.check(), { timeout: 5_000 })
      .toMatchObject({ ok: false, reason: "Slack: invalid_auth" });
    await mention(slack, "one").answered();
    await expect.poll(() => bot.check().ok).toBe(true);
  });

  test("that cannot be opened for a while is opened when it can be", async ({ connect, expect }) => {
    const { slack, bot } = await connect(echo(), { waitMs: 15_000 });
    slack.fault({ kind: "internal", method: "apps.connections.open", times: 3 });
    slack.sockets.drop();
    await mention(slack, "one").answered();
    await expect.poll(() => bot.check().ok).toBe(true);
    expect(said(slack)).toEqual(["You asked one"]);
  });
});
