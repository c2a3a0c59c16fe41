import { idf } from "./best-scores.ts";
import type { Scored } from "./keep-best.ts";
import type { OpenedIndex } from "./opened-index.ts";
import type { Ranking } from "./ranking.ts";
import { fieldEnd, nameEnd, termOf } from "./sequence.ts";
import { isHan } from "./terms.ts";
import type { Wanted } from "./wanted-terms.ts";

const textField = 2;

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
  const asked = new Map<number, number>();
  for (const { number, weight, documents } of wanted.terms)
    asked.set(
      number,
      Math.max(asked.get(number) ?? 0, weight * idf(Math.min(documents, index.size), index.size)),
    );
  const pairs = pairsOf(index, wanted, asked);
  return candidates
    .map(({ number, score }) => ({
      number,
      score: score + bonusOf(index, number, asked, pairs, ranking),
    }))
    .sort((one, other) => other.score - one.score || one.number - other.number);
}

/** Two terms as one number, exact below 2^53. */
const pairKey = (first: number, second: number): number => first * 67_108_864 + second;

/** Neighbours in the question, each pair with the weight of the weaker of the two. */
function pairsOf(
  index: OpenedIndex,
  { order }: Wanted,
  asked: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  for (const [at, second] of order.entries()) {
    const first = order[at - 1];
    if (first === undefined || second === undefined || first === second) continue;
    // Pairs of Han characters overlap: their being side by side says nothing new.
    if (isHan(index.terms.wordOf(first)) || isHan(index.terms.wordOf(second))) continue;
    pairs.set(pairKey(first, second), Math.min(asked.get(first) ?? 0, asked.get(second) ?? 0));
  }
  return pairs;
}

function bonusOf(
  index: OpenedIndex,
  number: number,
  asked: ReadonlyMap<number, number>,
  pairs: ReadonlyMap<number, number>,
  ranking: Ranking,
): number {
  const { codes, length } = index.sequenceOf(number);
  const found = new Map<number, number>();
  let bonus = 0;
  let field = 0;
  let before = -1;
  let nameStart = 0;
  let bestName = 0;
  for (let at = 0; at < length; at++) {
    const code = codes[at] as number;
    if (code === nameEnd || code === fieldEnd) {
      if (code === nameEnd && field !== textField)
        bestName = Math.max(bestName, nameShare(index, codes, nameStart, at, asked, ranking));
      if (code === fieldEnd) {
        bonus += ranking.pair * pairScore(index, number, field, found, pairs, ranking);
        found.clear();
        field++;
      }
      before = -1;
      nameStart = at + 1;
      continue;
    }
    const term = termOf(code);
    if (pairs.size > 0) {
      const key = pairKey(before, term);
      if (before >= 0 && pairs.has(key)) found.set(key, (found.get(key) ?? 0) + 1);
      before = term;
    }
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
  asked: ReadonlyMap<number, number>,
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
    const part = asked.get(term);
    if (part === undefined) continue;
    had += rarity;
    weight += part;
  }
  return all === 0 ? 0 : weight * (had / all) ** namePower;
}
