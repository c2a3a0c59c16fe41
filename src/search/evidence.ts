import type { Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { createEntrySet, type EntrySet } from "./entry-set.ts";
import { neighboursOf, neighboursOfAny } from "./neighbours.ts";
import { createNumberSet } from "./number-set.ts";
import { numberingOf } from "./numbering.ts";
import type { Numbers, Postings } from "./postings.ts";
import { stemsWanted } from "./stem.ts";
import { textIndexOf } from "./text-index.ts";

/** An entry that holds what a question says, whatever the question calls the relation. */
export interface Evidence {
  readonly entry: Entry;
  /** The words of the question that the entry's text holds, names of what it links to included. */
  readonly held: readonly string[];
  /** Their share of all the words, weighed by rarity; 0 to 1. */
  readonly share: number;
  /** How many of the things named are linked with it over two relations only. */
  readonly far: number;
}

/** A weight for each of some words by how few entries hold it: ln(1 + N / n). */
export type Weigh = (words: readonly string[]) => number;

/**
 * The entries that are one of each set of `linked`, or linked with one of it, and that hold at least the share of the
 * words.
 */
export function findEvidence(
  view: View,
  words: readonly string[],
  linked: readonly (readonly string[])[],
  leastShare: number,
): readonly Evidence[] {
  const postings = textIndexOf(view).evidence;
  const numbering = numberingOf(view);
  const weigh = weigher(view);
  const all = weigh(words);
  const sought = words.map((word) => ({ word, weight: weigh([word]), holding: postings.holding(word) }));
  const rarestFirst = [...sought].sort((a, b) => b.weight - a.weight);
  const mayLack = (1 - leastShare) * all + rounding;
  // What nothing holds everything lacks.
  const unheld = sought.filter(({ holding }) => holding.size === 0);
  if (unheld.reduce((sum, { weight }) => sum + weight, 0) > mayLack) return [];
  const lacksTooMuch = (number: number): boolean => {
    let lacked = 0;
    for (const { weight, holding } of rarestFirst) {
      if (!holding.hasNumber(number)) lacked += weight;
      if (lacked > mayLack) return true;
    }
    return false;
  };
  const distances = linked.map((ids) => distanceFrom(view, ids));
  const seen = createNumberSet(numbering.entries.length);
  let found: Standing[] = [];
  let perfect = 0;
  for (const number of candidates(view, words, linked, postings, mayLack)) {
    // Those that come later stand behind it: of as good ones the first are taken.
    if (perfect === mostFound) break;
    if (lacksTooMuch(number) || !seen.add(number)) continue;
    let held = 0;
    for (const { weight, holding } of sought) if (holding.hasNumber(number)) held += weight;
    const share = all === 0 ? 1 : held / all;
    if (share < leastShare) continue;
    let far = 0;
    const isLinked = distances.every((distance) => {
      const hops = distance(number);
      if (hops === 2) far++;
      return hops <= 2;
    });
    if (!isLinked) continue;
    if (share === 1 && far === 0) perfect++;
    found.push({ number, share, far });
    if (found.length === 10 * mostFound) found = found.sort(byStanding).slice(0, mostFound);
  }
  return found
    .sort(byStanding)
    .slice(0, mostFound)
    .flatMap(({ number, share, far }) => {
      const entry = numbering.entries[number];
      const held = sought.filter(({ holding }) => holding.hasNumber(number)).map(({ word }) => word);
      return entry === undefined ? [] : [{ entry, held, share, far }];
    });
}

interface Standing {
  readonly number: number;
  readonly share: number;
  readonly far: number;
}

const byStanding = (a: Standing, b: Standing): number => b.share - a.share || a.far - b.far;

/** Sums of weights in another order differ by less. */
const rounding = 1e-6;

/** More entries than this are not looked at closely. */
const mostFound = 40;

export function weigher(view: View): Weigh {
  return (words) => {
    const postings = textIndexOf(view).evidence;
    let total = 0;
    for (const word of words) {
      const rarest = stemsWanted(word).map((one) => postings.withStem(one).length || 1);
      total += Math.log(1 + view.entries.length / Math.min(view.entries.length, ...rarest));
    }
    return total;
  };
}

/** How many relations lead from an entry to the nearest of some; 3 stands for more. */
function distanceFrom(view: View, ids: readonly string[]): (number: number) => number {
  const numbering = numberingOf(view);
  const own = createEntrySet(numbering, ids.map(numbering.numberOf));
  const near = neighboursOfAny(view, ids);
  let far: EntrySet | undefined;
  return (number) => {
    if (own.hasNumber(number)) return 0;
    if (near.hasNumber(number)) return 1;
    far ??= neighboursOfAny(view, ids, 2);
    return far.hasNumber(number) ? 2 : 3;
  };
}

/**
 * The entries that hold one of the rarest words, some more than once; without any, those that are linked with the first thing
 * named. Of the words only so many are looked up that whoever has none of them lacks too much: often the rarest is enough.
 */
function candidates(
  view: View,
  words: readonly string[],
  linked: readonly (readonly string[])[],
  postings: Postings,
  mayLack: number,
): Iterable<number> {
  const weigh = weigher(view);
  const lists = words
    .map((word) => ({ word, list: postings.withStem(stemsWanted(word)[0] ?? "") }))
    .sort((a, b) => a.list.length - b.list.length);
  const looked: Numbers[] = [];
  let lacked = 0;
  for (const { word, list } of lists) {
    if (looked.length === 3 || lacked > mayLack) break;
    // Who holds the word only as the beginning of a longer one stands in no list looked up here.
    if (stemsWanted(word).length === 1 && postings.holding(word).size === list.length)
      lacked += weigh([word]);
    if (list.length > 0) looked.push(list);
  }
  if (lists.some(({ list }) => list.length > 0)) return inTurn(onlyLinked(view, looked, linked));
  return linkedWith(view, linked[0] ?? []);
}

/** From so many on it pays to look first at what is linked with the least known of what is named. */
const manyHolding = 1_000;
/** Of more that are named together it is not gathered what is linked with them. */
const fewNamed = 16;

/** The same lists without what is surely not linked with one of the things named, where that leaves far fewer. */
function onlyLinked(
  view: View,
  lists: readonly Numbers[],
  linked: readonly (readonly string[])[],
): readonly Numbers[] {
  const count = lists.reduce((sum, list) => sum + list.length, 0);
  if (count < manyHolding) return lists;
  const { numberOf } = numberingOf(view);
  const reached = linked
    .filter((ids) => ids.length <= fewNamed)
    .map((ids) => ({ ids, near: neighboursOfAny(view, ids, 2) }))
    .sort((a, b) => a.near.size - b.near.size)[0];
  if (reached === undefined || reached.near.size * 8 > count) return lists;
  const numbers = new Set([...reached.ids.map(numberOf), ...reached.near.numbers]);
  const ascending = Int32Array.from(numbers).sort();
  return lists.map((list) => ascending.filter((number) => isIn(list, number)));
}

/** Whether a number is in an ascending list. */
function isIn(list: Numbers, number: number): boolean {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return list[low] === number;
}

function inTurn(lists: readonly Numbers[]): Iterable<number> {
  const [only = []] = lists;
  if (lists.length <= 1) return only;
  const all = new Int32Array(lists.reduce((sum, list) => sum + list.length, 0));
  let end = 0;
  for (const list of lists) {
    all.set(list, end);
    end += list.length;
  }
  return all;
}

/** A position may be held by hundreds: no further than the best few are found. */
function* linkedWith(view: View, ids: readonly string[]): Iterable<number> {
  const { entries, numberOf } = numberingOf(view);
  for (const id of ids)
    for (const numbers of [[numberOf(id)], neighboursOf(view, id, 2).numbers])
      for (const number of numbers) if (number >= 0 && entries[number]?.kind !== "source") yield number;
}
