import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatReply } from "../../../adapters/telegram/format.ts";
import { formatPayload, parsePayload } from "../../../adapters/telegram/payload.ts";
import type { Mark, Reply, ReplyPart, SourceMark } from "../../../src/index.ts";
import { sampleReply, sentence } from "../sample-reply.ts";
import { formattedText, messageText } from "./bot-api/formatted-text.ts";
import { inlineKeyboard } from "./bot-api/keyboard.ts";

const username = "desk_test_bot";

/** A message as Telegram reads it; what it would let pass and should not be is a complaint. */
function read(reply: Reply, page: number) {
  const complaints: string[] = [];
  const { html, buttons } = formatReply(reply, { page, username, back: { command: "/back", page: 0 } });
  const message = formattedText({ text: html, parse_mode: "HTML" }, messageText, (text) =>
    complaints.push(text),
  );
  inlineKeyboard({
    inline_keyboard: buttons.map((row) =>
      row.map((button) =>
        "url" in button
          ? { text: button.label, url: button.url }
          : { text: button.label, callback_data: formatPayload("en", button.to) },
      ),
    ),
  });
  return { ...message, buttons: buttons.flat(), complaints };
}

/** Words that hurt: markup, what turns the direction, emoji at a limit, half of one, nothing to be seen. */
const nasty = fc.oneof(
  fc.constantFrom(
    "<",
    "&",
    ">",
    '"',
    "'",
    "&lt;",
    "</b>",
    "<b>",
    "&#0;",
    "<!--",
    "\u202e",
    "\u2066",
    "\u200b",
    "\ud83d",
    "\udc4d",
    "👍🏽",
    "👨‍👩‍👧‍👦",
    "签署",
    "ß",
    "\n",
    "\0",
    " ",
    "",
  ),
  fc.string({ unit: "grapheme", maxLength: 12 }),
);
const text = fc.oneof(
  { weight: 6, arbitrary: fc.array(nasty, { maxLength: 8 }).map((words) => words.join("")) },
  {
    weight: 1,
    arbitrary: fc.tuple(nasty, fc.nat(5_000)).map(([word, times]) => word.repeat(times).slice(0, 9_000)),
  },
);
const marks: fc.Arbitrary<Mark[]> = fc.array(
  fc.record({ source: fc.integer({ min: 1, max: 40 }), paragraphs: fc.array(fc.nat(99), { maxLength: 30 }) }),
  { maxLength: 6 },
);
const entry = text.map((title) => ({ kind: "agreement" as const, id: "mou-foghorns", title }));
const part: fc.Arbitrary<ReplyPart> = fc.oneof(
  fc.record({ kind: fc.constant("text" as const), text, marks }),
  fc.record({
    kind: fc.constant("card" as const),
    entry,
    subtitle: text,
    facts: fc.array(
      fc.record({
        label: text,
        text,
        marks,
        moments: fc.array(fc.record({ text: nasty, at: fc.nat(2 ** 40) }), { maxLength: 3 }),
      }),
      { maxLength: 20 },
    ),
  }),
  fc.record({
    kind: fc.constant("list" as const),
    rows: fc.array(fc.record({ entry, text, marks, command: fc.constant("/row") }), { maxLength: 60 }),
  }),
  fc.record({
    kind: fc.constant("choice" as const),
    options: fc.array(fc.record({ label: text, command: text.map((rest) => `/${rest}`) }), { maxLength: 60 }),
  }),
);
const source = fc.record({
  title: text,
  text,
  url: fc.oneof(fc.webUrl(), text, fc.constant(`https://example.org/?${"&".repeat(170)}`)),
});
const reply = fc
  .record({
    head: fc.array(part, { maxLength: 3 }),
    more: fc.array(part, { maxLength: 4 }),
    sources: fc.array(source, { minLength: 40, maxLength: 40 }),
    followUps: fc.array(fc.record({ label: text, command: fc.constant("/next") }), { maxLength: 6 }),
  })
  .map(
    ({ sources, ...rest }): Reply => ({
      ...sampleReply(),
      ...rest,
      command: "/same",
      sources: sources.map(
        (one, index): SourceMark => ({
          ...one,
          number: index + 1,
          id: `s${index}`,
          publisher: "Press",
          paragraphs: Array.from({ length: 100 }, (_, number) => number),
        }),
      ),
    }),
  );

