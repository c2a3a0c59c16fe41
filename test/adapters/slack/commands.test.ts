import { describe } from "vitest";
import { createManifest } from "../../../adapters/slack/manifest.ts";
import type { Params } from "../fake-server/params.ts";
import { fakeDesk, sentence } from "../sample-reply.ts";
import { echo, gate, labelsOf, read, said, starterDesk, test } from "./connected.ts";

describe.concurrent("a slash command", () => {
  test("is answered to the asker alone, from the register", async ({ connect, expect }) => {
    const { slack } = await connect(await starterDesk());
    const [aina, budi] = [slack.person(), slack.person()];
    const room = slack.channel({ members: [aina, budi] });
    const answer = await aina.command("/mou", "MRANTI", room).answered();
    expect(read(answer).text).toContain("TusStar");
    expect(read(answer).text).toContain("Sources:");
    expect(room.messages).toEqual([]);
    expect(room.ephemeralFor(aina)).toHaveLength(1);
    expect(room.ephemeralFor(budi)).toEqual([]);
  });

  test("under /jambatan is any command, any question, or help", async ({ connect, expect }) => {
    const { slack } = await connect(await starterDesk());
    const aina = slack.person();
    const room = slack.channel({ members: [aina] });
    const texts: readonly (readonly [string, string])[] = [
      ["who Yin Hejun", "Yin Hejun — person"],
      ["WHO Yin Hejun", "Yin Hejun — person"],
      ["visits", "3 upcoming visits"],
      ["Which agreements does MRANTI have?", "MRANTI"],
      ["", "/mou"],
    ];
    for (const [text, wanted] of texts) {
      const answer = await aina.command("/jambatan", text, room).answered();
      expect(read(answer).text, text).toContain(wanted);
    }
  });

  test("with a prefix is the command after it", async ({ connect, expect }) => {
    const manifest = createManifest(await starterDesk(), { prefix: "desk" }) as Params;
    const { slack } = await connect(await starterDesk(), { manifest });
    const aina = slack.person();
    const room = slack.channel({ members: [aina] });
    expect(read(await aina.command("/desk-visits", "", room).answered()).text).toContain("upcoming");
    expect(read(await aina.command("/desk-who", "Yin Hejun", room).answered()).text).toContain("person");
    expect(read(await aina.command("/desk-jambatan", "visits", room).answered()).text).toContain("upcoming");
  });

  test("is acknowledged before the desk answers, however long that takes", async ({ connect, expect }) => {
    const { passed, open } = gate();
    const { slack } = await connect(
      fakeDesk(async () => {
        await passed;
        return sentence("Yes.");
      }),
    );
    const aina = slack.person();
    const asked = aina.command("/mou", "a", slack.channel({ members: [aina] }));
    const { afterMs, body } = await asked.acked();
    expect([afterMs < 1_000, body, asked.posted]).toEqual([true, undefined, []]);
    open();
    expect(read(await asked.answered()).text).toBe("Yes.");
  });

  test("is answered in a conversation where the bot is not", async ({ connect, expect }) => {
    const { slack } = await connect(echo());
    const aina = slack.person();
    const room = slack.channel({ members: [aina], withoutApp: true });
    expect(read(await aina.command("/mou", "a", room).answered()).text).toBe("You asked /mou a");
  });

  test("decodes what Slack encodes, and drops mentions", async ({ connect, expect }) => {
    const desk = echo();
    const { slack } = await connect(desk);
    const aina = slack.person();
    const room = slack.channel({ members: [aina] });
    const answer = await aina
      .command("/mou", `R&D <!channel> a < b ${aina.mention} *x* _y_`, room)
      .answered();
    expect(desk.asked[0]?.text).toMatch(/^\/mou R&D .*a < b .*\*x\* _y_$/);
    expect(read(answer).text).toContain("a < b");
  });

  test("of which the desk knows nothing says so", async ({ connect, expect }) => {
    const { slack } = await connect(await starterDesk());
    const aina = slack.person();
    const answer = await aina.command("/mou", "Xyzzyqwrt", slack.channel({ members: [aina] })).answered();
    expect(read(answer).text).toContain("xyzzyqwrt");
  });

  test("that breaks the desk is told with the error's id, which is logged once", async ({
    connect,
    expect,
  }) => {
    const { slack, reported } = await connect(
      fakeDesk(() => {
        throw new TypeError("broken");
      }),
    );
    const aina = slack.person();
    const asked = aina.command("/mou", "a", slack.channel({ members: [aina] }));
    expect(read(await asked.answered()).text).toBe("Something went wrong (error e1).");
    await slack.idle();
    expect(asked.posted).toHaveLength(1);
    expect(reported).toMatchObject([{ error: { name: "TypeError" }, during: "answering a Slack command" }]);
  });
});

