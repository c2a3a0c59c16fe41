import { stemmer } from "@orama/stemmers/english";

const stems = new Map<string, string>();

/** A word without its ending: `signed` and `signing` are `sign`. Words with digits, and short ones, stay whole. */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  let stemmed = stems.get(word);
  if (stemmed === undefined) {
    stemmed = stemmer(word);
    if (stems.size > 100_000) stems.clear();
    stems.set(word, stemmed);
  }
  return stemmed;
}
