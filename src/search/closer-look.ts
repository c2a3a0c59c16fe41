import { idf } from "./best-scores.ts";
import type { Scored } from "./keep-best.ts";
import type { OpenedIndex } from "./opened-index.ts";
import type { Ranking } from "./ranking.ts";
import { fieldEnd, nameEnd, termOf } from "./sequence.ts";
import { isHan } from "./terms.ts";
import type { Wanted } from "./wanted-terms.ts";

const textField = 2;

/** What a question looks for, ready to be compared with texts. */
interface Asked {
  /** What each term of the question weighs, by its number; 0 for all others. */
  readonly weights: Float64Array;
  readonly pairs: ReadonlyMap<number, number>;
}

/** One for all searches, for it has a place for each term; a search clears what it set. */
let weights = new Float64Array(0);

/**
 * Ranks candidates again by what sums over words cannot see: words of the question that stand side by side, and names that
 * the question has whole. Only few are looked at, for each is read from its first word to its last.
 */
export function closerLook(
  index: OpenedIndex,
  candidates: readonly Scored[],
  wanted: Wanted,
  ranking: Ranking,
): Scored[] {
  if (weights.length < index.terms.numbers) weights = new Float64Array(index.terms.numbers * 2);
  for (const { number, weight, documents } of wanted.terms) {
    const rarity = idf(Math.min(documents, index.size), index.size);
    weights[number] = Math.max(weights[number] as number, weight * rarity);
  }
  const asked = { weights, pairs: pairsOf(index, wanted, weights) };
  const ranked = candidates.map(({ number, score }) => ({
    number,
    score: score + bonusOf(index, number, asked, ranking),
  }));
  for (const { number } of wanted.terms) weights[number] = 0;
  return ranked.sort((one, other) => other.score - one.score || one.number - other.number);
}

/** Two terms as one number, exact below 2^53. */
const pairKey = (first: number, second: number): number => first * 67_108_864 + second;

/** Neighbours in the question, each pair with the weight of the weaker of the two. */
function pairsOf(index: OpenedIndex, { order }: Wanted, weights: Float64Array): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  for (const [at, second] of order.entries()) {
    const first = order[at - 1];
    if (first === undefined || second === undefined || first === second) continue;
    // Pairs of Han characters overlap: their being side by side says nothing new.
    if (isHan(index.terms.wordOf(first)) || isHan(index.terms.wordOf(second))) continue;
    pairs.set(pairKey(first, second), Math.min(weights[first] ?? 0, weights[second] ?? 0));
  }
  return pairs;
}

function bonusOf(index: OpenedIndex, number: number, asked: Asked, ranking: Ranking): number {
  const { weights, pairs } = asked;
  const { codes, length } = index.sequenceOf(number);
  let found: Map<number, number> | undefined;
  let bonus = 0;
  let bestName = 0;
  let field = 0;
  let nameStart = 0;
  let isNamed = false;
  /** The term before, where the question has it. */
  let before = -1;
  for (let at = 0; at < length; at++) {
    const code = codes[at] as number;
    if (code > nameEnd) {
      const term = termOf(code);
      if (weights[term] === 0) {
        before = -1;
        continue;
      }
      isNamed = true;
      const key = pairKey(before, term);
      if (before >= 0 && pairs.has(key)) {
        found ??= new Map();
        found.set(key, (found.get(key) ?? 0) + 1);
      }
      before = term;
      continue;
    }
    if (isNamed && field !== textField)
      bestName = Math.max(bestName, nameShare(index, codes, nameStart, at, weights, ranking));
    if (code === fieldEnd) {
      if (found !== undefined) bonus += ranking.pair * pairScore(index, number, field, found, pairs, ranking);
      found = undefined;
      field++;
    }
    before = -1;
    isNamed = false;
    nameStart = at + 1;
  }
  return bonus + ranking.name * bestName;
}

/** Pairs count like words, in their field. */
function pairScore(
  index: OpenedIndex,
  number: number,
  field: number,
  found: ReadonlyMap<number, number>,
  pairs: ReadonlyMap<number, number>,
  { k, b, boosts }: Ranking,
): number {
  const relative = (index.lengths[field]?.[number] ?? 0) / (index.averageLengths[field] || 1);
  let sum = 0;
  for (const [key, freq] of found)
    sum += ((pairs.get(key) ?? 0) * freq * (k + 1)) / (freq + k * (1 - b + b * relative));
  return (boosts[field] ?? 0) * sum;
}

/** The weight of a name's words that the question has, the less the more of the name it has not. */
function nameShare(
  index: OpenedIndex,
  codes: Uint32Array,
  from: number,
  to: number,
  weights: Float64Array,
  { namePower }: Ranking,
): number {
  let all = 0;
  let had = 0;
  let weight = 0;
  for (let at = from; at < to; at++) {
    const code = codes[at] as number;
    if (codes.indexOf(code, from) < at) continue;
    const term = termOf(code);
    const rarity = idf(index.terms.postingsOf(term)?.documents ?? 0, index.size);
    all += rarity;
    const part = weights[term] as number;
    if (part === 0) continue;
    had += rarity;
    weight += part;
  }
  return all === 0 ? 0 : weight * (had / all) ** namePower;
}
