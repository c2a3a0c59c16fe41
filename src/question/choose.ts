import { allStemsOf } from "../search/entry-text.ts";
import { heldIn, toldOf } from "../search/statement-words.ts";
import { type Asked, searchFor } from "./asked.ts";
import { figuresFor } from "./counted.ts";
import { aboutDescribed } from "./described.ts";
import { byEvidence } from "./evidence.ts";
import { type Fit, fitOf } from "./fit/fit.ts";
import { aboutNamed } from "./named.ts";
import { type Query, queryKey, selectEntry } from "./query.ts";
import { amongAll, inATime } from "./timed.ts";
import { isOfOne, isOfSame, onlyEntry, unrecordedBefore } from "./unrecorded.ts";
import { variantsOf } from "./variants.ts";

/** A reading of a question, by the rule that made it. */
export interface Candidate {
  readonly rule: string;
  readonly query: Query;
}

/** A candidate, with the question as it was seen where that is not as it stands. */
interface Seen extends Candidate {
  readonly seenAs?: Asked;
}

/** What was decided, with how much of the question it takes up, 0 to 1, and the readings that stood against it. */
export interface Decision extends Candidate {
  readonly share: number;
  readonly others: readonly (Candidate & Fit)[];
}

/** So much of a question an answer must take up; of what says less, the register does not say. */
const leastShare = 0.65;
/** A reading that finds nothing gives way to one that finds something and takes up so much less at most. */
const emptyLead = 0.1;
/** A question seen otherwise than it stands is worth a little less. */
const seenOtherwise = 0.96;
/** A reading that takes up so much needs no others beside it. */
const settled = 0.82;
/** Of a question with many names not every way to see it is looked at. */
const mostVariants = 8;
/** What a place in the order of the rules is worth, for the first few. */
const standing = 0.01;
const ranked = 8;

/** The reading that takes up most of the question and finds something; where none takes up enough, the best that is honest. */
export function chooseReading(asked: Asked): Decision {
  const isOfCommand = asked.kinds !== undefined;
  const plain = isOfCommand
    ? aboutDescribed(asked).map((query): Seen => ({ rule: "described", query }))
    : plainReadings(asked);
  const upcoming = plain.find(({ query }) => query.kind === "upcoming");
  if (upcoming !== undefined) return { ...upcoming, share: 1, others: [] };
  const weighed = weigh(asked, plain);
  const isSettled = isOfCommand || weighed.some((one) => !one.isEmpty && one.score >= settled);
  return decide(
    asked,
    isSettled ? weighed : [...weighed, ...weigh(asked, otherReadings(asked), plain.length)],
  );
}

/** A candidate as it was weighed. */
interface Weighed extends Candidate, Fit {
  readonly score: number;
  readonly isPlain: boolean;
}

/** The rules that look for what the question names; that these find nothing is an answer. */
const byName: ReadonlySet<string> = new Set(["described", "named"]);

/** Weighs each reading once, whatever rules came to it. */
function weigh(asked: Asked, candidates: readonly Seen[], before = 0): readonly Weighed[] {
  const known = new Set<string>();
  return candidates.flatMap(({ seenAs = asked, ...candidate }, index): readonly Weighed[] => {
    const key = queryKey(candidate.query);
    if (known.has(key)) return [];
    known.add(key);
    const { share, isEmpty } = fitOf(seenAs, candidate.query);
    const isPlain = seenAs === asked && byName.has(candidate.rule);
    const whole = seenAs === asked ? share : share * seenOtherwise;
    const score = whole + figureLead(asked, candidate.query) - Math.min(before + index, ranked) * standing;
    return [{ ...candidate, isPlain, share: whole, isEmpty, score }];
  });
}

/** Takes the reading that takes up most and finds something; where none takes up enough, says so of the likeliest. */
function decide(asked: Asked, weighed: readonly Weighed[]): Decision {
  const byScore = [...weighed].sort((a, b) => b.score - a.score);
  const found = byScore.find((one) => !one.isEmpty);
  const unrecorded = unrecordedBefore(asked, found, byScore);
  if (unrecorded !== undefined)
    return { rule: unrecorded.rule, query: unrecorded.query, share: unrecorded.share, others: byScore };
  const empty = byScore.find((one) => one.isEmpty && one.isPlain && mayBeSaid(asked, one.query));
  const isSure = asked.reading.leftovers.length === 0 && isOfOne(asked, empty?.query);
  const lead = isSure && !isOfSame(asked, found?.query, empty?.query) ? 0 : emptyLead;
  const least = Math.max(leastShare, (empty?.share ?? 0) - lead);
  const best = found !== undefined && found.share >= least ? found : empty;
  if (best === undefined)
    return { ...nothingSaid(asked, found?.query), share: found?.share ?? 0, others: byScore };
  const query = best.query.kind === "count" ? withStated(best.query, byScore) : best.query;
  return { rule: best.rule, query, share: best.share, others: byScore };
}

/** A figure must take up so much to stand beside a count. */
const leastStated = 0.45;

