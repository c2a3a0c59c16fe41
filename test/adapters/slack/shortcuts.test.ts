import { describe } from "vitest";
import { askShortcut, lookUpShortcut } from "../../../adapters/slack/shortcuts.ts";
import { fakeDesk, sentence } from "../sample-reply.ts";
import { echo, gate, labelsOf, read, said, starterDesk, test } from "./connected.ts";

describe.concurrent("the message shortcut", () => {
  test("finds the names in somebody's message, for the one who asks alone", async ({ connect, expect }) => {
    const { slack } = await connect(await starterDesk());
    const [aina, budi] = [slack.person(), slack.person()];
    const room = slack.channel({ members: [aina, budi] });
    const message = budi.say("Did Yin Hejun meet MRANTI & co?", room);
    const answer = await aina.shortcut(lookUpShortcut, message).answered();
    expect(read(answer).text).toContain("Yin Hejun");
    expect(read(answer).text).toContain("Malaysian Research Accelerator");
    expect(answer.onlyFor).toBe(aina.id);
    expect(labelsOf(answer)).toContain("Share to channel");
    expect(room.messages).toHaveLength(1);
  });

  test("says so where there are none, and is not troubled by a message without text", async ({
    connect,
    expect,
  }) => {
    const { slack, reported } = await connect(await starterDesk());
    const aina = slack.person();
    const room = slack.channel({ members: [aina] });
    for (const text of ["lunch?", "", "<!channel> &"]) {
      const answer = await aina.shortcut(lookUpShortcut, aina.say(text, room)).answered();
      expect(read(answer).text, text).not.toBe("");
    }
    expect(reported).toEqual([]);
  });

  test("that breaks the desk tells the error's id", async ({ connect, expect }) => {
    const { slack, reported } = await connect(
      fakeDesk(() => {
        throw new TypeError("broken");
      }),
    );
    const aina = slack.person();
    const room = slack.channel({ members: [aina] });
    const answer = await aina.shortcut(lookUpShortcut, aina.say("one", room)).answered();
    expect(read(answer).text).toBe("Something went wrong (error e1).");
    expect(reported).toHaveLength(1);
  });
});

