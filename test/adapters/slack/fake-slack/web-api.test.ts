import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { assistantMethods } from "./assistant-methods.ts";
import type { Channel } from "./channel.ts";
import { chatMethods } from "./chat-methods.ts";
import { conversationMethods } from "./conversation-methods.ts";
import { createSlack } from "./fake-slack.ts";
import { fileMethods } from "./file-methods.ts";
import { peopleMethods } from "./people-methods.ts";
import type { Person } from "./person.ts";
import { type RawAnswer, rawCall } from "./raw-call.ts";
import { reactionMethods } from "./reaction-methods.ts";
import type { Slack } from "./slack.ts";
import { readSpec, specMissing } from "./spec.ts";
import { viewMethods } from "./view-methods.ts";
import { createWorld } from "./world.ts";

const manifest = {
  features: { app_home: { home_tab_enabled: false, messages_tab_enabled: true } },
  oauth_config: { scopes: { bot: ["chat:write", "channels:history"] } },
};

let slack: Slack;
let aina: Person;
let room: Channel;

async function open(options: Parameters<typeof createSlack>[0] = {}): Promise<void> {
  slack = await createSlack(options);
  aina = slack.person({ name: "aina", locale: "ms-MY" });
  room = slack.channel({ members: [aina] });
}
const call = (method: string, params: object = {}): Promise<RawAnswer> => rawCall(slack, method, params);
const post = (params: object): Promise<RawAnswer> =>
  call("chat.postMessage", { channel: room.id, ...params });
const told = (): string[] => slack.violations.map(({ kind, message }) => `${kind}: ${message}`);
const divider = { type: "divider" };

beforeEach(() => open());
afterEach(() => slack.close());

describe("tokens and scopes", () => {
  test("each token opens its own doors", async () => {
    expect(await rawCall(slack, "auth.test", {}, "")).toMatchObject({ ok: false, error: "not_authed" });
    expect(await rawCall(slack, "auth.test", {}, "xoxb-1")).toMatchObject({
      status: 200,
      error: "invalid_auth",
    });
    expect(await call("auth.test")).toMatchObject({
      ok: true,
      user_id: slack.botUser.id,
      team_id: slack.team.id,
    });
    const socket = await rawCall(slack, "apps.connections.open", {}, slack.appToken);
    expect(socket.url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/link\/\?ticket=/);
    slack.revoke(true);
    expect(await call("auth.test")).toMatchObject({ error: "token_revoked" });
    expect(slack.violations).toEqual([]);
    slack.revoke(false);
    expect(await call("apps.connections.open")).toMatchObject({ error: "not_allowed_token_type" });
  });

  test("a scope that the manifest lacks is missed, and named", async () => {
    await slack.close();
    await open({ manifest });
    const answer = await call("users.info", { user: aina.id });
    expect(answer).toMatchObject({
      error: "missing_scope",
      needed: "users:read",
      provided: "chat:write,channels:history",
    });
    expect(answer.headers.get("x-oauth-scopes")).toBe("chat:write,channels:history");
    expect(
      await call("views.publish", { user_id: aina.id, view: { type: "home", blocks: [] } }),
    ).toMatchObject({ error: "not_enabled" });
    expect(await post({ text: "a", username: "b" })).toMatchObject({ needed: "chat:write.customize" });
    expect(await call("conversations.history", { channel: room.id })).toMatchObject({ ok: true });
    const hidden = slack.channel({ private: true, members: [aina] });
    expect(await call("conversations.history", { channel: hidden.id })).toMatchObject({
      needed: "groups:history",
    });
    expect(() => aina.command("/desk", "a", room)).toThrow('The manifest has no command "/desk"');
  });

  test.skipIf(specMissing !== undefined)("what is not in the list of methods is unknown", async () => {
    expect(await call("chat.postPoem")).toMatchObject({ error: "unknown_method" });
    expect(await call("chat.scheduleMessage")).toMatchObject({ error: "fatal_error" });
    expect(await post({ text: "a", colour: "red" })).toMatchObject({ ok: true });
    expect(told()).toEqual([
      "unknown method: unknown_method: chat.postPoem",
      "unimplemented: fatal_error: the fake does not implement chat.scheduleMessage",
      "spec: chat.postMessage.colour is unknown",
    ]);
  });
});

