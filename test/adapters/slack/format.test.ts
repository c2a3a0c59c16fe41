import { describe, expect, test } from "vitest";
import { firstLook, formatReply } from "../../../adapters/slack/format.ts";
import type { Params } from "../fake-server/params.ts";
import { sampleReply, sentence, words } from "../sample-reply.ts";
import { shown } from "./fake-slack/shown.ts";

const look = (reply: Parameters<typeof formatReply>[0], page = 0) => {
  const { text, blocks } = formatReply(reply, { ...firstLook, page });
  const made = blocks as unknown as readonly Params[];
  return { text, blocks: made, read: shown({ text, blocks: made }) };
};

describe("a reply", () => {
  test("is a header, facts as fields, rows with buttons, and sources in small print", () => {
    const facts = ["Signed", "Expires"].map((label) => ({
      label,
      text: "2024",
      marks: [{ source: 1, paragraphs: [4] }],
    }));
    const entry = { kind: "agreement", id: "one", title: "MoU on foghorns" } as const;
    const reply = sampleReply("x", {
      head: [
        { kind: "card", entry, subtitle: "", facts },
        { kind: "list", rows: [{ entry, text: "2024", marks: [], command: "/one" }] },
      ],
      more: [],
      followUps: [{ label: "On", command: "/on" }],
    });
    const { blocks } = look(reply);
    expect(blocks.map(({ type }) => type)).toEqual(["header", "section", "section", "context", "actions"]);
    expect(blocks[1]?.fields).toHaveLength(2);
    expect(blocks[2]?.accessory).toMatchObject({ type: "button" });
  });

  test("says in its fallback what its blocks say", () => {
    const { text, read } = look(sampleReply("fog & <horns>"));
    for (const said of ["fog &amp; &lt;horns&gt;", "Signed", "[1 ¶4, 7]", "Sources:", "State, Law"])
      expect(text).toContain(said);
    for (const line of read.notification.split("\n"))
      expect(read.text).toContain(line.replace(/^\d+\. /, "").slice(0, 12));
  });

  test("with a line longer than a block says all of it, on several pages", () => {
    const long = Array.from({ length: 1_200 }, (_, at) => `w${at}`).join(" ");
    const reply = sentence(long, { command: "/long" });
    const pages = [1, 2, 3, 4, 5, 6, 7].map((page) => look(reply, page).read.text);
    for (const word of ["w0", "w599", "w1199"]) expect(pages.join(" ")).toContain(word);
    expect(look(reply).text.length).toBeGreaterThan(100);
  });

  test("that says nothing is still a message", () => {
    const { text, blocks } = look(sentence("", { head: [] }));
    expect([text, blocks.length]).toEqual(["…", 1]);
  });

  test("shows when it speaks, where a clock is set", () => {
    const asOf = { ...words, asOf: "As of 20 April 2024." };
    expect(look(sentence("Yes.", { words: asOf })).read.text).toContain("As of 20 April 2024.");
  });
});

test("a time of day is shown in each reader's own zone", () => {
  const at = Date.parse("2024-04-25T02:00:00Z");
  const reply = sentence("", {
    head: [
      {
        kind: "card",
        entry: { kind: "event", id: "one", title: "Talk" },
        subtitle: "",
        facts: [{ label: "Begins", text: "25 April, 10:00", marks: [], moments: [{ text: "10:00", at }] }],
      },
    ],
  });
  const { blocks, read, text } = look(reply);
  expect(JSON.stringify(blocks)).toContain("<!date^1714010400^");
  expect(read.text).toContain("Begins: 25 April, 10:00");
  expect(text).toContain("Begins: 25 April, 10:00");
});
