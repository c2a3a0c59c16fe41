import { type Entry, isQuantity } from "../../register/statement.ts";
import { weigher } from "../../search/evidence.ts";
import { fold, hasHan } from "../../text.ts";
import type { Asked } from "../asked.ts";
import type { Query } from "../query.ts";
import type { PlacedSense } from "../reading.ts";
import { type Answer, answerOf, isEmpty } from "./answer.ts";
import { isTautology, shareOfName, shareOfTime, shareOfWord, spokenShare } from "./named-share.ts";
import { countsOther, hasAsked, shareOfSense } from "./sense-share.ts";

/** How well a Query answers a question. */
export interface Fit {
  /** How much of what the question says the answer takes up, 0 to 1. */
  readonly share: number;
  /** True where the register has nothing to say to it. */
  readonly isEmpty: boolean;
}

/** What a word of a question weighs, by what it does there. */
const weights = {
  name: 3,
  part: 2.5,
  time: 2.5,
  ask: 2,
  office: 2,
  kind: 1.2,
  wants: 1.5,
  shape: 3,
  topic: 2,
  least: 0.5,
  unknown: 3,
  number: 1,
} as const;

/** Orders that say nothing of what is asked for. */
const unweighed: ReadonlySet<string> = new Set([
  "it",
  "person",
  "of",
  "in",
  "apart",
  "alone",
  "also",
  "except",
  "list",
  "help",
]);

/** What is left of an answer without the time or the shape that was asked for. */
const missing = 0.7;

/** What a choice of names is worth where more is asked than a name. */
const nameAlone = 0.85;

/** What is left of an answer to a question with a word that neither the register nor a language knows, and with such a name. */
const unknownWord = 0.8;

const unknownName = 0.5;

/** What is left of an answer of the third where the fourth was asked for. */
const otherNumber = 0.5;

/** What is left of an answer that says nothing of such a topic. */
const unspoken = 0.85;

/** From this share of the rarest word's weight on a topic is one that the answer must speak of. */
const rare = 0.6;

/** What is left of an answer that only names again what the question names. */
const tautology = 0.5;

/** Question words whose answer has a shape of its own. */
const shapes: ReadonlySet<string> = new Set(["when", "where", "why", "many", "much"]);

/** Shorter words are scraps of misspelt ones. */
const scrap = 3;

/** Question words that want nothing of a shape. */
const shapeless: ReadonlySet<string> = new Set(["polar", "inverted", "how"]);

/** A word that may also mean nothing counts half. */
const doubtful = 0.5;

/** Weighs a Query: every word of the question that its answer takes up counts for it, every other one against it. */
export function fitOf(asked: Asked, query: Query): Fit {
  const answer = answerOf(asked, query);
  if (answer === undefined) return { share: 0, isEmpty: query.kind === "search" };
  const { reading, mentions, times, view } = asked;
  let all = 0;
  let taken = 0;
  let missed = 1;
  const count = (weight: number, part: number): void => {
    all += weight;
    taken += weight * part;
  };
  /** What an answer cannot do without: the time that is asked of, the shape that is wanted. */
  const demand = (weight: number, part: number): void => {
    count(weight, part);
    if (part === 0) missed *= missing;
  };
  for (const mention of mentions)
    count(mention.by === "part" ? weights.part : weights.name, shareOfName(asked, answer, mention));
  for (const range of times) demand(weights.time, shareOfTime(asked, answer, range));
  const asksWhat = reading.senses.find((placed) => placed.senses.some((sense) => sense.is === "wants"));
  for (const placed of reading.senses) {
    const isLater = placed !== asksWhat && placed.senses.some((sense) => sense.is === "wants");
    const weight = weightOf(placed) * (isLater ? doubtful : 1);
    const isDemand =
      !isLater && placed.senses.some((sense) => sense.is === "wants" && shapes.has(sense.wants));
    if (weight === 0) continue;
    const meant = Math.max(
      ...placed.senses.map((sense) => shareOfSense(asked, answer, query, sense, placed)),
    );
    if (isDemand) demand(weight, meant);
    else
      count(weight, meant === 1 ? 1 : Math.max(meant, spokenShare(asked, answer, placed.words.split(" "))));
  }
  for (const { value, isOrdinal } of reading.numbers)
    if (!isOrdinal && value > 1) count(weights.number, isAsMany(answer, value) ? 1 : 0);
  const weigh = weigher(view);
  const most = Math.log(1 + view.entries.length);
  for (const word of reading.leftovers) {
    const isSmall = (word.length === 1 && hasHan(word)) || isScrap(reading.text, word);
    const isStranger = reading.strangers.includes(word) || isPartner(reading, word);
    const isUnknown = isStranger || (!isSmall && !asked.isKnownWord(word));
    const rarity = isSmall ? 0 : weigh([word]) / most;
    const isAbout = answer.about.has(word) && answer.entries.length > 0;
    const taken = isStranger ? 0 : isAbout ? 1 : shareOfWord(asked, answer, word);
    if (isUnknown) missed *= isNameLike(reading.text, word) ? unknownName : unknownWord;
    else if (taken === 0 && isNameLike(reading.text, word)) missed *= unknownName;
    else if (taken === 0 && (rarity > rare || (!isSmall && isBesideName(asked, word)))) missed *= unspoken;
    count(isUnknown ? weights.unknown : weights.least + (weights.topic - weights.least) * rarity, taken);
  }
  const isAsked = asked.signals.asks.length > 0 && query.kind === "card";
  if (isAsked && !asked.signals.asks.some((ask) => hasAsked(answer, ask))) missed *= unspoken;
  if (isOfOtherNumber(asked, answer)) missed *= otherNumber;
  if (asked.signals.asks.includes("amount") && !tellsAmount(answer)) missed *= missing;
  if (reading.impossibleDates.length > 0) missed *= missing;
  if (asked.signals.does.has("first") && answer.entries.some(isRenewal)) missed *= missing;
  if (asked.signals.does.has("first") && isNewestFirst(query, answer)) missed *= missing;
  if (countsOther(asked, query)) missed *= missing;
  if (isTautology(asked, answer)) missed *= tautology;
  const isMoreThanName = times.length + asked.signals.kinds.length + asked.signals.asks.length > 0;
  if (query.kind === "choose" && isMoreThanName) missed *= nameAlone;
  return { share: all === 0 ? 0 : (taken / all) * missed, isEmpty: isEmpty(query, answer) };
}

