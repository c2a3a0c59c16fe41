import { stemmer } from "@orama/stemmers/english";
import { type Token, tokensOf } from "../text.ts";

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

const ofTexts = new Map<string, readonly string[]>();
/** Texts kept; beyond it all are forgotten. */
const keptTexts = 20_000;
const han = /^\p{Script=Han}$/u;

/**
 * The stems of a text's words, in their order, and of Han characters also each two that stand together: one character stands
 * in many words. Short texts are worked out once, for names and words of questions come again and again.
 */
export function stemsIn(text: string): readonly string[] {
  const known = ofTexts.get(text);
  if (known !== undefined) return known;
  const stems = stemsOfTokens(tokensOf(text));
  if (text.length > longestKept) return stems;
  if (ofTexts.size >= keptTexts) ofTexts.clear();
  ofTexts.set(text, stems);
  return stems;
}

/** The same of a text that is cut into words already; nothing is kept. */
export function stemsOfTokens(tokens: readonly Token[]): readonly string[] {
  const stems: string[] = [];
  for (const [index, { word, end }] of tokens.entries()) {
    stems.push(stem(word));
    const next = tokens[index + 1];
    if (next?.start === end && han.test(word) && han.test(next.word)) stems.push(word + next.word);
  }
  return stems;
}

/** Longer texts are not kept. */
const longestKept = 200;

const wanted = new Map<string, readonly string[]>();

/**
 * The stems that a text must have to hold a word: of several Han characters, those that stand together. Kept, for a question
 * looks for its few words in hundreds of texts.
 */
export function stemsWanted(word: string): readonly string[] {
  const known = wanted.get(word);
  if (known !== undefined) return known;
  const stems = stemsIn(word);
  const pairs = stems.filter((one) => one.length === 2 && han.test(one.charAt(0)));
  const sought =
    pairs.length > 0 ? [...stems.filter((one) => !han.test(one) && !pairs.includes(one)), ...pairs] : stems;
  if (word.length > longestKept) return sought;
  if (wanted.size >= keptTexts) wanted.clear();
  wanted.set(word, sought);
  return sought;
}
