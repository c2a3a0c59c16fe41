import type { Fact, Mark, Moment, Reply, ReplyPart, Row } from "../../src/index.ts";
import { fenceOf } from "./arbitrary-reply.ts";

/** What can be seen of a text: without spaces, line ends, and what has no shape. */
export const seen = (text: string): string =>
  text.toWellFormed().replace(/[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "");

/** Whether all characters of one text stand in another, in their order; something may stand between. */
export function isWithin(part: string, whole: string): boolean {
  let at = 0;
  for (const char of seen(part)) {
    at = whole.indexOf(char, at);
    if (at < 0) return false;
    at += char.length;
  }
  return true;
}

/** A line that a reply says, with what belongs to it. */
export interface Said {
  readonly texts: readonly string[];
  readonly marks: readonly Mark[];
  readonly command?: string;
}

function saidIn(part: ReplyPart): readonly Said[] {
  switch (part.kind) {
    case "text":
      return [{ texts: [part.text], marks: part.marks }];
    case "card":
      return part.facts.map(({ label, text, marks }) => ({ texts: [label, text], marks }));
    case "list":
      return part.rows.map(({ entry, text, marks, command }) => ({
        texts: [entry.title, text],
        marks,
        command,
      }));
    case "choice":
      return part.options.map(({ label, command }) => ({ texts: [label], marks: [], command }));
  }
}

/** Headings aside, which a part that goes on does not repeat. */
export const allSaid = ({ head, more }: Reply): readonly Said[] => [...head, ...more].flatMap(saidIn);

export const momentsOf = ({ head, more }: Reply): readonly Moment[] =>
  [...head, ...more]
    .flatMap((part): readonly (Fact | Row)[] =>
      part.kind === "card" ? part.facts : part.kind === "list" ? part.rows : [],
    )
    .flatMap(({ moments = [] }) => moments);

export const isFencedReply = (reply: Reply): boolean =>
  allSaid(reply).every(({ texts }) => texts.every((text) => fenceOf(text) !== undefined));

export const openOf = (text: string | undefined): string => fenceOf(text ?? "")?.open ?? "?";
export const closeOf = (text: string | undefined): string => fenceOf(text ?? "")?.close ?? "?";