/** A word right beside a name belongs to it: "Norway | trade", "the ABC | charter". */
function isBesideName({ mentions, reading }: Asked, word: string): boolean {
  return reading.topics.some(
    ({ start, end, words }) =>
      words.includes(word) && mentions.some((mention) => mention.end === start || mention.start === end),
  );
}

/** One Han character right behind 和 or 跟 is the rest of a name that nobody knows. */
function isPartner({ topics, senses }: Asked["reading"], word: string): boolean {
  return topics.some(
    ({ start, words }) =>
      words[0] === word &&
      word.length === 1 &&
      hasHan(word) &&
      senses.some(
        (placed) =>
          placed.end === start && placed.senses.some((sense) => sense.is === "do" && sense.does === "apart"),
      ),
  );
}

/** Whether an answer tells as many things as the question says there are: "the five areas". */
function isAsMany({ entries, statements }: Answer, number: number): boolean {
  const isSaid = statements.some(({ value }) => isQuantity(value) && value.amount === number);
  return isSaid || entries.length === number || statements.length === number;
}

/** Whether a question asks for one in a series, the fourth, and the answer has none that is. */
function isOfOtherNumber({ view, reading }: Asked, { entries }: Answer): boolean {
  const ordinals = reading.numbers.flatMap(({ value, isOrdinal }) => (isOrdinal && value > 1 ? [value] : []));
  const isIt = (entry: Entry, ordinal: number): boolean =>
    view.statements(entry, "ordinal").some(({ value }) => value === ordinal);
  return ordinals.some((ordinal) => !entries.some((entry) => isIt(entry, ordinal)));
}

/** Whether an answer tells a number that was measured, not one of things that were counted. */
function tellsAmount({ entries, statements }: Answer): boolean {
  return entries.some(({ kind }) => kind === "figure") || statements.some(({ value }) => isQuantity(value));
}

/** Of several the first was asked for, and the newest would stand at the top. */
function isNewestFirst(query: Query, { entries }: Answer): boolean {
  return (
    query.kind === "list" && query.order === "newest" && query.of.entries === undefined && entries.length > 1
  );
}

/** What renews another was not the first. */
function isRenewal({ fields }: Entry): boolean {
  return (fields.renews?.length ?? 0) > 0;
}

interface Folded {
  readonly text: string;
  readonly folded: string;
  /** Whether it goes on in small letters. */
  readonly isSentence: boolean;
}

/** A question's text is looked at for each of its words, in each of its readings: the last one is kept. */
let lastFolded: Folded = { text: "", folded: "", isSentence: false };

function foldedOf(text: string): Folded {
  if (lastFolded.text !== text) lastFolded = { text, folded: fold(text), isSentence: /\s\p{Ll}/u.test(text) };
  return lastFolded;
}

/** A few letters, not written as a name. */
function isScrap(text: string, word: string): boolean {
  return (
    word.length <= scrap &&
    /^[a-z]+$/.test(word) &&
    foldedOf(text).folded.includes(word) &&
    !isNameLike(text, word)
  );
}

/** Written with a capital inside a sentence in small letters. */
function isNameLike(text: string, word: string): boolean {
  const { folded, isSentence } = foldedOf(text);
  if (!isSentence) return false;
  const at = folded.indexOf(word, 1);
  return at > 0 && /^\p{Lu}/u.test(text.slice(at));
}

function weightOf({ senses }: PlacedSense): number {
  const most = Math.max(
    0,
    ...senses.map((sense) => {
      if (sense.is === "ask") return weights.ask;
      if (sense.is === "office") return weights.office;
      if (sense.is === "kind") return weights.kind;
      if (sense.is === "wants")
        return shapeless.has(sense.wants) ? 0 : sense.wants === "which" ? weights.wants : weights.shape;
      if (sense.is === "do") return unweighed.has(sense.does) ? 0 : weights.kind;
      return 0;
    }),
  );
  const isQuestionWord = senses.some((sense) => sense.is === "wants");
  return senses.some((sense) => sense.is === "noise") && !isQuestionWord ? most * doubtful : most;
}
