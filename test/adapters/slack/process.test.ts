import { describe } from "vitest";
import { createManifest } from "../../../adapters/slack/manifest.ts";
import type { Params } from "../fake-server/params.ts";
import { read, said, starterDesk } from "./connected.ts";
import type { Slack } from "./fake-slack/slack.ts";
import { poll, readyz, test } from "./served.ts";
import { mention } from "./speaking.ts";

describe.concurrent("a process with Slack's tokens", () => {
  for (const by of ["socket", "http"] as const)
    test(`answers by ${by}, says that it is ready, finishes at SIGTERM, and ends with 0`, async ({
      open,
      expect,
    }) => {
      const { slack, serve } = await open();
      const bot = serve(by);
      await expect.poll(() => readyz(bot), poll).toMatchObject({ status: 200, slack: { ok: true, by } });
      if (by === "http") await slack.useRequestUrl(`${await bot.url}/slack/events`);
      expect(read(await mention(slack, "visits").answered()).text).toContain("5 visits");
      const aina = slack.person();
      const room = slack.channel({ members: [aina] });
      expect(read(await aina.command("/mou", "MRANTI", room).answered()).text).toContain("TusStar");
      slack.fault({ kind: "flood", retryAfterS: 1, method: "chat.postMessage" });
      const late = mention(slack, "visits");
      await expect.poll(() => said(slack).length, poll).toBe(2);
      const stopping = Date.now();
      bot.child.kill("SIGTERM");
      await late.answered();
      expect(await bot.ended).toBe(0);
      expect(Date.now() - stopping).toBeLessThan(10_000);
      for (const secret of [slack.botToken, slack.appToken, slack.signingSecret])
        expect(bot.stderr()).not.toContain(secret);
      expect(slack.violations).toEqual([]);
    });

  for (const by of ["socket", "http"] as const)
    test(`does by ${by} all that people do on Slack, and breaks none of its rules`, async ({
      open,
      expect,
    }) => {
      const { slack, serve } = await open();
      const bot = serve(by);
      await expect.poll(() => readyz(bot), poll).toMatchObject({ status: 200 });
      if (by === "http") await slack.useRequestUrl(`${await bot.url}/slack/events`);
      const [aina, budi] = [slack.person({ name: "aina" }), slack.person()];
      const room = slack.channel({ members: [aina, budi] });

      const own = await aina.command("/jambatan", "who Yin Hejun", room).answered();
      expect([read(own).text.includes("Yin Hejun"), own.onlyFor]).toEqual([true, aina.id]);
      await aina.press(own, "Share to channel").acked();
      await slack.next("response_url");
      expect(read(room.messages.at(-1)).text).toMatch(/Shared by aina.*Yin Hejun/s);

      const root = aina.say(`${slack.botUser.mention} mou MRANTI`, room);
      const answer = await room.answerTo(root);
      expect([read(answer).text.includes("TusStar"), answer.thread_ts]).toEqual([true, root.ts]);
      expect(read(await room.answerTo(budi.say("visits", room, { thread: root }))).text).toContain("visit");
      expect(read(await room.answerTo(budi.say("stop", room, { thread: root }))).text).not.toContain("visit");
      expect(read(await budi.press(answer, "Open").answered()).text).toContain("Sources:");

      const dm = slack.dm(aina);
      aina.openHome("messages");
      await slack.next("assistant.threads.setSuggestedPrompts");
      const [prompt] = dm.assistant()?.prompts ?? [];
      const question = aina.say(prompt?.message ?? "", dm);
      expect((await dm.answerTo(question)).thread_ts).toBe(question.ts);
      await expect.poll(() => dm.assistant(question)?.status, poll).toBe("");

      const found = await aina.shortcut("look_up", budi.say("Did you meet Yin Hejun?", room)).answered();
      expect([read(found).text.includes("Yin Hejun"), found.onlyFor]).toEqual([true, aina.id]);
      await aina.shortcut("ask").acked();
      await slack.next("views.open");
      const form = aina.modal;
      if (form !== undefined) await aina.submit(form, { question: "visits", language: "中文" }).acked();
      expect(read(aina.modal).text).toMatch(/访/);

      aina.openHome();
      await slack.next("views.publish");
      expect(read(aina.home).text).toMatch(/visit.*\/brief/s);
      expect(read(aina.home).controls.map(({ label }) => label)).toContain("Yin Hejun");
      expect(slack.violations).toEqual([]);
      expect(bot.stderr()).not.toMatch(/"level":(50|"error")/);
    });

  test("with the minimal manifest says what is lost, once, and warns of nothing", async ({
    open,
    expect,
  }) => {
    const manifest = createManifest(await starterDesk(), { isMinimal: true }) as Params;
    const { slack, serve } = await open({ manifest });
    const bot = serve("socket");
    await expect.poll(() => readyz(bot), poll).toMatchObject({ status: 200 });
    await mention(slack, "visits").answered();
    const lines = bot.stderr().split("\n");
    expect(lines.filter((line) => line.includes("channels:history"))).toHaveLength(1);
    expect(lines.filter((line) => /"level":(40|50|"warn"|"error")/.test(line))).toEqual([]);
  });

  test("answers after a restart what was said in between, and nothing twice", async ({ open, expect }) => {
    const { slack, serve } = await open();
    const first = serve("socket");
    await mention(slack, "visits").answered();
    first.child.kill("SIGTERM");
    expect(await first.ended).toBe(0);
    const late = mention(slack, "mou");
    const second = serve("socket");
    await late.answered();
    await slack.idle();
    expect(said(slack)).toHaveLength(2);
    second.child.kill("SIGTERM");
    expect(await second.ended).toBe(0);
    expect(slack.violations).toEqual([]);
  });

  test("ends within 10 seconds at SIGTERM, whatever it waits for", async ({ open, expect }) => {
    const { slack, serve } = await open();
    const bot = serve("socket");
    slack.fault({ kind: "hang", method: "chat.postMessage", times: Infinity });
    mention(slack, "visits");
    await expect.poll(() => said(slack).length, poll).toBe(1);
    const stopping = Date.now();
    bot.child.kill("SIGTERM");
    expect([0, 1]).toContain(await bot.ended);
    expect(Date.now() - stopping).toBeLessThan(10_500);
  });

  test("that Slack refuses ends with 3 and one clear line, which names the token", async ({
    open,
    expect,
  }) => {
    const { serve } = await open();
    for (const name of ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]) {
      const bot = serve("socket", { [name]: "xoxb-open-sesame" });
      expect(await bot.ended).toBe(3);
      const lines = bot.stderr().trimEnd().split("\n");
      expect(lines.at(-1)).toMatch(new RegExp(`${name} is refused.*Slack: invalid_auth`));
      expect(bot.stderr()).not.toContain("open-sesame");
    }
  });

  test("of the wrong kind ends with 3 without asking Slack", async ({ open, expect }) => {
    const { slack, serve } = await open();
    const bot = serve("socket", { SLACK_API_URL: "", SLACK_BOT_TOKEN: slack.appToken });
    expect(await bot.ended).toBe(3);
    expect(bot.stderr()).toMatch(/SLACK_BOT_TOKEN .*xoxb-/);
    expect(slack.calls).toEqual([]);
  });

  test("is not ready, and says why, until Slack can be reached", async ({ open, expect }) => {
    const { slack, serve } = await open();
    await slack.offline(true);
    const bot = serve("socket");
    await expect
      .poll(() => readyz(bot), poll)
      .toMatchObject({ status: 503, slack: { ok: false, reason: "Slack cannot be reached" } });
    await slack.offline(false);
    await expect.poll(() => readyz(bot), poll).toMatchObject({ status: 200 });
    await mention(slack, "visits").answered();
  });

  test("refuses over HTTP what Slack did not sign, what is old, and what is too long", async ({
    open,
    expect,
  }) => {
    const { slack, serve } = await open();
    const bot = serve("http");
    await expect.poll(() => readyz(bot), poll).toMatchObject({ status: 200 });
    await slack.useRequestUrl(`${await bot.url}/slack/events`);
    const status = async (...given: Parameters<Slack["post"]>) => (await slack.post(...given)).status;
    expect(await status("events_api", { type: "event_callback" }, { secret: "guessed" })).toBe(401);
    expect(await status("events_api", { type: "event_callback" }, { ageS: 360 })).toBe(401);
    expect(await status("events_api", { text: "a".repeat(1 << 20) })).toBe(413);
    expect(await status("events_api", { type: "event_callback", event: { type: "tea" } })).toBe(200);
  });
});
