import type { Entry } from "../register/statement.ts";
import { createNumberSet, type NumberSet } from "./number-set.ts";
import type { Numbering } from "./numbering.ts";

/** Some entries of a view, in an order of their own. */
export interface EntrySet extends Iterable<string> {
  readonly size: number;
  /** Their places in the view. */
  readonly numbers: ArrayLike<number> & Iterable<number>;
  /** By id. */
  has(id: string): boolean;
  hasNumber(number: number): boolean;
  entries(): Entry[];
}

/** Fewer are looked through one by one. */
const fewNumbers = 16;

/** The set of some numbers, each once. */
export function createEntrySet(
  { entries, numberOf }: Numbering,
  numbers: readonly number[] | Int32Array,
): EntrySet {
  let marked: NumberSet | undefined;
  const hasNumber = (number: number): boolean => {
    if (numbers.length <= fewNumbers) return numbers.includes(number);
    if (marked === undefined) {
      marked = createNumberSet(entries.length);
      for (const one of numbers) marked.add(one);
    }
    return marked.has(number);
  };
  const all = (): Entry[] => {
    const found: Entry[] = [];
    for (const number of numbers) {
      const entry = entries[number];
      if (entry !== undefined) found.push(entry);
    }
    return found;
  };
  return {
    size: numbers.length,
    numbers,
    has: (id) => hasNumber(numberOf(id)),
    hasNumber,
    entries: all,
    [Symbol.iterator]: () =>
      all()
        .map((entry) => entry.id)
        .values(),
  };
}
