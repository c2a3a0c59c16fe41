import type { Kind } from "../register/field.ts";
import { fieldOf, kindTables } from "../register/kinds.ts";
import { relations } from "../register/links.ts";
import { type DayRange, daysOf } from "../register/partial-date.ts";
import { type Entry, isGroup, type Statement } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { countHeld, stemsOf } from "../search/entry-text.ts";
import { weigher } from "../search/evidence.ts";
import { fold } from "../text.ts";
import { neighboursOf } from "../search/neighbours.ts";
import { dateOf, type Path, type Selection, selectEntries } from "../search/selection.ts";
import { heldIn, stemsOfStatement, toldOf } from "../search/statement-words.ts";
import type { Asked } from "./asked.ts";
import { nounsAfterCount } from "./counted.ts";
import { meets } from "./fields.ts";
import type { Sense } from "./lexicon.ts";
import { type PathRead, readPath } from "./paths.ts";
import type { Query } from "./query.ts";
import type { Mention, PlacedSense } from "./reading.ts";

/** How well a Query answers a question. */
export interface Fit {
  /** How much of what the question says the answer takes up, 0 to 1. */
  readonly share: number;
  /** True where the register has nothing to say to it. */
  readonly isEmpty: boolean;
}

/** What a word of a question weighs, by what it does there. */
const weights = { name: 3, part: 2.5, time: 2.5, ask: 2, office: 2, kind: 1.2, wants: 1.5, shape: 3, topic: 2, least: 0.5, unknown: 3 } as const;
/** Orders that say nothing of what is asked for. */
const unweighed: ReadonlySet<string> = new Set(["it", "person", "of", "in", "apart", "also", "except", "list", "help"]);
/** What is left of an answer without the time or the shape that was asked for. */
const missing = 0.7;
/** What a choice of names is worth where more is asked than a name. */
const nameAlone = 0.85;
/** What is left of an answer to a question with a word that neither the register nor a language knows, and with such a name. */
const unknownWord = 0.8;
const unknownName = 0.5;
/** What is left of an answer that says nothing of such a topic. */
const unspoken = 0.85;
/** From this share of the rarest word's weight on a topic is one that the answer must speak of. */
const rare = 0.7;
/** What is left of an answer that only names again what the question names. */
const tautology = 0.5;
/** Question words whose answer has a shape of its own. */
const shapes: ReadonlySet<string> = new Set(["when", "where", "why", "many", "much"]);
/** Shorter words are scraps of misspelt ones. */
const scrap = 3;
/** Question words that want nothing of a shape. */
const shapeless: ReadonlySet<string> = new Set(["polar", "inverted", "how"]);
/** One Han character is the rest of a phrase, not a topic of its own. */
const oneHan = /^\p{Script=Han}$/u;
/** A word that may also mean nothing counts half. */
const doubtful = 0.5;
/** So many entries of an answer are looked at. */
const mostLookedAt = 40;

