import { expect, test } from "vitest";
import { parseValue } from "../../adapters/slack/button.ts";
import * as slack from "../../adapters/slack/format.ts";
import * as telegram from "../../adapters/telegram/format.ts";
import * as terminal from "../../adapters/terminal/format.ts";
import type { Reply } from "../../src/index.ts";
import { isRecord, type Params } from "../adapters/fake-server/params.ts";
import { reachedPages } from "../adapters/reached-pages.ts";
import { shown } from "../adapters/slack/fake-slack/shown.ts";
import { parseHtml } from "../adapters/telegram/bot-api/html.ts";
import { answerOf, readGolden, sets } from "../questions/golden.ts";
import { openDesk } from "../starter-desk.ts";
import { saidBy } from "./adapter-contract.ts";

/** All that can be read of a reply somewhere, over its head and the pages that lead on from there. */
interface Read {
  readonly where: string;
  readonly lines: readonly string[];
  /** Where sources lead. */
  readonly addresses: readonly string[];
  /** What buttons offer. */
  readonly offers: readonly string[];
}

function readOnSlack(reply: Reply): Read {
  const seen = reachedPages(
    (page) => shown({ blocks: slack.formatReply(reply, { page, steps: [] }).blocks.flatMap(apart) }),
    ({ controls }) =>
      controls.flatMap(({ value = "" }) => {
        const to = parseValue(value)?.to;
        return to?.command === reply.command ? [to?.page ?? 0] : [];
      }),
  );
  return {
    where: "Slack",
    lines: seen.flatMap(({ text }) => text.split("\n")),
    addresses: seen.flatMap(({ links }) => links.map(({ url }) => url)),
    offers: seen.flatMap(({ controls }) => controls.map(({ label }) => label)),
  };
}

/** Texts that Slack sets beside each other: each is a line to us. */
function apart(block: object): readonly Params[] {
  const { type, elements } = block as Params;
  if (type !== "context" || !Array.isArray(elements)) return [block as Params];
  return elements.filter(isRecord).map((text) => ({ type: "section", text }));
}

function readOnTelegram(reply: Reply): Read {
  const seen = reachedPages(
    (page) => telegram.formatReply(reply, { page, username: "ReadingRoomBot" }),
    ({ buttons }) =>
      buttons
        .flat()
        .flatMap((button) => ("to" in button && button.to.command === reply.command ? [button.to.page] : [])),
  ).map(({ html, buttons }) => ({ ...parseHtml(html), buttons }));
  return {
    where: "Telegram",
    lines: seen.flatMap(({ text }) => text.split("\n")),
    addresses: seen.flatMap(({ entities }) =>
      entities.flatMap(({ url }) => (url === undefined ? [] : [String(url)])),
    ),
    offers: seen.flatMap(({ buttons }) => buttons.flat().map(({ label }) => label)),
  };
}

function readInTerminal(reply: Reply): Read {
  const lines = terminal.formatReply(reply, { colour: false, show: "all" }).split("\n");
  const addresses = lines.flatMap((line) => /^\[\d+\] .* (https?:\S+)$/.exec(line)?.[1] ?? []);
  const offers = reply.followUps.map(({ label }) => terminal.plain(label));
  return { where: "the terminal", lines, addresses, offers };
}

const spaced = (text: string): string => text.replace(/\s+/g, " ").trim();

/**
 * What a line says, without what only one place has: numbers and bullets before what can be chosen, the words of a list's
 * turns, and after a source its address and those paragraphs of it that this page cites.
 */
function fact(line: string): string {
  return spaced(line)
    .replace(/^(?:•|\d+\.) /, "")
    .replace(/^(\d+\/\d+ · \d+).*$/, "$1")
    .replace(/^(\[\d+\] .*?) https?:\S+$/, "$1")
    .replace(/^(\[\d+\] .*), ¶[\d, ]+$/, "$1");
}

const setOf = (texts: readonly string[]): readonly string[] =>
  [...new Set(texts)].filter((text) => text !== "").sort();

/** What can be read in one place and not in another. */
function apartIn(what: (read: Read) => readonly string[], one: Read, other: Read): readonly string[] {
  const known = new Set(what(other));
  return setOf(what(one))
    .filter((text) => !known.has(text))
    .map((text) => `${one.where} says, and ${other.where} does not: ${text}`);
}

function differences(reply: Reply): readonly string[] {
  const terminal = readInTerminal(reply);
  const all = spaced(terminal.lines.join(" "));
  const lost = saidBy(reply)
    .flatMap((text) => text.split("\n"))
    .filter((text) => !all.includes(spaced(text)));
  const facts = ({ lines }: Read): readonly string[] => lines.map(fact);
  const addresses = (read: Read): readonly string[] => read.addresses.map((address) => new URL(address).href);
  return [
    ...lost.map((text) => `nobody says: ${text}`),
    ...[readOnSlack(reply), readOnTelegram(reply)].flatMap((chat) => [
      ...[facts, addresses].flatMap((what) => [
        ...apartIn(what, chat, terminal),
        ...apartIn(what, terminal, chat),
      ]),
      ...apartIn(({ offers }) => offers, terminal, chat),
    ]),
  ];
}

const desk = await openDesk();

test.each(sets)(
  "Slack, Telegram and the terminal say the same in answer to the questions of %s",
  async (set) => {
    const golden = readGolden(`./${set}.jsonl`);
    expect(golden.length).toBeGreaterThan(100);
    const found: string[] = [];
    for (const one of golden) {
      const reply = await answerOf(desk, one);
      found.push(...differences(reply).map((difference) => `${one.id}: ${difference}`));
    }
    expect(found).toEqual([]);
  },
);
