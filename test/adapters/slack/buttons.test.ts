import { describe } from "vitest";
import { fakeDesk, sampleReply, sentence } from "../sample-reply.ts";
import { forged, gate, labelsOf, read, starterDesk, test } from "./connected.ts";

/** A desk whose answers lead to others, and whose pages are many. */
const leading = () =>
  fakeDesk(({ text }) =>
    sentence(`You asked ${text}`, { command: text, followUps: [{ label: "On", command: `${text} on` }] }),
  );

describe.concurrent("a button", () => {
  test("changes the message that it stands in, and leads back", async ({ connect, expect }) => {
    const { slack } = await connect(leading());
    const aina = slack.person();
    const room = slack.channel({ members: [aina] });
    const answer = await room.answerTo(aina.say(`${slack.botUser.mention} /one`, room));
    const on = await aina.press(answer, "On").answered();
    expect(read(on).text).toBe("You asked /one on");
    expect(read(on).notification).toBe("You asked /one on");
    expect(on.ts).toBe(answer.ts);
    const further = await aina.press(on, "On").answered();
    expect(read(further).text).toBe("You asked /one on on");
    const back = await aina.press(further, "‹ Back").answered();
    expect(read(back).text).toBe("You asked /one on");
    expect(read(await aina.press(back, "‹ Back").answered()).text).toBe("You asked /one");
    expect(room.messages).toHaveLength(2);
  });

  test("turns to the whole answer, from page to page, and back to its head", async ({ connect, expect }) => {
    const { slack } = await connect(await starterDesk());
    const aina = slack.person();
    const dm = slack.dm(aina);
    const head = await dm.answerTo(aina.say("/mou", dm));
    const more = await aina.press(head, "More").answered();
    expect(labelsOf(more)).toContain("‹");
    expect(read(more).text.length).toBeGreaterThan(read(head).text.length);
    expect(read(await aina.press(more, "‹").answered()).text).toBe(read(head).text);
  });

  test("of a row opens its entry, with its sources", async ({ connect, expect }) => {
    const { slack } = await connect(await starterDesk());
    const aina = slack.person();
    const dm = slack.dm(aina);
    const list = await dm.answerTo(aina.say("/visits", dm));
    const entry = await aina.press(list, "Open").answered();
    expect(read(entry).text).toContain("Working visit of Minister");
    expect(read(entry).text).toContain("Sources:");
    expect(read(await aina.press(entry, "‹ Back").answered()).text).toBe(read(list).text);
  });

  test("in an ephemeral answer changes that one, and can still be shared", async ({ connect, expect }) => {
    const { slack } = await connect(leading());
    const aina = slack.person();
    const room = slack.channel({ members: [aina] });
    const answer = await aina.command("/mou", "a", room).answered();
    const on = await aina.press(answer, "On").answered();
    expect(room.ephemeralFor(aina).map((one) => read(one).text)).toEqual(["You asked /mou a on"]);
    expect(labelsOf(on)).toContain("Share here");
    expect(room.messages).toEqual([]);
  });

  test("answers in the language of the message, whoever presses it", async ({ connect, expect }) => {
    const { slack } = await connect(await starterDesk());
    const [aina, budi] = [slack.person(), slack.person()];
    const room = slack.channel({ members: [aina, budi] });
    const answer = await room.answerTo(aina.say(`${slack.botUser.mention} lawatan akan datang`, room));
    const [open = ""] = labelsOf(answer);
    expect(read(await budi.press(answer, open).answered()).text).toContain("Sumber");
  });

  test("is acknowledged before the desk answers", async ({ connect, expect }) => {
    const { passed, open } = gate();
    const { slack } = await connect(
      fakeDesk(async ({ text }) => {
        if (text !== "/one") await passed;
        return sentence(`You asked ${text}`, {
          command: text,
          followUps: [{ label: "On", command: "/two" }],
        });
      }),
    );
    const aina = slack.person();
    const dm = slack.dm(aina);
    const press = aina.press(await dm.answerTo(aina.say("/one", dm)), "On");
    expect((await press.acked()).afterMs).toBeLessThan(1_000);
    open();
    expect(read(await press.answered()).text).toBe("You asked /two");
  });

  test("pressed twice at once leads to one answer in one message", async ({ connect, expect }) => {
    const { slack, reported } = await connect(leading());
    const aina = slack.person();
    const dm = slack.dm(aina);
    const answer = await dm.answerTo(aina.say("/one", dm));
    await Promise.all([aina.press(answer, "On").answered(), aina.press(answer, "On").answered()]);
    await slack.idle();
    expect(dm.messages.map((one) => read(one).text)).toEqual(["/one", "You asked /one on"]);
    expect(reported).toEqual([]);
  });

  test("whose response_url has expired changes its message all the same", async ({ connect, expect }) => {
    const { slack, reported } = await connect(leading(), {
      responseUrlLifetimeMs: 0,
      tolerated: /expired_url/,
    });
    const aina = slack.person();
    const dm = slack.dm(aina);
    const answer = await dm.answerTo(aina.say("/one", dm));
    aina.press(answer, "On");
    await slack.next("chat.update");
    expect(dm.messages.map((one) => read(one).text)).toEqual(["/one", "You asked /one on"]);
    expect(reported).toEqual([]);
  });

  test("that breaks the desk keeps the message, and tells its presser the error's id", async ({
    connect,
    expect,
  }) => {
    const desk = fakeDesk(({ text }) => {
      if (text === "/two") throw new TypeError("broken");
      return sentence("One", { command: text, followUps: [{ label: "On", command: "/two" }] });
    });
    const { slack, reported } = await connect(desk);
    const [aina, budi] = [slack.person(), slack.person()];
    const room = slack.channel({ members: [aina, budi] });
    const answer = await room.answerTo(aina.say(`${slack.botUser.mention} /one`, room));
    const told = await budi.press(answer, "On").answered();
    expect([read(told).text, told.onlyFor]).toEqual(["Something went wrong (error e1).", budi.id]);
    expect(room.messages.map((one) => read(one).text).at(-1)).toBe("One");
    expect(reported).toHaveLength(1);
  });
});

