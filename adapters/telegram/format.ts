import type { EntryRef, Reply } from "../../src/index.ts";
import { type Button, followUpButton, inRows, type Target, turnButtons } from "../chat/button.ts";
import { listTurns, pageOfReply } from "../chat/pages.ts";
import { visible } from "../chat/visible.ts";
import { type ButtonRow, fittingRows, shareButton } from "./button.ts";
import { formatLines } from "./html.ts";
import { buttonsInRow } from "./limits.ts";
import { captionRoom, messageRoom } from "./room.ts";

/** Which part of a reply is shown, and what stands around it. */
export interface Look {
  /** 0 is the head; from 1 on, the pages of the whole reply. A page too far is the last. */
  readonly page: number;
  /** The bot's name, for links to it. */
  readonly username: string;
  /** What was shown in the message before. */
  readonly back?: Target;
  /** Set where what its reader says next reaches the bot only as a reply to this message. */
  readonly byReply?: true;
}

/** One message: Telegram's HTML, never empty and never too long, and rows of buttons. */
export interface Shown {
  readonly html: string;
  readonly buttons: readonly ButtonRow[];
  /** Set where a reply is asked for; a message that asks for one cannot have buttons, and its text says what may be typed. */
  readonly asksForReply?: true;
}

const dressed = new WeakMap<Reply, Map<string, Shown>>();

/** Reply → message. What does not fit stands on the next page. A reply that is given again is not dressed again. */
export function formatReply(reply: Reply, look: Look): Shown {
  const known = dressed.get(reply) ?? new Map<string, Shown>();
  dressed.set(reply, known);
  const key = JSON.stringify(look);
  const shown = known.get(key) ?? dress(reply, look);
  known.set(key, shown);
  return shown;
}

/** Reply → what stands below its file: as much of the head as fits. */
export function formatCaption(reply: Reply): string {
  const { lines, below } = pageOfReply(reply, 0, captionRoom);
  return formatLines([...lines, ...below]);
}

function dress(reply: Reply, { page, username, back, byReply }: Look): Shown {
  const shown = pageOfReply(reply, page, messageRoom);
  const { at, pages, lines, below, isEnd } = shown;
  if (byReply === true && reply.awaits === "value" && pages === 0)
    return { html: formatLines([...lines, ...below]) || "…", buttons: [], asksForReply: true };
  const options = lines.flatMap(({ option }) =>
    option === undefined ? [] : [{ label: String(option.number), to: option.to }],
  );
  return {
    html: formatLines([...lines, ...below]) || "…",
    buttons: fittingRows([
      ...inRows(buttonsInRow, options),
      turnButtons(reply, at, pages),
      listTurns(shown),
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