describe.concurrent("the global shortcut", () => {
  test("opens a form, and shows the answer in its place, whose buttons change it", async ({
    connect,
    expect,
  }) => {
    const { slack } = await connect(await starterDesk());
    const aina = slack.person();
    await aina.shortcut(askShortcut).acked();
    await slack.next("views.open");
    expect(aina.modal).toBeDefined();
    if (aina.modal === undefined) return;
    expect(read(aina.modal).controls.map(({ type }) => type)).toEqual(["plain_text_input", "static_select"]);
    const asked = aina.submit(aina.modal, { question: "/visits", language: "Bahasa Malaysia" });
    expect((await asked.acked()).afterMs).toBeLessThan(2_000);
    expect(read(aina.modal).text).toContain("lawatan");
    const [open = ""] = labelsOf(aina.modal);
    aina.press(aina.modal, open);
    await slack.next("views.update");
    expect(read(aina.modal).text).toContain("Sumber");
    expect(aina.modals).toHaveLength(1);
  });

  test("leaves the language to the question unless one was chosen", async ({ connect, expect }) => {
    const desk = echo();
    const { slack } = await connect(desk);
    const aina = slack.person();
    for (const values of [{ question: "a <!channel> *b*" }, { question: "b", language: "ms" }]) {
      await aina.shortcut(askShortcut).acked();
      await slack.next("views.open");
      if (aina.modal !== undefined) await aina.submit(aina.modal, values).acked();
      if (aina.modal !== undefined) aina.dismiss(aina.modal);
    }
    expect(desk.asked.map(({ text, lang }) => [text, lang])).toEqual([
      ["a <!channel> *b*", undefined],
      ["b", "ms"],
    ]);
  });

  test("says in the form what went wrong, and keeps what was typed", async ({ connect, expect }) => {
    const { slack, reported } = await connect(
      fakeDesk(() => {
        throw new TypeError("broken");
      }),
    );
    const aina = slack.person();
    await aina.shortcut(askShortcut).acked();
    await slack.next("views.open");
    if (aina.modal === undefined) throw new Error("There is no form.");
    const asked = aina.submit(aina.modal, { question: "one" });
    await asked.acked();
    expect(asked.errors).toEqual({ question: "Something went wrong (error e1)." });
    expect(reported).toHaveLength(1);
  });

  test("acknowledges in time while a slow desk thinks, and shows the answer then", async ({
    connect,
    expect,
  }) => {
    const { passed, open } = gate();
    const desk = fakeDesk(async ({ text }) => {
      await passed;
      return sentence(`You asked ${text}`);
    });
    const { slack } = await connect(desk);
    const aina = slack.person();
    await aina.shortcut(askShortcut).acked();
    await slack.next("views.open");
    if (aina.modal === undefined) throw new Error("There is no form.");
    const { afterMs } = await aina.submit(aina.modal, { question: "one" }).acked();
    expect(afterMs).toBeLessThan(2_500);
    expect(read(aina.modal).text).toBe("working");
    open();
    await slack.next("views.update");
    expect(read(aina.modal).text).toBe("You asked one");
  });

  test("closed before the answer is there leads to a direct message", async ({ connect, expect }) => {
    const { passed, open } = gate();
    const desk = fakeDesk(async ({ text }) => {
      await passed;
      return sentence(`You asked ${text}`);
    });
    const { slack, reported } = await connect(desk, { tolerated: /not_found/ });
    const aina = slack.person();
    await aina.shortcut(askShortcut).acked();
    await slack.next("views.open");
    if (aina.modal === undefined) throw new Error("There is no form.");
    await aina.submit(aina.modal, { question: "one" }).acked();
    aina.dismiss(aina.modal);
    open();
    await slack.next("chat.postMessage");
    expect(slack.dm(aina).messages.map((one) => read(one).text)).toEqual(["You asked one"]);
    expect(reported).toEqual([]);
  });

  test("whose late answer breaks says so in its place, and where Slack does not take that, directly", async ({
    connect,
    expect,
  }) => {
    for (const isTaken of [true, false]) {
      const { passed, open } = gate();
      const desk = fakeDesk(async () => {
        await passed;
        throw new TypeError("broken");
      });
      const { slack, reported } = await connect(desk);
      const aina = slack.person();
      await aina.shortcut(askShortcut).acked();
      await slack.next("views.open");
      if (aina.modal === undefined) throw new Error("There is no form.");
      await aina.submit(aina.modal, { question: "one" }).acked();
      if (!isTaken) slack.fault({ kind: "refuse", error: "fatal_error", method: "views.update" });
      open();
      await slack.next(isTaken ? "views.update" : "chat.postMessage");
      const told = isTaken ? read(aina.modal).text : said(slack)[0];
      expect(told).toBe(`Something went wrong (error e${isTaken ? 1 : 2}).`);
      expect(reported).toHaveLength(isTaken ? 1 : 2);
    }
  });

  test("closed after a press leads to a direct message", async ({ connect, expect }) => {
    const { passed, open } = gate();
    const desk = fakeDesk(async ({ text }) => {
      if (text !== "/one") await passed;
      return sentence(`You asked ${text}`, { command: text, followUps: [{ label: "On", command: "/two" }] });
    });
    const { slack, reported } = await connect(desk, { tolerated: /not_found/ });
    const aina = slack.person();
    await aina.shortcut(askShortcut).acked();
    await slack.next("views.open");
    if (aina.modal === undefined) throw new Error("There is no form.");
    await aina.submit(aina.modal, { question: "/one" }).acked();
    await aina.press(aina.modal, "On").acked();
    aina.dismiss(aina.modal);
    open();
    await slack.next("chat.postMessage");
    expect([said(slack), reported]).toEqual([["You asked /two"], []]);
  });

  test("whose trigger has expired leads to a direct message", async ({ connect, expect }) => {
    const { slack, reported } = await connect(await starterDesk(), {
      triggerLifetimeMs: 0,
      tolerated: /expired_trigger_id/,
    });
    const aina = slack.person();
    aina.shortcut(askShortcut);
    await slack.next("chat.postMessage");
    expect(said(slack)[0]).toContain("Ask me about");
    expect(slack.dm(aina).messages).toHaveLength(1);
    expect(reported).toEqual([]);
  });

  test("pressed twice in an answer's modal shows what was pressed last", async ({ connect, expect }) => {
    const desk = fakeDesk(({ text }) =>
      sentence(`You asked ${text}`, { command: text, followUps: [{ label: "On", command: `${text} on` }] }),
    );
    const { slack, reported } = await connect(desk, { tolerated: /hash_conflict/ });
    const aina = slack.person();
    await aina.shortcut(askShortcut).acked();
    await slack.next("views.open");
    if (aina.modal === undefined) throw new Error("There is no form.");
    await aina.submit(aina.modal, { question: "/one" }).acked();
    aina.press(aina.modal, "On");
    aina.press(aina.modal, "On");
    await slack.next("views.update");
    await slack.idle();
    expect(read(aina.modal).text).toBe("You asked /one on");
    expect(reported).toEqual([]);
  });
});