/** What a Query would answer with. */
interface Answer {
  readonly entries: readonly Entry[];
  /** The fields it shows, and those that led to the entries. */
  readonly fields: readonly string[];
  readonly asks: ReadonlySet<string>;
  readonly statements: readonly Statement[];
  /** How well each thing named is taken up. */
  readonly ids: ReadonlyMap<string, number>;
  readonly about: ReadonlySet<string>;
  readonly isWhole: boolean;
  /** What it would find, were there any. */
  readonly kinds: readonly string[];
  readonly ranges: readonly DayRange[];
}

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
    const isDemand = !isLater && placed.senses.some((sense) => sense.is === "wants" && shapes.has(sense.wants));
    if (weight > 0)
      (isDemand ? demand : count)(
        weight,
        Math.max(
          ...placed.senses.map((sense) => shareOfSense(asked, answer, query, sense, placed)),
          isDemand ? 0 : spokenShare(asked, answer, placed.words.split(" ")),
        ),
      );
  }
  const weigh = weigher(view);
  const most = Math.log(1 + view.entries.length);
  for (const word of reading.leftovers) {
    const isSmall = oneHan.test(word) || isScrap(reading.text, word);
    const isUnknown = !isSmall && !asked.isKnownWord(word);
    const rarity = isSmall ? 0 : weigh([word]) / most;
    const taken = answer.about.has(word) && answer.entries.length > 0 ? 1 : shareOfWords(asked, answer, [word]);
    if (isUnknown) missed *= isNameLike(reading.text, word) ? unknownName : unknownWord;
    else if (taken === 0 && rarity > rare) missed *= unspoken;
    count(isUnknown ? weights.unknown : weights.least + (weights.topic - weights.least) * rarity, taken);
  }
  const isAsked = asked.signals.asks.length > 0 && query.kind === "card";
  if (isAsked && !asked.signals.asks.some((ask) => hasAsked(answer, ask))) missed *= unspoken;
  if (reading.impossibleDates.length > 0) missed *= missing;
  if (isTautology(asked, answer)) missed *= tautology;
  const isMoreThanName = times.length + asked.signals.kinds.length + asked.signals.asks.length > 0;
  if (query.kind === "choose" && isMoreThanName) missed *= nameAlone;
  return { share: all === 0 ? 0 : (taken / all) * missed, isEmpty: isEmpty(query, answer) };
}

/** Written with a capital inside a sentence in small letters: a name, and one that the register does not have. */
/** A few letters, not written as a name. */
function isScrap(text: string, word: string): boolean {
  return word.length <= scrap && /^[a-z]+$/.test(word) && !isNameLike(text, word);
}

