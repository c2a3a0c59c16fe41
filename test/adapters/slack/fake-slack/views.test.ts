import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Channel } from "./channel.ts";
import { connectEcho } from "./echo-app.ts";
import { createSlack } from "./fake-slack.ts";
import type { Person } from "./person.ts";
import { type RawAnswer, rawCall } from "./raw-call.ts";
import type { Slack } from "./slack.ts";

let slack: Slack;
let aina: Person;
let room: Channel;
/** What the app answers to the next envelopes. */
let answers: unknown[] = [];

beforeEach(async () => {
  slack = await createSlack({ triggerLifetimeMs: 100, responseUrlLifetimeMs: 200 });
  aina = slack.person();
  room = slack.channel({ members: [aina] });
  answers = [];
  await connectEcho(slack, () => answers.shift() ?? {});
});
afterEach(() => slack.close());

const call = (method: string, params: object): Promise<RawAnswer> => rawCall(slack, method, params);
const told = (): string[] => slack.violations.map(({ kind, message }) => `${kind}: ${message}`);
const plain = (text: string) => ({ type: "plain_text", text });
const modal = (more: object = {}) => ({
  type: "modal",
  callback_id: "ask",
  title: plain("Ask"),
  submit: plain("Send"),
  blocks: [
    {
      type: "input",
      block_id: "q",
      label: plain("Question"),
      element: { type: "plain_text_input", action_id: "q", max_length: 10 },
    },
    {
      type: "input",
      block_id: "lang",
      optional: true,
      label: plain("Language"),
      element: { type: "static_select", action_id: "lang", options: [{ text: plain("Malay"), value: "ms" }] },
    },
    {
      type: "actions",
      block_id: "more",
      elements: [{ type: "button", action_id: "help", text: plain("Help") }],
    },
  ],
  ...more,
});
const opened = async (view: object = modal()): Promise<RawAnswer> =>
  call("views.open", { trigger_id: aina.shortcut("ask").triggerId, view });

describe("a trigger", () => {
  test("opens one modal, and soon", async () => {
    const { triggerId } = aina.shortcut("ask");
    expect(await call("views.open", { trigger_id: triggerId, view: modal() })).toMatchObject({
      ok: true,
      view: { callback_id: "ask" },
    });
    expect(await call("views.open", { trigger_id: triggerId, view: modal() })).toMatchObject({
      error: "exchanged_trigger_id",
    });
    expect(await call("views.open", { trigger_id: "1", view: modal() })).toMatchObject({
      error: "invalid_trigger_id",
    });
    const late = aina.shortcut("ask");
    await new Promise((resolve) => setTimeout(resolve, 110));
    expect(await call("views.open", { trigger_id: late.triggerId, view: modal() })).toMatchObject({
      error: "expired_trigger_id",
    });
    expect(slack.violations).toHaveLength(3);
  });
});

describe("a modal", () => {
  test("is filled in as its inputs allow", async () => {
    await opened();
    const view = aina.modal;
    if (view === undefined) throw new Error("no modal");
    expect(() => aina.submit(view)).toThrow('"Question" must be filled in.');
    expect(() => aina.submit(view, { Question: "a".repeat(11) })).toThrow('"Question" takes 10 characters.');
    expect(() => aina.submit(view, { Question: "a", Language: "Dutch" })).toThrow(
      '"Language" does not offer "Dutch"',
    );
    const { payload } = aina.submit(view, { Question: "why", lang: "Malay" });
    expect(payload).toMatchObject({
      type: "view_submission",
      view: {
        state: {
          values: { q: { q: { value: "why" } }, lang: { lang: { selected_option: { value: "ms" } } } },
        },
      },
    });
    await expect.poll(() => aina.modal).toBeUndefined();
  });

  test("changes, grows a stack of three, and is cleared", async () => {
    await opened();
    answers = [{ response_action: "push", view: modal({ callback_id: "second" }) }];
    await aina.submit(top(), { Question: "a" }).acked();
    expect(aina.modals.map(({ callback_id }) => callback_id)).toEqual(["ask", "second"]);
    const { triggerId } = aina.press(top(), "Help");
    expect(
      await call("views.push", { trigger_id: triggerId, view: modal({ callback_id: "third" }) }),
    ).toMatchObject({ ok: true });
    const more = aina.press(top(), "Help").triggerId;
    expect(await call("views.push", { trigger_id: more, view: modal() })).toMatchObject({
      error: "push_limit_reached",
    });
    answers = [{ response_action: "update", view: modal({ callback_id: "other" }) }];
    await aina.submit(top(), { Question: "a" }).acked();
    expect(top().callback_id).toBe("other");
    answers = [{ response_action: "clear" }];
    await aina.submit(top(), { Question: "a" }).acked();
    expect(aina.modals).toEqual([]);
  });

  test("is updated by its newest hash alone, and not once closed", async () => {
    const { view } = await opened();
    const params = { view_id: view.id, view: modal() };
    expect(await call("views.update", { ...params, hash: view.hash })).toMatchObject({ ok: true });
    expect(await call("views.update", { ...params, hash: view.hash })).toMatchObject({
      error: "hash_conflict",
    });
    aina.dismiss(top());
    expect(await call("views.update", params)).toMatchObject({ error: "not_found" });
    expect(slack.violations).toEqual([]);
  });

  test("complains of its inputs alone", async () => {
    await opened();
    answers = [{ response_action: "errors", errors: { nowhere: "a" } }, { response_action: "sing" }];
    await aina.submit(top(), { Question: "a" }).acked();
    await aina.submit(top(), { Question: "a" }).acked();
    expect(told()).toEqual([
      "refused: invalid_arguments: errors of no input: nowhere",
      'refused: invalid_arguments: response_action "sing"',
    ]);
  });

  test("is used from the top of the stack alone", async () => {
    await opened();
    const below = top();
    answers = [{ response_action: "push", view: modal({ callback_id: "second" }) }];
    await aina.submit(below, { Question: "a" }).acked();
    expect(() => aina.submit(below, { Question: "a" })).toThrow('no such modal on top: "second" is.');
  });

  test("is told about when closed, where it asked to be", async () => {
    await opened(modal({ notify_on_close: true }));
    expect(aina.dismiss(top())?.payload).toMatchObject({ type: "view_closed" });
  });
});

