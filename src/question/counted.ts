import { countHeld } from "../search/entry-text.ts";
import { neighboursOf } from "../search/neighbours.ts";
import { type Asked, isOf } from "./asked.ts";
import type { Query } from "./query.ts";

/** How many words after "how many" may name what is counted. */
const countedWords = 3;

/**
 * A number that a source states, where the question asks for it: "how many high-tech companies are in the park".
 *
 * The figure must speak of what is counted, and be linked with what is named; where what is counted is itself a kind
 * of entry, the question's further words must be the figure's too, for else the entries are counted. Without a word for
 * counting ("trade between A and B") all the topic's words must be the figure's.
 */
export function figuresFor(asked: Asked): Query | undefined {
  const { view, reading, signals, mentions } = asked;
  const isNumber =
    signals.does.has("count") || signals.wants.includes("much") || signals.asks.includes("amount");
  if (!isNumber && reading.leftovers.length === 0) return undefined;
  const counted = nounsAfterCount(asked);
  const nouns = counted.length > 0 ? counted : reading.leftovers;
  const figures = view.ofKind("figure");
  const near = (id: string): boolean =>
    mentions.some((mention) => mention.ids.some((other) => neighboursOf(view, other).has(id)));
  const own = mentions.flatMap((mention) => mention.ids.filter((id) => isOf(view, id, ["figure"])));
  const countsKind = signals.kinds.some((one) =>
    nouns.some((noun) =>
      reading.senses.some((sense) => sense.start === one.start && sense.words.split(" ").includes(noun)),
    ),
  );
  const scored = figures.map((figure) => {
    const text = [
      ...figure.names.map((name) => name.text),
      ...view
        .statements(figure, "value")
        .map(({ value }) => (typeof value === "object" && "unit" in value ? String(value.unit) : "")),
    ].join(" ");
    const named = nouns.filter((noun) => countHeld(text, [noun]) > 0).length;
    const further = reading.leftovers.filter(
      (word) => !nouns.includes(word) && countHeld(text, [word]) > 0,
    ).length;
    const linked = mentions.length > 0 && near(figure.id) ? 2 : 0;
    return { id: figure.id, named, further, linked, score: named * 3 + further * 2 + linked };
  });
  const fitting = scored.filter(
    ({ named, further, linked }) =>
      (named > 0 || (signals.wants.includes("much") && further > 0)) &&
      (mentions.length === 0 || linked > 0) &&
      (!countsKind || further > 0 || linked > 0),
  );
  if (!isNumber && !fitting.some((one) => one.named === nouns.length && one.linked > 0)) return undefined;
  const best = Math.max(0, ...fitting.map((one) => one.score));
  const ids = own.length > 0 ? own : fitting.filter((one) => one.score === best).map((one) => one.id);
  return ids.length === 0
    ? undefined
    : { kind: "list", of: { kinds: ["figure"], entries: ids, where: [] }, order: "newest", page: 1 };
}

/** The words behind "how many", up to the first that is no noun of the question. */
function nounsAfterCount({ reading }: Asked): readonly string[] {
  const count = reading.senses.find((placed) =>
    placed.senses.some(
      (sense) =>
        (sense.is === "do" && sense.does === "count") || (sense.is === "wants" && sense.wants === "much"),
    ),
  );
  if (count === undefined) return [];
  const isNoise = (index: number): boolean =>
    reading.senses.some(
      (placed) =>
        placed.start <= index &&
        index < placed.end &&
        placed.senses.every((sense) => sense.is === "noise" || sense.is === "wants"),
    );
  const nouns: string[] = [];
  for (let index = count.end; index < Math.min(reading.words.length, count.end + countedWords); index++) {
    if (isNoise(index)) {
      if (nouns.length > 0) break;
      continue;
    }
    nouns.push(reading.words[index] ?? "");
  }
  return nouns;
}
