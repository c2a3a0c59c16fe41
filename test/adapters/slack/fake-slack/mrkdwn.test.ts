import { describe, expect, test } from "vitest";
import { checkMrkdwn, shownMrkdwn, typed } from "./mrkdwn.ts";

const notesOf = (text: string): string[] => {
  const notes: string[] = [];
  checkMrkdwn(text, "text", (kind, message) => notes.push(`${kind}: ${message}`));
  return notes;
};

describe("mrkdwn that is right has nothing to note", () => {
  for (const text of [
    "R&amp;D, a &lt; b &gt; c",
    "<https://example.com/?a=1&amp;b=2|a *link*>",
    "<mailto:a@example.com|mail>",
    "<#C012ABC|general>",
    "<!date^1700000000^{date_short}|14 November 2023>",
    "> quoted\n&gt; quoted too",
    "@channel, as plain words",
  ]) {
    test(text, () => expect(notesOf(text)).toEqual([]));
  }
});

describe("mrkdwn that is wrong", () => {
  const rows: readonly (readonly [text: string, ...notes: string[]])[] = [
    ["R&D", 'tolerated: text has an unescaped "&" in "R&D"'],
    ["a &nbsp; b", 'tolerated: text has an unescaped "&" in "a &nbsp; b"'],
    ["a < b", 'tolerated: text has an unescaped "<" in "a < b"'],
    ["a > b", 'tolerated: text has an unescaped ">" in "a > b"'],
    [
      "<https://example.com/?a=1&b=2>",
      'tolerated: text has an unescaped "&" in <https://example.com/?a=1&b=2>',
    ],
    ["<!channel> hello", "injection: text mentions <!channel>"],
    ["<!here|here>", "injection: text mentions <!here|here>"],
    ["<!everyone>", "injection: text mentions <!everyone>"],
    ["<@U012ABC>", "injection: text mentions <@U012ABC>"],
    ["<!subteam^S012ABC|@desk>", "injection: text mentions <!subteam^S012ABC|@desk>"],
  ];
  for (const [text, ...notes] of rows) {
    test(text, () => expect(notesOf(text)).toEqual(notes));
  }
  test("an unknown token is no token", () => {
    expect(notesOf("<script>")).toHaveLength(2);
  });
});

test("a person sees words, not marks", () => {
  expect(shownMrkdwn("*Bold* _it_ ~no~ `code` snake_case_name 2*3*4 &lt;b&gt;")).toBe(
    "Bold it no code snake_case_name 2*3*4 <b>",
  );
  expect(shownMrkdwn("*_both_* <https://example.com|here>\n&gt; quoted")).toBe("both here\nquoted");
  expect(shownMrkdwn("*粗体*。")).toBe("粗体。");
});

test("what is typed is escaped, and addresses become links", () => {
  expect(typed("a & <b> <@U012ABC> see https://example.com/?a=1&b=2.")).toBe(
    "a &amp; &lt;b&gt; <@U012ABC> see <https://example.com/?a=1&amp;b=2>.",
  );
  expect(typed("write to aina@example.com")).toBe("write to <mailto:aina@example.com|aina@example.com>");
});
