import type { HomeView, KnownBlock } from "@slack/types";
import type { CommandHelp, Phrases, Reply } from "../../src/index.ts";
import { footerFor, linesOf } from "../chat/line.ts";
import { visible } from "../chat/visible.ts";
import { blocksOf } from "./blocks.ts";
import { actionsOf } from "./button.ts";
import { blocksInView, buttonUnits, headerUnits, sectionUnits } from "./limits.ts";
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

/** The home tab: what to know today, what the person looked up last, and what can be asked. */
export function homeView({ overview, lookups, commands, phrases }: HomeFacts): HomeView {
  const lines = linesOf(overview, "all");
  const blocks: readonly KnownBlock[] = [
    {
      type: "actions",
      elements: [
        {
          type: "button",
          action_id: askShortcut,
          style: "primary",
          text: plainText(phrases.askTitle, buttonUnits),
        },
      ],
    },
    ...blocksOf([...lines, ...footerFor(overview)(lines)], visible(overview.words.open), {
      lang: overview.lang,
      steps: [],
    }),
    ...(lookups.length === 0
      ? []
      : [{ type: "divider" } as const, header(phrases.recent), ...recent(lookups)]),
    { type: "divider" },
    header(phrases.canBeAsked),
    ...commands.map(({ name, usage, help }): KnownBlock => {
      const line = [`/${name} ${usage}`.trim(), help].join(" — ");
      return { type: "context", elements: [plainText(line, sectionUnits)] };
    }),
  ];
  return { type: "home", blocks: blocks.slice(0, blocksInView) };
}

const header = (text: string): KnownBlock => ({
  type: "header",
  text: plainText(visible(text), headerUnits),
});

function recent(lookups: readonly Lookup[]): readonly KnownBlock[] {
  return lookups.flatMap(({ title, target, lang }, index) =>
    actionsOf([{ label: title, to: target }], { lang, steps: [] }, `recent.${index}`),
  );
}
