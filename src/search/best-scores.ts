import { keepBest, type Scored } from "./keep-best.ts";
import type { OpenedIndex } from "./opened-index.ts";
import { freqOf, type PostingList, placeFrom } from "./posting-list.ts";
import type { Ranking } from "./ranking.ts";
import type { WantedTerm } from "./wanted-terms.ts";

/** How rare a term is: Robertson's and Spärck Jones's weight, kept above nothing as Lucene and MiniSearch do. */
export function idf(documents: number, size: number): number {
  return Math.log(1 + (size - documents + 0.5) / (documents + 0.5));
}

/** One term in one field, with all that is the same for each of its documents. */
interface Part {
  readonly list: PostingList;
  readonly lengths: Uint32Array;
  readonly weight: number;
  /** k·(1 − b) and k·b ÷ the average length. */
  readonly still: number;
  readonly byLength: number;
  /** The title of an alias: of the lesser of the two only a share counts, for an alias that repeats a title says little new. */
  readonly beside?: Part | undefined;
}

const aliases = 1;

interface ScoredTerm {
  readonly parts: readonly Part[];
  /** More than this it adds to no document. */
  readonly most: number;
  readonly postings: number;
}

let scores = new Float64Array(0);
let touched = new Uint32Array(0);

/**
 * The best documents by the sum of BM25+ over terms and fields (Lv and Zhai 2011), exactly, best first.
 *
 * Terms are read from the weightiest on, into one array with a place for each document. Once what is left cannot lift a
 * document that has none of the terms so far into the best, lists are only asked for documents that can still get there
 * (MaxScore, Turtle and Flood 1995): of a long question the common words cost next to nothing.
 */
export function bestScores(
  index: OpenedIndex,
  wanted: readonly WantedTerm[],
  limit: number,
  ranking: Ranking,
): Scored[] {
  if (scores.length < index.numbers) {
    scores = new Float64Array(index.numbers * 2);
    touched = new Uint32Array(index.numbers * 2);
  }
  const terms = wanted
    .map((term) => prepare(index, term, ranking))
    .sort((one, other) => other.most - one.most || one.postings - other.postings);
  let left = terms.reduce((sum, { most }) => sum + most, 0);
  let count = 0;
  let enough = 0;
  let isClosed = false;
  for (const { parts, most, postings } of terms) {
    if (count >= limit && (isClosed || postings > worthPruning)) {
      enough = leastOfBest(count, limit);
      isClosed ||= enough > left;
      if (isClosed) count = dropHopeless(count, (enough - left) * (1 - rounding));
    }
    for (const part of parts) {
      if (!isClosed) count = addAll(part, count, ranking);
      else addToTouched(part, count, ranking);
    }
    left -= most;
  }
  const best = keepBest(limit);
  for (let at = 0; at < count; at++) {
    const number = touched[at] as number;
    best.offer(number, scores[number] as number);
  }
  scores.fill(0, 0, index.numbers);
  return best.ranked();
}

/** Sums of another order differ by less. */
const rounding = 1e-9;
/** Shorter lists are read before it is worked out whether they need be. */
const worthPruning = 1_000;

function prepare(
  index: OpenedIndex,
  { number, weight, documents }: WantedTerm,
  ranking: Ranking,
): ScoredTerm {
  const { k, b, d, boosts } = ranking;
  const parts: Part[] = [];
  const titles = index.lengths[0];
  let most = 0;
  let postings = 0;
  for (const [field, list] of (index.terms.postingsOf(number)?.lists ?? []).entries()) {
    const boost = boosts[field] ?? 0;
    if (list === undefined || boost === 0) continue;
    const rarity = idf(ranking.sharedIdf ? Math.min(documents, index.size) : list.size, index.size);
    const part = {
      list,
      lengths: index.lengths[field] as Uint32Array,
      weight: weight * boost * rarity,
      still: k * (1 - b),
      byLength: (k * b) / (index.averageLengths[field] ?? 1),
      beside:
        field === aliases && ranking.lesserName < 1
          ? parts.find((part) => part.lengths === titles)
          : undefined,
    };
    parts.push(part);
    most += part.weight * (d + k + 1);
    postings += list.size;
  }
  return { parts, most, postings };
}

/** What a term is worth in one document, by how often it stands there. */
function worth(
  { weight, still, byLength, lengths }: Part,
  id: number,
  freq: number,
  { k, d }: Ranking,
): number {
  return weight * (d + (freq * (k + 1)) / (freq + still + byLength * (lengths[id] as number)));
}

/** What is taken off where a title and its alias have the same word. */
function repeated(one: number, other: number, { lesserName }: Ranking): number {
  return (1 - lesserName) * Math.min(one, other);
}

function addAll(part: Part, from: number, ranking: Ranking): number {
  const { size, few, ids, freqs } = part.list;
  const { beside } = part;
  let count = from;
  let place = 0;
  for (let at = 0; at < size; at++) {
    const id = (few === undefined ? ids[at] : few[2 * at]) as number;
    const freq = (few === undefined ? freqs[at] : few[2 * at + 1]) as number;
    const score = scores[id] as number;
    if (score === 0) touched[count++] = id;
    let more = worth(part, id, freq, ranking);
    if (beside !== undefined) {
      place = placeFrom(beside.list, id, place);
      const other = freqOf(beside.list, id, place);
      if (other > 0) more -= repeated(more, worth(beside, id, other, ranking), ranking);
    }
    scores[id] = score + more;
  }
  return count;
}

/** Adds to documents that are in the running only. */
function addToTouched(part: Part, count: number, ranking: Ranking): void {
  const { list, beside } = part;
  // What was dropped gets its share too, and nobody reads it: the whole list in its order is faster than many leaps.
  if (count * leap > list.size) {
    addAll(part, count, ranking);
    return;
  }
  for (let at = 0; at < count; at++) {
    const id = touched[at] as number;
    const freq = list.get(id);
    if (freq === undefined) continue;
    const other = beside?.list.get(id) ?? 0;
    let more = worth(part, id, freq, ranking);
    if (beside !== undefined && other > 0) more -= repeated(more, worth(beside, id, other, ranking), ranking);
    scores[id] = (scores[id] as number) + more;
  }
}

/** A leap into a list costs as much as reading so many of it in their order. */
const leap = 16;

function leastOfBest(count: number, limit: number): number {
  const best = keepBest(limit);
  for (let at = 0; at < count; at++)
    best.offer(touched[at] as number, scores[touched[at] as number] as number);
  return best.least();
}

/** Keeps the documents that have at least so much; the others' scores stay, for nobody reads them again. */
function dropHopeless(count: number, least: number): number {
  let kept = 0;
  for (let at = 0; at < count; at++) {
    const id = touched[at] as number;
    if ((scores[id] as number) >= least) touched[kept++] = id;
  }
  return kept;
}