describe.skipIf(specMissing !== undefined)("the list of methods", () => {
  test("agrees on the scopes of whatever is implemented", () => {
    const spec = readSpec();
    const parts = createWorld("desk");
    const emit = () => {};
    const methods = {
      ...chatMethods(parts, emit, { scopes: undefined, hasMessagesTab: true }),
      ...conversationMethods(parts, undefined),
      ...assistantMethods(parts, true),
      ...reactionMethods(parts, emit),
      ...fileMethods(parts, emit, String),
      ...peopleMethods(parts, String),
      ...viewMethods(parts, { triggerLifetimeMs: 1, hasHomeTab: true }),
    };
    for (const [name, { scopes = [] }] of Object.entries(methods)) {
      expect(spec?.knows(name), name).toBe(true);
      expect([...scopes].sort(), name).toEqual([...(spec?.scopesOf(name) ?? [])].sort());
    }
  });
});

describe("messages", () => {
  const refused: readonly (readonly [what: string, params: () => object, error: string])[] = [
    ["nothing", () => ({}), "no_text"],
    ["no channel", () => ({ channel: undefined, text: "a" }), "invalid_arguments"],
    ["a channel that is not there", () => ({ channel: "C1", text: "a" }), "channel_not_found"],
    [
      "a private channel of others",
      () => ({ channel: slack.channel({ private: true, withoutApp: true }).id, text: "a" }),
      "channel_not_found",
    ],
    [
      "a channel of others",
      () => ({ channel: slack.channel({ withoutApp: true }).id, text: "a" }),
      "not_in_channel",
    ],
    ["blocks that are wrong", () => ({ text: "a", blocks: [{ type: "poem" }] }), "invalid_blocks"],
    ["blocks that are no array", () => ({ text: "a", blocks: "{" }), "invalid_blocks_format"],
    [
      "more characters over all blocks than go",
      () => ({
        text: "a",
        blocks: Array.from({ length: 4 }, () => ({
          type: "section",
          text: { type: "plain_text", text: "a".repeat(2900) },
        })),
      }),
      "msg_blocks_too_long",
    ],
    [
      "a thread that is not there",
      () => ({ text: "a", thread_ts: "1700000000.000100" }),
      "cannot_reply_to_message",
    ],
    [
      "a thread of another channel",
      () => ({ text: "a", thread_ts: aina.say("a", slack.channel({ members: [aina] })).ts }),
      "cannot_reply_to_message",
    ],
    ["markdown beside text", () => ({ text: "a", markdown_text: "b" }), "markdown_text_conflict"],
    [
      "metadata without a payload",
      () => ({ text: "a", metadata: { event_type: "a" } }),
      "invalid_metadata_format",
    ],
  ];
  for (const [what, params, error] of refused) {
    test(`${what}: ${error}`, async () => {
      expect(await post(params())).toMatchObject({ ok: false, error });
      expect(room.messages).toEqual([]);
      expect(told()).toHaveLength(error === "not_in_channel" ? 0 : 1);
    });
  }

  const noted: readonly (readonly [params: object, ...notes: string[]])[] = [
    [{ text: "<!channel> look" }, "injection: text mentions <!channel>"],
    [{ text: "a", parse: "full" }, "injection: parse=full makes mentions of plain names"],
    [{ text: "a", link_names: true }, "injection: link_names makes mentions of plain names"],
    [
      { blocks: [divider] },
      "tolerated: text is missing: it is all that notifications and readers aloud have",
    ],
    [{ text: "a".repeat(4001) }, "tolerated: text has 4001 characters: it should stay within 4000"],
    [
      { text: "a", attachments: [{ fallback: "b" }] },
      "tolerated: attachments are a legacy that the fake does not look into",
    ],
    [{ text: "a", reply_broadcast: true }, "tolerated: reply_broadcast means nothing without thread_ts"],
  ];
  for (const [params, ...notes] of noted) {
    test(notes.join(), async () => {
      expect(await post(params)).toMatchObject({ ok: true });
      expect(told()).toEqual(notes);
    });
  }

  test("go neither into an archive nor where there is no messages tab", async () => {
    room.archive();
    expect(await post({ text: "a" })).toMatchObject({ error: "is_archived" });
    await slack.close();
    await open({ manifest: { ...manifest, features: { app_home: { messages_tab_enabled: false } } } });
    expect(await post({ channel: aina.id, text: "a" })).toMatchObject({ error: "messages_tab_disabled" });
  });

  test("come by form, by JSON, and by a person's id", async () => {
    const form = new URLSearchParams({
      token: slack.botToken,
      channel: aina.id,
      text: "[1]",
      blocks: JSON.stringify([divider]),
    });
    const answer = await fetch(`${slack.apiUrl}chat.postMessage`, { method: "POST", body: form });
    expect(await answer.json()).toMatchObject({ ok: true, channel: slack.dm(aina).id });
    expect(slack.dm(aina).messages).toMatchObject([
      { text: "[1]", blocks: [divider], user: slack.botUser.id },
    ]);
  });

  test("are changed and deleted by their author alone", async () => {
    const { ts } = await post({ text: "a", blocks: [divider] });
    await call("chat.update", { channel: room.id, ts, text: "b" });
    expect(room.messages).toMatchObject([{ ts, text: "b", edited: { user: slack.botUser.id } }]);
    expect(room.messages[0]?.blocks).toBeUndefined();
    expect(await call("chat.update", { channel: room.id, ts, text: "b".repeat(4001) })).toMatchObject({
      error: "msg_too_long",
    });
    const own = aina.say("mine", room);
    expect(await call("chat.update", { channel: room.id, ts: own.ts, text: "b" })).toMatchObject({
      error: "cant_update_message",
    });
    expect(await call("chat.delete", { channel: room.id, ts: own.ts })).toMatchObject({
      error: "cant_delete_message",
    });
    await call("chat.delete", { channel: room.id, ts });
    expect(room.messages).toEqual([own]);
    const before = slack.violations.length;
    expect(await call("chat.update", { channel: room.id, ts, text: "b" })).toMatchObject({
      error: "message_not_found",
    });
    expect(slack.violations).toHaveLength(before);
  });

  test("for one person's eyes are in no history and cannot be changed", async () => {
    const bakri = slack.person();
    const whisper = { channel: room.id, text: "psst" };
    expect(await call("chat.postEphemeral", { ...whisper, user: bakri.id })).toMatchObject({
      error: "user_not_in_channel",
    });
    const { message_ts: ts } = await call("chat.postEphemeral", { ...whisper, user: aina.id });
    expect(room.ephemeralFor(aina)).toMatchObject([{ ts, text: "psst" }]);
    expect(room.ephemeralFor(bakri)).toEqual([]);
    expect((await call("conversations.history", { channel: room.id })).messages).toEqual([]);
    expect(await call("chat.update", { channel: room.id, ts, text: "b" })).toMatchObject({
      error: "message_not_found",
    });
    expect(told().at(-1)).toBe("refused: message_not_found: an ephemeral message is in no channel");
  });

  test("make threads, histories and permalinks", async () => {
    const root = aina.say("why?", room);
    const { ts } = await post({ text: "because", thread_ts: root.ts });
    await post({ text: "and so", thread_ts: ts });
    expect(told()).toEqual([`tolerated: thread_ts "${ts}" is a reply: the thread's own is "${root.ts}"`]);
    expect(room.thread(root).map(({ text }) => text)).toEqual(["why?", "because", "and so"]);
    const texts = (answer: RawAnswer): string[] => answer.messages.map(({ text }: { text: string }) => text);
    expect(texts(await call("conversations.history", { channel: room.id }))).toEqual(["why?"]);
    const first = await call("conversations.replies", { channel: room.id, ts: root.ts, limit: 2 });
    expect([texts(first), first.has_more]).toEqual([["why?", "because"], true]);
    const cursor = first.response_metadata.next_cursor;
    expect(texts(await call("conversations.replies", { channel: room.id, ts: root.ts, cursor }))).toEqual([
      "and so",
    ]);
    const link = await call("chat.getPermalink", { channel: room.id, message_ts: ts });
    expect(link.permalink).toBe(
      `https://reading-room.slack.com/archives/${room.id}/p${ts.replace(".", "")}?thread_ts=${root.ts}&cid=${room.id}`,
    );
  });
});

