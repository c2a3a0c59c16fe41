import type { KnownBlock } from "@slack/types";
import type { Reply } from "../../src/index.ts";
import { followUpButton, turnButtons } from "../chat/button.ts";
import { type Line, textOf } from "../chat/line.ts";
import { listTurns, type PageOfReply, pageOfReply, type Room } from "../chat/pages.ts";
import { visible } from "../chat/visible.ts";
import { blocksOf, isWhole } from "./blocks.ts";
import { actionsOf, formatValue, shareAction, type Trail } from "./button.ts";
import {
  blocksInMessage,
  buttonUnits,
  fallbackUnits,
  messageUnits,
  sectionUnits,
  valueUnits,
} from "./limits.ts";
import { escapeText, plainText } from "./text.ts";

/** Which part of a reply is shown, and what stands around it. */
export interface Look {
  readonly page: number;
  /** What was shown in the message before, the latest first. */
  readonly steps: Trail["steps"];
  /** Whether the asker alone sees it, and may share it with the channel. */
  readonly canShare?: boolean;
  /** A line above everything: who shared it. */
  readonly above?: string;
}

/** The head of a reply, with nothing before it. */
export const firstLook: Look = { page: 0, steps: [] };

/** One message. Its text says the same as its blocks, for notifications and readers of screens. */
export interface Shown {
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}

/** What is left for buttons below the lines of a message, and a line above: their blocks, and their size as JSON. */
const otherBlocks = 8;
const otherUnits = 3_500;
/** No number of a page is longer. */
const lastPage = 999;

const dressed = new WeakMap<Reply, Map<string, Shown>>();

/** Reply → message. What does not fit stands on the next page. A reply that is given again is not dressed again. */
export function formatReply(reply: Reply, look: Look): Shown {
  const { page, steps, canShare = false, above } = look;
  // What leads back is each reader's own: remembered, it would be more than there are replies.
  if (steps.length > 0 || above !== undefined) return dress(reply, look);
  const known = dressed.get(reply) ?? new Map<string, Shown>();
  dressed.set(reply, known);
  const key = `${page} ${canShare}`;
  const shown = known.get(key) ?? dress(reply, look);
  known.set(key, shown);
  return shown;
}

function dress(reply: Reply, look: Look): Shown {
  const trail: Trail = { lang: reply.lang, steps: look.steps };
  const open = visible(reply.words.open);
  const room: Room = {
    fits(lines, below) {
      const all = [...lines, ...below];
      // Cheap, and true of most that do not fit.
      if (all.reduce((sum, line) => sum + textOf(line).length, 0) > messageUnits) return false;
      if (!all.every(isWhole)) return false;
      const blocks = blocksOf(all, open, here(reply, lastPage, trail));
      const units = JSON.stringify(blocks).length;
      return blocks.length <= blocksInMessage - otherBlocks && units <= messageUnits - otherUnits;
    },
    partPoints: sectionUnits / 3,
  };
  const shown = pageOfReply(reply, look.page, room);
  const above: readonly Line[] =
    look.above === undefined ? [] : [{ is: "asOf", pieces: [{ text: visible(look.above) }], marks: [] }];
  const lines = [...above, ...shown.lines, ...shown.below];
  const said = blocksOf(lines, open, here(reply, shown.at, trail));
  const blocks = said.length === 0 ? [emptyBlock] : said;
  return { text: fallbackOf(lines), blocks: [...blocks, ...buttonsOf(reply, shown, look, trail, blocks)] };
}

/** One sentence as a message. */
export function sentence(text: string): Shown {
  const said = visible(text);
  return { text: escapeText(said), blocks: [{ type: "section", text: plainText(said, sectionUnits) }] };
}

const emptyBlock: KnownBlock = { type: "section", text: plainText("…", 1) };

/** Where a button below this page leads back to: this page. */
function here({ command }: Reply, page: number, trail: Trail): Trail {
  return command === undefined ? trail : { ...trail, steps: [{ command, page }, ...trail.steps] };
}

/**
 * Turning pages stays in one place; going on leaves this page behind, and going back takes a step away. What a message has no
 * room for is left out, and what was offered to be asked next goes first.
 */
function buttonsOf(
  reply: Reply,
  shown: PageOfReply,
  look: Look,
  trail: Trail,
  above: readonly KnownBlock[],
): readonly KnownBlock[] {
  const { at, pages, isEnd } = shown;
  const [before, ...beyond] = trail.steps;
  const on = here(reply, at, trail);
  const ways = before === undefined ? [] : [{ label: `‹ ${visible(reply.words.back)}`, to: before }];
  const turn = actionsOf(turnButtons(reply, at, pages), trail, "turn");
  const lists = actionsOf(listTurns(shown), on, "list");
  const next = actionsOf(isEnd ? reply.followUps.map(followUpButton) : [], on, "next");
  const back = actionsOf(ways, { ...trail, steps: beyond }, "back");
  const share = look.canShare === true ? shareBlock(reply, at, trail) : [];
  const kept = new Set<KnownBlock>(turn);
  let units = JSON.stringify([...above, ...turn]).length;
  for (const block of [...back, ...lists, ...share, ...next]) {
    const more = JSON.stringify(block).length + 1;
    if (units + more > messageUnits || above.length + kept.size === blocksInMessage) continue;
    kept.add(block);
    units += more;
  }
  return [...turn, ...lists, ...next, ...back, ...share].filter((block) => kept.has(block));
}

function shareBlock({ command, words }: Reply, page: number, { lang }: Trail): readonly KnownBlock[] {
  const value = command === undefined ? "" : formatValue({ command, page }, { lang, steps: [] });
  if (value === "" || value.length > valueUnits) return [];
  const text = plainText(visible(words.shareHere), buttonUnits);
  return [{ type: "actions", elements: [{ type: "button", action_id: shareAction, text, value }] }];
}

/** Whole lines, as many as fit. */
function fallbackOf(lines: readonly Line[]): string {
  let text = "";
  for (const line of lines) {
    const next = escapeText(textOf(line));
    if (next.trim() === "") continue;
    if (text.length + next.length + 3 > fallbackUnits) return `${text}\n…`.trim();
    text = text === "" ? next : `${text}\n${next}`;
  }
  return text || "…";
}
