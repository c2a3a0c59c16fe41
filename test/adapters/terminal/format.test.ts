import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commandsOf, formatReply } from "../../../adapters/terminal/format.ts";
import { formatObject } from "../../../adapters/terminal/format-object.ts";
import { sampleReply, sentence, words } from "../sample-reply.ts";

const plainLook = { colour: false, show: "all" } as const;

test("a whole reply reads from the answer down to its sources", () => {
  expect(formatReply(sampleReply(), plainLook)).toBe(
    [
      "foghorns [2]",
      "",
      "foghorns — foghorns",
      "Signed: foghorns [1 ¶4, 7]",
      "",
      "1. foghorns",
      "2. Two",
      "",
      "• foghorns — 2024 [1 ¶4, 7]",
      "2/3 · 25  • Next page",
      "",
      "Sources:",
      "[1] Press, foghorns, ¶4, 7",
      "[2] State, Law https://example.org/law",
    ].join("\n"),
  );
});

describe("at the prompt", () => {
  test("the head cites only its own sources, and numbers what can be chosen and asked next", () => {
    const head = formatReply(sampleReply(), { colour: false, show: "head", numbered: true });
    expect(head).toContain("1. foghorns\n2. Two\n\n3. foghorns\n\nSources:\n[1]");
    expect(head).not.toContain("2024 [1");
  });

  test("the rest goes on counting where the head ended", () => {
    const more = formatReply(sampleReply(), { colour: false, show: "more", numbered: true });
    expect(more).toBe(
      "4. foghorns — 2024 [1 ¶4, 7]\n2/3 · 25  5. Next page\n\nSources:\n[1] Press, foghorns, ¶4, 7",
    );
  });

  test("a number stands for the command beside it", () => {
    expect(commandsOf(sampleReply())).toEqual(["/one", "/two", "/more-of-it", "/row", "/next"]);
  });
});

test("a demo clock is told before the sources", () => {
  const reply = sampleReply("x", {
    words: { ...words, asOf: "as of 20 April 2024" },
  });
  expect(formatReply(reply, plainLook)).toContain("as of 20 April 2024\n\nSources:");
});

test("a sentence of several lines keeps them", () => {
  expect(formatReply(sentence("one\n  two"), plainLook)).toBe("one\ntwo");
});

test("an empty reply is empty, not a heading over nothing", () => {
  expect(formatReply(sentence(""), plainLook)).toBe("");
});

test("colour adds only bold and faint, and text is the same without them", () => {
  const coloured = formatReply(sampleReply(), { ...plainLook, colour: true });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what colour is made of
  expect(coloured.replace(/\u001b\[(1|2|22)m/g, "")).toBe(formatReply(sampleReply(), plainLook));
  expect(coloured).toContain("\u001b[1m");
});

const nasty = fc.constantFrom(
  ...[
    "\u001b[2J",
    "\u009b31m",
    "\u0007",
    "\r",
    "\n",
    "\t",
    "\u202e",
    "\u2066",
    "\u200f",
    "\u061c",
    "\ufeff",
    "\u200b",
  ],
  ...["\u2028", "\ud800", "\udc00", "\u{e0041}", "\0", "\u007f", "😀", "汉", "é", "¶", "&<>*_", "a", " "],
);
const nastyText = fc.array(nasty, { maxLength: 40 }).map((parts) => parts.join(""));
const seen = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\u200b-\u200d\ufeff\u{e0000}-\u{e007f}]/u;

test("nothing in a reply moves the cursor, turns the writing or hides in it", () => {
  fc.assert(
    fc.property(nastyText, (text) => {
      const lines = formatReply(sampleReply(text), plainLook).split("\n");
      expect(lines.filter((line) => seen.test(line) || !line.isWellFormed())).toEqual([]);
    }),
  );
});

test("a name or a fact never breaks its line", () => {
  const named = (text: string): number => {
    const reply = sampleReply(`a${text}b`);
    const head = reply.head.filter((part) => part.kind !== "text");
    return formatReply({ ...reply, head }, plainLook).split("\n").length;
  };
  fc.assert(fc.property(nastyText, (text) => named(text) === named("x")));
});

describe("as an object", () => {
  const object = formatObject(sampleReply(), "q1", 1.23456);

  test("the text is what a person reads, and the time is in hundredths", () => {
    expect(object).toMatchObject({ id: "q1", outcome: "answered", lang: "en", ms: 1.23 });
    expect(object.text).toBe(formatReply(sampleReply(), plainLook));
    expect(object).not.toHaveProperty("error");
  });

  test("each paragraph of a source is one citation, and a source without any is one", () => {
    const news = { source: "news", title: "foghorns", publisher: "Press", date: "2024-01-02" };
    expect(object.citations).toEqual([
      { ...news, paragraph: 4 },
      { ...news, paragraph: 7 },
      { source: "law", title: "Law", publisher: "State", url: "https://example.org/law" },
    ]);
  });

  test("entries are named by kind, id and title alone", () => {
    expect(object.entries).toEqual([{ kind: "agreement", id: "mou-foghorns", title: "foghorns" }]);
  });
});
