import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Params } from "../../fake-server/params.ts";
import type { Channel } from "./channel.ts";
import { connectEcho } from "./echo-app.ts";
import { createSlack } from "./fake-slack.ts";
import type { Message } from "./message.ts";
import type { Person } from "./person.ts";
import { rawCall } from "./raw-call.ts";
import { shown } from "./shown.ts";
import type { Slack } from "./slack.ts";

const plain = (text: string) => ({ type: "plain_text", text });
const mrkdwn = (text: string) => ({ type: "mrkdwn", text });
const cells = (...texts: string[]) => texts.map((text) => ({ type: "raw_text", text }));
const rich = (...elements: object[]) => ({ type: "rich_text", elements });

describe("what a person reads of", () => {
  const rows: readonly (readonly [what: string, block: Params, text: string])[] = [
    ["a header", { type: "header", text: plain("A & *b*") }, "A & *b*"],
    ["a section", { type: "section", text: mrkdwn("*a*"), fields: [mrkdwn("_b_"), plain("c")] }, "a\nb\nc"],
    [
      "a context",
      { type: "context", elements: [mrkdwn("a"), { type: "image", image_url: "x", alt_text: "b" }] },
      "a [b]",
    ],
    ["an image", { type: "image", image_url: "x", alt_text: "a cat", title: plain("Cat") }, "Cat\n[a cat]"],
    [
      "a table",
      {
        type: "table",
        rows: [cells("a", "b"), [...cells("c"), { type: "raw_number", value: 2, text: "2" }]],
      },
      "a | b\nc | 2",
    ],
    ["a data table", { type: "data_table", caption: "Two", rows: [cells("a"), cells("b")] }, "Two\na\nb"],
    ["markdown", { type: "markdown", text: "# A\n**b**" }, "A\nb"],
    [
      "rich text",
      rich(
        {
          type: "rich_text_section",
          elements: [
            { type: "text", text: "a " },
            { type: "link", url: "https://example.com", text: "b" },
          ],
        },
        {
          type: "rich_text_list",
          style: "ordered",
          elements: [{ type: "rich_text_section", elements: [{ type: "emoji", name: "eyes" }] }],
        },
      ),
      "a b\n1. :eyes:",
    ],
    [
      "a container",
      { type: "container", title: plain("a"), child_blocks: [{ type: "section", text: mrkdwn("b") }] },
      "a\nb",
    ],
    [
      "an input",
      { type: "input", label: plain("a"), hint: plain("b"), element: { type: "plain_text_input" } },
      "a\nb",
    ],
    ["a divider", { type: "divider" }, ""],
  ];
  for (const [what, block, text] of rows)
    test(what, () => expect(shown({ blocks: [block] }).text).toBe(text));

  test("text alone, where there are no blocks", () => {
    expect(shown({ text: "*a* &amp; <https://example.com|b>" })).toMatchObject({
      text: "a & b",
      notification: "a & b",
      links: [{ label: "b", url: "https://example.com" }],
    });
    expect(shown({ text: "a", blocks: [{ type: "header", text: plain("b") }] })).toMatchObject({
      text: "b",
      notification: "a",
    });
  });
});

describe("what a person uses", () => {
  let slack: Slack;
  let aina: Person;
  let room: Channel;
  let card: Message;
  const option = (text: string, value: string) => ({ text: plain(text), value });
  beforeEach(async () => {
    slack = await createSlack();
    aina = slack.person();
    room = slack.channel({ members: [aina] });
    await connectEcho(slack, ({ payload }) =>
      (payload as Params).type === "block_suggestion" ? { options: [option("Two", "2")] } : {},
    );
    const blocks = [
      {
        type: "section",
        text: mrkdwn("a"),
        accessory: { type: "overflow", action_id: "over", options: [option("Hide", "h")] },
      },
      {
        type: "actions",
        block_id: "menus",
        elements: [
          {
            type: "static_select",
            action_id: "lang",
            placeholder: plain("Language"),
            options: [option("Malay", "ms")],
          },
          { type: "external_select", action_id: "find", placeholder: plain("Find") },
          { type: "button", action_id: "go", text: plain("Go"), url: "https://example.com" },
        ],
      },
    ];
    const { ts } = await rawCall(slack, "chat.postMessage", { channel: room.id, text: "a", blocks });
    card = room.messages.find((message) => message.ts === ts) as Message;
  });
  afterEach(async () => {
    await slack.close();
    expect(slack.violations).toEqual([]);
  });

  test("buttons and menus have a name, an id and choices", () => {
    expect(
      shown(card).controls.map(({ type, label, actionId, url }) => [type, label, actionId, url]),
    ).toEqual([
      ["overflow", "", "over", undefined],
      ["static_select", "Language", "lang", undefined],
      ["external_select", "Find", "find", undefined],
      ["button", "Go", "go", "https://example.com"],
    ]);
    expect(() => aina.press(card, "Stop")).toThrow('There is no "Stop" to use; there are: "Go" (go)');
  });

  test("menus send the option, and remember it", async () => {
    const pick = aina.select(card, "Language", "Malay");
    expect(pick.payload).toMatchObject({
      type: "block_actions",
      actions: [
        { type: "static_select", action_id: "lang", block_id: "menus", selected_option: { value: "ms" } },
      ],
      state: { values: { menus: { lang: { selected_option: { value: "ms" } } } } },
      message: { ts: card.ts },
      channel: { id: room.id },
    });
    expect(aina.press(card, "Hide").payload).toMatchObject({
      actions: [{ type: "overflow", selected_option: { value: "h" } }],
    });
    expect(() => aina.select(card, "lang", "Dutch")).toThrow(
      '"Language" does not offer "Dutch"; it offers: "Malay"',
    );
    await pick.acked();
    await slack.idle();
  });

  test("a menu of the app's asks for its options", async () => {
    expect(await aina.suggest(card, "find", "t")).toMatchObject([{ label: "Two", value: "2" }]);
  });

  test("a press shows the message as it is now", async () => {
    await rawCall(slack, "chat.update", { channel: room.id, ts: card.ts, text: "b" });
    expect(() => aina.press(card, "Go")).toThrow("there are: none");
  });
});
