import { describe } from "vitest";
import { askShortcut, lookUpShortcut } from "../../../adapters/slack/shortcuts.ts";
import { createAccess } from "../../../src/access/access.ts";
import type { AccessLine, AccessRules, Clearance, Desk } from "../../../src/index.ts";
import { discreetDesk } from "../../access/discreet-desk.ts";
import { labelsOf, read, said, test } from "./connected.ts";

const internal: Clearance = { level: "internal", groups: [] };
const open: Clearance = { level: "public", groups: [] };
const secret = /Timetable|Quillon/;

interface Ruled {
  readonly desk: Desk;
  /** From now on these lines are in force, and no others. */
  rule(people: readonly AccessLine[], places?: readonly AccessLine[]): void;
}

async function ruled(strangers: AccessRules["strangers"] = "none"): Promise<Ruled> {
  let rules: AccessRules = { strangers, people: [], places: [] };
  const desk = await discreetDesk(createAccess(() => rules));
  return {
    desk,
    rule(people, places = []) {
      rules = { strangers, people, places };
    },
  };
}

describe.concurrent("a stranger on Slack", () => {
  test("is told once how to be let in, and hears nothing else", async ({ connect, expect }) => {
    const { desk } = await ruled();
    const { slack } = await connect(desk);
    const aina = slack.person();
    const dm = slack.dm(aina);
    const told = await dm.answerTo(aina.say("/mou", dm));
    expect(read(told).text).toContain(
      `slack:${slack.team.id}/${aina.id}: { role: member, clearance: public }`,
    );
    expect(labelsOf(told)).toEqual([]);
    aina.say("hello", dm);
    aina.say("/whoami", dm);
    await slack.idle();
    expect(said(slack)).toHaveLength(1);
    expect(slack.calls.filter(({ method }) => /setStatus/.test(method))).toEqual([]);
  });

  test("gets nothing beyond the acknowledgement of a second command", async ({ connect, expect }) => {
    const { desk } = await ruled();
    const { slack } = await connect(desk);
    const aina = slack.person();
    const room = slack.channel({ members: [aina] });
    const first = aina.command("/mou", "", room);
    expect(read(await first.answered()).text).toContain("{ role: member, clearance: public }");
    const second = aina.command("/mou", "", room);
    await second.acked();
    aina.shortcut(lookUpShortcut, aina.say("Vellamo Ferries?", room));
    await slack.idle();
    expect(room.ephemeralFor(aina)).toHaveLength(1);
    expect(said(slack)).toEqual([]);
  });

  test("reads in the home tab how to be let in, and nothing else, as often as they look", async ({
    connect,
    expect,
  }) => {
    const { desk } = await ruled();
    const { slack } = await connect(desk);
    const aina = slack.person();
    for (let look = 0; look < 2; look++) {
      aina.openHome();
      await slack.next("views.publish");
      const { text, controls } = read(aina.home);
      expect(text).toMatch(/^I answer only those who are known to me\. .*clearance: public }$/);
      expect(controls).toEqual([]);
    }
    aina.openHome("messages");
    await slack.idle();
    expect(slack.calls.filter(({ method }) => /setSuggestedPrompts/.test(method))).toEqual([]);
    // Looking has not used up what they are told where they ask.
    const dm = slack.dm(aina);
    expect(read(await dm.answerTo(aina.say("hello", dm))).text).toContain("I answer only those");
  });

  test("gets no form, but is told once", async ({ connect, expect }) => {
    const { desk } = await ruled();
    const { slack } = await connect(desk);
    const aina = slack.person();
    for (let time = 0; time < 2; time++) await aina.shortcut(askShortcut).acked();
    await slack.idle();
    expect(aina.modal).toBeUndefined();
    expect(said(slack)).toEqual([expect.stringContaining("I answer only those")]);
  });

  test("whose form is open when the file forgets them gets no answer from it", async ({
    connect,
    expect,
  }) => {
    const { desk, rule } = await ruled();
    const { slack } = await connect(desk);
    const aina = slack.person();
    rule([{ key: `slack:${slack.team.id}/${aina.id}` }]);
    await aina.shortcut(askShortcut).acked();
    await slack.next("views.open");
    const form = aina.modal;
    if (form === undefined) throw new Error("There is no form.");
    rule([]);
    await aina.submit(form, { question: "/mou" }).acked();
    await slack.idle();
    expect(read(aina.modal).text).not.toMatch(/Slipway/);
  });

  test("neither opens nor ends the bot's threads, nor turns its buttons", async ({ connect, expect }) => {
    const { desk, rule } = await ruled();
    const { slack } = await connect(desk);
    const [member, stranger] = [slack.person(), slack.person()];
    rule([{ key: `slack:${slack.team.id}/${member.id}`, clearance: open }]);
    const room = slack.channel({ members: [member, stranger] });
    const root = member.say(`${slack.botUser.mention} /help`, room);
    const answer = await room.answerTo(root);
    stranger.say("stop", room, { thread: root });
    await slack.idle();
    expect(said(slack).at(-1)).toContain("I answer only those");
    const { text } = read(answer);
    stranger.press(answer, labelsOf(answer)[0] ?? "");
    await slack.idle();
    expect(read(room.messages.find(({ ts }) => ts === answer.ts)).text).toBe(text);
    expect(room.ephemeralFor(stranger)).toEqual([]);
    const count = said(slack).length;
    member.say("/mou", room, { thread: root });
    await slack.idle();
    expect(said(slack)).toHaveLength(count + 1);
    expect(said(slack).at(-1)).toContain("Slipway");
  });

  test("from another organisation is one in a named channel too, unless named", async ({
    connect,
    expect,
  }) => {
    const { desk, rule } = await ruled();
    const { slack } = await connect(desk);
    const [colleague, guest] = [slack.person(), slack.person({ isStranger: true })];
    const room = slack.channel({ members: [colleague, guest], shared: true });
    const places = [{ key: `slack:${slack.team.id}/${room.id}`, clearance: internal }];
    rule([], places);
    const asked = colleague.say(`${slack.botUser.mention} /mou`, room);
    expect(read(await room.answerTo(asked)).text).toContain("Slipway");
    const foreign = guest.say(`${slack.botUser.mention} /mou`, room);
    expect(read(await room.answerTo(foreign)).text).toContain(`slack:T0OTHERTEAM/${guest.id}: {`);
    rule([{ key: `slack:T0OTHERTEAM/${guest.id}`, role: "admin", clearance: internal }], places);
    const { text } = read(await room.answerTo(guest.say(`${slack.botUser.mention} /mou`, room)));
    expect(text).toContain("Slipway");
    expect(text).not.toMatch(secret);
  });
});