describe("people and conversations", () => {
  test("are told about", async () => {
    expect(await call("users.info", { user: aina.id, include_locale: true })).toMatchObject({
      user: { name: "aina", locale: "ms-MY", tz: "Asia/Kuala_Lumpur", tz_offset: 28_800 },
    });
    expect((await call("users.info", { user: aina.id })).user).not.toHaveProperty("locale");
    expect(await call("users.info", { user: "U1" })).toMatchObject({ error: "user_not_found" });
    expect(await call("conversations.members", { channel: room.id })).toMatchObject({
      members: [slack.botUser.id, aina.id],
    });
    expect(await call("conversations.open", { users: aina.id })).toMatchObject({
      channel: { id: slack.dm(aina).id },
    });
    const shared = slack.channel({ shared: true });
    expect(await call("conversations.info", { channel: shared.id })).toMatchObject({
      channel: { is_ext_shared: true, is_member: true },
    });
  });

  test("reactions come once", async () => {
    const { channel, ts } = { channel: room.id, ts: aina.say("a", room).ts };
    await call("reactions.add", { channel, timestamp: ts, name: "eyes" });
    expect(room.messages[0]?.reactions).toEqual([{ name: "eyes", users: [slack.botUser.id], count: 1 }]);
    expect(await call("reactions.add", { channel, timestamp: ts, name: "eyes" })).toMatchObject({
      error: "already_reacted",
    });
    await call("reactions.remove", { channel, timestamp: ts, name: "eyes" });
    expect(room.messages[0]?.reactions).toBeUndefined();
  });

  test("prompts belong to the conversation under the agent view", async () => {
    const dm = slack.dm(aina);
    const root = aina.say("hello", dm);
    const prompts = [{ title: "Ask", message: "What is new?" }];
    await call("assistant.threads.setSuggestedPrompts", { channel_id: dm.id, prompts });
    expect(dm.assistant()).toMatchObject({ prompts });
    await call("assistant.threads.setStatus", {
      channel_id: dm.id,
      thread_ts: root.ts,
      status: "is reading",
    });
    expect(dm.assistant(root)).toMatchObject({ status: "is reading", prompts: [] });
    await call("assistant.threads.setSuggestedPrompts", { channel_id: dm.id, prompts, thread_ts: root.ts });
    expect(dm.assistant(root)).toMatchObject({ prompts: [] });
    expect(told()).toEqual(["tolerated: prompts with thread_ts are never shown under the agent view"]);
    const five = Array.from({ length: 5 }, () => prompts[0]);
    expect(
      await call("assistant.threads.setSuggestedPrompts", { channel_id: dm.id, prompts: five }),
    ).toMatchObject({ ok: false });
  });

  test("prompts belong to threads too without the agent view", async () => {
    await slack.close();
    const scopes = { bot: ["chat:write", "assistant:write"] };
    await open({ manifest: { ...manifest, oauth_config: { scopes } } });
    const dm = slack.dm(aina);
    const root = aina.say("hello", dm);
    const prompts = [{ title: "Ask", message: "What is new?" }];
    await call("assistant.threads.setSuggestedPrompts", { channel_id: dm.id, prompts, thread_ts: root.ts });
    expect(dm.assistant(root)).toMatchObject({ prompts });
    expect(slack.violations).toEqual([]);
  });

  test("a file is announced, uploaded and shown", async () => {
    const { upload_url, file_id } = await call("files.getUploadURLExternal", {
      filename: "list.csv",
      length: 4,
    });
    expect(
      await call("files.completeUploadExternal", { files: [{ id: file_id }], channel_id: room.id }),
    ).toMatchObject({ error: "file_update_failed" });
    expect((await fetch(upload_url, { method: "POST", body: "a,b" })).status).toBe(400);
    expect((await fetch(upload_url, { method: "POST", body: "a,b\n" })).status).toBe(200);
    await call("files.completeUploadExternal", {
      files: [{ id: file_id, title: "List" }],
      channel_id: room.id,
    });
    expect(room.messages.at(-1)).toMatchObject({ files: [{ id: file_id, title: "List", size: 4 }] });
  });
});
