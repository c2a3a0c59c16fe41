import type { FollowUp, Reply } from "../../src/index.ts";
import { buttonsInMessage, startWord } from "./limits.ts";
import { visible } from "./visible.ts";

/** What a button leads to: the answer of a command line, and which part of it. */
export interface Target {
  readonly command: string;
  /** 0 is the head; from 1 on, the pages of the whole answer. */
  readonly page: number;
}

export type Button =
  | { readonly label: string; readonly to: Target }
  | { readonly label: string; readonly url: string };

export type ButtonRow = readonly Button[];

export function followUpButton({ label, command }: FollowUp): Button {
  return { label: visible(label), to: { command, page: 0 } };
}

/** From the head to the whole answer, and from page to page of it. */
export function turnButtons({ words, command }: Reply, at: number, pages: number): ButtonRow {
  if (command === undefined) return [];
  const to = (label: string, page: number): Button => ({ label, to: { command, page } });
  if (at === 0) return [to(visible(words.more), 1)];
  return [to("‹", at - 1), ...(at < pages ? [to(`${at + 1}/${pages} ›`, at + 1)] : [])];
}

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

export function inRows(size: number, buttons: ButtonRow): readonly ButtonRow[] {
  return Array.from({ length: Math.ceil(buttons.length / size) }, (_, index) =>
    buttons.slice(index * size, (index + 1) * size),
  );
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
