import type { View } from "../register/view.ts";
import { createEntrySet, type EntrySet } from "./entry-set.ts";
import { createNumberSet } from "./number-set.ts";
import { createRelations, type Relations } from "./relations.ts";

interface Known {
  readonly relations: Relations;
  /** By hops and id, of the entries that were asked for of late: a selection asks for the same ones again and again. */
  readonly ofOne: Map<string, EntrySet>;
  /** Of several entries together, by the list of them and the hops. */
  readonly ofAny: WeakMap<readonly string[], Map<number, EntrySet>>;
}

const known = new WeakMap<View, Known>();
/** Sets kept for a view; beyond it all are forgotten. The largest have a few bytes for each entry. */
const keptSets = 500;

/**
 * The entries that one entry is linked with, in either direction, over at most `hops` relations; not itself.
 *
 * A source is linked with what it bears out, but two things are not linked for standing in one document.
 */
export function neighboursOf(view: View, id: string, hops = 1): EntrySet {
  const { relations, ofOne } = knownOf(view);
  const key = `${hops} ${id}`;
  let near = ofOne.get(key);
  if (near === undefined) {
    near = reach(relations, [id], hops);
    if (ofOne.size >= keptSets) ofOne.clear();
    ofOne.set(key, near);
  }
  return near;
}

/**
 * The entries that are linked with one of several. A position may be held by hundreds: whoever asks of each entry whether it is
 * linked with any of them must not look at all.
 */
export function neighboursOfAny(view: View, ids: readonly string[], hops = 1): EntrySet {
  const [only] = ids;
  if (only !== undefined && ids.length === 1) return neighboursOf(view, only, hops);
  const { relations, ofAny } = knownOf(view);
  let byHops = ofAny.get(ids);
  if (byHops === undefined) {
    byHops = new Map();
    ofAny.set(ids, byHops);
  }
  let any = byHops.get(hops);
  if (any === undefined) {
    any = reach(relations, ids, hops);
    byHops.set(hops, any);
  }
  return any;
}

/** Which entries of a view are linked with which. */
export function relationsOf(view: View): Relations {
  return knownOf(view).relations;
}

/** Looked at one by one; of more it is found out what is linked with any. */
const fewAsked = 16;

/**
 * Tells of entries, by their numbers, whether they are linked with one of several: the first few are looked at from their own side, for
 * what many are linked with takes long to gather, and is often asked of one or two.
 */
export function nearAnyOf(view: View, ids: readonly string[], hops: number): (number: number) => boolean {
  if (ids.length <= fewAsked || hops === 1) return neighboursOfAny(view, ids, hops).hasNumber;
  const { numbering } = relationsOf(view);
  let asked = 0;
  let meant: ReadonlySet<string> | undefined;
  let all: EntrySet | undefined;
  return (number) => {
    const id = numbering.entries[number]?.id;
    if (id === undefined) return false;
    if (all === undefined && asked++ < fewAsked) {
      meant ??= new Set(ids);
      for (const near of neighboursOf(view, id, hops)) if (meant.has(near)) return true;
      return false;
    }
    all ??= neighboursOfAny(view, ids, hops);
    return all.hasNumber(number);
  };
}

function knownOf(view: View): Known {
  let maps = known.get(view);
  if (maps === undefined) {
    maps = { relations: createRelations(view), ofOne: new Map(), ofAny: new WeakMap() };
    known.set(view, maps);
  }
  return maps;
}

function reach(relations: Relations, ids: readonly string[], hops: number): EntrySet {
  const { numbering } = relations;
  const numbers = ids.map(numbering.numberOf).filter((number) => number >= 0);
  const [only] = numbers;
  if (hops === 1 && only !== undefined && numbers.length === 1)
    return createEntrySet(numbering, relations.nextTo(only));
  return createEntrySet(numbering, hops === 1 ? readNear(relations, numbers) : readFar(relations, numbers));
}

function readNear({ numbering, nextTo }: Relations, numbers: readonly number[]): Int32Array {
  const seen = createNumberSet(numbering.entries.length);
  const found: number[] = [];
  for (const number of numbers) for (const next of nextTo(number)) if (seen.add(next)) found.push(next);
  return Int32Array.from(found);
}

/** Stands for more than one that was asked for. */
const several = -1;

/**
 * Each entry's own neighbours, then theirs. What lies between is gone through once, however many share it: for another one all
 * that is new there is the one for which it was gone through.
 */
function readFar({ numbering, nextTo, isSource }: Relations, numbers: readonly number[]): Int32Array {
  const seen = createNumberSet(numbering.entries.length);
  const found: number[] = [];
  const add = (number: number): void => {
    if (seen.add(number)) found.push(number);
  };
  const passedFor = new Map<number, number>();
  for (const number of numbers) {
    const near = nextTo(number);
    for (const next of near) add(next);
    for (const next of near) {
      if (isSource(next)) continue;
      const before = passedFor.get(next);
      if (before === undefined) {
        passedFor.set(next, number);
        for (const other of nextTo(next)) if (other !== number) add(other);
      } else if (before !== several && before !== number) {
        add(before);
        passedFor.set(next, several);
      }
    }
  }
  return Int32Array.from(found);
}
