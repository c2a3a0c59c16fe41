import { type DayRange, fallsInto } from "../register/partial-date.ts";
import { type Entry, isQuantity } from "../register/statement.ts";
import { dateOf } from "../search/entry-dates.ts";
import { countHeld } from "../search/entry-text.ts";
import { entriesHolding } from "../search/holding.ts";
import { neighboursOfAny } from "../search/neighbours.ts";
import { type Asked, isOf } from "./asked.ts";
import type { Sense } from "./lexicon.ts";
import type { Query } from "./query.ts";

/** How many words after "how many" may name what is counted. */
const countedWords = 3;

/** So many of the words that are counted, kind and deed ("people attended"), tell what a figure is of, whatever its unit. */
const telling = 3;

/** A smaller number is said of many things. */
const tellingAmount = 6;

/**
 * A number that a source states, where the question asks for it: "how many high-tech companies are in the park".
 *
 * The figure must speak of what is counted, and be linked with what is named; where what is counted is itself a kind
 * of entry, the question's further words must be the figure's too, for else the entries are counted. Without a word for
 * counting ("trade between A and B") all the topic's words must be the figure's.
 */
export function figuresFor(asked: Asked): Query | undefined {
  const { view, reading, signals, mentions, times } = asked;
  const amounts = reading.numbers.map(({ value }) => value).filter((value) => value >= tellingAmount);
  const isNumber =
    amounts.length > 0 ||
    signals.does.has("count") ||
    signals.wants.includes("much") ||
    signals.asks.includes("amount");
  if (!isNumber && reading.leftovers.length === 0) return undefined;
  const counted = nounsAfterCount(asked);
  const nouns = counted.length > 0 ? counted : reading.leftovers;
  const figures = figuresNear(asked, nouns, amounts.length > 0);
  const near = (id: string, hops: number): boolean =>
    mentions.some((mention) => neighboursOfAny(view, mention.ids, hops).has(id));
  const own = mentions.flatMap((mention) => mention.ids.filter((id) => isOf(view, id, ["figure"])));
  const countsKind = signals.kinds.some((one) =>
    nouns.some((noun) =>
      reading.senses.some((sense) => sense.start === one.start && sense.words.split(" ").includes(noun)),
    ),
  );
  // "How many jobs do the 75 firms make?" is not answered by 75.
  const asksOther = signals.does.has("count") && counted.length > 0;
  const years = times.flatMap((range) => [range.first.slice(0, 4), range.last.slice(0, 4)]);
  const scored = figures
    .filter((figure) => times.length === 0 || isOfTime(asked, figure, times))
    .map((figure) => {
      const units = view
        .statements(figure, "value")
        .map(({ value }) => (typeof value === "object" && "unit" in value ? String(value.unit) : ""))
        .join(" ");
      const unit = countHeld(units, nouns);
      const text = [...figure.names.map((name) => name.text), units].join(" ");
      const named = nouns.filter((noun) => countHeld(text, [noun]) > 0).length;
      const topics = reading.leftovers.filter(
        (word) => !nouns.includes(word) && countHeld(text, [word]) > 0,
      ).length;
      const further = topics + countHeld(text, years);
      const linked = near(figure.id, 1) ? 2 : near(figure.id, 2) ? 1 : 0;
      const isAmount = view
        .statements(figure, "value")
        .some(({ value }) => isQuantity(value) && amounts.includes(value.amount));
      const score = named * 3 + further * 2 + linked + (isAmount ? 4 : 0);
      return {
        id: figure.id,
        named: isAmount && !asksOther ? named + 1 : named,
        topics,
        further,
        linked,
        unit,
        score,
      };
    });
  const fitting = scored.filter(
    ({ named, topics, further, linked, unit }) =>
      (named > 0 || (topics > 1 && (linked > 0 || signals.wants.includes("much")))) &&
      (mentions.length === 0 || linked > 0) &&
      (!countsKind || ((unit > 0 || named >= telling || topics > 1) && (further > 0 || linked > 0))),
  );
  if (
    !isNumber &&
    !fitting.some((one) => one.named === nouns.length && (mentions.length === 0 || one.linked > 1))
  )
    return undefined;
  const best = Math.max(0, ...fitting.map((one) => one.score));
  const ids = own.length > 0 ? own : fitting.filter((one) => one.score === best).map((one) => one.id);
  const isListWanted =
    amounts.length > 0 && (signals.asksWhich || signals.does.has("list")) && ids.length === 1;
  if (isListWanted)
    return { kind: "facts", of: { kinds: ["figure"], entries: ids, where: [] }, fields: ["members"] };
  return ids.length === 0
    ? undefined
    : { kind: "list", of: { kinds: ["figure"], entries: ids, where: [] }, order: "newest", page: 1 };
}

