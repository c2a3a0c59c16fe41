import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, vi } from "vitest";
import { labelsOf, read, said } from "./connected.ts";
import type { View } from "./fake-slack/message.ts";
import type { Person } from "./fake-slack/person.ts";
import type { Slack } from "./fake-slack/slack.ts";
import { poll, readyz, type Server, type Started, test } from "./served.ts";
import { mention } from "./speaking.ts";

const why = "told by the secretariat";
const agreement = "mou-mranti-zgc-2024";

/** A process that is ready, with these people as editors. */
async function ready(
  { slack, serve, folder }: Server,
  by: "socket" | "http",
  editors: readonly Person[],
  env: Readonly<Record<string, string>> = {},
): Promise<Started> {
  const file = join(folder, "access.yaml");
  const lines = editors.map(
    ({ id }) => `  slack:${slack.team.id}/${id}: { role: editor, clearance: public }`,
  );
  await writeFile(file, `strangers: public\npeople:\n${lines.join("\n")}\n`);
  const bot = serve(by, { JAMBATAN_ACCESS: file, ...env });
  await vi.waitFor(async () => expect((await readyz(bot)).status).toBe(200), poll);
  if (by === "http") await slack.useRequestUrl(`${await bot.url}/slack/events`);
  return bot;
}

function top({ modal }: Person): View {
  if (modal === undefined) throw new Error("There is no modal.");
  return modal;
}

async function opened(slack: Slack, person: Person, command: string, text: string): Promise<View> {
  await person.command(command, text, slack.channel({ members: [person] })).acked();
  await slack.next("views.open");
  return top(person);
}

describe.concurrent("a process on Slack", () => {
  for (const by of ["socket", "http"] as const)
    test(`has an agreement changed by ${by}: a wrong date, a preview, saving, the history, taking back; and a wish kept`, async ({
      open,
      expect,
    }) => {
      const server = await open();
      const { slack } = server;
      const [aina, budi, member] = [slack.person({ name: "aina" }), slack.person(), slack.person()];
      const bot = await ready(server, by, [aina, budi]);
      const form = await opened(slack, aina, "/edit", agreement);
      const wrong = aina.submit(form, { "field:signed": "31 April 2024", "field:why": why });
      await wrong.acked();
      expect(wrong.errors).toEqual({ "field:signed": expect.stringContaining("31 April 2024") });
      const other = await opened(slack, budi, "/edit", agreement);
      await aina.submit(top(aina), { "field:signed": "26 April 2024", "field:why": why }).acked();
      expect(read(top(aina)).text).toMatch(/→ .*26 April 2024/);
      await aina.submit(top(aina)).acked();
      expect(read(top(aina)).text).toContain("Saved");

      await budi.submit(other, { "field:signed": "27 April 2024", "field:why": why }).acked();
      expect(labelsOf(top(budi))).toEqual(expect.arrayContaining(["Keep mine", "Keep theirs"]));
      await budi.press(top(budi), "Keep mine").acked();
      await slack.next("views.update");
      await budi.submit(top(budi)).acked();
      expect(read(top(budi)).text).toContain("Saved");

      const room = slack.channel({ members: [aina, member] });
      const history = await aina.command("/history", agreement, room).answered();
      expect(read(history).text).toMatch(/27 April 2024.*aina.*26 April 2024/s);
      const undo = await opened(slack, budi, "/undo", "");
      await budi.submit(undo).acked();
      expect(read(top(budi)).text).toContain("Saved");

      const refused = await member.command("/edit", agreement, room).answered();
      expect([read(refused).text.includes(aina.id), member.modal]).toEqual([true, undefined]);
      const wishes = await aina.command("/jambatan", "/wishes", room).answered();
      expect(read(wishes).text).toContain(`/edit ${agreement}`);
      expect(slack.violations).toEqual([]);
      expect(bot.stderr()).not.toMatch(/"level":(50|"error")/);
    });

  test("that is killed between the preview and saving goes on where it was, after it too", async ({
    open,
    expect,
  }) => {
    const server = await open();
    const { slack } = server;
    const aina = slack.person();
    const first = await ready(server, "socket", [aina]);
    const form = await opened(slack, aina, "/edit", agreement);
    await aina.submit(form, { "field:signed": "26 April 2024", "field:why": why }).acked();
    first.child.kill("SIGKILL");
    await first.ended;
    await ready(server, "socket", [aina]);
    await expect.poll(() => slack.sockets.open, poll).toBe(1);
    await aina.submit(top(aina)).acked();
    expect(read(top(aina)).text).toContain("Saved");
    const room = slack.channel({ members: [aina] });
    expect(read(await aina.command("/history", agreement, room).answered()).text).toContain("26 April 2024");
  });

  test("that is killed answers afterwards what it had taken, and nothing that it had answered, and follows its threads", async ({
    open,
    expect,
  }) => {
    const server = await open();
    const { slack } = server;
    const aina = slack.person();
    const first = await ready(server, "socket", [aina], { JAMBATAN_CLOCK: "2024-04-20T09:00:00+08:00" });
    const answered = mention(slack, "mou");
    await answered.answered();
    const dm = slack.dm(aina);
    await dm.answerTo(aina.say("/who Yin Hejun", dm));
    await slack.idle();
    // Acknowledged, and its answer never came to Slack.
    const release = slack.fault({ kind: "hang", method: "chat.postMessage", times: Infinity });
    const lost = mention(slack, "visits");
    await expect.poll(() => said(slack).length, poll).toBe(3);
    first.child.kill("SIGKILL");
    await first.ended;
    release();
    // Two minutes later: what the first one had taken is nobody's by now.
    await ready(server, "socket", [aina], { JAMBATAN_CLOCK: "2024-04-20T09:02:00+08:00" });
    expect(read(await lost.answered()).text).toContain("visit");
    slack.redeliver(slack.eventOf(answered.root, "app_mention"));
    slack.redeliver(slack.eventOf(lost.root, "app_mention"));
    await slack.idle({ quietMs: 500 });
    expect(said(slack)).toHaveLength(4);
    const { person, room, root } = answered;
    expect(read(await room.answerTo(person.say("visits", room, { thread: root }))).text).toContain("visit");
    aina.openHome();
    await slack.next("views.publish");
    expect(read(aina.home).controls.map(({ label }) => label)).toContain("Yin Hejun");
  });

  test("answers on with its store away", async ({ open, expect }) => {
    const server = await open();
    const { slack, serve } = server;
    const bot = serve("socket", { DATABASE_URL: "postgres://nobody@127.0.0.1:1/nothing" });
    await expect.poll(() => readyz(bot), poll).toMatchObject({ slack: { ok: true } });
    const { person, room, root, answered } = mention(slack, "visits");
    expect(read(await answered()).text).toContain("visit");
    expect(read(await room.answerTo(person.say("mou", room, { thread: root }))).text).toContain("MoU");
    slack.redeliver(slack.eventOf(root, "app_mention"));
    await slack.idle({ quietMs: 300 });
    expect(said(slack)).toHaveLength(2);
  });
});
