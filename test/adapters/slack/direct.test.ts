import { describe } from "vitest";
import { fakeDesk, sentence } from "../sample-reply.ts";
import { echo, gate, read, said, starterDesk, test } from "./connected.ts";

const breaking = () =>
  fakeDesk(() => {
    throw new TypeError("broken");
  });

describe.concurrent("a direct message", () => {
  test("is answered, whatever its text, and remembered for the next", async ({ connect, expect }) => {
    const { slack } = await connect(await starterDesk());
    const aina = slack.person();
    const dm = slack.dm(aina);
    expect(read(await dm.answerTo(aina.say("/who Yin Hejun", dm))).text).toContain("person");
    expect(read(await dm.answerTo(aina.say("which agreements did he witness?", dm))).text).toContain("MIMOS");
    expect(read(await dm.answerTo(aina.say("lawatan akan datang", dm))).text).toContain("lawatan");
  });

  test("is answered in a thread of its own, as the agent's tab shows it, and all are one conversation", async ({
    connect,
    expect,
  }) => {
    const desk = echo();
    const { slack } = await connect(desk);
    const aina = slack.person();
    const dm = slack.dm(aina);
    const [first, second] = [aina.say("one", dm), aina.say("two", dm)];
    const answer = await dm.answerTo(first);
    expect(answer).toMatchObject({ text: "You asked one", thread_ts: first.ts });
    expect(await dm.answerTo(second)).toMatchObject({ text: "You asked two", thread_ts: second.ts });
    await dm.answerTo(aina.say("three", dm, { thread: first }));
    await aina.command("/mou", "a", dm).answered();
    expect(new Set(desk.asked.map(({ conversation }) => conversation)).size).toBe(1);
  });

  test("is answered after the one before it", async ({ connect, expect }) => {
    const { passed, open } = gate();
    const desk = fakeDesk(async ({ text }) => {
      if (text === "one") await passed;
      return sentence(`You asked ${text}`);
    });
    const { slack } = await connect(desk);
    const aina = slack.person();
    const dm = slack.dm(aina);
    aina.say("one", dm);
    await expect.poll(() => desk.asked).toHaveLength(1);
    const second = aina.say("two", dm);
    await expect.poll(() => slack.deliveries.length).toBe(2);
    open();
    await dm.answerTo(second);
    expect(said(slack)).toEqual(["You asked one", "You asked two"]);
  });

  test("in a thread is answered there", async ({ connect, expect }) => {
    const { slack } = await connect(echo());
    const aina = slack.person();
    const dm = slack.dm(aina);
    const root = aina.say("one", dm);
    await dm.answerTo(root);
    const reply = aina.say("two", dm, { thread: root });
    expect(await dm.answerTo(reply)).toMatchObject({ text: "You asked two", thread_ts: root.ts });
  });

  test("shows that an answer is made, and no longer once it is there", async ({ connect, expect }) => {
    const { passed, open } = gate();
    const { slack } = await connect(
      fakeDesk(async () => {
        await passed;
        return sentence("Yes.");
      }),
    );
    const aina = slack.person();
    const dm = slack.dm(aina);
    const question = aina.say("one", dm);
    await expect.poll(() => dm.assistant(question)?.status).toBe("working");
    open();
    await dm.answerTo(question);
    await slack.idle();
    await expect.poll(() => dm.assistant(question)?.status).toBe("");
  });

  test("that breaks the desk leaves no status behind, and its error's id is told once", async ({
    connect,
    expect,
  }) => {
    const { slack, reported } = await connect(breaking());
    slack.fault({ kind: "slow", delayMs: 300, method: "assistant.threads.setStatus" });
    const aina = slack.person();
    const dm = slack.dm(aina);
    const question = aina.say("one", dm);
    expect(read(await dm.answerTo(question)).text).toBe("Something went wrong (error e1).");
    await slack.idle({ quietMs: 400 });
    await expect.poll(() => dm.assistant(question)?.status).toBe("");
    expect([said(slack).length, reported.length]).toEqual([1, 1]);
  });

  test("that cannot be answered leaves no status behind either", async ({ connect, expect }) => {
    const { slack, reported } = await connect(echo());
    slack.fault({ kind: "missingScope", needed: "chat:write", method: "chat.postMessage", times: Infinity });
    const aina = slack.person();
    const dm = slack.dm(aina);
    const question = aina.say("one", dm);
    await expect.poll(() => reported.length).toBe(2);
    await slack.idle();
    await expect.poll(() => dm.assistant(question)?.status).toBe("");
  });

  test("is answered in time where the status cannot be said", async ({ connect, expect }) => {
    const { slack, reported } = await connect(echo());
    slack.fault({ kind: "hang", method: "assistant.threads.setStatus" });
    const aina = slack.person();
    const dm = slack.dm(aina);
    const from = Date.now();
    await dm.answerTo(aina.say("one", dm));
    expect(Date.now() - from).toBeLessThan(4_000);
    slack.fault({ kind: "refuse", error: "missing_scope", method: "assistant.threads.setStatus" });
    await dm.answerTo(aina.say("two", dm));
    expect(reported).toEqual([]);
  });

  test("that is edited or erased is answered no second time", async ({ connect, expect }) => {
    const { slack } = await connect(echo());
    const aina = slack.person();
    const dm = slack.dm(aina);
    const question = aina.say("one", dm);
    await dm.answerTo(question);
    aina.edit(question, "two");
    aina.erase(question);
    await slack.idle();
    expect(said(slack)).toEqual(["You asked one"]);
  });
});

describe.concurrent("the agent's tab", () => {
  test("suggests at most four things to ask when it is opened, and each has an answer", async ({
    connect,
    expect,
  }) => {
    const { slack } = await connect(await starterDesk());
    const aina = slack.person();
    const dm = slack.dm(aina);
    aina.openHome("messages");
    await slack.next("assistant.threads.setSuggestedPrompts");
    const prompts = dm.assistant()?.prompts ?? [];
    expect(prompts.length).toBeGreaterThan(0);
    expect(prompts.length).toBeLessThanOrEqual(4);
    for (const { message } of prompts) {
      const answer = await dm.answerTo(aina.say(message, dm));
      expect(read(answer).text).not.toMatch(/no command|Nothing/);
      expect(read(answer).text).toContain("Sources:");
    }
  });

  test("suggests nothing where there is nothing to ask", async ({ connect, expect }) => {
    const { slack, reported } = await connect(fakeDesk(() => sentence("Yes.")));
    slack.person().openHome("messages");
    await slack.idle();
    expect([slack.calls.filter(({ method }) => /Prompts/.test(method)), reported]).toEqual([[], []]);
  });

  test("is not troubled by where its reader looks", async ({ connect, expect }) => {
    const { slack, reported } = await connect(echo());
    const aina = slack.person();
    aina.lookAt(slack.channel({ members: [aina] }));
    await slack.idle();
    expect([said(slack), reported]).toEqual([[], []]);
  });
});