describe.concurrent("what is internal", () => {
  test("shows in a direct message, the home tab's modal and a named channel, and in no other", async ({
    connect,
    expect,
  }) => {
    const { desk, rule } = await ruled();
    const { slack } = await connect(desk);
    const aina = slack.person();
    const [inner, other] = [slack.channel({ members: [aina] }), slack.channel({ members: [aina] })];
    const { id: team } = slack.team;
    rule(
      [{ key: `slack:${team}/${aina.id}`, role: "editor", clearance: internal }],
      [{ key: `slack:${team}/${inner.id}`, clearance: internal }],
    );
    const dm = slack.dm(aina);
    expect(read(await dm.answerTo(aina.say("/mou", dm))).text).toMatch(secret);
    expect(read(await aina.command("/mou", "", inner).answered()).text).toMatch(secret);
    expect(read(await aina.command("/mou", "", other).answered()).text).not.toMatch(secret);
    const mentioned = aina.say(`${slack.botUser.mention} /mou`, other);
    expect(read(await other.answerTo(mentioned)).text).not.toMatch(secret);
    await aina.shortcut(askShortcut).acked();
    await slack.next("views.open");
    if (aina.modal !== undefined) await aina.submit(aina.modal, { question: "/mou" }).acked();
    expect(read(aina.modal).text).toMatch(secret);
  });

  test("is shared with a channel only as far as the channel and the sharer may see", async ({
    connect,
    expect,
  }) => {
    const { desk, rule } = await ruled();
    const { slack } = await connect(desk);
    const aina = slack.person();
    const room = slack.channel({ members: [aina] });
    const { id: team } = slack.team;
    const people = [{ key: `slack:${team}/${aina.id}`, clearance: internal }];
    const key = `slack:${team}/${room.id}`;
    rule(people, [{ key, clearance: internal }]);
    const answer = await aina.command("/mou", "page:1", room).answered();
    aina.press(answer, "Share to channel");
    await slack.next("response_url");
    await slack.idle();
    expect(read(room.messages.at(-1)).text).toMatch(secret);
    // The channel was opened to others since.
    rule(people, [{ key, clearance: open }]);
    aina.press(answer, "Share to channel");
    await slack.next("response_url");
    await slack.idle();
    expect(room.messages).toHaveLength(2);
    expect(read(room.messages.at(-1)).text).not.toMatch(secret);
  });

  test("leaves the home tab's latest look-ups when it is no longer the person's to see", async ({
    connect,
    expect,
  }) => {
    const { desk, rule } = await ruled();
    const { slack } = await connect(desk);
    const aina = slack.person();
    const key = `slack:${slack.team.id}/${aina.id}`;
    const dm = slack.dm(aina);
    rule([{ key, clearance: internal }]);
    await dm.answerTo(aina.say("/mou timetable-2031", dm));
    await dm.answerTo(aina.say("/mou slipway-2031", dm));
    const recent = async (): Promise<readonly string[]> => {
      aina.openHome();
      await slack.next("views.publish");
      return aina.home === undefined ? [] : labelsOf(aina.home);
    };
    expect(await recent()).toEqual(
      expect.arrayContaining(["Timetable agreement (2031)", "Slipway agreement (2031)"]),
    );
    rule([{ key, clearance: open }]);
    const labels = await recent();
    expect(labels).toContain("Slipway agreement (2031)");
    expect(labels.join()).not.toMatch(secret);
  });
});
