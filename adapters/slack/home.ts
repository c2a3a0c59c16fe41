import type { HomeView, KnownBlock } from "@slack/types";
import type { CommandHelp, Phrases, Reply, ReplyPart } from "../../src/index.ts";
import { footerFor, linesOf } from "../chat/line.ts";
import { visible } from "../chat/visible.ts";
import { blocksOf } from "./blocks.ts";
import { actionsOf } from "./button.ts";
import { blocksInView, buttonUnits, contextUnits, headerUnits } from "./limits.ts";
import type { Lookup } from "./lookups.ts";
import { askShortcut } from "./shortcuts.ts";
import { plainText } from "./text.ts";

export interface HomeFacts {
  /** What to know today. */
  readonly overview: Reply;
  readonly lookups: readonly Lookup[];
  readonly commands: readonly CommandHelp[];
  readonly phrases: Phrases;
}

/**
 * The home tab: what to know today, what the person looked up last, and what can be asked. What to know gets the room that the
 * others leave: where that is too little, its last sections go, and a button leads to all of it.
 */
export function homeView({ overview, lookups, commands, phrases }: HomeFacts): HomeView {
  const looked = lookups.length === 0 ? [] : [divider, header(phrases.recent), ...recent(lookups)];
  const asked = [divider, header(phrases.canBeAsked), ...commands.map(helpOf)];
  const own = [askButton(phrases), ...looked, ...asked].slice(0, blocksInView);
  const known = overviewIn(blocksInView - own.length, overview);
  return { type: "home", blocks: [askButton(phrases), ...known, ...own.slice(1)] };
}

/** As many whole sections as there is room for, from the first. */
function overviewIn(roomBlocks: number, overview: Reply): readonly KnownBlock[] {
  const sections = sectionsOf(overview);
  for (let kept = sections.length; kept >= 0; kept--) {
    const isAll = kept === sections.length;
    const part = { ...overview, head: sections.slice(0, kept).flat(), more: [] };
    const lines = linesOf(part, "all");
    const trail = { lang: overview.lang, steps: [] };
    const blocks = [
      ...(kept === 0
        ? []
        : blocksOf([...lines, ...footerFor(overview)(lines)], visible(overview.words.open), trail)),
      ...(isAll ? [] : moreOf(overview)),
    ];
    if (blocks.length <= roomBlocks) return blocks;
  }
  return [];
}

/** A heading, and what stands below it. */
function sectionsOf({ head, more }: Reply): readonly (readonly ReplyPart[])[] {
  const sections: ReplyPart[][] = [];
  let last: ReplyPart | undefined;
  for (const part of [...head, ...more]) {
    const isHeading = part.kind === "text" && last?.kind !== "text";
    if (isHeading || sections.length === 0) sections.push([]);
    sections.at(-1)?.push(part);
    last = part;
  }
  return sections;
}

function moreOf({ command, words, lang }: Reply): readonly KnownBlock[] {
  if (command === undefined) return [];
  return actionsOf([{ label: visible(words.more), to: { command, page: 1 } }], { lang, steps: [] }, "home");
}

const divider: KnownBlock = { type: "divider" };

function askButton({ askTitle }: Phrases): KnownBlock {
  const text = plainText(askTitle, buttonUnits);
  return {
    type: "actions",
    elements: [{ type: "button", action_id: askShortcut, style: "primary", text }],
  };
}

const header = (text: string): KnownBlock => ({
  type: "header",
  text: plainText(visible(text), headerUnits),
});

function helpOf({ name, usage, help }: CommandHelp): KnownBlock {
  const line = [`/${name} ${usage}`.trim(), help].join(" — ");
  return { type: "context", elements: [plainText(line, contextUnits)] };
}

function recent(lookups: readonly Lookup[]): readonly KnownBlock[] {
  return lookups.flatMap(({ title, target, lang }, index) =>
    actionsOf([{ label: title, to: target }], { lang, steps: [] }, `recent.${index}`),
  );
}
