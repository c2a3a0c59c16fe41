import type { View } from "../register/view.ts";
import type { Asked } from "./asked.ts";
import type { Query } from "./query.ts";
import type { Mention, Reading } from "./reading.ts";

/** Orders to do a thing with what is named or described: compare, brief, show the team; and calls for help. */
export function byOrder(asked: Asked): Query | undefined {
  const { signals, mentions, reading, kinds } = asked;
  if (kinds !== undefined) return undefined;
  if (signals.does.has("compare")) {
    const entries = comparedIn(reading, mentions, asked.view, asked.resolve);
    if (entries !== undefined) return { kind: "compare", entries };
  }
  const [first] = mentions;
  const id = first?.ids.length === 1 && signals.kinds.length === 0 ? first.ids[0] : undefined;
  if (id !== undefined && signals.does.has("brief")) return { kind: "brief", entry: id };
  if (id !== undefined && signals.does.has("team") && !signals.does.has("count"))
    return { kind: "team", entry: id };
  if (mentions.length === 0 && reading.leftovers.length === 0 && signals.does.has("help"))
    return { kind: "help" };
  return undefined;
}

/** Each side of a parting word is read as a question: of more such words, the first ones are tried. */
const mostPartings = 6;

/**
 * The two things compared: each side of a word that parts them, seen as a question of its own; where that leads to nothing,
 * the first two names. "The visits of 2023 and 2024": a side that is a time alone takes the rest from the other.
 */
export function comparedIn(
  reading: Reading,
  mentions: readonly Mention[],
  view: View,
  resolve: (words: string) => string | undefined,
): readonly [string, string] | undefined {
  const { words } = reading;
  const single = mentions
    .filter((mention) => mention.ids.length === 1)
    .map((mention) => mention.ids[0] ?? "");
  const named = [...new Set(single)];
  let partings = 0;
  for (let at = 1; at < words.length - 1 && partings < mostPartings; at++) {
    if (!isParting(reading, at)) continue;
    partings++;
    const left = words.slice(0, at).filter((_, index) => !isOrder(reading, index));
    const right = words.slice(at + 1).filter((_, index) => !isOrder(reading, at + 1 + index));
    const first = resolve(left.join(" "));
    const second = resolve(right.join(" ")) ?? resolve(withTimeOf(reading, left, right));
    const isPair = first !== undefined && second !== undefined && first !== second;
    if (isPair && view.get(first)?.kind === view.get(second)?.kind) return [first, second];
  }
  const [one, other] = named;
  return one === undefined || other === undefined ? undefined : [one, other];
}

function isParting({ senses }: Reading, at: number): boolean {
  return senses.some((placed) => placed.start === at && placed.senses.some(isDo("apart")));
}

function isOrder({ senses }: Reading, at: number): boolean {
  return senses.some(
    (placed) => placed.start <= at && at < placed.end && placed.senses.some(isDo("compare")),
  );
}

const isDo =
  (does: string) =>
  (sense: Reading["senses"][number]["senses"][number]): boolean =>
    sense.is === "do" && sense.does === does;

/** The words of one side with the time of the other in the place of its own. */
function withTimeOf({ times, words }: Reading, left: readonly string[], right: readonly string[]): string {
  const isTime = (word: string): boolean =>
    times.some(({ start, end }) => words.slice(start, end).includes(word));
  return [...left.filter((word) => !isTime(word)), ...right.filter(isTime)].join(" ");
}
