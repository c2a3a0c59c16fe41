import type { Entry } from "../register/statement.ts";
import { stemsWanted } from "./stem.ts";

/** Which entries' texts hold which words. */
export interface Postings {
  /** The entries with a stem; none where no text has it. */
  withStem(stem: string): readonly Entry[];
  /** The entries whose texts hold a word; from {@link longestStart} letters on also as the beginning of a longer one. */
  holding(word: string): ReadonlySet<Entry>;
}

/** From so many letters a word may stand for a longer one that begins with it: `biotech` for biotechnology. */
const longestStart = 6;
/** Words whose entries are kept; beyond it all are forgotten. */
const keptWords = 2_000;
const none: readonly Entry[] = [];

export function createPostings(
  entries: readonly Entry[],
  stemsOf: (entry: Entry) => ReadonlySet<string>,
): Postings {
  const byStem = new Map<string, Entry[]>();
  for (const entry of entries) {
    for (const one of stemsOf(entry)) {
      const list = byStem.get(one);
      if (list === undefined) byStem.set(one, [entry]);
      else list.push(entry);
    }
  }
  const withStem = (stem: string): readonly Entry[] => byStem.get(stem) ?? none;
  let sorted: readonly string[] | undefined;
  const stemsFrom = (stem: string): readonly string[] => {
    if (stem.length < longestStart) return [stem];
    sorted ??= [...byStem.keys()].sort();
    return startingWith(sorted, stem);
  };
  const kept = new Map<string, ReadonlySet<Entry>>();
  return {
    withStem,
    holding(word) {
      let found = kept.get(word);
      if (found === undefined) {
        const [first = new Set<Entry>(), ...others] = stemsWanted(word).map(
          (one) => new Set(stemsFrom(one).flatMap(withStem)),
        );
        found =
          others.length === 0
            ? first
            : new Set([...first].filter((entry) => others.every((set) => set.has(entry))));
        if (kept.size >= keptWords) kept.clear();
        kept.set(word, found);
      }
      return found;
    },
  };
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