describe.concurrent("a button that no longer means what it said", () => {
  test("because the register lost the entry says so to its presser alone", async ({ connect, expect }) => {
    let isLost = false;
    const desk = fakeDesk(({ text }) =>
      isLost
        ? sentence("Unknown.", { outcome: "notFound", command: "/help" })
        : sentence("One", { command: text, followUps: [{ label: "On", command: "/show gone" }] }),
    );
    const { slack } = await connect(desk);
    const [aina, budi] = [slack.person(), slack.person()];
    const room = slack.channel({ members: [aina, budi] });
    const answer = await room.answerTo(aina.say(`${slack.botUser.mention} /one`, room));
    isLost = true;
    const told = await budi.press(answer, "On").answered();
    expect([read(told).text, told.onlyFor]).toEqual(["That button is out of date.", budi.id]);
    expect(room.messages.map((one) => read(one).text).at(-1)).toBe("One");
  });

  const values = [
    "",
    "null",
    "[]",
    "{}",
    "[1,2]",
    '["en"]',
    '["en",""]',
    '["en","mou"]',
    '["EN","/mou"]',
    '["en","/nonsense <!channel>"]',
    '["en","99999/mou"]',
    '["en","/mou",5]',
    '["en","/mou","x"]',
    "\u0000\uffff\ud800",
    "[".repeat(1_900),
    `["en","/mou ${"a".repeat(1_900)}"]`,
  ];
  test("because its value was forged harms nothing", async ({ connect, expect }) => {
    const { slack, reported } = await connect(await starterDesk());
    const aina = slack.person();
    const dm = slack.dm(aina);
    const answer = await dm.answerTo(aina.say("/mou MRANTI", dm));
    const room = slack.channel({ members: [aina] });
    const own = await aina.command("/mou", "MRANTI", room).answered();
    for (const value of values) {
      Object.assign(dm.state.messages.get(answer.ts) ?? {}, forged(answer, value));
      const press = aina.press(answer, labelsOf(answer)[0] ?? "");
      expect(read(await press.answered()).text, value).not.toBe("");
      room.state.ephemerals.set(own.ts, forged(own, value));
      await aina.press(own, "share").acked();
      await slack.idle();
    }
    expect(reported).toEqual([]);
    const next = await dm.answerTo(aina.say("/visits", dm));
    expect(read(next).text).toContain("upcoming");
  });

  test("in a language that there is not answers in one that there is", async ({ connect, expect }) => {
    const { slack, reported } = await connect(await starterDesk());
    const aina = slack.person();
    const dm = slack.dm(aina);
    const answer = await dm.answerTo(aina.say("/mou MRANTI", dm));
    const [open] = read(answer).controls;
    dm.state.messages.set(answer.ts, forged(answer, (open?.value ?? "").replace("en", "xx")));
    expect(read(await aina.press(answer, open?.label ?? "").answered()).text).toContain("Sources:");
    expect(reported).toEqual([]);
  });
});

test("what stands in the register and what users say is shown as it is, and notifies nobody", async ({
  connect,
  expect,
}) => {
  const texts = [
    "<!channel> <!here> <!everyone> <@U000000001> <!subteam^S01|x> <#C01|y>",
    "*bold* _italic_ ~gone~ `code` ```pre```",
    "a & b < c > d &lt;!channel&gt; &amp;",
    "> quoted",
    ":smile: :+1::skin-tone-2:",
    "<https://example.org|click> https://example.org/?a=1&b=2",
    "@here @channel #general",
    "阴和俊 *星* 😀",
  ];
  let text = "";
  const desk = fakeDesk(({ text: command }) => sampleReply(text, { command }));
  const { slack } = await connect(desk);
  const aina = slack.person();
  const dm = slack.dm(aina);
  const room = slack.channel({ members: [aina] });
  for (text of texts) {
    const answer = await dm.answerTo(aina.say("/one", dm));
    const shown = read(await aina.press(answer, "More").answered());
    for (const one of [read(answer), shown]) {
      expect(one.text, text).toContain(text);
      expect(one.controls.map(({ label }) => label)).toContain(text);
    }
    expect(read(await aina.command("/mou", "a", room).answered()).text).toContain(text);
    expect(shown.links.map(({ url }) => url)).toEqual(["https://example.org/law"]);
  }
});

test("a command too long for a button leaves the button out, and the answer whole", async ({
  connect,
  expect,
}) => {
  const long = `/ask ${"a".repeat(2_500)}`;
  const entry = { kind: "agreement", id: "one", title: "One" } as const;
  const desk = fakeDesk(() =>
    sentence("", {
      command: long,
      head: [{ kind: "list", rows: [{ entry, text: "row", marks: [], command: long }] }],
      more: [{ kind: "text", text: "more", marks: [] }],
      followUps: [{ label: "On", command: long }],
    }),
  );
  const { slack } = await connect(desk);
  const aina = slack.person();
  const dm = slack.dm(aina);
  const answer = await dm.answerTo(aina.say("one", dm));
  expect([read(answer).text, labelsOf(answer)]).toEqual(["One — row", []]);
});
