import { idf } from "./best-scores.ts";
import type { Scored } from "./keep-best.ts";
import type { OpenedIndex } from "./opened-index.ts";
import type { Ranking } from "./ranking.ts";
import { fieldEnd, nameEnd, termOf } from "./sequence.ts";
import { isHan } from "./terms.ts";
import type { Wanted } from "./wanted-terms.ts";

/** One for all searches, for it has a place for each term; a search clears what it set. */
let weights = new Float64Array(0);

/**
 * Lifts candidates that speak like the best ones: words that many of the first have and few others, though nobody asked for
 * them (pseudo-relevance feedback, after Rocchio). Only the order of the candidates changes, so it costs the same in any index.
 * Not for questions in Han characters: they ask for one text, and their pairs and characters say everything three times.
 */
export function withFeedback(
  index: OpenedIndex,
  candidates: readonly Scored[],
  { order }: Wanted,
  ranking: Ranking,
): readonly Scored[] {
  const hasTexts = (index.averageLengths[textField] ?? 0) > 0;
  if (ranking.feedback === 0 || !hasTexts || candidates.length <= fewest) return candidates;
  if (order.some((term) => term !== undefined && isHan(index.terms.wordOf(term)))) return candidates;
  const likely = likelyTerms(index, candidates.slice(0, teachers), ranking);
  const most = likely[0]?.weight ?? 0;
  if (most === 0) return candidates;
  if (weights.length < index.terms.numbers) weights = new Float64Array(index.terms.numbers * 2);
  for (const { term, rarity, weight } of likely) weights[term] = (weight / most) * rarity;
  // A long question has a larger score, which the same lift would hardly move.
  const share = ranking.feedback * Math.sqrt(order.length / usualQuestion);
  const lifted = candidates.map(({ number, score }) => ({
    number,
    score: score + share * likeness(index, number, ranking),
  }));
  for (const { term } of likely) weights[term] = 0;
  return lifted.sort((one, other) => other.score - one.score || one.number - other.number);
}

/** Where fewer are found there is nobody to learn from. */
const fewest = 3;
/** Names alone teach nothing. */
const textField = 2;
const teachers = 10;
const taught = 30;
const usualQuestion = 10;

interface Likely {
  readonly term: number;
  readonly rarity: number;
  readonly weight: number;
}

function likelyTerms(
  index: OpenedIndex,
  best: readonly Scored[],
  { k, b, boosts }: Ranking,
): readonly Likely[] {
  const sums = new Map<number, number>();
  const first = best[0]?.score ?? 1;
  for (const { number, score } of best) {
    const { codes, length } = index.sequenceOf(number);
    const counts = new Map<number, number>();
    let total = 0;
    let field = 0;
    for (let at = 0; at < length; at++) {
      const code = codes[at] as number;
      if (code === fieldEnd) field++;
      if (code <= nameEnd) continue;
      const term = termOf(code);
      const boost = boosts[field] ?? 0;
      counts.set(term, (counts.get(term) ?? 0) + boost);
      total += boost;
    }
    const relative = total / ((index.averageLengths[textField] ?? 0) + 1);
    for (const [term, count] of counts) {
      const worth = count / (count + k * (1 - b + b * relative));
      sums.set(term, (sums.get(term) ?? 0) + (score / first) * worth);
    }
  }
  const likely: Likely[] = [];
  for (const [term, sum] of sums) {
    const documents = index.terms.postingsOf(term)?.documents ?? 0;
    if (documents < 2) continue;
    const rarity = idf(documents, index.size);
    likely.push({ term, rarity, weight: sum * rarity });
  }
  return likely.sort((one, other) => other.weight - one.weight || one.term - other.term).slice(0, taught);
}

/** BM25 of a document for the likely terms. */
function likeness(index: OpenedIndex, number: number, { k, b, boosts }: Ranking): number {
  const { codes, length } = index.sequenceOf(number);
  const counts = new Map<number, number>();
  let sum = 0;
  let field = 0;
  for (let at = 0; at < length; at++) {
    const code = codes[at] as number;
    if (code > nameEnd) {
      const term = termOf(code);
      if ((weights[term] as number) > 0) counts.set(term, (counts.get(term) ?? 0) + 1);
    } else if (code === fieldEnd) {
      const relative = (index.lengths[field]?.[number] ?? 0) / (index.averageLengths[field] || 1);
      const still = k * (1 - b + b * relative);
      for (const [term, freq] of counts)
        sum += ((boosts[field] ?? 0) * (weights[term] as number) * freq * (k + 1)) / (freq + still);
      counts.clear();
      field++;
    }
  }
  return sum;
}
