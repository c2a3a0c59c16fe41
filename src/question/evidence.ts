import { fieldOf, kindTables } from "../register/kinds.ts";
import { fallsInto } from "../register/partial-date.ts";
import type { Entry } from "../register/statement.ts";
import { dateOf } from "../search/entry-dates.ts";
import { type Evidence, findEvidence } from "../search/evidence.ts";
import { countInStatement } from "../search/statement-words.ts";
import type { Asked } from "./asked.ts";
import { fieldsFor } from "./fields.ts";
import type { Query } from "./query.ts";

/** Of the question's words so much, weighed by rarity, must stand in an entry. */
const leastShare = 0.75;
/** More entries than this that answer as well are not told apart: then the question is too vague. */
const mostEntries = 3;

/** Entries whose scores differ by less answer as well. */
const asGood = 0.01;
/** What the words that stand in a field itself are worth. */
const ownWorth = 0.3;

/** An entry with the fields of it that answer, and how well. */
interface Answering {
  readonly entry: Entry;
  readonly fields: readonly string[];
  readonly score: number;
}

/**
 * What entries say of the words of a question, where its rules lead to nothing: of those that are named, or that are linked
 * with all of them, the ones that hold its words; in them the fields that it asks for, else those that hold its words.
 */
export function byEvidence(asked: Asked): Query | undefined {
  const { view, reading, mentions, kinds, times } = asked;
  if (kinds !== undefined || reading.leftovers.length === 0 || reading.strangers.length > 0) return undefined;
  const words = [...new Set(reading.leftovers)];
  const linked = mentions.map((mention) => mention.ids);
  const answering: Answering[] = [];
  let best = 0;
  for (const evidence of findEvidence(view, words, linked, leastShare)) {
    if (!times.every((range) => mayFall(asked, evidence.entry, range))) continue;
    const one = answerOf(asked, evidence, { words, least: best - asGood });
    if (one === undefined) continue;
    answering.push(one);
    best = Math.max(best, one.score);
  }
  if (answering.length === 0) return undefined;
  const top = answering.filter((one) => one.score > best - asGood).sort((a, b) => b.score - a.score);
  if (top.length > mostEntries) return undefined;
  return {
    kind: "facts",
    of: {
      kinds: [...new Set(top.map(({ entry }) => entry.kind))],
      entries: top.map(({ entry }) => entry.id),
      where: [],
    },
    fields: [...new Set(top.flatMap(({ fields }) => fields))],
    matching: words,
  };
}

function mayFall(
  { view }: Asked,
  entry: Entry,
  range: { readonly first: string; readonly last: string },
): boolean {
  const date = dateOf(view, entry);
  return date === undefined || fallsInto(date, range) !== "no";
}

/**
 * The fields of an entry that answer: those that the question asks for, where it asks; else the one that holds most of its words.
 * Nothing where its score is surely under the least: the words of its fields are then not looked at.
 */
function answerOf(
  { view, signals }: Asked,
  evidence: Evidence,
  { words, least }: { readonly words: readonly string[]; readonly least: number },
): Answering | undefined {
  const { entry, share, far } = evidence;
  const isRecorded = (field: string): boolean => view.statements(entry, field).length > 0;
  const isKind = signals.kinds.some(({ kind }) => kind === entry.kind);
  const base = share + (isKind ? 0.3 : 0) - far * 0.15;
  const ownShare = (field: string): number =>
    Math.max(
      0,
      ...view
        .statements(entry, field)
        .map((statement) => countInStatement(view, statement, words) / words.length),
    );
  const named = fieldsFor(entry.kind, signals.asks, signals.wants, isRecorded);
  const recorded = named.fields.filter(isRecorded);
  const isNamed = named.score > 0 && recorded.length > 0;
  const sure = base + (isNamed ? named.score * 0.1 : 0);
  if (sure + ownWorth < least) return undefined;
  if (isNamed)
    return { entry, fields: recorded, score: sure + ownWorth * Math.max(...recorded.map(ownShare)) };
  const fields = Object.keys(kindTables[entry.kind].fields)
    .filter((field) => isRecorded(field) && fieldOf(entry.kind, field)?.hidden !== true)
    .map((field) => ({ field, own: ownShare(field) }))
    .filter(({ own }) => own > 0)
    .sort((a, b) => b.own - a.own);
  const [first] = fields;
  return first === undefined
    ? undefined
    : { entry, fields: [first.field], score: sure + ownWorth * first.own };
}
