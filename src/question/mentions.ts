import type { Token } from "../text.ts";
import type { Mention } from "./placed.ts";

/** Whether a part of a name stands among words that nobody knows: `Anna Maria Berg` is not Maria Dahl. */
export function isOtherName(
  { start, end }: Mention,
  tokens: readonly Token[],
  taken: readonly boolean[],
  text: string,
): boolean {
  if (end - start > 1) return false;
  let [from, to] = [start, end];
  while (from > 0 && taken[from - 1] !== true) from--;
  while (to < tokens.length && taken[to] !== true) to++;
  const beside = tokens.filter((_, at) => (at >= from && at < start) || (at >= end && at < to));
  const isCapital = (token: Token): boolean => /^\p{Lu}\p{Ll}/u.test(text.slice(token.start, token.end));
  return beside.length > 1 || (beside.some(isCapital) && /\s\p{Ll}/u.test(text));
}

/** Two single words beside each other that are of different persons' names are the name of neither: `Maria | Dahl`. */
export function isStrangersName(
  mention: Mention,
  mentions: readonly Mention[],
  isPerson: (id: string) => boolean,
): boolean {
  const isWord = ({ by, ids, start, end }: Mention): boolean =>
    by !== "office" && end - start === 1 && ids.every(isPerson);
  return (
    isWord(mention) &&
    mentions.some(
      (other) =>
        (other.end === mention.start || other.start === mention.end) &&
        isWord(other) &&
        (other.by === "part" || mention.by === "part") &&
        !other.ids.some((id) => mention.ids.includes(id)),
    )
  );
}

/** Three words beside each other of which the outer two fit one entry name it, however the middle is written: `Maria | Del | Berg`. */
export function joinOuter(mentions: readonly Mention[]): readonly Mention[] {
  const joined: Mention[] = [];
  for (const mention of [...mentions].sort((a, b) => a.start - b.start)) {
    const [first, middle] = [joined.at(-2), joined.at(-1)];
    const shared = first?.ids.filter((id) => mention.ids.includes(id)) ?? [];
    const isRow =
      middle !== undefined &&
      first?.end === middle.start &&
      middle.end === mention.start &&
      middle.end - middle.start === 1;
    if (first !== undefined && isRow && middle.by === "part" && shared.length > 0)
      joined.splice(-2, 2, {
        ...first,
        end: mention.end,
        ids: shared,
        text: `${first.text} ${middle.text} ${mention.text}`,
      });
    else joined.push(mention);
  }
  return joined;
}

/** Two names beside each other that fit one entry together name it once: `Dr Dahl | Maria`. */
export function joinMentions(mentions: readonly Mention[], taken: readonly boolean[]): readonly Mention[] {
  const joined: Mention[] = [];
  for (const mention of [...mentions].sort((a, b) => a.start - b.start)) {
    const before = joined.at(-1);
    const shared = before?.ids.filter((id) => mention.ids.includes(id)) ?? [];
    const isBeside = before !== undefined && !taken.slice(before.end, mention.start).includes(false);
    if (before !== undefined && shared.length > 0 && isBeside && mention.start - before.end <= 1)
      joined[joined.length - 1] = {
        ...before,
        end: mention.end,
        ids: shared,
        text: `${before.text} ${mention.text}`,
      };
    else joined.push(mention);
  }
  return joined;
}
