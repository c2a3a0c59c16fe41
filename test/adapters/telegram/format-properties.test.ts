import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Target } from "../../../adapters/chat/button.ts";
import type { ButtonRow } from "../../../adapters/telegram/button.ts";
import { formatReply, type Look, type Shown } from "../../../adapters/telegram/format.ts";
import { type Keyboard, keyboardOf } from "../../../adapters/telegram/keyboard.ts";
import { digestOf, formatPayload, parsePayload } from "../../../adapters/telegram/payload.ts";
import type { Mark, Reply } from "../../../src/index.ts";
import { reply as anyReply, text as anyText, fenceOf } from "../arbitrary-reply.ts";
import { reachedPages } from "../reached-pages.ts";
import { allSaid, closeOf, isFencedReply, isWithin, momentsOf, openOf, seen } from "../said.ts";
import { sampleReply } from "../sample-reply.ts";
import { formattedText, messageText } from "./bot-api/formatted-text.ts";
import { type ParsedHtml, parseHtml } from "./bot-api/html.ts";
import { inlineKeyboard } from "./bot-api/keyboard.ts";

const runs = { numRuns: 50, interruptAfterTimeLimit: 30_000 };
// One reply may take a busy machine seconds, and none is cut short.
vi.setConfig({ testTimeout: 60_000 });
const username = "ReadingRoomBot";
const back: Target = { command: "/before", page: 3 };

/** A page as Telegram shows it. */
interface Page extends ParsedHtml, Shown {
  readonly buttonList: ButtonRow;
  readonly keyboard: Keyboard;
}

function pageOf(reply: Reply, page: number, more: Partial<Look> = {}): Page {
  const shown = formatReply(reply, { page, username, ...more });
  return {
    ...shown,
    ...parseHtml(shown.html),
    buttonList: shown.buttons.flat(),
    keyboard: keyboardOf(shown.buttons, reply.lang),
  };
}

const leadsTo = (reply: Reply, { buttonList }: Page): readonly number[] =>
  buttonList.flatMap((button) =>
    "to" in button && button.to.command === reply.command ? [button.to.page] : [],
  );

const pagesOf = (reply: Reply, more?: Partial<Look>): readonly Page[] =>
  reachedPages(
    (page) => pageOf(reply, page, more),
    (page) => leadsTo(reply, page),
  );

/** What moves, turns or hides text; lines end, nothing else. */
const unseen = /(?!\n)[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\u200b-\u200d\ufeff\u{e0000}-\u{e007f}]/u;

test("Telegram takes every page: within its limits, nothing untidy, only the entities meant", () => {
  const meant = new Set(["bold", "italic", "text_link", "date_time", "expandable_blockquote"]);
  fc.assert(
    fc.property(anyReply, (reply) => {
      const urls = new Set(
        reply.sources.flatMap(({ url = "" }) => (URL.canParse(url) ? [new URL(url).href] : [])),
      );
      const times = new Set(momentsOf(reply).map(({ text, at }) => `${text} ${Math.floor(at / 1000)}`));
      for (const { html, text, entities, untidy } of pagesOf(reply)) {
        formattedText({ text: html, parse_mode: "HTML" }, messageText, () => {});
        expect(untidy).toEqual([]);
        expect(text.trim().length).toBeGreaterThanOrEqual(1);
        expect(text.length).toBeLessThanOrEqual(4096);
        expect(text.isWellFormed()).toBe(true);
        expect(text).not.toMatch(unseen);
        expect(entities.length).toBeLessThanOrEqual(100);
        for (const { type, offset, length, ...facts } of entities) {
          expect(meant).toContain(type);
          if (type === "text_link") expect(urls).toContain(facts.url);
          if (type === "date_time")
            expect(times).toContain(`${text.slice(offset, offset + length)} ${facts.unix_time}`);
        }
      }
    }),
    runs,
  );
});

test("Telegram takes every button, and each leads to what it was made for", () => {
  fc.assert(
    fc.property(anyReply, fc.boolean(), (reply, hasBack) => {
      for (const { buttonList, buttons, keyboard } of pagesOf(reply, hasBack ? { back } : {})) {
        inlineKeyboard(keyboard.markup);
        const markup = keyboard.markup.inline_keyboard;
        expect(markup.map((row) => row.length)).toEqual(buttons.map((row) => row.length));
        for (const [index, written] of markup.flat().entries()) {
          const button = buttonList[index];
          if (button === undefined || !("to" in button) || !("callback_data" in written)) continue;
          const payload = parsePayload(written.callback_data);
          const { page, command } = button.to;
          if (payload?.kind === "command")
            expect(payload).toMatchObject({ lang: reply.lang, target: button.to });
          else {
            expect(payload).toEqual({ kind: "digest", lang: reply.lang, page, digest: digestOf(command) });
            expect(keyboard.long).toContain(command);
          }
        }
        expect(buttonList.some((button) => "to" in button && button.to === back)).toBe(hasBack);
      }
    }),
    runs,
  );
});

