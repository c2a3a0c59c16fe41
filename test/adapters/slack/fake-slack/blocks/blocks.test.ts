import { describe, expect, test } from "vitest";
import { problemsOfBlocks } from "./blocks.ts";
import type { Surface } from "./check.ts";
import { checkedView } from "./view.ts";

const text = (length: number): string => "a".repeat(length);
const plain = (length: number) => ({ type: "plain_text", text: text(length) });
const mrkdwn = (length: number) => ({ type: "mrkdwn", text: text(length) });
const many = <T>(count: number, item: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => item(at));
const option = (at: number, value = 10) => ({ text: plain(5), value: `${at}`.padEnd(value, "v") });
const button = (more: object = {}) => ({
  type: "button",
  text: plain(5),
  action_id: crypto.randomUUID(),
  ...more,
});
const section = (more: object = {}) => ({ type: "section", text: mrkdwn(5), ...more });
const actions = (...elements: object[]) => ({ type: "actions", elements });
const select = (more: object) => ({ type: "static_select", action_id: "s", placeholder: plain(5), ...more });
const input = (element: object) => ({ type: "input", label: plain(5), element });
const cell = (length = 3) => ({ type: "raw_text", text: text(length) });
const table = (rows: number, columns: number) => ({
  type: "table",
  rows: many(rows, () => many(columns, () => cell())),
});
const dataTable = (rows: number, columns: number, more: object = {}) => ({
  ...table(rows, columns),
  type: "data_table",
  caption: "c",
  ...more,
});

function look(blocks: unknown, surface: Surface = "message"): { problems: string[]; notes: string[] } {
  const notes: string[] = [];
  const problems = problemsOfBlocks(blocks, surface, (kind, message) => notes.push(`${kind}: ${message}`));
  return { problems, notes };
}

/** What passes at its limit, and fails one past it. */
const limited: readonly (readonly [what: string, max: number, blocks: (size: number) => unknown])[] = [
  ["blocks", 50, (n) => many(n, () => ({ type: "divider" }))],
  ["a section's text", 3000, (n) => [section({ text: mrkdwn(n) })]],
  ["fields", 10, (n) => [{ type: "section", fields: many(n, () => mrkdwn(3)) }]],
  ["a field", 2000, (n) => [{ type: "section", fields: [mrkdwn(n)] }]],
  ["a header", 150, (n) => [{ type: "header", text: plain(n) }]],
  ["a context's elements", 10, (n) => [{ type: "context", elements: many(n, () => mrkdwn(3)) }]],
  ["actions", 25, (n) => [actions(...many(n, () => button()))]],
  ["a button's words", 75, (n) => [actions(button({ text: plain(n) }))]],
  ["a button's value", 2000, (n) => [actions(button({ value: text(n) }))]],
  ["a button's address", 3000, (n) => [actions(button({ url: `https://${text(n - 8)}` }))]],
  ["an action_id", 255, (n) => [actions(button({ action_id: text(n) }))]],
  ["a block_id", 255, (n) => [{ type: "divider", block_id: text(n) }]],
  ["options", 100, (n) => [actions(select({ options: many(n, option) }))]],
  [
    "option groups",
    100,
    (n) => [actions(select({ option_groups: many(n, () => ({ label: plain(3), options: [option(1)] })) }))],
  ],
  ["an option's words", 75, (n) => [actions(select({ options: [{ text: plain(n), value: "1" }] }))]],
  ["an option's value", 150, (n) => [actions(select({ options: [option(1, n)] }))]],
  ["a placeholder", 150, (n) => [actions(select({ placeholder: plain(n), options: [option(1)] }))]],
  [
    "an overflow's options",
    5,
    (n) => [section({ accessory: { type: "overflow", action_id: "o", options: many(n, option) } })],
  ],
  [
    "radio buttons",
    10,
    (n) => [actions({ type: "radio_buttons", action_id: "r", options: many(n, option) })],
  ],
  [
    "an image's alt text",
    2000,
    (n) => [{ type: "image", image_url: "https://example.com/a.png", alt_text: text(n) }],
  ],
  ["an input's label", 2000, (n) => [{ ...input({ type: "plain_text_input" }), label: plain(n) }]],
  ["an input's length", 3000, (n) => [input({ type: "plain_text_input", max_length: n })]],
  ["markdown", 12_000, (n) => [{ type: "markdown", text: text(n) }]],
  [
    "markdown over several blocks",
    12_000,
    (n) => [
      { type: "markdown", text: text(6000) },
      { type: "markdown", text: text(n - 6000) },
    ],
  ],
  ["a table's rows", 100, (n) => [table(n, 2)]],
  ["a table's columns", 20, (n) => [table(2, n)]],
  ["a table's characters", 10_000, (n) => [{ type: "table", rows: [[cell(n)]] }]],
  ["a data table's rows", 101, (n) => [dataTable(n, 2)]],
  ["a data table's columns", 20, (n) => [dataTable(2, n)]],
  ["a data table's page", 100, (n) => [dataTable(2, 2, { page_size: n })]],
  [
    "a confirmation's text",
    300,
    (n) => [
      actions(button({ confirm: { title: plain(3), text: plain(n), confirm: plain(3), deny: plain(3) } })),
    ],
  ],
  [
    "a confirmation's buttons",
    30,
    (n) => [
      actions(button({ confirm: { title: plain(3), text: plain(3), confirm: plain(n), deny: plain(3) } })),
    ],
  ],
];

