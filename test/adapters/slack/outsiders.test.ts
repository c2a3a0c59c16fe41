import { describe } from "vitest";
import { createAccess } from "../../../src/access/access.ts";
import type { AccessRules, Clearance, Desk } from "../../../src/index.ts";
import { discreetDesk } from "../../access/discreet-desk.ts";
import { read, said, test } from "./connected.ts";
import type { Slack } from "./fake-slack/slack.ts";

const internal: Clearance = { level: "internal", groups: [] };
const secret = /Timetable|Quillon/;

interface Ruled {
  readonly desk: Desk;
  rule(rules: Partial<AccessRules>): void;
}

async function ruled(): Promise<Ruled> {
  const none: AccessRules = { strangers: "none", people: [], places: [] };
  let rules = none;
  const desk = await discreetDesk(createAccess(() => rules));
  return {
    desk,
    rule(given) {
      rules = { ...none, ...given };
    },
  };
}

const asked = ({ calls }: Slack): number => calls.filter(({ method }) => method === "users.info").length;

describe.concurrent("a guest of the workspace", () => {
  test("gets what is public where the file names them, and nothing where it names the workspace", async ({
    connect,
    expect,
  }) => {
    const { desk, rule } = await ruled();
    const { slack } = await connect(desk);
    const { id: team } = slack.team;
    const [named, few, one, member] = [
      slack.person({ guest: "few" }),
      slack.person({ guest: "few" }),
      slack.person({ guest: "one" }),
      slack.person(),
    ];
    const room = slack.channel({ members: [named, few, one, member] });
    rule({
      people: [named, member].map(({ id }) => ({ key: `slack:${team}/${id}`, clearance: internal })),
      places: [{ key: `slack:${team}`, clearance: internal }],
    });
    const answered = async (person: typeof named): Promise<string> => {
      const dm = slack.dm(person);
      return read(await dm.answerTo(person.say("/mou", dm))).text;
    };
    expect(await answered(member)).toMatch(secret);
    expect(await answered(named)).toContain("Slipway");
    expect(await answered(named)).not.toMatch(secret);
    for (const guest of [few, one]) expect(await answered(guest)).toMatch(/^I answer only those/);
    const command = await named.command("/mou", "", room).answered();
    expect(read(command).text).toContain("Slipway");
    expect(read(command).text).not.toMatch(secret);
    named.openHome();
    await slack.next("views.publish");
    expect(read(named.home).text).not.toMatch(secret);
    // Who somebody is is asked once in a while, not with each question.
    expect(asked(slack)).toBe(4);
  });

  test("is nobody whom Slack is asked about where it makes no difference", async ({ connect, expect }) => {
    const { slack } = await connect(await discreetDesk());
    const guest = slack.person({ guest: "one" });
    const dm = slack.dm(guest);
    expect(read(await dm.answerTo(guest.say("/mou", dm))).text).toContain("Slipway");
    expect(asked(slack)).toBe(0);
  });

  test("is taken to be one where Slack does not say, and not any more once it does", async ({
    connect,
    expect,
  }) => {
    const { desk, rule } = await ruled();
    const { slack, reported } = await connect(desk);
    const member = slack.person();
    rule({ people: [{ key: `slack:${slack.team.id}/${member.id}`, clearance: internal }] });
    const dm = slack.dm(member);
    const calm = slack.fault({ kind: "internal", method: "users.info", times: Infinity });
    expect(read(await dm.answerTo(member.say("/mou", dm))).text).not.toMatch(secret);
    calm();
    expect(read(await dm.answerTo(member.say("/mou", dm))).text).toMatch(secret);
    expect(reported.length).toBeGreaterThan(0);
  });
});

describe.concurrent("a channel shared with another organisation", () => {
  test("hears what is public, whoever asks there and whatever the file says of it", async ({
    connect,
    expect,
  }) => {
    const { desk, rule } = await ruled();
    const { slack } = await connect(desk);
    const { id: team } = slack.team;
    const member = slack.person();
    const [shared, inner] = [
      slack.channel({ members: [member], shared: true }),
      slack.channel({ members: [member] }),
    ];
    rule({
      people: [{ key: `slack:${team}/${member.id}`, clearance: internal }],
      places: [
        { key: `slack:${team}`, clearance: internal },
        { key: `slack:${team}/${shared.id}`, clearance: internal },
      ],
    });
    const text = `${slack.botUser.mention} /mou`;
    expect(read(await inner.answerTo(member.say(text, inner))).text).toMatch(secret);
    const answer = read(await shared.answerTo(member.say(text, shared))).text;
    expect(answer).toContain("Slipway");
    expect(answer).not.toMatch(secret);
    // Commands do not say that the channel is shared; a message said so before.
    const command = await member.command("/mou", "page:1", shared).answered();
    expect(read(command).text).not.toMatch(secret);
    member.press(command, "Share to channel");
    await slack.next("response_url");
    await slack.idle();
    expect(shared.messages.map((message) => read(message).text).join("\n")).not.toMatch(secret);
    expect(said(slack).length).toBeGreaterThan(1);
  });
});
