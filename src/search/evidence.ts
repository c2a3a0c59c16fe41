import type { Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { allStemsOf } from "./entry-text.ts";
import { neighboursOf, neighboursOfAny } from "./neighbours.ts";
import { createPostings, type Postings } from "./postings.ts";
import { stemsWanted } from "./stem.ts";

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
  const postings = postingsOf(view);
  const weigh = weigher(view);
  const all = weigh(words);
  const sought = words.map((word) => ({ word, weight: weigh([word]), holding: postings.holding(word) }));
  const rarestFirst = [...sought].sort((a, b) => b.weight - a.weight);
  const mayLack = (1 - leastShare) * all + rounding;
  const lacksTooMuch = (entry: Entry): boolean => {
    let lacked = 0;
    return rarestFirst.some(({ weight, holding }) => {
      if (!holding.has(entry)) lacked += weight;
      return lacked > mayLack;
    });
  };
  const found = new Map<Entry, Evidence>();
  for (const entry of candidates(view, words, linked, postings, mayLack)) {
    if (lacksTooMuch(entry) || found.has(entry)) continue;
    const held = sought.filter(({ holding }) => holding.has(entry)).map(({ word }) => word);
    const share = all === 0 ? 1 : weigh(held) / all;
    if (share < leastShare) continue;
    const distances = linked.map((ids) => distance(view, ids, entry.id));
    if (distances.some((one) => one > 2)) continue;
    found.set(entry, { entry, held, share, far: distances.filter((one) => one === 2).length });
  }
  return [...found.values()].sort((a, b) => b.share - a.share || a.far - b.far).slice(0, mostFound);
}

/** Sums of weights in another order differ by less. */
const rounding = 1e-6;

/** More entries than this are not looked at closely. */
const mostFound = 40;

export function weigher(view: View): Weigh {
  return (words) => {
    const postings = postingsOf(view);
    let total = 0;
    for (const word of words) {
      const rarest = stemsWanted(word).map((one) => postings.withStem(one).length || 1);
      total += Math.log(1 + view.entries.length / Math.min(view.entries.length, ...rarest));
    }
    return total;
  };
}

/** How many relations lead from an entry to the nearest of some; 3 stands for more. */
function distance(view: View, ids: readonly string[], to: string): number {
  if (ids.includes(to)) return 0;
  if (neighboursOfAny(view, ids).has(to)) return 1;
  return neighboursOfAny(view, ids, 2).has(to) ? 2 : 3;
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
): readonly Entry[] {
  const weigh = weigher(view);
  const lists = words
    .map((word) => ({ word, list: postings.withStem(stemsWanted(word)[0] ?? "") }))
    .sort((a, b) => a.list.length - b.list.length);
  const looked: (readonly Entry[])[] = [];
  let lacked = 0;
  for (const { word, list } of lists) {
    if (looked.length === 3 || lacked > mayLack) break;
    // Who holds the word only as the beginning of a longer one stands in no list looked up here.
    if (stemsWanted(word).length === 1 && postings.holding(word).size === list.length)
      lacked += weigh([word]);
    if (list.length > 0) looked.push(list);
  }
  if (lists.some(({ list }) => list.length > 0)) return looked.flat();
  const near = (linked[0] ?? []).flatMap((id) => [id, ...neighboursOf(view, id, 2)]);
  return near.flatMap((id) => view.get(id) ?? []).filter((entry) => entry.kind !== "source");
}

const known = new WeakMap<View, Postings>();

/** What the entries say, remarks included; what a source is called bears nothing out. */
function postingsOf(view: View): Postings {
  let postings = known.get(view);
  if (postings === undefined) {
    const entries = view.entries.filter((entry) => entry.kind !== "source");
    postings = createPostings(entries, (entry) => allStemsOf(view, entry));
    known.set(view, postings);
  }
  return postings;
}
