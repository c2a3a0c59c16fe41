import type { Entity } from "./message.ts";

// Each looks only at what stands beside it, as tdlib does: no letter, digit or underscore may touch.
const patterns: readonly (readonly [type: string, pattern: RegExp])[] = [
  [
    "url",
    /(?<![\p{L}\p{N}_@/.])(?:https?:\/\/)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?:\/[^\s<>"]*)?(?<![.,:;!?)])/giu,
  ],
  ["email", /(?<![\p{L}\p{N}_.+-])[a-z0-9._+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,}(?![\p{L}\p{N}_])/giu],
  ["bot_command", /(?<![\p{L}\p{N}_/<>])\/[a-z0-9_]{1,64}(?:@[a-z0-9_]{3,32})?(?![\p{L}\p{N}_/<>])/giu],
  ["mention", /(?<![\p{L}\p{N}_])@[a-z0-9_]{2,32}(?![\p{L}\p{N}_])/giu],
  ["hashtag", /(?<![\p{L}\p{N}_&])#(?=[\p{L}\p{N}_]*[\p{L}_])[\p{L}\p{N}_]{1,256}/gu],
];

/** What Telegram marks in any text by itself, wherever no entity of `taken` lies yet. */
export function plainEntities(text: string, taken: readonly Entity[] = []): Entity[] {
  const found: Entity[] = [];
  const isFree = (offset: number, length: number): boolean =>
    [...taken.filter(({ type }) => own.has(type)), ...found].every(
      (entity) => offset + length <= entity.offset || entity.offset + entity.length <= offset,
    );
  for (const [type, pattern] of patterns) {
    for (const { index, 0: match } of text.matchAll(pattern)) {
      if (isFree(index, match.length)) found.push({ type, offset: index, length: match.length });
    }
  }
  return found;
}

/** Bold or a quotation may hold a command; these may not. */
const own: ReadonlySet<string> = new Set([
  "code",
  "pre",
  "text_link",
  "text_mention",
  "custom_emoji",
  "date_time",
]);

/** The order in which Telegram reports entities: as they begin, the longer first. */
export function sorted(entities: readonly Entity[]): Entity[] {
  return entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length || rank(a) - rank(b));
}

const order = ["blockquote", "expandable_blockquote", "pre", "code", "text_link", "text_mention"];
function rank({ type }: Entity): number {
  const at = order.indexOf(type);
  return at < 0 ? order.length : at;
}
