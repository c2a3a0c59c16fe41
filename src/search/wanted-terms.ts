import { tokensOf } from "../text.ts";
import { isCommonTerm } from "./common-words.ts";
import { nearTerms } from "./near-terms.ts";
import type { Ranking } from "./ranking.ts";
import { termStem } from "./term-stem.ts";
import type { TermTable } from "./term-table.ts";
import { isHan, termsOf } from "./terms.ts";

/** A term to look for, one of those the index has. */
export interface WantedTerm {
  readonly number: number;
  readonly weight: number;
  /** Documents that its rarity is counted from: for words that stand for an unknown one, those of all of them. */
  readonly documents: number;
}

export interface Wanted {
  readonly terms: readonly WantedTerm[];
  /** The question's own terms in their order; undefined where the index does not have it. */
  readonly order: readonly (number | undefined)[];
}

/** What a question looks for. Words that the index knows are taken as they are; only others are bent or completed. */
export function wantedTerms(
  text: string,
  table: TermTable,
  ranking: Ranking,
  passedOver: ReadonlySet<string>,
): Wanted {
  const weights = new Map<string, number>();
  const asked = termsOf(text, passedOver);
  const joined = knownJoins(text, table);
  const pairs = asked.filter(isHanPair);
  const arePairsKnown = pairs.length > 0 && pairs.every((term) => table.numberOf(term) !== undefined);
  const weightOf = (term: string): number => {
    if (isCommonTerm(term)) return ranking.commonWord;
    return arePairsKnown && isHan(term) && !isHanPair(term) ? ranking.pairedCharacter : 1;
  };
  for (const term of [...asked, ...joined.terms])
    weights.set(term, (weights.get(term) ?? 0) + weightOf(term));
  const terms: WantedTerm[] = [];
  for (const [term, weight] of weights) {
    const number = table.numberOf(term);
    if (number !== undefined) {
      terms.push({ number, weight, documents: table.postingsOf(number)?.documents ?? 0 });
    } else if (!joined.parts.has(term) && !isCommonTerm(term)) {
      const near = nearTerms(term, table, ranking);
      const documents = near.reduce((sum, one) => sum + one.documents, 0);
      for (const one of near) terms.push({ number: one.number, weight: weight * one.weight, documents });
    }
  }
  return { terms, order: asked.map((term) => table.numberOf(term)) };
}

const isHanPair = (term: string): boolean => isHan(term) && [...term].length === 2;

interface Joins {
  readonly terms: readonly string[];
  /** What has been found as a part of these, and need not be looked for otherwise. */
  readonly parts: ReadonlySet<string>;
}

const shortPart = 2;

/** Two words as one, where the index has that and one of them is short or unknown: `z park` is `zpark`. */
function knownJoins(text: string, table: TermTable): Joins {
  const tokens = tokensOf(text);
  const terms: string[] = [];
  const parts = new Set<string>();
  for (const [at, { word, start }] of tokens.entries()) {
    const before = tokens[at - 1];
    if (before === undefined || before.end + 1 !== start || text[before.end] !== " ") continue;
    const both = [termStem(before.word), termStem(word)];
    const isCode = [before.word, word].some((part) => part.length <= shortPart && !isCommonTerm(part));
    if (!isCode && both.every((term) => table.numberOf(term) !== undefined)) continue;
    const joined = termStem(before.word + word);
    if (table.numberOf(joined) === undefined) continue;
    terms.push(joined);
    for (const term of both) parts.add(term);
  }
  return { terms, parts };
}
