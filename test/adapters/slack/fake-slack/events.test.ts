import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { connectEcho } from "./echo-app.ts";
import { createSlack } from "./fake-slack.ts";
import { rawCall } from "./raw-call.ts";
import type { Slack } from "./slack.ts";

let slack: Slack;
afterEach(() => slack.close());

const kinds = (): unknown[] =>
  slack.events.map(({ event: { type, subtype, channel_type: place } }) =>
    [type, subtype, place].filter(Boolean).join(" "),
  );
/** Those that were sent to the app. */
const delivered = (): unknown[] =>
  slack.deliveries.map(({ payload }) => (payload.event as { type: string }).type);

describe("what happens becomes events", () => {
  beforeEach(async () => {
    slack = await createSlack();
  });

  test("a mention in a channel comes twice, and in a direct message once", () => {
    const aina = slack.person();
    const room = slack.channel({ members: [aina] });
    const question = aina.say(`${slack.botUser.mention} why?`, room);
    aina.say(`${slack.botUser.mention} why?`, slack.dm(aina));
    expect(kinds()).toEqual(["message channel", "app_mention", "message im"]);
    const twin = slack.eventOf(question, "app_mention");
    expect(twin.event).toMatchObject({
      ts: question.ts,
      user: aina.id,
      channel: room.id,
      text: question.text,
    });
    expect(twin.event_id).not.toBe(slack.eventOf(question).event_id);
    expect(twin).toMatchObject({
      type: "event_callback",
      authorizations: [{ user_id: slack.botUser.id, is_bot: true }],
    });
  });

  test("threads, edits and deletions say what they belong to", () => {
    const aina = slack.person();
    const room = slack.channel({ members: [aina], private: true });
    const root = aina.say("why?", room);
    const reply = aina.say("well?", room, { thread: root });
    expect(slack.eventOf(reply).event).toMatchObject({ thread_ts: root.ts, parent_user_id: aina.id });
    const edited = aina.edit(reply, `${slack.botUser.mention} well?`);
    aina.edit(edited, `${slack.botUser.mention} well?!`);
    aina.erase(edited);
    expect(kinds()).toEqual([
      "message group",
      "message group",
      "message message_changed group",
      "app_mention",
      "message message_changed group",
      "message message_deleted group",
    ]);
    expect(slack.events[2]?.event).toMatchObject({
      previous_message: { text: "well?" },
      message: { edited: { user: aina.id } },
    });
    expect(slack.events[5]?.event).toMatchObject({ deleted_ts: reply.ts });
    expect(room.messages).toEqual([root]);
  });

  test("people come and go, react, and look about", () => {
    const [aina, bakri] = [slack.person(), slack.person()];
    const room = slack.channel({ members: [aina] });
    expect(() => bakri.say("a", room)).toThrow("join first");
    bakri.join(room);
    bakri.react(aina.say("a", room), "eyes");
    bakri.leave(room);
    aina.lookAt(room);
    expect(aina.lookAt().event).toMatchObject({ context: {} });
    expect(kinds()).toEqual([
      "member_joined_channel C",
      "message channel_join channel",
      "message channel",
      "reaction_added channel",
      "member_left_channel C",
      "message channel_leave channel",
      "app_context_changed",
      "app_context_changed",
    ]);
  });

  test("the app's own messages come back to it, other apps' carry their bot_id", async () => {
    const other = slack.person({ isBot: true });
    const room = slack.channel({ members: [other] });
    other.say("beep", room);
    const { ts } = await rawCall(slack, "chat.postMessage", { channel: room.id, text: "boop" });
    await rawCall(slack, "chat.update", { channel: room.id, ts, text: "boop!" });
    expect(slack.events.map(({ event }) => event.bot_id)).toEqual([
      expect.stringMatching(/^B/),
      slack.botUser.botId,
      undefined,
    ]);
    expect(slack.events[2]?.event).toMatchObject({
      subtype: "message_changed",
      message: { bot_id: slack.botUser.botId },
    });
  });

  test("strangers in a shared channel are known by their team", () => {
    const stranger = slack.person({ isStranger: true });
    const room = slack.channel({ shared: true, members: [stranger] });
    const said = slack.eventOf(stranger.say("hello", room));
    expect(said).toMatchObject({
      is_ext_shared_channel: true,
      team_id: slack.team.id,
      event: { user_team: "T0OTHERTEAM" },
    });
  });
});

test("only what the manifest subscribes to, may see and is invited to reaches the app", async () => {
  slack = await createSlack({
    manifest: {
      oauth_config: { scopes: { bot: ["app_mentions:read", "channels:history"] } },
      settings: {
        event_subscriptions: {
          bot_events: ["app_mention", "message.im", "reaction_added", "app_context_changed"],
        },
      },
      features: {},
    },
  });
  await connectEcho(slack);
  const aina = slack.person();
  const room = slack.channel({ members: [aina] });
  const heard = aina.say(`${slack.botUser.mention} why?`, room);
  aina.say(`${slack.botUser.mention} why?`, slack.channel({ members: [aina], withoutApp: true }));
  aina.say("psst", slack.dm(aina));
  aina.react(heard, "eyes");
  aina.lookAt(room);
  await slack.idle();
  expect(slack.events).toHaveLength(7);
  expect(delivered()).toEqual(["app_mention"]);
  slack.redeliver(slack.eventOf(heard, "app_mention"));
  await slack.idle();
  expect(delivered()).toEqual(["app_mention", "app_mention"]);
  expect(new Set(slack.deliveries.map(({ payload }) => payload.event_id)).size).toBe(1);
});