/** Fenced replies, and what is wrong with one: gathered, since there is much to look at. */
function findsNothing(look: (reply: Reply, pages: readonly Page[]) => readonly string[]): void {
  const property = fc.property(anyReply.filter(isFencedReply), (reply) => {
    expect(look(reply, pagesOf(reply)).map((found) => found.slice(0, 200))).toEqual([]);
  });
  fc.assert(property, runs);
}

test("every text that a reply says is on its pages, whole", () => {
  findsNothing((reply, pages) => {
    const whole = pages.map((page) => seen(page.text));
    const all = (whole.length > 1 ? whole.slice(1) : whole).join("");
    return allSaid(reply)
      .flatMap(({ texts }) => texts)
      .filter((text) => {
        const [from, to] = [all.indexOf(openOf(text)), all.lastIndexOf(closeOf(text))];
        return from < 0 || to < from || !isWithin(fenceOf(text)?.said ?? "", all.slice(from, to));
      });
  });
});

test("every heading of a card stands over it, but where the card goes on", () => {
  findsNothing((reply, pages) => {
    const all = pages.map(({ text }) => text).join("\n");
    const cards = [...reply.head, ...reply.more].filter((part) => part.kind === "card");
    return cards
      .filter(({ continues }) => continues !== true)
      .filter(({ entry, subtitle }) => !all.includes(openOf(entry.title)) || !all.includes(openOf(subtitle)))
      .map(({ entry }) => entry.title);
  });
});

test("what a line cites is written behind it, and its sources are on its page", () => {
  findsNothing((reply, pages) =>
    pages.flatMap(({ text }) =>
      allSaid(reply).flatMap(({ texts, marks }) => {
        const close = closeOf(texts.at(-1));
        const end = text.indexOf(close) + close.length;
        if (!text.includes(openOf(texts[0])) || end < close.length || isLong(reply, texts, marks)) return [];
        const written = marks.map(
          ({ source, paragraphs: at }) => ` [${source}${at.length === 0 ? "" : ` ¶${at.join(", ")}`}]`,
        );
        const cites = marks.map(({ source }) => `[${source}] ${openOf(reply.sources[source - 1]?.text)}`);
        return [
          ...(text.startsWith(written.join(""), end) ? [] : [`not behind its line: ${written}`]),
          ...cites.filter((cite) => text.lastIndexOf(cite) < end),
        ];
      }),
    ),
  );
});

test("every source that is cited can be read, whole, somewhere, and after each line that cites it", () => {
  findsNothing((reply, pages) => {
    const all = pages.map((page) => seen(page.text)).join("");
    const cited = new Set(allSaid(reply).flatMap(({ marks }) => marks.map(({ source }) => source)));
    const lost = reply.sources
      .filter(({ number }) => cited.has(number))
      .map(({ text }) => text)
      .filter((text) => {
        const [from, to] = [all.indexOf(openOf(text)), all.lastIndexOf(closeOf(text))];
        return from < 0 || to < from || !isWithin(fenceOf(text)?.said ?? "", all.slice(from, to));
      });
    const early = allSaid(reply).flatMap(({ texts, marks }) => {
      const end = all.lastIndexOf(closeOf(texts.at(-1)));
      const open = marks.map(({ source }) => openOf(reply.sources[source - 1]?.text));
      return open.some((one) => all.lastIndexOf(one) < end) ? [`cites nothing: ${texts}`] : [];
    });
    return [...lost, ...early];
  });
});

test("a line longer than a message is followed by the sources that it alone cites", () => {
  const head = [
    { kind: "text" as const, text: "long ".repeat(1_500), marks: [{ source: 1, paragraphs: [4] }] },
  ];
  const pages = pagesOf(sampleReply("foghorns", { command: "/all", head, more: [] }));
  expect(pages.length).toBeGreaterThan(2);
  expect(pages.at(-1)?.text).toMatch(/long(?: \[1 ¶4\])?\nSources:\n\[1\] Press, foghorns, ¶4$/);
});

test("no quote of a page says again what one before it said", () => {
  findsNothing((_, pages) =>
    pages.flatMap(({ text, entities }) => {
      const quotes = entities
        .filter(({ type }) => type === "expandable_blockquote")
        .map(({ offset, length }) => text.slice(offset, offset + length));
      return quotes.filter((quote, at) => quotes.slice(0, at).some((before) => quote.startsWith(before)));
    }),
  );
});

/** Whether a line may not fit a message together with its sources: a generous estimate. */
function isLong({ sources, words }: Reply, texts: readonly string[], marks: readonly Mark[]): boolean {
  const cited = new Set(marks.map(({ source }) => sources[source - 1]));
  const units =
    (words.asOf?.length ?? 0) +
    texts.join("").length +
    marks.length * 30 +
    [...cited].reduce((sum, source) => sum + (source?.text.length ?? 0) + 200, 0);
  const moments = texts.join("").split(":").length;
  return units > 3_500 || cited.size + moments > 60;
}

