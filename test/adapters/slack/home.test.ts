import { fileURLToPath } from "node:url";
import { describe } from "vitest";
import { type Desk, noonOf } from "../../../src/index.ts";
import { openDesk, timezone } from "../../starter-desk.ts";
import { fakeDesk, sentence } from "../sample-reply.ts";
import { echo, labelsOf, read, said, starterDesk, test } from "./connected.ts";

describe.concurrent("the home tab", () => {
  test("shows what is upcoming, what was looked up, and what can be asked", async ({ connect, expect }) => {
    const { slack } = await connect(await starterDesk());
    const aina = slack.person();
    const dm = slack.dm(aina);
    aina.openHome();
    await slack.next("views.publish");
    const first = read(aina.home);
    expect(first.text).toContain("upcoming visits");
    expect(first.text).toContain("Working visit of Minister");
    expect(first.text).toContain("Sources:");
    for (const { name } of (await starterDesk()).commands()) expect(first.text).toContain(`/${name}`);
    await dm.answerTo(aina.say("/who Yin Hejun", dm));
    aina.openHome();
    await slack.next("views.publish");
    expect(labelsOf(aina.home ?? dm.messages[0] ?? never())).toContain("Yin Hejun");
  });

  test("shows the latest past visits where none is upcoming", async ({ connect, expect }) => {
    const { slack } = await connect(on(await starterDesk(), "2031-01-01"));
    const aina = slack.person();
    aina.openHome();
    await slack.next("views.publish");
    expect(read(aina.home).text).toMatch(/latest past/i);
  });

  test("shows the agreements that soon lapse, each with a button that opens it, and none that lapse later", async ({
    connect,
    expect,
  }) => {
    const university = await openDesk(fileURLToPath(new URL("../../fixtures/university/", import.meta.url)));
    for (const [day, isNamed] of [
      ["2030-06-01", true],
      ["2029-06-01", false],
    ] as const) {
      const { slack } = await connect(on(university, day));
      const aina = slack.person();
      aina.openHome();
      await slack.next("views.publish");
      const { text, controls } = read(aina.home);
      expect(text.includes("lapse")).toBe(isNamed);
      if (!isNamed || aina.home === undefined) continue;
      const rows = text.split("\n");
      const lapsing = rows[rows.findIndex((row) => row.includes("lapse")) + 1]?.split(" — ")[0] ?? "";
      expect(lapsing).not.toBe("");
      const open = controls.filter(({ label }) => label === "Open").at(-1)?.actionId ?? "";
      aina.press(aina.home, open);
      await slack.next("views.open");
      expect(read(aina.modal).text).toContain(lapsing);
    }
  });

  test("opens what it names in a modal", async ({ connect, expect }) => {
    const { slack } = await connect(await starterDesk());
    const aina = slack.person();
    aina.openHome();
    await slack.next("views.publish");
    if (aina.home === undefined) return never();
    aina.press(aina.home, "Open");
    await slack.next("views.open");
    expect(read(aina.modal).text).toContain("Working visit of Minister");
  });

  test("has a button to ask, which opens the form", async ({ connect, expect }) => {
    const { slack } = await connect(echo());
    const aina = slack.person();
    aina.openHome();
    await slack.next("views.publish");
    if (aina.home === undefined) return never();
    aina.press(aina.home, "Ask");
    await slack.next("views.open");
    expect(read(aina.modal).controls).toHaveLength(2);
  });

  test("whose triggers have expired is answered by direct messages", async ({ connect, expect }) => {
    const { slack, reported } = await connect(await starterDesk(), {
      triggerLifetimeMs: 0,
      tolerated: /expired_trigger_id/,
    });
    const aina = slack.person();
    aina.openHome();
    await slack.next("views.publish");
    if (aina.home === undefined) return never();
    aina.press(aina.home, "Open");
    await slack.next("chat.postMessage");
    aina.press(aina.home, "ask");
    await slack.next("chat.postMessage");
    expect(said(slack)[0]).toContain("Working visit of Minister");
    expect(said(slack)[1]).toContain("Ask me about");
    expect([slack.dm(aina).messages.length, reported]).toEqual([2, []]);
  });

  test("published by somebody else in between is published again", async ({ connect, expect }) => {
    const { slack, reported } = await connect(await starterDesk(), { tolerated: /hash_conflict/ });
    const aina = slack.person();
    aina.openHome();
    await slack.next("views.publish");
    slack.fault({ kind: "refuse", error: "hash_conflict", method: "views.publish" });
    aina.openHome();
    await slack.next("views.publish");
    await slack.next("views.publish");
    await slack.idle();
    const calls = slack.calls.filter(({ method }) => method === "views.publish");
    expect(calls.map(({ params }) => params.hash === undefined)).toEqual([true, false, true]);
    expect(reported).toEqual([]);
  });

  test("shows one person's look-ups to that person alone, the latest first, each once", async ({
    connect,
    expect,
  }) => {
    const { slack } = await connect(await starterDesk());
    const [aina, budi] = [slack.person(), slack.person()];
    const dm = slack.dm(aina);
    for (const text of ["/who Yin Hejun", "/org MRANTI", "/who Yin Hejun"])
      await dm.answerTo(aina.say(text, dm));
    for (const one of [aina, budi]) {
      one.openHome();
      await slack.next("views.publish");
    }
    const own = read(aina.home).controls.filter(({ actionId }) => /recent/.test(actionId));
    expect(own.map(({ label }) => label)).toEqual([
      "Yin Hejun",
      expect.stringContaining("Malaysian Research Accelerator"),
    ]);
    expect(read(budi.home).controls.filter(({ actionId }) => /recent/.test(actionId))).toEqual([]);
  });

  test("that breaks the desk says so, and its error is logged once", async ({ connect, expect }) => {
    const { slack, reported } = await connect(
      fakeDesk(() => {
        throw new TypeError("broken");
      }),
    );
    const aina = slack.person();
    aina.openHome();
    await slack.next("views.publish");
    expect(read(aina.home).text).toBe("Something went wrong (error e1).");
    expect(reported).toHaveLength(1);
  });

  test("escapes what it shows", async ({ connect, expect }) => {
    const text = "<!channel> *a* & <b>";
    const { slack } = await connect(
      fakeDesk(({ text: command }) =>
        sentence(text, { command, entries: [{ kind: "person", id: "a", title: text }] }),
      ),
    );
    const aina = slack.person();
    const dm = slack.dm(aina);
    await dm.answerTo(aina.say("/one", dm));
    aina.openHome();
    await slack.next("views.publish");
    expect(read(aina.home).text).toContain(text);
    expect(labelsOf(aina.home ?? never())).toContain(text);
  });
});

/** A desk that believes it is another day. */
function on(desk: Desk, day: string): Desk {
  return { ...desk, answer: (question) => desk.answer({ ...question, now: noonOf(day, timezone) }) };
}

function never(): never {
  throw new Error("There is no home tab.");
}
