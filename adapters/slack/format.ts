import type { KnownBlock } from "@slack/types";
import type { Reply } from "../../src/index.ts";
import { type Button, followUpButton, type Line, textOf } from "../chat/line.ts";
import { type PageOfReply, pageOfReply, type Room } from "../chat/pages.ts";
import type { Target } from "../chat/target.ts";
import { visible } from "../chat/visible.ts";
import { blocksOf } from "./blocks.ts";
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
  readonly trail: Trail;
  /** Whether the asker alone sees it, and may share it with the channel. */
  readonly canShare?: boolean;
  /** A line above everything: who shared it, what was looked up. */
  readonly above?: string;
}

/** One message. Its text says the same as its blocks, for notifications and readers of screens. */
export interface Shown {
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}

/** What is left for buttons below the lines of a message: their blocks, and their size as JSON. */
const buttonBlocks = 5;
const buttonsUnits = 3_000;

/** Reply → message. What does not fit stands on the next page. */
export function formatReply(reply: Reply, look: Look): Shown {
  const { trail } = look;
  const room: Room = {
    fits(lines) {
      const blocks = blocksOf(lines, reply.words.open, trail);
      return (
        blocks.length <= blocksInMessage - buttonBlocks &&
        JSON.stringify(blocks).length <= messageUnits - buttonsUnits
      );
    },
    partPoints: sectionUnits / 3,
  };
  const shown = pageOfReply(reply, look.page, room);
  const lines = [...shown.lines, ...shown.footer];
  const above: readonly Line[] =
    look.above === undefined ? [] : [{ is: "asOf", pieces: [{ text: visible(look.above) }], marks: [] }];
  const blocks = blocksOf([...above, ...lines], visible(reply.words.open), here(reply, shown, trail));
  return {
    text: fallbackOf([...above, ...lines]),
    blocks: [...(blocks.length === 0 ? [emptyBlock] : blocks), ...buttonsOf(reply, shown, look)],
  };
}

const emptyBlock: KnownBlock = { type: "section", text: plainText("…", 1) };

/** Where a button below this page leads back to: this page. */
function here({ command, lang }: Reply, { at }: PageOfReply, trail: Trail): Trail {
  return command === undefined ? trail : [{ command, page: at, lang }, ...trail];
}

function buttonsOf(reply: Reply, shown: PageOfReply, { trail, canShare }: Look): readonly KnownBlock[] {
  const { words, lang } = reply;
  const { at, pages } = shown;
  const [before, ...beyond] = trail;
  const isEnd = at === 0 || at === pages;
  const back: readonly Button[] =
    before === undefined ? [] : [{ label: `‹ ${visible(words.back)}`, to: before }];
  return [
    // Turning pages stays in one place; going on leaves this page behind, and going back takes it away.
    ...actionsOf([turnsOf(reply, at, pages)], trail),
    ...actionsOf(
      [
        shown.lines.flatMap((line) => line.turns ?? []),
        isEnd ? reply.followUps.map((one) => followUpButton(one, lang)) : [],
      ],
      here(reply, shown, trail),
    ).map((block, row) => renamed(block, `on${row}`)),
    ...actionsOf([back], beyond).map((block) => renamed(block, "back")),
    ...shareBlock(reply, at, canShare === true),
  ];
}

function renamed<B extends { readonly elements: readonly { readonly action_id?: string }[] }>(
  block: B,
  name: string,
): B {
  return {
    ...block,
    elements: block.elements.map((element, index) => ({ ...element, action_id: `go:${name}.${index}` })),
  };
}

function turnsOf({ words, command, lang }: Reply, at: number, pages: number): readonly Button[] {
  if (command === undefined || pages === 0) return [];
  const to = (label: string, page: number): Button => ({ label, to: { command, page, lang } });
  if (at === 0) return [to(visible(words.more), 1)];
  return [to("‹", at - 1), ...(at < pages ? [to(`${at + 1}/${pages} ›`, at + 1)] : [])];
}

function shareBlock({ command, lang, words }: Reply, page: number, canShare: boolean): readonly KnownBlock[] {
  if (!canShare || command === undefined) return [];
  const target: Target = { command, page, lang };
  const value = formatValue(target, []);
  if (value.length > valueUnits) return [];
  const text = plainText(visible(words.shareHere), buttonUnits);
  return [{ type: "actions", elements: [{ type: "button", action_id: shareAction, text, value }] }];
}

/** Whole lines, as many as fit. */
function fallbackOf(lines: readonly Line[]): string {
  let text = "";
  for (const line of lines) {
    const next = escapeText(textOf(line));
    if (next.trim() === "") continue;
    if (text.length + next.length + 2 > fallbackUnits) return `${text}\n…`.trim();
    text = text === "" ? next : `${text}\n${next}`;
  }
  return text || "…";
}

/** One sentence as a message. */
export function sentence(text: string): Shown {
  return {
    text: escapeText(text),
    blocks: [{ type: "section", text: plainText(visible(text), sectionUnits) }],
  };
}
