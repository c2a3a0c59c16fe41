import type { Ranking } from "./ranking.ts";
import { lettersOf, type TermTable } from "./term-table.ts";

/** A term that may be meant by an unknown one. */
export interface NearTerm {
  readonly number: number;
  readonly weight: number;
  readonly documents: number;
}

/** Shorter words are never bent or completed, nor are words with a digit bent. */
const shortestBent = 4;
/** From so many letters two edits are forgiven, below it one. */
const twoEdits = 6;

/**
 * The terms nearest to one that the index does not have: of the fewest edits (a swap of neighbours is one), and those that
 * begin with it. Every term is looked at, but only those with nearly the same letters are compared.
 */
export function nearTerms(term: string, table: TermTable, ranking: Ranking): readonly NearTerm[] {
  if (term.length < shortestBent || foreign.test(term)) return [];
  const most = /\d/.test(term) ? 0 : term.length < twoEdits ? 1 : 2;
  const found: { number: number; weight: number; documents: number }[] = [];
  const beginnings: typeof found = [];
  let least = most;
  for (const number of similarTerms(lettersOf(term), table, most)) {
    const word = table.wordOf(number);
    const documents = table.postingsOf(number)?.documents ?? 0;
    if (word.length > term.length && word.startsWith(term)) {
      const share = term.length / (term.length + completed * (word.length - term.length));
      beginnings.push({ number, weight: ranking.beginning * share, documents });
      continue;
    }
    if (Math.abs(word.length - term.length) > least || word.length < shortestBent - 1) continue;
    const edits = editsBetween(term, word, least);
    // Two edits and another first letter make another word.
    if (edits > least || (edits === 2 && word[0] !== term[0])) continue;
    if (edits < least) {
      least = edits;
      found.length = 0;
    }
    found.push({ number, weight: ranking.nearness[edits] ?? 0, documents });
  }
  return [...found, ...beginnings]
    .sort(
      (one, other) =>
        other.weight - one.weight || other.documents - one.documents || one.number - other.number,
    )
    .slice(0, ranking.mostNear);
}

/** How fast a longer word is less likely to be meant by its beginning, as in MiniSearch. */
const completed = 0.3;
/** Pairs of characters are not spelt. */
const foreign = /^\p{Script=Han}/u;

/** The numbers of terms that lack few of the letters and have few others, or that have all of them. */
function similarTerms(wanted: number, { letters, numbers }: TermTable, most: number): readonly number[] {
  const similar: number[] = [];
  for (let number = 0; number < numbers; number++) {
    const bits = letters[number] as number;
    const lacked = wanted & ~bits;
    if (lacked === 0 || (isFew(lacked, most) && isFew(bits & ~wanted, most))) similar.push(number);
  }
  return similar;
}

/** Whether at most so many bits are set: each step takes the lowest away. */
function isFew(bits: number, most: number): boolean {
  if (most === 0) return bits === 0;
  const rest = bits & (bits - 1);
  return most === 1 ? rest === 0 : (rest & (rest - 1)) === 0;
}

const longest = 64;
const rows = [new Uint8Array(longest + 1), new Uint8Array(longest + 1), new Uint8Array(longest + 1)];

/** Edits between two words, a swap of neighbours counting as one, or more than `most`. */
function editsBetween(a: string, b: string, most: number): number {
  if (a.length > longest || b.length > longest) return most + 1;
  let [above, before, row] = rows as [Uint8Array, Uint8Array, Uint8Array];
  for (let j = 0; j <= b.length; j++) before[j] = j;
  for (let i = 1; i <= a.length; i++) {
    row.fill(most + 1);
    row[0] = i;
    let least = i;
    const letter = a.charCodeAt(i - 1);
    for (let j = Math.max(1, i - most); j <= Math.min(b.length, i + most); j++) {
      const other = b.charCodeAt(j - 1);
      let cost = (before[j - 1] as number) + (letter === other ? 0 : 1);
      cost = Math.min(cost, (before[j] as number) + 1, (row[j - 1] as number) + 1);
      if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other)
        cost = Math.min(cost, (above[j - 2] as number) + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [above, before, row] = [before, row, above];
  }
  return before[b.length] as number;
}