function isNameLike(text: string, word: string): boolean {
  const at = fold(text).indexOf(word, 1);
  return at > 0 && /^\p{Lu}/u.test(text.slice(at)) && /\s\p{Ll}/u.test(text);
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

function answerOf(asked: Asked, query: Query): Answer | undefined {
  const { view } = asked;
  switch (query.kind) {
    case "card":
    case "brief":
    case "team":
      return whole(asked, [query.entry]);
    case "compare":
    case "choose":
      return whole(asked, query.entries);
    case "facts":
    case "list":
    case "count":
      return chosen(asked, query.of, query);
    case "upcoming":
      return whole(
        asked,
        query.kinds.flatMap((kind) => view.ofKind(kind).map((entry) => entry.id)),
      );
    default:
      return undefined;
  }
}

function whole({ view }: Asked, ids: readonly string[]): Answer {
  const entries = ids.flatMap((id) => view.get(id) ?? []).slice(0, mostLookedAt);
  return {
    entries,
    fields: [],
    asks: new Set(),
    statements: entries.flatMap((entry) => Object.values(entry.fields).flat()),
    ids: new Map(ids.map((id) => [id, 1])),
    about: new Set(),
    isWhole: true,
    kinds: [],
    ranges: [],
  };
}

function chosen({ view, signals }: Asked, of: Selection, query: Query): Answer {
  const { sure, perhaps } = selectEntries(view, of);
  const entries = [...sure, ...perhaps].slice(0, mostLookedAt);
  const [kind] = of.kinds;
  const isOne = entries.length === 1;
  const ids = new Map(entries.map((entry) => [entry.id, isOne ? 1 : amongOthers]));
  for (const id of of.entries ?? []) ids.set(id, 1);
  const asks = new Set<string>();
  const about = new Set<string>();
  const fields: string[] = [];
  for (const condition of of.where) {
    if (condition.test === "about") {
      for (const word of condition.words) about.add(word);
      continue;
    }
    const read = kind === undefined ? unread : readPath(kind, condition.path);
    if (condition.test === "is") {
      const share = shareOfPath(condition.path, read, signals.asks) * (entries.length === 0 ? unfound : 1);
      for (const id of condition.values) ids.set(id, Math.max(share, ids.get(id) ?? 0));
    }
    for (const ask of read.asks) asks.add(ask);
    const dated = kind === undefined || condition.path.length > 0 ? undefined : kindTables[kind].dated;
    if (condition.test === "during" && kind !== undefined && dated !== undefined)
      for (const ask of fieldOf(kind, dated)?.asks ?? []) asks.add(ask);
    if (condition.path[0] !== undefined) fields.push(condition.path[0]);
  }
  const asFacts = query.kind === "facts" ? query : undefined;
  for (const field of asFacts?.fields ?? []) {
    for (const one of of.kinds) for (const ask of fieldOf(one, field)?.asks ?? []) asks.add(ask);
  }
  const statements =
    asFacts === undefined
      ? []
      : entries.flatMap((entry) =>
          toldOf(view, entry, asFacts.fields, asFacts.matching).flatMap((told) => told.statements),
        );
  return {
    entries,
    fields: asFacts?.fields ?? [],
    asks,
    statements,
    ids,
    about,
    isWhole: query.kind === "list" && entries.length === 1,
    kinds: entries.length === 0 ? of.kinds : [],
    ranges: entries.length === 0 ? of.where.flatMap((one) => (one.test === "during" ? [one.range] : [])) : [],
  };
}

/** A name that leads to nothing is taken up less than one that does. */
const unfound = 0.85;
/** One of many that were found is not what was named. */
const amongOthers = 0.3;
const unread: PathRead = { asks: new Set(), hops: 0 };

/** A long way to a name is a guess, above all where the question calls none of its relations so. */
function shareOfPath(path: Path, { asks, hops }: PathRead, asked: readonly string[]): number {
  if (path.length === 0) return 0.8;
  if (path[0] === "*") return 0.4;
  if (hops <= 1) return 1;
  return asked.some((ask) => asks.has(ask)) ? 0.85 : 0.6;
}

/** A name is taken up by the answer itself, by a condition, or by what links its entries with it. */
function shareOfName({ view, mentions }: Asked, answer: Answer, { ids, text }: Mention): number {
  const direct = Math.max(0, ...ids.map((id) => answer.ids.get(id) ?? 0));
  if (direct > 0) return direct;
  if (answer.about.has(text)) return 0.8;
  const { entries } = answer;
  if (entries.length === 0) return 0;
  const near = (entry: Entry, others: readonly string[], hops: number): boolean =>
    others.some((id) => neighboursOf(view, id, hops).has(entry.id));
  const isTold = ({ value, via }: Statement): boolean =>
    [value, via ?? {}].some((one) => (isGroup(one) ? Object.values(one) : [one]).some((id) => ids.includes(String(id))));
  if (answer.fields.length > 0 && answer.statements.some(isTold)) return 1;
  const isOther = answer.fields.length > 0 && mentions.some((other) => other.ids.some((id) => answer.ids.get(id) === 1));
  if (entries.every((entry) => near(entry, ids, 1))) return isOther ? 0.5 : 0.8;
  const areFigures = entries.every((entry) => entry.kind === "figure");
  const called = ids.flatMap((id) => view.get(id)?.names.map((name) => name.text) ?? []);
  const isSpoken = (entry: Entry): boolean => heldIn(stemsOf(view, entry), called).length > 0;
  if (entries.every(isSpoken)) return 0.7;
  const eachNearOne = areFigures && entries.every((entry) => mentions.some((other) => near(entry, other.ids, 1)));
  if (eachNearOne && entries.some((entry) => near(entry, ids, 1))) return 0.8;
  return entries.every((entry) => near(entry, ids, 2)) ? 0.4 : 0;
}

/** A time is taken up by a date of the answer; less by the years in its text, or by the date of what it is linked with. */
function shareOfTime(
  { view }: Asked,
  { entries, ranges, statements, fields }: Answer,
  { first, last }: DayRange,
): number {
  if (ranges.some((range) => range.first === first && range.last === last)) return 1;
  const falls = (entry: Entry): boolean => {
    const date = dateOf(view, entry);
    if (date === undefined) return false;
    const days = daysOf(date);
    return days.first <= last && days.last >= first;
  };
  const isFalling = (entry: Entry | undefined): boolean => entry !== undefined && falls(entry);
  if (entries.some(falls)) return 1;
  const dated = entries.every((entry) => dateOf(view, entry) !== undefined);
  const years = [first.slice(0, 4), last.slice(0, 4)];
  if (!dated && entries.some((entry) => entry.names.some((name) => countHeld(name.text, years) > 0))) return 0.8;
  const near =
    fields.length > 0
      ? statements.map(({ value }) => String(value))
      : entries.flatMap((entry) => [...neighboursOf(view, entry.id)]);
  const isFigure = entries.some((entry) => entry.kind === "figure");
  return !dated && !isFigure && near.some((id) => isFalling(view.get(id))) ? 0.5 : 0;
}

/** Words that no rule knows are taken up where the answer's statements hold them; less where only its entries do. */
function shareOfWords({ view, mentions }: Asked, answer: Answer, words: readonly string[]): number {
  if (answer.statements.some((statement) => heldIn(stemsOfStatement(view, statement), words).length > 0))
    return 1;
  if (answer.entries.some((entry) => heldIn(stemsOf(view, entry), words).length > 0)) return 0.8;
  const subjects = answer.entries.flatMap((entry) => (entry.kind === "figure" ? linkedTo(view, entry) : []));
  if (subjects.some((entry) => heldIn(stemsOf(view, entry), words).length > 0)) return 0.7;
  const named = mentions.flatMap((mention) => view.get(mention.ids[0] ?? "") ?? []);
  return named.some((entry) => heldIn(stemsOf(view, entry), words).length > 0) ? 0.6 : 0;
}

/** A word of a lexicon may be meant as it stands: the name of what was found, or a word of its text. */
function spokenShare(asked: Asked, answer: Answer, words: readonly string[]): number {
  const isHeld = words.every((word) => shareOfWords(asked, answer, [word]) === 1);
  return Math.max(isHeld ? 0.7 : 0, shareInNames(answer, words));
}

/** "Who heads ABC?" is not answered by programmes whose owner is ABC. */
function isTautology({ mentions, signals }: Asked, { statements }: Answer): boolean {
  if (!signals.wants.includes("who") || statements.length === 0) return false;
  return statements.every(({ value }) => mentions.some(({ ids }) => ids.includes(String(value))));
}

/** What is called so is meant: an "office" that stands in the name of what was found. */
function shareInNames({ entries }: Answer, words: readonly string[]): number {
  const isCalled = (entry: Entry): boolean =>
    entry.names.some((name) => countHeld(name.text, words) === words.length);
  return entries.length > 0 && entries.every(isCalled) ? 1 : 0;
}

function shareOfSense(
  asked: Asked,
  answer: Answer,
  query: Query,
  sense: Sense,
  placed: PlacedSense,
): number {
  switch (sense.is) {
    case "ask":
      if (query.kind === "list" && asked.signals.asksWhich && hasRelation(answer, sense.ask)) return 0.8;
      return answer.asks.has(sense.ask) ? 1 : answer.isWhole && hasAsked(answer, sense.ask) ? 0.5 : 0;
    case "kind":
      return shareOfKind(asked, answer, sense.kind);
    case "wants":
      return shareOfWant(answer, query, sense.wants);
    case "office":
      return asked.mentions.some((mention) => mention.by === "office" && mention.start <= placed.start)
        ? 1
        : answer.asks.has("people") || answer.asks.has("role")
          ? 1
          : 0;
    case "do":
      return shareOfOrder(answer, query, sense.does, countedKinds(asked));
    default:
      return 0;
  }
}

/** Whether a card shows a field that is asked for. */
function hasAsked({ entries }: Answer, ask: string): boolean {
  return entries.some((entry) =>
    Object.keys(entry.fields).some((field) => fieldOf(entry.kind, field)?.asks.includes(ask) === true),
  );
}

/** What a figure is a figure of. */
function linkedTo(view: View, entry: Entry): readonly Entry[] {
  return [...neighboursOf(view, entry.id)].flatMap((id) => view.get(id) ?? []);
}

/** Whether what is listed has a relation that is called so: "which policy does it follow?" */
function hasRelation({ entries }: Answer, ask: string): boolean {
  return entries.some((entry) =>
    relations.some((relation) => relation.kind === entry.kind && relation.asks.includes(ask)),
  );
}

function shareOfKind({ view, mentions }: Asked, answer: Answer, kind: string): number {
  if (answer.kinds.includes(kind)) return 1;
  const isNamed = (entry: Entry): boolean => mentions.some(({ ids }) => ids.includes(entry.id));
  if (answer.entries.some((entry) => entry.kind === kind && !isNamed(entry))) return 1;
  const isFigureOf = (entry: Entry): boolean =>
    entry.kind === "figure" && linkedTo(view, entry).some((other) => other.kind === kind);
  if (answer.entries.some(isFigureOf)) return 0.8;
  const leads = answer.entries.some((entry) =>
    answer.fields.some((name) => {
      const field = fieldOf(entry.kind, name);
      return field?.type === "link" && (field.to as readonly string[]).includes(kind);
    }),
  );
  if (leads) return 1;
  return mentions.some((mention) => view.get(mention.ids[0] ?? "")?.kind === kind) ? 0.9 : 0;
}

function shareOfWant(answer: Answer, query: Query, want: string): number {
  const [entry] = answer.entries;
  if (want === "which") return 1;
  if (entry === undefined) return answer.kinds.some((kind) => isShown(kind as Kind, answer.fields, want)) ? 1 : 0;
  if (want === "many" && query.kind === "count") return 0.5;
  if ((want === "many" || want === "much") && entry.kind === "figure") return 1;
  if (want === "who" && entry.kind === "person") return 1;
  if (want === "who" && entry.kind === "organisation" && answer.fields.length === 0)
    return answer.isWhole ? 0.6 : 1;
  const shown =
    answer.fields.length > 0
      ? answer.fields
      : answer.isWhole
        ? Object.keys(entry.fields)
        : kindTables[entry.kind].row;
  const met = isShown(entry.kind, shown, want);
  return met ? (answer.fields.length > 0 ? 1 : 0.7) : 0;
}

/** The kinds that are counted: those right behind "how many", all that are named where nothing stands there. */
function countedKinds(asked: Asked): readonly string[] {
  const nouns = nounsAfterCount(asked);
  const kinds = asked.signals.kinds;
  const counted = kinds.filter(({ kind, type }) => nouns.includes(type ?? kind));
  return (nouns.length === 0 ? kinds : counted).map(({ kind }) => kind);
}

/** Whether one of the fields has the shape that is wanted. */
function isShown(kind: Kind, fields: readonly string[], want: string): boolean {
  return fields.some((name) => {
    const field = kindTables[kind].fields[name];
    return field !== undefined && meets(field, want) === true;
  });
}

function shareOfOrder(
  answer: Answer,
  query: Query,
  does: string,
  counted: readonly string[],
): number {
  switch (does) {
    case "count":
      if (answer.entries.some((entry) => entry.kind === "figure")) return 1;
      return query.kind === "count" && query.of.kinds.some((kind) => counted.includes(kind)) ? 1 : 0.2;
    case "latest":
    case "first":
      return answer.entries.length === 1 || (query.kind === "list" && query.limit !== undefined) ? 1 : 0.3;
    case "compare":
    case "brief":
    case "team":
    case "upcoming":
      return query.kind === does ? 1 : 0.5;
    default:
      return 1;
  }
}

/** Whether a Query finds nothing to say. */
function isEmpty(query: Query, { entries, statements, fields }: Answer): boolean {
  if (query.kind !== "facts") return entries.length === 0;
  const isComputed = entries.some((entry) =>
    fields.some((field) => fieldOf(entry.kind, field)?.computed === true),
  );
  return statements.length === 0 && !isComputed;
}