describe("a message", () => {
  test("is never refused by Telegram, whatever the register and its reader say", () => {
    fc.assert(
      fc.property(reply, fc.nat(6), (given, page) => {
        const { text: shown, complaints, entities } = read(given, page);
        expect([...shown].length).toBeLessThanOrEqual(4_096);
        expect(complaints).toEqual([]);
        expect(entities.length).toBeLessThanOrEqual(100);
      }),
      { numRuns: 150, seed: 11 },
    );
  }, 20_000);

  test("of addresses that grow by their escaping is not too long for Telegram before it reads them", () => {
    const [, law] = sampleReply().sources as [SourceMark, SourceMark];
    const url = `https://example.org/?${"&".repeat(170)}`;
    const sources = Array.from({ length: 60 }, (_, index) => ({ ...law, number: index + 1, url }));
    const cites = sources.map(({ number }) => ({ source: number, paragraphs: [] }));
    const given = sentence("", {
      command: "/same",
      head: [{ kind: "text", text: "So.", marks: cites }],
      sources,
    });
    expect(read(given, 0).complaints).toEqual([]);
    expect(read(given, 9).complaints).toEqual([]);
  });

  test("loses nothing over its pages", () => {
    const words = Array.from({ length: 3_000 }, (_, index) => `w${index}`);
    const given = sentence("", {
      command: "/same",
      head: [{ kind: "text", text: "Begin.", marks: [] }],
      more: [{ kind: "text", text: words.join(" "), marks: [] }],
    });
    const shown: string[] = [];
    for (let page = 1; ; page++) {
      const one = read(given, page);
      shown.push(one.text);
      if (!one.buttons.some(({ label }) => label.endsWith("›"))) break;
    }
    expect(shown.length).toBeGreaterThan(3);
    const all = shown.join("").replace(/\s/g, "");
    for (const word of words) expect(all).toContain(word);
  });

  test("of exactly 4096 emoji fits, and of one more goes on", () => {
    const lines = (count: number): Reply =>
      sentence("", {
        command: "/same",
        head: Array.from({ length: 1 }, () => ({
          kind: "text" as const,
          text: "a".repeat(count),
          marks: [],
        })),
      });
    expect(read(lines(4_095), 0).buttons.some(({ label }) => label === "More")).toBe(false);
    expect(read(lines(4_097), 0).buttons.some(({ label }) => label === "More")).toBe(true);
    const emoji = sentence("👍".repeat(4_096), { command: "/same" });
    expect([...read(emoji, 0).text].length).toBeLessThanOrEqual(4_096);
    expect(
      [1, 2, 3, 4]
        .map((page) => [...read(emoji, page).text.replaceAll("\n", "")].length)
        .reduce((a, b) => a + b),
    ).toBeGreaterThanOrEqual(4_096);
  });

  test("far beyond its pages shows the last", () => {
    const given = sentence("a ".repeat(6_000), { command: "/same" });
    expect(read(given, 9_999).text).toBe(read(given, 4).text);
    expect(read(given, 9_999).text).not.toBe(read(given, 1).text);
  });

  test("of nothing shows that it is nothing", () => {
    expect(read(sentence(" \u200b\n\u202e "), 0).text).toBe("…");
  });

  test("cites on a page only the sources of that page, in an expandable quote", () => {
    const shown = read(sampleReply("foghorns", { command: "/same" }), 0);
    const quote = shown.entities.filter(({ type }) => type === "expandable_blockquote");
    expect(quote).toHaveLength(1);
    expect(shown.text.slice(quote[0]?.offset)).toBe("Sources:\n[1] Press, foghorns, ¶4, 7\n[2] State, Law");
  });

  test("whose source's address is no web address has no link to it", () => {
    for (const url of [
      "javascript:alert(1)",
      "tg://user?id=1",
      "https://",
      `https://example.org/${"x".repeat(300)}`,
    ]) {
      const [first, second] = sampleReply().sources as [SourceMark, SourceMark];
      const given = sampleReply("foghorns", { sources: [first, { ...second, url }] });
      expect(read(given, 0).entities.map(({ type }) => type)).not.toContain("text_link");
    }
  });

  test("has as many buttons as Telegram takes, and keeps the way on", () => {
    const options = Array.from({ length: 150 }, (_, index) => ({ label: "x", command: `/o${index}` }));
    const given = sampleReply("x", { command: "/same", head: [{ kind: "choice", options }] });
    const { buttons } = read(given, 0);
    expect(buttons.length).toBeLessThanOrEqual(100);
    expect(buttons.map(({ label }) => label)).toContain("More");
    for (const button of buttons)
      if ("to" in button) expect(parsePayload(formatPayload("en", button.to))).toBeDefined();
  });
});