describe("a limit holds, and not one less", () => {
  for (const [what, max, blocks] of limited) {
    test(`${what}: ${max}`, () => {
      expect(look(blocks(max)).problems).toEqual([]);
      expect(look(blocks(max + 1)).problems).not.toEqual([]);
    });
  }

  test("views have twice as many blocks", () => {
    const dividers = (count: number) => many(count, () => ({ type: "divider" }));
    expect(look(dividers(100), "modal").problems).toEqual([]);
    expect(look(dividers(101), "home").problems).toEqual([
      "no more than 100 items allowed [json-pointer:/blocks]",
    ]);
  });
});

describe("what Slack would refuse fails, and says where", () => {
  const rows: readonly (readonly [blocks: unknown, problem: string, surface?: Surface])[] = [
    [{}, "must be an array [json-pointer:/blocks]"],
    [[], "no less than 1 items allowed [json-pointer:/blocks]"],
    [[{ type: "poem" }], "unsupported type: poem [json-pointer:/blocks/0]"],
    [[{ type: "section" }], "must provide either text or fields [json-pointer:/blocks/0]"],
    [[section({ text: mrkdwn(0) })], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"],
    [[section({ colour: "red" })], "invalid additional property: colour [json-pointer:/blocks/0]"],
    [[section({ text: "bare" })], "must provide an object [json-pointer:/blocks/0/text]"],
    [
      [section({ text: { ...mrkdwn(3), emoji: true } })],
      "invalid additional property: emoji [json-pointer:/blocks/0/text]",
    ],
    [[{ type: "header", text: mrkdwn(3) }], "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]"],
    [
      [actions(button({ style: "loud" }))],
      "unsupported style: loud [json-pointer:/blocks/0/elements/0/style]",
    ],
    [
      [actions(button({ text: mrkdwn(3) }))],
      "unsupported type: mrkdwn [json-pointer:/blocks/0/elements/0/text/type]",
    ],
    [
      [actions(button({ action_id: "x" }), button({ action_id: "x" }))],
      '`action_id` "x" already exists [json-pointer:/blocks/0]',
    ],
    [
      [
        { type: "divider", block_id: "x" },
        { type: "divider", block_id: "x" },
      ],
      '`block_id` "x" already exists [json-pointer:/blocks]',
    ],
    [
      [actions({ type: "plain_text_input" })],
      "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0]",
    ],
    [[input(button())], "unsupported type: button [json-pointer:/blocks/0/element]"],
    [
      [actions(select({ options: [option(1)], option_groups: [{ label: plain(3), options: [option(2)] }] }))],
      "must provide either options or option_groups [json-pointer:/blocks/0/elements/0]",
    ],
    [
      [actions(select({ options: [option(1)], initial_option: option(2) }))],
      "must equal an option [json-pointer:/blocks/0/elements/0/initial_option]",
    ],
    [[table(1, 1), table(1, 1)], "only one table is allowed [json-pointer:/blocks]"],
    [[dataTable(1, 2)], "no less than 2 items allowed [json-pointer:/blocks/0/rows]"],
    [
      [{ type: "image", alt_text: "a" }],
      "must provide either image_url or slack_file [json-pointer:/blocks/0]",
    ],
    [
      [{ type: "markdown", text: "a" }],
      "unsupported type: markdown in a modal [json-pointer:/blocks/0]",
      "modal",
    ],
    [[table(1, 1)], "unsupported type: table in a modal [json-pointer:/blocks/0]", "modal"],
    [[{ type: "alert", text: plain(3) }], "unsupported type: alert in a message [json-pointer:/blocks/0]"],
    [
      [{ type: "file", source: "remote", external_id: "a" }],
      "unsupported type: file [json-pointer:/blocks/0]",
    ],
    [
      [{ type: "rich_text", elements: [{ type: "text", text: "a" }] }],
      "unsupported type: text [json-pointer:/blocks/0/elements/0]",
    ],
    [
      [{ type: "container", title: plain(3), child_blocks: [{ type: "markdown", text: "a" }] }],
      "unsupported type: markdown in a container [json-pointer:/blocks/0/child_blocks/0]",
    ],
    [
      [{ ...dataTable(2, 2), rows: [[cell(), cell()], [cell()]] }],
      "all rows must have the same number of cells [json-pointer:/blocks/0/rows/1]",
    ],
  ];
  for (const [blocks, problem, surface] of rows) {
    test(problem, () => {
      expect(look(blocks, surface).problems).toEqual([problem]);
    });
  }
});

describe("what Slack lets pass is noted", () => {
  const line = (...elements: object[]) => ({
    type: "rich_text",
    elements: [{ type: "rich_text_section", elements }],
  });
  const rows: readonly (readonly [blocks: unknown, note: string])[] = [
    [
      [section({ text: { type: "mrkdwn", text: "a <!channel>" } })],
      "injection: /blocks/0/text mentions <!channel>",
    ],
    [
      [section({ text: { type: "mrkdwn", text: "a < b" } })],
      'tolerated: /blocks/0/text has an unescaped "<"',
    ],
    [[{ type: "markdown", text: "hello <@U012>" }], "injection: /blocks/0 mentions <@U012>"],
    [[line({ type: "broadcast", range: "here" })], "injection: /blocks/0/elements/0/elements/0 mentions"],
    [[line({ type: "user", user_id: "U1" })], "injection: /blocks/0/elements/0/elements/0 mentions"],
    [
      [actions(select({ options: [option(1, 76)] }))],
      "tolerated: /blocks/0/elements/0/options/0/value has 76 characters",
    ],
  ];
  for (const [blocks, note] of rows) {
    test(note, () => {
      const { problems, notes } = look(blocks);
      expect(problems).toEqual([]);
      expect(notes).toHaveLength(1);
      expect(notes[0]).toContain(note);
    });
  }

  test("plain text may look like anything", () => {
    expect(
      look([{ type: "header", text: { type: "plain_text", text: "R&D <!channel> a < b" } }]).notes,
    ).toEqual([]);
  });
});

describe("a view", () => {
  const modal = (more: object = {}) => ({ type: "modal", title: plain(24), blocks: [section()], ...more });
  const wrong = (view: object): string => {
    try {
      checkedView(view, () => {});
      return "";
    } catch (error) {
      return String(error);
    }
  };
  const rows: readonly (readonly [view: object, problem: string])[] = [
    [modal({ title: plain(25) }), "must be less than 25 characters [json-pointer:/view/title/text]"],
    [modal({ submit: plain(25) }), "/view/submit/text"],
    [modal({ title: undefined }), "missing required field: title"],
    [modal({ blocks: [input({ type: "plain_text_input" })] }), "missing required field: submit"],
    [modal({ private_metadata: text(3001) }), "/view/private_metadata"],
    [modal({ callback_id: text(256) }), "/view/callback_id"],
    [modal({ colour: "red" }), "invalid additional property: colour"],
    [{ type: "home", blocks: [section()], title: plain(3) }, "invalid additional property: title"],
    [{ type: "window", blocks: [] }, "unsupported type: window"],
    [modal({ blocks: many(90, () => section({ text: mrkdwn(2900) })) }), "view_too_large"],
  ];
  for (const [view, problem] of rows) {
    test(problem, () => {
      expect(wrong(view)).toContain(problem);
    });
  }
  test("is whole", () => {
    expect(wrong(modal({ submit: plain(24), private_metadata: text(3000), callback_id: text(255) }))).toBe(
      "",
    );
    expect(wrong({ type: "home", blocks: [] })).toBe("");
  });
});