test("beside the number of every option stands a button of the same number", () => {
  findsNothing((reply, pages) =>
    allSaid(reply).flatMap(({ texts, command }) => {
      const open = openOf(texts[0]);
      if (command === undefined) return [];
      const shown = pages.filter(({ text }) => text.includes(open));
      const wrong = shown.filter(({ text, buttonList }) => {
        const at = text.indexOf(open);
        const line = text.slice(text.lastIndexOf("\n", at) + 1, at);
        const labels = buttonList.filter((button) => "to" in button && button.to.command === command);
        return labels.map(({ label }) => `${label}. `).join() !== line;
      });
      return shown.length === 0 || wrong.length > 0 ? [`${command} on ${shown.length} pages`] : [];
    }),
  );
});

test("from the head every page and the head again can be reached, and the end offers what may be asked next", () => {
  fc.assert(
    fc.property(anyReply, (reply) => {
      const pages = pagesOf(reply);
      for (const [at, page] of pages.entries()) {
        const ways = at === 0 ? [1] : [at - 1, at + 1];
        expect(leadsTo(reply, page)).toEqual(ways.filter((to) => to < pages.length));
      }
      expect(pageOf(reply, pages.length + 5).html).toBe(pages.at(-1)?.html);
      for (const end of [pages[0], pages.at(-1)]) {
        const offered = new Set(end?.buttonList.map((button) => ("to" in button ? button.to.command : "")));
        for (const { label, command } of reply.followUps)
          if (seen(label) !== "") expect(offered).toContain(command);
      }
    }),
    runs,
  );
});

test("any command comes back from its payload, in 64 bytes, and no text breaks the reading of one", () => {
  const aboutFull = fc.integer({ min: 50, max: 70 }).map((bytes) => "a".repeat(bytes));
  const command = fc.oneof(anyText, aboutFull).map((line) => `/a${line}`);
  fc.assert(
    fc.property(command, fc.constantFrom("en", "ms", "zh"), fc.nat({ max: 999 }), (line, lang, page) => {
      const written = formatPayload(lang, { command: line, page });
      expect(Buffer.byteLength(written)).toBeLessThanOrEqual(64);
      expect(written.isWellFormed()).toBe(true);
      const read = parsePayload(written);
      if (read?.kind === "command")
        expect(read).toEqual({ kind: "command", lang, target: { command: line, page } });
      else expect(read).toEqual({ kind: "digest", lang, page, digest: digestOf(line) });
    }),
  );
  fc.assert(fc.property(anyText, (line) => void parsePayload(line)));
});

test("the replies of these tests reach every limit", () => {
  const replies = fc
    .sample(anyReply, { numRuns: 100, seed: 7 })
    .map((reply) => ({ reply, pages: pagesOf(reply) }));
  const pages = replies.flatMap((one) => one.pages);
  const many = (what: readonly unknown[]): number => what.length;
  const options = ({ reply }: { reply: Reply }) =>
    allSaid(reply).filter(({ command }) => command !== undefined);
  const reached = {
    "two pages": many(replies.filter((one) => one.pages.length > 2)),
    "ten pages": many(replies.filter((one) => one.pages.length > 10)),
    "a full text": many(pages.filter(({ text }) => text.length > 3_900)),
    "100 entities": many(pages.filter(({ entities }) => entities.length > 97)),
    "32 kB": many(pages.filter(({ html }) => Buffer.byteLength(html) > 31_000)),
    "100 options": many(replies.filter((one) => options(one).length > 100)),
    "many buttons": many(pages.filter(({ buttonList }) => buttonList.length > 60)),
    "long commands": many(pages.filter(({ keyboard }) => keyboard.long.length > 0)),
    "a line longer than a message": many(
      replies.filter(({ reply }) => allSaid(reply).some(({ texts }) => texts.join("").length > 4_096)),
    ),
    "such a line with sources": many(
      replies.filter(({ reply }) =>
        allSaid(reply).some(({ texts, marks }) => texts.join("").length > 4_096 && marks.length > 0),
      ),
    ),
    "200 sources": many(replies.filter(({ reply }) => reply.sources.length > 200)),
    "1,000 marks": many(
      replies.filter(({ reply }) => allSaid(reply).flatMap(({ marks }) => marks).length > 1_000),
    ),
    times: many(pages.filter(({ entities }) => entities.some(({ type }) => type === "date_time"))),
    links: many(pages.filter(({ entities }) => entities.some(({ type }) => type === "text_link"))),
    "nothing to see": many(pages.filter(({ text }) => text === "…")),
  };
  expect(Object.entries(reached).filter(([, count]) => count === 0)).toEqual([]);
});