describe.concurrent("an answer shared with the channel", () => {
  test("is asked of the desk anew for the channel, and says who shared it", async ({ connect, expect }) => {
    const desk = echo();
    const { slack } = await connect(desk);
    const [aina, budi] = [slack.person({ name: "aina" }), slack.person()];
    const room = slack.channel({ members: [aina, budi] });
    const answer = await aina.command("/mou", "a", room).answered();
    await aina.press(answer, "Share here").acked();
    await slack.next("response_url");
    await slack.idle();
    expect(room.messages).toHaveLength(1);
    expect(read(room.messages[0]).text).toContain("Shared by aina");
    expect(read(room.messages[0]).notification).toContain("Shared by aina");
    expect(labelsOf(room.messages[0] ?? answer)).not.toContain("Share here");
    expect(desk.asked).toHaveLength(2);
    expect(desk.asked[1]).toMatchObject({ text: "/mou a", lang: "en" });
    expect(desk.asked[1]?.asker).not.toBe(desk.asked[0]?.asker);
    expect(room.ephemeralFor(aina)).toHaveLength(1);
  });

  test("shows the page that the asker sees", async ({ connect, expect }) => {
    const { slack } = await connect(await starterDesk());
    const aina = slack.person();
    const room = slack.channel({ members: [aina] });
    const asked = aina.command("/mou", "", room);
    const head = await asked.answered();
    const press = aina.press(head, "More");
    const whole = await press.answered();
    expect(read(whole).text).not.toBe(read(head).text);
    await aina.press(whole, "share").acked();
    await slack.next("response_url");
    await slack.idle();
    const lines = read(whole).text.split("\n");
    expect(room.messages).toHaveLength(1);
    expect(read(room.messages[0]).text).toContain(lines[1]);
  });

  test("reaches the channel also when the response_url is closed", async ({ connect, expect }) => {
    const { slack, reported } = await connect(echo(), { tolerated: /expired_url/, responseUrlLifetimeMs: 0 });
    const aina = slack.person();
    const room = slack.channel({ members: [aina] });
    aina.command("/mou", "a", room);
    await slack.next("chat.postEphemeral");
    const [answer] = room.ephemeralFor(aina);
    expect(answer).toBeDefined();
    if (answer !== undefined) await aina.press(answer, "Share here").acked();
    await slack.next("chat.postMessage");
    expect(read(room.messages[0]).text).toContain("You asked /mou a");
    expect(reported).toEqual([]);
  });
});

describe.concurrent("the asker of a command is reached", () => {
  test("by an ephemeral message when the response_url has expired", async ({ connect, expect }) => {
    const { slack, reported } = await connect(echo(), { tolerated: /expired_url/, responseUrlLifetimeMs: 0 });
    const aina = slack.person();
    const room = slack.channel({ members: [aina] });
    aina.command("/mou", "a", room);
    await slack.next("chat.postEphemeral");
    expect(room.ephemeralFor(aina).map((one) => read(one).text)).toEqual(["You asked /mou a"]);
    expect(reported).toEqual([]);
  });

  test("by a direct message where the bot is not in the channel either", async ({ connect, expect }) => {
    const { slack } = await connect(echo(), {
      tolerated: /expired_url|not_in_channel/,
      responseUrlLifetimeMs: 0,
    });
    const aina = slack.person();
    aina.command("/mou", "a", slack.channel({ members: [aina], withoutApp: true }));
    await slack.next("chat.postMessage");
    expect(slack.dm(aina).messages.map((one) => read(one).text)).toEqual(["You asked /mou a"]);
  });

  test("again when the response_url fails for a moment", async ({ connect, expect }) => {
    const { slack } = await connect(echo());
    slack.fault({ kind: "internal", method: "response_url" });
    const aina = slack.person();
    const room = slack.channel({ members: [aina] });
    expect(read(await aina.command("/mou", "a", room).answered()).text).toBe("You asked /mou a");
    expect(said(slack)).toEqual([]);
  });

  test("when the response_url says to, after a flood, and not before", async ({ connect, expect }) => {
    const { slack, reported } = await connect(echo());
    slack.fault({ kind: "flood", retryAfterS: 2, method: "response_url" });
    const aina = slack.person();
    const room = slack.channel({ members: [aina] });
    const asked = aina.command("/mou", "a", room);
    expect(read(await asked.answered()).text).toBe("You asked /mou a");
    await slack.idle();
    const calls = slack.calls.filter(({ method }) => method === "response_url");
    expect((calls[1]?.at ?? 0) - (calls[0]?.at ?? 0)).toBeGreaterThanOrEqual(2_000);
    expect([calls.length, asked.posted.length, said(slack), reported]).toEqual([2, 1, [], []]);
  });

  test("by another way where the response_url asks to wait longer than anybody would", async ({
    connect,
    expect,
  }) => {
    const { slack, reported } = await connect(echo());
    slack.fault({ kind: "flood", retryAfterS: 600, method: "response_url", times: Infinity });
    const aina = slack.person();
    const room = slack.channel({ members: [aina] });
    aina.command("/mou", "a", room);
    await slack.next("chat.postEphemeral");
    expect(room.ephemeralFor(aina).map((one) => read(one).text)).toEqual(["You asked /mou a"]);
    expect(slack.calls.filter(({ method }) => method === "response_url")).toHaveLength(1);
    expect(reported).toEqual([]);
  });

  test("when the response_url never answers", async ({ connect, expect }) => {
    const { slack } = await connect(echo());
    slack.fault({ kind: "hang", method: "response_url", times: Infinity });
    const aina = slack.person();
    const room = slack.channel({ members: [aina] });
    aina.command("/mou", "a", room);
    await slack.next("chat.postEphemeral", { timeoutMs: 15_000 });
    expect(room.ephemeralFor(aina)).toHaveLength(1);
  });
});
