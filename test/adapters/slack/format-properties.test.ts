import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { linesOf, textOf } from "../../../adapters/chat/line.ts";
import { answerModal } from "../../../adapters/slack/ask-modal.ts";
import { parseValue } from "../../../adapters/slack/button.ts";
import { formatReply, type Shown } from "../../../adapters/slack/format.ts";
import { homeView } from "../../../adapters/slack/home.ts";
import { fallbackUnits, messageUnits } from "../../../adapters/slack/limits.ts";
import type { Reply } from "../../../src/index.ts";
import { reply as anyReply } from "../arbitrary-reply.ts";
import { isRecord, type Params } from "../fake-server/params.ts";
import { fakeDesk } from "../sample-reply.ts";
import { problemsOfBlocks } from "./fake-slack/blocks/blocks.ts";
import { charactersIn } from "./fake-slack/blocks/size.ts";
import { checkedView } from "./fake-slack/blocks/view.ts";
import { controlsIn } from "./fake-slack/controls.ts";
import { checkMrkdwn } from "./fake-slack/mrkdwn.ts";
import { shown } from "./fake-slack/shown.ts";

const runs = { numRuns: 12, interruptAfterTimeLimit: 10_000 };
// One reply may take a busy machine seconds, and none is cut short.
vi.setConfig({ testTimeout: 60_000 });
const step = { command: "/before", page: 3 };

const blocksOf = ({ blocks }: Shown): readonly Params[] => blocks as unknown as readonly Params[];

/** All messages that buttons lead to from the head without leaving the reply. */
function pagesOf(reply: Reply): readonly Shown[] {
  const known = new Map<number, Shown>();
  const open = [0];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (known.has(at) || known.size > 500) continue;
    const page = formatReply(reply, {
      page: at,
      steps: [step, step, step],
      canShare: true,
      above: reply.words.share,
    });
    known.set(at, page);
    for (const { value = "" } of blocksOf(page).flatMap(controlsIn)) {
      const to = parseValue(value)?.to;
      if (to?.command === reply.command && to !== undefined) open.push(to.page);
    }
  }
  return [...known].sort(([a], [b]) => a - b).map(([, page]) => page);
}

/** What can be seen of a text: without spaces, line ends, and what has no shape. */
const seen = (text: string): string => text.toWellFormed().replace(/[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "");

/** As Slack decodes it: the ampersand last, so that nothing is decoded twice. */
const unescaped = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

test("no message of any reply breaks a limit of Slack's, or mentions anybody", () => {
  fc.assert(
    fc.property(anyReply, (reply) => {
      for (const page of pagesOf(reply)) {
        const blocks = blocksOf(page);
        const notes: string[] = [];
        const note = (kind: string, message: string): void => void notes.push(`${kind}: ${message}`);
        expect(problemsOfBlocks(blocks, "message", note)).toEqual([]);
        checkMrkdwn(page.text, "text", note);
        expect(notes).toEqual([]);
        expect(charactersIn(blocks)).toBeLessThanOrEqual(messageUnits);
        expect(page.text.length).toBeLessThanOrEqual(fallbackUnits);
        expect(page.text.trim()).not.toBe("");
      }
    }),
    runs,
  );
});

test("all that a reply says stands on its pages, in its order", () => {
  fc.assert(
    fc.property(anyReply, (reply) => {
      const pages = pagesOf({ ...reply, command: "/own" });
      const whole = seen(
        (pages.length > 1 ? pages.slice(1) : pages)
          .map((page) => shown({ blocks: blocksOf(page) }).text)
          .join(""),
      );
      let at = 0;
      for (const line of linesOf(reply, "all")) {
        const pieces = line.pieces.filter(({ is }) => is !== "number");
        for (const char of seen(textOf({ ...line, pieces }))) {
          at = whole.indexOf(char, at) + 1;
          expect(at, textOf(line)).toBeGreaterThan(0);
        }
      }
    }),
    runs,
  );
});

/** The texts of blocks that are there to be read, buttons aside. */
function readIn(block: Params): readonly string[] {
  const { text, fields, elements, type } = block;
  const isRead = type === "context";
  return [
    text,
    ...(Array.isArray(fields) ? fields : []),
    ...(isRead && Array.isArray(elements) ? elements : []),
  ]
    .filter(isRecord)
    .map((one) => shown({ blocks: [{ type: "section", text: one }] }).text);
}

test("the fallback says what the blocks say, or as much of it as fits", () => {
  fc.assert(
    fc.property(anyReply, (reply) => {
      for (const page of pagesOf(reply)) {
        const said = page.text.split("\n").filter((line) => line !== "…");
        const whole = seen(unescaped(said.join("\n")));
        const read = blocksOf(page)
          .flatMap(readIn)
          .map(seen)
          .filter((text) => text !== "…");
        const isCut = page.text.endsWith("…");
        expect(isCut ? [] : read.filter((text) => !whole.includes(text))).toEqual([]);
        const all = read.join("");
        const lines = said.map((line) => seen(unescaped(line)));
        expect(
          lines.filter((line) => !all.includes(line) && !all.includes(line.replace(/^\d+\./, ""))),
        ).toEqual([]);
      }
    }),
    runs,
  );
});

test("no modal and no home tab of any reply breaks a limit of Slack's", () => {
  const { phrases } = fakeDesk(() => {
    throw new Error("This desk is not asked.");
  });
  fc.assert(
    fc.property(anyReply, (reply) => {
      const notes: string[] = [];
      const note = (kind: string, message: string): void => void notes.push(`${kind}: ${message}`);
      checkedView(answerModal(reply, phrases(), { page: 0, steps: [] }), note);
      const lookups = Array.from({ length: 5 }, (_, at) => ({
        title: reply.words.more,
        target: { command: `/one ${at}`, page: 0 },
        lang: "en",
      }));
      const commands = Array.from({ length: 30 }, (_, at) => ({
        name: `command${at}`,
        aliases: [],
        usage: "NAME",
        help: reply.words.sources,
      }));
      checkedView(homeView({ overview: reply, lookups, commands, phrases: phrases() }), note);
      expect(notes).toEqual([]);
    }),
    runs,
  );
});
