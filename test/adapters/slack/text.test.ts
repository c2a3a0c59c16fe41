import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { visible } from "../../../adapters/chat/visible.ts";
import { escapeText, plainText, readText, textObject } from "../../../adapters/slack/text.ts";
import { checkMrkdwn, shownMrkdwn } from "./fake-slack/mrkdwn.ts";

const hurtful = fc
  .array(
    fc.constantFrom(
      "&",
      "<",
      ">",
      "*",
      "_",
      "~",
      "`",
      ":smile:",
      "!channel",
      "@U000000001",
      "|",
      "é",
      "星",
      "😀",
      " ",
      "a",
      "&lt;",
      "#C01",
      "\u202e",
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

const read = (object: { readonly type: string; readonly text: string }): string =>
  object.type === "mrkdwn" ? shownMrkdwn(object.text) : object.text;

describe("a text object", () => {
  test("shows exactly what its pieces say, and mentions nobody", () => {
    fc.assert(
      fc.property(hurtful, hurtful, fc.boolean(), (one, other, isTitle) => {
        const texts = [visible(one), " — ", visible(other)];
        const pieces = texts.map((text, at) => ({
          text,
          ...(isTitle && at === 0 ? { is: "title" as const } : {}),
        }));
        const object = textObject(pieces, 3_000);
        const notes: string[] = [];
        if (object.type === "mrkdwn")
          checkMrkdwn(object.text, "text", (kind, message) => notes.push(kind + message));
        expect(notes).toEqual([]);
        expect(read(object)).toBe(texts.join(""));
      }),
    );
  });

  test("is marked where that changes no word, and plain where it would", () => {
    const of = (text: string) => textObject([{ text, is: "title" }], 100);
    expect(of("MoU & more")).toEqual({ type: "mrkdwn", text: "*MoU &amp; more*", verbatim: true });
    for (const text of ["*a*", "_a_", "~a~", "`a`", "> a", ":smile:"])
      expect(of(text)).toEqual({ type: "plain_text", text, emoji: false });
  });

  test("links a source, and shows a time in each reader's own zone", () => {
    const at = Date.parse("2024-04-25T02:00:00Z");
    const object = textObject(
      [{ text: "Press", href: "https://example.org/?a=1&b=2|3" }, { text: " " }, { text: "10:00", at }],
      300,
    );
    expect(object.text).toBe(
      "<https://example.org/?a=1&amp;b=2%7C3|Press> <!date^1714010400^{date_long_full} {time}|10:00>",
    );
  });
});

test("what is cut is cut to the limit, ends in an ellipsis and halves no character", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
      fc.integer({ min: 2, max: 20 }),
      (text, limit) => {
        const { text: shown } = plainText(text, limit);
        expect(shown.length).toBeLessThanOrEqual(limit);
        expect(shown.isWellFormed()).toBe(text.isWellFormed());
        if (text.length <= limit) expect(shown).toBe(text);
        else expect(shown.endsWith("…")).toBe(true);
      },
    ),
  );
});

describe("what a person typed", () => {
  const rows: readonly (readonly [typed: string, read: string])[] = [
    ["<@U0BOT> mou  MRANTI", "mou MRANTI"],
    ["a <@U0BOT|bot> b <!channel> c <!subteam^S1|@x>", "a b c"],
    ["<#C01|general> and <#C01>", "general and"],
    [
      "<https://example.org|here> <https://example.org> <mailto:a@b.c|a@b.c>",
      "here https://example.org a@b.c",
    ],
    ["R&amp;D &lt;b&gt; &amp;lt;", "R&D <b> &lt;"],
    ["*a* _b_ ~c~", "*a* _b_ ~c~"],
  ];
  for (const [typed, wanted] of rows)
    test(`${typed} is ${wanted}`, () => expect(readText(typed)).toBe(wanted));

  test("is what was escaped, again", () => {
    fc.assert(
      fc.property(hurtful, (text) => {
        expect(readText(escapeText(text))).toBe(text.replace(/\s+/g, " ").trim());
      }),
    );
  });
});