/** The figures that may be meant: those that hold one of the words, or are named; of a number any may be. */
function figuresNear(
  { view, mentions, reading }: Asked,
  nouns: readonly string[],
  hasAmount: boolean,
): readonly Entry[] {
  if (hasAmount) return view.ofKind("figure");
  const words = new Set([...nouns, ...reading.leftovers]);
  const holding = [...words].map((word) => entriesHolding(view, word));
  const named = new Set(mentions.flatMap((mention) => mention.ids));
  return view
    .ofKind("figure")
    .filter((figure) => named.has(figure.id) || holding.some((entries) => entries.has(figure.id)));
}

/** Whether a figure may hold for one of the times asked: one of 2022 says nothing of 2023. */
function isOfTime({ view }: Asked, figure: Entry, times: readonly DayRange[]): boolean {
  const date = dateOf(view, figure);
  return date === undefined || times.some((range) => fallsInto(date, range) !== "no");
}

/**
 * What "turnout" counts itself, and what stands behind "how many", up to the first that is no noun of the question: topics as the register writes them, kinds
 * by their own names too, for a figure's unit is in the register's language.
 */
export function nounsAfterCount({ reading }: Asked): readonly string[] {
  const isCounting = (sense: Sense): boolean =>
    (sense.is === "do" && sense.does === "count") || (sense.is === "wants" && sense.wants === "much");
  const count =
    reading.senses.find((placed) => placed.senses.some(isCounting)) ??
    reading.numbers.find(({ value, isOrdinal }) => !isOrdinal && value > 1);
  if (count === undefined) return [];
  const itself = reading.topics.find((one) => one.start === count.start);
  const nouns: string[] = [...(itself?.words ?? [])];
  let named = 0;
  for (let index = count.end; index < reading.words.length && named < countedWords; index++) {
    const topic = reading.topics.find((one) => one.start === index);
    const placed = reading.senses.find((one) => one.start <= index && index < one.end);
    if (topic !== undefined) {
      nouns.push(...topic.words);
      named++;
      index = topic.end - 1;
      continue;
    }
    const kind = placed?.senses.find((sense) => sense.is === "kind");
    if (placed !== undefined && kind?.is === "kind") {
      nouns.push(kind.type ?? kind.kind, ...placed.words.split(" "));
      named++;
      index = placed.end - 1;
    } else if (placed?.senses.some((sense) => sense.is === "ask") === true) {
      nouns.push(...placed.senses.flatMap((sense) => (sense.is === "ask" ? [sense.ask] : [])));
      nouns.push(...placed.words.split(" "));
      named++;
      index = placed.end - 1;
    } else if (placed === undefined || placed.senses.every(isNoise)) {
      if (nouns.length > 0) break;
    } else {
      nouns.push(reading.words[index] ?? "");
      named++;
    }
  }
  return [...new Set(nouns)];
}

const isNoise = (sense: Sense): boolean =>
  sense.is === "noise" || sense.is === "wants" || (sense.is === "do" && sense.does === "of");
