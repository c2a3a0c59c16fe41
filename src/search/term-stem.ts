import { stemmer as russian } from "@orama/stemmers/russian";
import { malayRoot } from "./malay-root.ts";
import { stem } from "./stem.ts";

const stems = new Map<string, string>();
/** Stems kept; beyond it all are forgotten. */
const kept = 100_000;
const latin = /^[a-z]+$/;
const cyrillic = /^[\u0430-\u0451]+$/;
const shortest = 4;

/**
 * The term that stands for a folded word in the index: its stem by the rules of its script, for the language of a text is
 * not known. Latin words lose Malay affixes, then English endings, which leaves words of other languages as findable as before.
 */
export function termStem(word: string): string {
  if (word.length < shortest) return word;
  let known = stems.get(word);
  if (known === undefined) {
    known = latin.test(word) ? stem(malayRoot(word)) : cyrillic.test(word) ? russian(word) || word : word;
    if (stems.size >= kept) stems.clear();
    stems.set(word, known);
  }
  return known;
}
