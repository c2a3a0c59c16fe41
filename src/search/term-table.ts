import { createPostingList, type PostingList } from "./posting-list.ts";
import { nameEnd, type Sequence, termOf } from "./sequence.ts";

/** A term's lists by field. MiniSearch takes it for the map of maps that it would make itself. */
export interface TermPostings {
  /** Documents that have the term in any field. */
  documents: number;
  /** Of title, aliases and text. */
  lists: (PostingList | undefined)[];
  readonly size: number;
  get(field: number): PostingList | undefined;
  set(field: number, first: ReadonlyMap<number, number>): void;
  delete(field: number): void;
  keys(): Generator<number>;
  [Symbol.iterator](): Generator<[number, PostingList]>;
}

const methods = {
  get size(): number {
    return (this as unknown as TermPostings).lists.filter((list) => list !== undefined).length;
  },
  get(this: TermPostings, field: number): PostingList | undefined {
    return this.lists[field];
  },
  /** MiniSearch makes a map with the first document in it. */
  set(this: TermPostings, field: number, first: ReadonlyMap<number, number>): void {
    const list = createPostingList();
    for (const [id, freq] of first) list.set(id, freq);
    this.lists[field] = list;
  },
  delete(this: TermPostings, field: number): void {
    this.lists[field] = undefined;
  },
  *keys(this: TermPostings): Generator<number> {
    for (const [field] of this) yield field;
  },
  *[Symbol.iterator](this: TermPostings): Generator<[number, PostingList]> {
    for (const [field, list] of this.lists.entries()) if (list !== undefined) yield [field, list];
  },
};

/** All terms by word and by number; numbers of terms that are gone are given again. */
export interface TermTable {
  /** One more than the highest number. */
  readonly numbers: number;
  get(term: string): TermPostings | undefined;
  /** The same, made where there is none. */
  fetch(term: string): TermPostings;
  numberOf(term: string): number | undefined;
  /** Empty where the number is free. */
  wordOf(number: number): string;
  postingsOf(number: number): TermPostings | undefined;
  /** Which letters each term has, one bit for each of 32 groups of letters; 0 where the number is free. */
  readonly letters: Uint32Array;
  /** Counts each term of a document once, in or out. */
  countDocument(sequence: Sequence, sign: 1 | -1): void;
  /** Takes a document out of the lists of its terms, and terms out that stand nowhere else. */
  takeOut(sequence: Sequence, id: number): void;
}

/** The tree that finds terms by their beginnings. */
export interface TermTree {
  add(term: string, postings: TermPostings): void;
  delete(term: string): void;
}

export function createTermTable(tree: TermTree): TermTable {
  const numbers = new Map<string, number>();
  const words: string[] = [];
  const postings: (TermPostings | undefined)[] = [];
  const free: number[] = [];
  let letters = new Uint32Array(1_024);
  /** The last document in which each term was counted, so that it counts once. */
  let counted = new Uint32Array(1_024);
  let counts = 0;

  const make = (term: string): TermPostings => {
    const made: TermPostings = Object.create(methods);
    made.documents = 0;
    made.lists = [undefined, undefined, undefined];
    const number = free.pop() ?? words.length;
    if (number >= letters.length) {
      letters = doubled(letters);
      counted = doubled(counted);
    }
    words[number] = term;
    postings[number] = made;
    letters[number] = lettersOf(term);
    numbers.set(term, number);
    tree.add(term, made);
    return made;
  };
  const forget = (number: number): void => {
    const term = words[number] ?? "";
    tree.delete(term);
    numbers.delete(term);
    words[number] = "";
    postings[number] = undefined;
    letters[number] = 0;
    free.push(number);
  };
  const get = (term: string): TermPostings | undefined => {
    const number = numbers.get(term);
    return number === undefined ? undefined : postings[number];
  };
  const forEachTerm = (
    { codes, length }: Sequence,
    act: (number: number, at: TermPostings) => void,
  ): void => {
    counts++;
    for (let at = 0; at < length; at++) {
      const code = codes[at] as number;
      if (code <= nameEnd) continue;
      const number = termOf(code);
      if (counted[number] === counts) continue;
      counted[number] = counts;
      const of = postings[number];
      if (of !== undefined) act(number, of);
    }
  };
  return {
    get numbers() {
      return words.length;
    },
    get letters() {
      return letters;
    },
    get,
    fetch: (term) => get(term) ?? make(term),
    numberOf: (term) => numbers.get(term),
    wordOf: (number) => words[number] ?? "",
    postingsOf: (number) => postings[number],
    countDocument: (sequence, sign) =>
      forEachTerm(sequence, (_, of) => {
        of.documents += sign;
      }),
    takeOut: (sequence, id) =>
      forEachTerm(sequence, (number, of) => {
        for (const [field, list] of of.lists.entries()) {
          if (list?.delete(id) === true && list.size === 0) of.delete(field);
        }
        if (of.size === 0) forget(number);
      }),
  };
}

function doubled(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(array.length * 2);
  more.set(array);
  return more;
}

/** One bit for each group of letters that a word has: words few edits apart have nearly the same. */
export function lettersOf(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits >>> 0;
}
