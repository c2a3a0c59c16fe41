import { describe, expect, test } from "vitest";
import { paragraphsOf } from "../../src/register/paragraphs.ts";

describe("the paragraphs of a text", () => {
  test.each<readonly [what: string, text: string, paragraphs: readonly string[]]>([
    [
      "are blocks between blank lines",
      "One\ngoes on.\n\n\n\nTwo.\n \t \nThree.",
      ["One goes on.", "Two.", "Three."],
    ],
    [
      "do not count rules",
      "One.\n\n---\n\nTwo.\n***\nThree.\n\n_____\n- - -\n* * *",
      ["One.", "Two.", "Three."],
    ],
    ["part at a rule without blank lines", "One.\n---\nTwo.", ["One.", "Two."]],
    [
      "count each line of a list",
      "Areas:\n- a\n* b\n• c\n  1. d\n2) e\n☐ f\n\nEnd.",
      ["Areas:", "- a", "* b", "• c", "1. d", "2) e", "☐ f", "End."],
    ],
    [
      "count numbered lines without a space, and in bullets",
      "2.”Talk” by X\n- 1. Exchange",
      ["2.”Talk” by X", "- 1. Exchange"],
    ],
    ["take what follows a list as a block of its own", "- a\nText\ngoes on.", ["- a", "Text goes on."]],
    [
      "take a line that begins with a decimal or a year for text",
      "Growth was\n3.5 per cent in\n2023. It\n10.30 a.m.",
      ["Growth was 3.5 per cent in 2023. It 10.30 a.m."],
    ],
    [
      "take a dash inside a line, emphasis and a minus for text",
      "A - b\n**Bold** x\n-5 degrees",
      ["A - b **Bold** x -5 degrees"],
    ],
    [
      "are the same with CRLF and with CR",
      "One\r\ngoes on.\r\n\r\n- a\r\n- b\r\rEnd.",
      ["One goes on.", "- a", "- b", "End."],
    ],
    [
      "count no line of no-break spaces, nor a byte order mark",
      "\ufeffOne.\n\u00a0\nTwo.\n\ufeff",
      ["One.", "Two."],
    ],
    ["are none in an empty text", " \n\n---\n", []],
  ])("%s", (_, text, paragraphs) => {
    expect(paragraphsOf(text)).toEqual(paragraphs);
  });
});