/** What is counted here may be fewer than a source says there were: then both are told. */
function withStated(count: Extract<Query, { kind: "count" }>, weighed: readonly Weighed[]): Query {
  const stated = weighed.find(
    ({ query, share, isEmpty }) =>
      !isEmpty && share >= leastStated && query.kind === "list" && query.of.kinds[0] === "figure",
  );
  const ids = stated?.query.kind === "list" ? stated.query.of.entries : undefined;
  return ids === undefined ? count : { ...count, beside: ids };
}

/** Where a number is asked for and a source states it, that goes before counting what is recorded. */
function figureLead({ signals, reading }: Asked, query: Query): number {
  const asksNumber =
    signals.does.has("count") ||
    signals.wants.includes("many") ||
    reading.numbers.some(({ value }) => value > few);
  return asksNumber && (query.kind === "list" || query.kind === "facts") && query.of.kinds[0] === "figure"
    ? statedLead
    : 0;
}

const statedLead = 0.14;
/** Up to so many things are told one by one. */
const few = 5;

/** What was asked of the first thing named, where no rule knows a field for it; else full text decides. */
function nothingSaid(asked: Asked, nearest: Query | undefined): Candidate {
  const { view, mentions, reading } = asked;
  const [mention] = mentions;
  const near = nearest === undefined ? undefined : onlyEntry(view, nearest);
  if (asked.kinds !== undefined && mention !== undefined && reading.leftovers.length === 0) {
    const where = [{ test: "is", path: [], values: mention.ids }] as const;
    return {
      rule: "nothing said",
      query: { kind: "list", of: { kinds: asked.kinds, where }, order: "newest", page: 1 },
    };
  }
  const entry = mention?.ids.length === 1 ? view.get(mention.ids[0] ?? "") : near;
  const isStrangers = mention === undefined && reading.strangers.length > 0;
  if (entry === undefined || isStrangers) return { rule: "full text", query: nearOnly(asked) };
  const asks = reading.senses.filter(({ senses }) =>
    senses.some(({ is }) => is === "ask" || is === "kind" || is === "wants"),
  );
  const held = allStemsOf(view, entry);
  const unheld = reading.leftovers.filter((word) => heldIn(held, [word]).length === 0);
  const isUnsaid = (words: readonly string[]): boolean =>
    words.length > 0 && toldOf(view, entry, [], words).every(({ statements }) => statements.length === 0);
  const words = [unheld, [asks.map((placed) => placed.words).join(" ")], [reading.text]].find(isUnsaid);
  if (words === undefined) return { rule: "full text", query: nearOnly(asked) };
  const of = selectEntry(entry.kind, entry.id);
  return { rule: "nothing said", query: { kind: "facts", of, fields: [], matching: words } };
}

/** Full text finds an answer to words; to a question, for a stranger's name or in a time, only what is near. */
function nearOnly(asked: Asked): Query {
  const query = searchFor(asked);
  const { signals, reading } = asked;
  const isQuestion =
    signals.wants.length + signals.asks.length + reading.strangers.length + reading.times.length > 0;
  return query.kind === "search" && isQuestion ? { ...query, nearOnly: true } : query;
}

/** "None are recorded" answers a question only where the register knows all that it asks of. */
function mayBeSaid({ reading }: Asked, query: Query): boolean {
  return query.kind !== "count" || reading.leftovers.length === 0;
}

/** The rules in the order of their standing; each gives the Queries that it can read a question as. */
const rules: readonly (readonly [string, (asked: Asked) => readonly Query[]])[] = [
  ["described", aboutDescribed],
  ["named", aboutNamed],
  ["figures", (asked) => asList(aboutFigures(asked))],
  ["among all", (asked) => asList(amongAll(asked))],
  ["in a time", (asked) => asList(inATime(asked))],
  ["evidence", (asked) => asList(byEvidence(asked))],
];

const asList = (query: Query | undefined): readonly Query[] => (query === undefined ? [] : [query]);

/** The question as it stands. */
function plainReadings(asked: Asked): readonly Seen[] {
  return rules.flatMap(([rule, read]) => read(asked).map((query) => ({ rule, query })));
}

/** The question with another of its names first, or with what it names seen otherwise. */
function otherReadings(asked: Asked): readonly Seen[] {
  const turned = asked.mentions.slice(1).flatMap((mention): readonly Seen[] => {
    const others = asked.mentions.filter((other) => other !== mention);
    return aboutNamed({ ...asked, mentions: [mention, ...others] }).map((query) => ({
      rule: `named (${mention.text})`,
      query,
    }));
  });
  const varied = variantsOf(asked)
    .slice(0, mostVariants)
    .flatMap(({ seenAs, asked: other, isLoose }) =>
      [
        ...aboutDescribed(other),
        ...aboutNamed(other),
        ...(isLoose === undefined ? [] : asList(byEvidence(other))),
      ].map((query) => ({
        rule: seenAs,
        query,
        ...(isLoose === true ? {} : { seenAs: other }),
      })),
    );
  return [...turned, ...varied];
}

/** "By how much did trade grow?", "trade in 2022": a number, and nothing named but what it measures. */
function aboutFigures(asked: Asked): Query | undefined {
  const { wants, asks, kinds } = asked.signals;
  const isNumber = wants.includes("many") || wants.includes("much") || asks.includes("amount");
  const isBare = asked.mentions.length + kinds.length === 0 && asked.reading.leftovers.length > 0;
  return isNumber || isBare ? figuresFor(asked) : undefined;
}
