import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linesOf, textOf } from "../../../adapters/chat/line.ts";
import { pageOfReply, type Room } from "../../../adapters/chat/pages.ts";
import type { Reply } from "../../../src/index.ts";
import { reply as anyReply } from "../arbitrary-reply.ts";
import { sampleReply, sentence } from "../sample-reply.ts";

/** A message of so many lines and characters, sources included. */
const roomOf = (mostLines: number, mostUnits: number): Room => ({
  fits: (lines, below) =>
    lines.length + below.length <= mostLines &&
    [...lines, ...below].reduce((sum, line) => sum + textOf(line).length, 0) <= mostUnits,
  partPoints: Math.floor(mostUnits / 8),
});

const pagesOf = (reply: Reply, room: Room) => {
  const { pages } = pageOfReply(reply, 0, room);
  const at = Array.from({ length: Math.max(1, pages) }, (_, index) => index + 1);
  return at.map((page) => pageOfReply(reply, page, room));
};

/** What there is to see, whatever became of the ends of lines. */
const seen = (text: string): string => text.replace(/\s/g, "");

describe("the pages of any reply", () => {
  test("hold all its lines in their order, each page as many as fit", () => {
    fc.assert(
      fc.property(anyReply, fc.integer({ min: 80, max: 200 }), (reply, mostLines) => {
        const room = roomOf(mostLines, 4_000);
        const pages = pagesOf(reply, room);
        const said = seen(pages.flatMap(({ lines }) => lines.map(textOf)).join(""));
        let at = 0;
        for (const line of linesOf(reply, "all")) {
          for (const char of seen(textOf(line))) {
            at = said.indexOf(char, at) + 1;
            expect(at).toBeGreaterThan(0);
          }
        }
        for (const { lines } of pages) expect(lines[0]?.is).not.toBe("blank");
      }),
      { numRuns: 30, interruptAfterTimeLimit: 10_000 },
    );
  });
});

test("a page ends where one line more would be too much, and not before", () => {
  const rows = Array.from({ length: 47 }, (_, at) => ({
    entry: { kind: "visit" as const, id: `${at}`, title: `Row ${at}` },
    text: "x",
    marks: [],
    command: `/show ${at}`,
  }));
  const reply = sampleReply("x", { head: [{ kind: "list", rows }], more: [], sources: [] });
  const lengths = pagesOf(reply, roomOf(10, 10_000)).map(({ lines }) => lines.length);
  expect(lengths).toEqual([10, 10, 10, 10, 7]);
});

test("a line that no message holds is broken into as many as it takes, and the others stay whole", () => {
  const long = Array.from({ length: 500 }, (_, at) => `w${at}`).join(" ");
  const texts = ["one", long, "two"];
  const reply = sentence("", { head: texts.map((text) => ({ kind: "text", text, marks: [] })), more: [] });
  const pages = pagesOf(reply, roomOf(100, 1_000));
  const said = pages.flatMap(({ lines }) => lines.map(textOf));
  expect(pages.length).toBeGreaterThan(2);
  expect(seen(said.join(""))).toBe(seen(texts.join("")));
  expect(said).toEqual(expect.arrayContaining(["one", "two"]));
});

test("a reply of nothing but blank lines is one empty page", () => {
  const reply = sentence("", { head: [], more: [] });
  expect(pageOfReply(reply, 0, roomOf(10, 100))).toMatchObject({ at: 0, pages: 0, lines: [] });
});

test("pages are found in few layouts, however long the reply", () => {
  const rows = Array.from({ length: 400 }, (_, at) => ({
    entry: { kind: "visit" as const, id: `${at}`, title: `Row ${at}` },
    text: "x",
    marks: [],
    command: `/show ${at}`,
  }));
  const reply = sampleReply("x", { head: [], more: [{ kind: "list", rows }], sources: [] });
  let layouts = 0;
  const { fits, partPoints } = roomOf(40, 100_000);
  const room: Room = {
    partPoints,
    fits(...given) {
      layouts++;
      return fits(...given);
    },
  };
  expect(pageOfReply(reply, 1, room).pages).toBe(10);
  expect(layouts).toBeLessThan(150);
});
