import type { EntryRef, Reply } from "../../src/index.ts";
import {
  type Button,
  type ButtonRow,
  fittingRows,
  followUpButton,
  inRows,
  shareButton,
  type Target,
  turnButtons,
} from "./button.ts";
import { formatLines } from "./html.ts";
import { buttonsInRow } from "./limits.ts";
import { footerFor, linesOf, numberOptions } from "./line.ts";
import { pagesOf } from "./pages.ts";
import { visible } from "./visible.ts";

/** Which part of a reply is shown, and what stands around it. */
export interface Look {
  /** 0 is the head; from 1 on, the pages of the whole reply. A page too far is the last. */
  readonly page: number;
  /** The bot's name, for links to it. */
  readonly username: string;
  /** What was shown in the message before. */
  readonly back?: Target;
}

/** One message: Telegram's HTML, never empty and never too long, and rows of buttons. */
export interface Shown {
  readonly html: string;
  readonly buttons: readonly ButtonRow[];
}

/** Reply → message. What does not fit stands on the next page. */
export function formatReply(reply: Reply, { page, username, back }: Look): Shown {
  const numbers = numberOptions(reply);
  const heads = pagesOf(linesOf(reply.head, numbers), reply);
  const hasMore = reply.more.length > 0 || heads.length > 1;
  const pages = hasMore ? pagesOf(linesOf([...reply.head, ...reply.more], numbers), reply) : [];
  const at = Math.min(page, pages.length);
  const lines = (at === 0 ? heads[0] : pages[at - 1]) ?? [];
  const isEnd = at === 0 || at === pages.length;
  return {
    html: formatLines([...lines, ...footerFor(reply)(lines)]) || "…",
    buttons: fittingRows([
      ...inRows(
        buttonsInRow,
        lines.flatMap(({ option }) => option ?? []),
      ),
      hasMore ? turnButtons(reply, at, pages.length) : [],
      lines.flatMap(({ turns }) => turns ?? []),
      ...inRows(2, isEnd ? reply.followUps.map(followUpButton) : []),
      [...backButton(reply, back), ...shareButton(reply, username)],
    ]),
  };
}

function backButton({ words }: Reply, back: Target | undefined): readonly Button[] {
  return back === undefined ? [] : [{ label: `‹ ${visible(words.back)}`, to: back }];
}

/** What a result of an inline query shows before it is chosen. */
export function formatPreview(
  entry: EntryRef,
  { head }: Reply,
): { readonly title: string; readonly description: string } {
  const [card] = head.flatMap((part) => (part.kind === "card" ? [part] : []));
  const facts = card?.facts.slice(0, 2).map((fact) => fact.text) ?? [];
  return {
    title: visible(entry.title),
    description: [card?.subtitle ?? "", ...facts].map(visible).join(" · "),
  };
}
