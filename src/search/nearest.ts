import { editDistance } from "../text.ts";
import { stem } from "./stem.ts";

/** Known words by their first letter. */
export type ByInitial = ReadonlyMap<string, readonly string[]>;

/** The known words nearest to one that nobody knows. */
export interface Near {
  /** Several where they are as near and are not forms of one word. */
  readonly words: readonly string[];
  /** Edits between the word and each of them; a swap of neighbours is one. */
  readonly distance: number;
}

const nothing: Near = { words: [], distance: Number.POSITIVE_INFINITY };

/** Shorter words are never bent into others. */
const shortestBent = 4;
/** From so many letters two edits are forgiven, below it one. */
const twoEdits = 7;

/**
 * The words nearest to another. Of four letters only letters in another order, or one left out, are forgiven; a word with a
 * digit never. Of words as near, a swap of neighbours is likelier than another letter.
 */
export function nearestWords(word: string, known: ByInitial): Near {
  if (word.length < shortestBent || /\d/.test(word)) return nothing;
  const most = word.length >= twoEdits ? 2 : 1;
  let best = most + 1;
  let found: string[] = [];
  for (const initial of new Set([word[0] ?? "", word[1] ?? ""])) {
    for (const one of known.get(initial) ?? []) {
      const distance = editDistance(word, one, Math.min(most, best));
      if (distance > most || distance > best) continue;
      if (one.length === shortestBent && !isSwapped(word, one) && !isDoubled(word, one)) continue;
      if (word.length === shortestBent && !isSwapped(word, one) && !isOneLeftOut(word, one)) continue;
      if (distance < best) found = [];
      if (!found.includes(one)) found.push(one);
      best = distance;
    }
  }
  const swapped = found.filter((one) => isSwapped(word, one));
  return { words: oneOfEachStem(swapped.length > 0 ? swapped : found), distance: best };
}

/** The nearer of two, both where they are as near. */
export function nearer(one: Near, other: Near): Near {
  if (one.distance !== other.distance) return one.distance < other.distance ? one : other;
  return { ...one, words: oneOfEachStem([...one.words, ...other.words]) };
}

/** The same letters in another order. */
function isSwapped(word: string, known: string): boolean {
  return word.length === known.length && [...word].sort().join("") === [...known].sort().join("");
}

/** A letter is written once more than it is. */
function isDoubled(word: string, known: string): boolean {
  return [...word].some(
    (letter, at) => letter === word[at + 1] && word.slice(0, at) + word.slice(at + 1) === known,
  );
}

/** A letter after the first was left out. */
function isOneLeftOut(word: string, known: string): boolean {
  return known.length === word.length + 1 && known[0] === word[0];
}

/** Forms of one word are one: the one that is as long as what was written, else the first. */
function oneOfEachStem(words: readonly string[]): readonly string[] {
  const byStem = new Map<string, string>();
  for (const word of words) if (!byStem.has(stem(word))) byStem.set(stem(word), word);
  return [...byStem.values()];
}

export function groupByInitial(words: Iterable<string>, shortest: number): ByInitial {
  const groups = new Map<string, string[]>();
  for (const word of words) {
    if (word.length < shortest) continue;
    const group = groups.get(word[0] ?? "");
    if (group === undefined) groups.set(word[0] ?? "", [word]);
    else group.push(word);
  }
  return groups;
}