describe("a home", () => {
  test("keeps its id, and changes its hash", async () => {
    const view = { type: "home", blocks: [{ type: "divider" }] };
    const first = await call("views.publish", { user_id: aina.id, view });
    const second = await call("views.publish", { user_id: aina.id, view, hash: first.view.hash });
    expect([second.view.id, second.view.hash]).toEqual([
      first.view.id,
      expect.not.stringMatching(first.view.hash),
    ]);
    expect(await call("views.publish", { user_id: aina.id, view, hash: first.view.hash })).toMatchObject({
      error: "hash_conflict",
    });
    expect(aina.openHome().event).toMatchObject({ tab: "home", view: { id: first.view.id } });
    expect(aina.openHome("messages").event).not.toHaveProperty("view");
  });
});

describe("a response_url", () => {
  const respond = async (url: string | undefined, body: object | string): Promise<[number, string]> => {
    const response = await fetch(url ?? "", {
      method: "POST",
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    return [response.status, await response.text()];
  };

  test("is good for five answers, to its asker alone or to all", async () => {
    const { responseUrl } = aina.command("/desk", "a", room);
    expect(await respond(responseUrl, "a")).toEqual([400, "invalid_json"]);
    for (const text of ["1", "2", "3", "4"])
      expect(await respond(responseUrl, { text })).toEqual([200, "ok"]);
    expect(await respond(responseUrl, { text: "5", response_type: "in_channel" })).toEqual([200, "ok"]);
    expect(await respond(responseUrl, { text: "6" })).toEqual([404, "used_url"]);
    expect(room.ephemeralFor(aina).map(({ text }) => text)).toEqual(["1", "2", "3", "4"]);
    expect(room.messages.map(({ text }) => text)).toEqual(["5"]);
  });

  test("is good for a while", async () => {
    const { responseUrl } = aina.command("/desk", "a", room);
    await new Promise((resolve) => setTimeout(resolve, 210));
    expect(await respond(responseUrl, { text: "a" })).toEqual([404, "expired_url"]);
  });

  test("replaces or deletes what was pressed, also what only the presser sees", async () => {
    const blocks = [
      { type: "actions", elements: [{ type: "button", action_id: "more", text: plain("More") }] },
    ];
    const { responseUrl } = aina.command("/desk", "a", room);
    await respond(responseUrl, { text: "card", blocks });
    const [card] = room.ephemeralFor(aina);
    if (card === undefined) throw new Error("no card");
    expect(() => slack.person({ name: "bakri" }).press(card, "More")).toThrow(
      "bakri does not see that message.",
    );
    const press = aina.press(card, "More");
    expect(press.payload).toMatchObject({
      container: { is_ephemeral: true },
      actions: [{ action_id: "more" }],
    });
    expect(press.payload).not.toHaveProperty("message");
    await respond(press.responseUrl, { text: "another", blocks, replace_original: true });
    expect(room.ephemeralFor(aina).map(({ ts, text }) => [ts, text])).toEqual([[card.ts, "another"]]);
    expect(slack.violations).toEqual([]);
    await respond(press.responseUrl, { text: "more" });
    expect(told()).toEqual([
      "tolerated: replace_original is left unsaid in an answer to a message's own button",
    ]);
    await respond(press.responseUrl, { delete_original: true });
    expect(room.ephemeralFor(aina).map(({ text }) => text)).toEqual(["more"]);
  });
});

function top() {
  const view = aina.modal;
  if (view === undefined) throw new Error("no modal is open");
  return view;
}
