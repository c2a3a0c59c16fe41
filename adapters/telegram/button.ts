import type { Reply } from "../../src/index.ts";
import type { Button } from "../chat/button.ts";
import { visible } from "../chat/visible.ts";
import { buttonsInMessage, startWord } from "./limits.ts";

/** A button that opens an address. */
export interface LinkButton {
  readonly label: string;
  readonly url: string;
}

export type ButtonRow = readonly (Button | LinkButton)[];

/** Where a reply is about one entry: a link that opens it in the bot, to be passed on. */
export function shareButton({ head, more, words }: Reply, username: string): ButtonRow {
  const cards = [...head, ...more].flatMap((part) => (part.kind === "card" ? [part.entry] : []));
  const [entry] = cards;
  const isOne = entry !== undefined && cards.every(({ id }) => id === entry.id);
  const link = isOne ? linkTo(username, entry.id) : undefined;
  return link === undefined
    ? []
    : [{ label: visible(words.share), url: `https://t.me/share/url?url=${link}` }];
}

/** The address that opens the bot with an entry, where the entry's id can stand in one. */
export function linkTo(username: string, id: string): string | undefined {
  return startWord.test(id) ? `https://t.me/${username}?start=${id}` : undefined;
}

/** As many as a message may have. The last rows are kept first: what a number opens can be typed, the way on cannot. */
export function fittingRows(rows: readonly ButtonRow[]): readonly ButtonRow[] {
  let left = buttonsInMessage;
  return rows
    .map((row) => row.filter(({ label }) => label !== ""))
    .filter((row) => row.length > 0)
    .reverse()
    .filter((row) => {
      left -= row.length;
      return left >= 0;
    })
    .reverse();
}
