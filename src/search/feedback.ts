import { idf } from "./best-scores.ts";
import { keepBest, type Scored } from "./keep-best.ts";
import type { OpenedIndex } from "./opened-index.ts";
import type { Ranking } from "./ranking.ts";
import { fieldEnd, nameEnd, termOf } from "./sequence.ts";
import { isHan } from "./terms.ts";
import type { Wanted } from "./wanted-terms.ts";

/** One of each for all searches, for they have a place for each term; a search clears what it set. */
let weights = new Float64Array(0);
let counts = new Float64Array(0);
let sums = new Float64Array(0);

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
  if (weights.length < index.terms.numbers)
    [weights, counts, sums] = [1, 2, 3].map(() => new Float64Array(index.terms.numbers * 2)) as [
      typeof weights,
      typeof weights,
      typeof weights,
    ];
  const likely = likelyTerms(index, candidates.slice(0, teachers), ranking);
  const most = likely[0]?.score ?? 0;
  if (most === 0) return candidates;
  for (const { number: term, score } of likely)
    weights[term] = (score / most) * idf(index.terms.postingsOf(term)?.documents ?? 0, index.size);
  // A long question has a larger score, which the same lift would hardly move.
  const share = ranking.feedback * Math.sqrt(order.length / usualQuestion);
  const lifted = candidates.map(({ number, score }) => ({
    number,
    score: score + share * likeness(index, number, ranking),
  }));
  for (const { number: term } of likely) weights[term] = 0;
  return lifted.sort((one, other) => other.score - one.score || one.number - other.number);
}

/** Where fewer are found there is nobody to learn from. */
const fewest = 3;
/** Names alone teach nothing. */
const textField = 2;
const teachers = 10;
const taught = 30;
const usualQuestion = 10;

/** Terms by how many of the best documents have them, how often, and how few others do. */
function likelyTerms(
  index: OpenedIndex,
  best: readonly Scored[],
  { k, b, boosts }: Ranking,
): readonly Scored[] {
  const first = best[0]?.score ?? 1;
  const seen: number[] = [];
  for (const { number, score } of best) {
    const { codes, length } = index.sequenceOf(number);
    const terms: number[] = [];
    let total = 0;
    let field = 0;
    for (let at = 0; at < length; at++) {
      const code = codes[at] as number;
      if (code === fieldEnd) field++;
      if (code <= nameEnd) continue;
      const term = termOf(code);
      const boost = boosts[field] ?? 0;
      if (counts[term] === 0) terms.push(term);
      counts[term] = (counts[term] as number) + boost;
      total += boost;
    }
    const still = k * (1 - b + (b * total) / ((index.averageLengths[textField] ?? 0) + 1));
    for (const term of terms) {
      const count = counts[term] as number;
      if (sums[term] === 0) seen.push(term);
      sums[term] = (sums[term] as number) + ((score / first) * count) / (count + still);
      counts[term] = 0;
    }
  }
  const likely = keepBest(taught);
  for (const term of seen) {
    const documents = index.terms.postingsOf(term)?.documents ?? 0;
    if (documents > 1) likely.offer(term, (sums[term] as number) * idf(documents, index.size));
    sums[term] = 0;
  }
  return likely.ranked();
}

/** BM25 of a document for the likely terms. */
function likeness(index: OpenedIndex, number: number, { k, b, boosts }: Ranking): number {
  const { codes, length } = index.sequenceOf(number);
  const terms: number[] = [];
  let sum = 0;
  let field = 0;
  for (let at = 0; at < length; at++) {
    const code = codes[at] as number;
    if (code > nameEnd) {
      const term = termOf(code);
      if (weights[term] === 0) continue;
      if (counts[term] === 0) terms.push(term);
      counts[term] = (counts[term] as number) + 1;
    } else if (code === fieldEnd) {
      const relative = (index.lengths[field]?.[number] ?? 0) / (index.averageLengths[field] || 1);
      const still = k * (1 - b + b * relative);
      const boost = boosts[field] ?? 0;
      for (const term of terms) {
        const freq = counts[term] as number;
        sum += (boost * (weights[term] as number) * freq * (k + 1)) / (freq + still);
        counts[term] = 0;
      }
      terms.length = 0;
      field++;
    }
  }
  return sum;
}
