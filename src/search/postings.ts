import { createEntrySet, type EntrySet } from "./entry-set.ts";
import type { Numbering } from "./numbering.ts";
import { stemsWanted } from "./stem.ts";

/** Places in a view, ascending. */
export type Numbers = readonly number[] | Int32Array;

/** Which entries' texts hold which words. */
export interface Postings {
  /** The entries with a stem; none where no text has it. */
  withStem(stem: string): Numbers;
  /** The entries whose texts hold a word; from {@link longestStart} letters on also as the beginning of a longer one. */
  holding(word: string): EntrySet;
}

/** From so many letters a word may stand for a longer one that begins with it: `biotech` for biotechnology. */
const longestStart = 6;
/** Words whose entries are kept; beyond it all are forgotten. */
const keptWords = 2_000;

export interface PostingsOptions {
  readonly numbering: Numbering;
  /** All stems that any of the texts has, sorted. */
  stems(): readonly string[];
  withStem(stem: string): Numbers;
}

export function createPostings({ numbering, stems, withStem }: PostingsOptions): Postings {
  const holdingOne = (stem: string): EntrySet => {
    const lists = (stem.length < longestStart ? [stem] : startingWith(stems(), stem))
      .map(withStem)
      .filter((list) => list.length > 0);
    const [only = []] = lists;
    return createEntrySet(numbering, lists.length <= 1 ? only : union(lists));
  };
  const kept = new Map<string, EntrySet>();
  return {
    withStem,
    holding(word) {
      let found = kept.get(word);
      if (found === undefined) {
        const [first, ...others] = stemsWanted(word)
          .map(holdingOne)
          .sort((a, b) => a.size - b.size);
        if (first === undefined) found = createEntrySet(numbering, []);
        else if (others.length === 0) found = first;
        else {
          const inAll = [...first.numbers].filter((number) => others.every((set) => set.hasNumber(number)));
          found = createEntrySet(numbering, inAll);
        }
        if (kept.size >= keptWords) kept.clear();
        kept.set(word, found);
      }
      return found;
    },
  };
}

function union(lists: readonly Numbers[]): Int32Array {
  const all = new Int32Array(lists.reduce((sum, list) => sum + list.length, 0));
  let end = 0;
  for (const list of lists) {
    all.set(list, end);
    end += list.length;
  }
  all.sort();
  return all.filter((number, at) => at === 0 || number !== all[at - 1]);
}

function startingWith(sorted: readonly string[], start: string): readonly string[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? "") < start) low = middle + 1;
    else high = middle;
  }
  const found: string[] = [];
  for (let at = low; sorted[at]?.startsWith(start) === true; at++) found.push(sorted[at] ?? "");
  return found;
}
