import { hasHan, type Token, tokensOf } from "../text.ts";
import { parseCommandLine } from "./command-line.ts";
import type { Lexicon } from "./lexicon.ts";

/** The language that others are mixed with: whoever knows it alone uses no word of theirs. */
const mixedIn = "en";
/** What is written without spaces has about two characters a word. */
const hanWeight = 0.5;
/** The longest phrase that is looked for, in words. */
const longestPhrase = 6;
/** A word that languages share, but not the one that others are mixed with, says only that it is none of that one. */
const sharedWeight = 0.01;
/** `mou-abc-2024`, as the desk's own commands have it, says nothing of who sends it. */
const ids = /[a-z\d]+(?:-[a-z\d]+)+/g;

/**
 * The language of a text: the one that most of its words belong to, and to no other language.
 *
 * Words with a capital after the first stand in names and count for none; Han characters count wherever they stand.
 * Where two languages have as many, it is the one that people mix English words into. Nothing for a bare name or
 * command, and where every word is shared.
 */
export function detectLanguage(text: string, lexicons: readonly Lexicon[]): string | undefined {
  const asked = parseCommandLine(text)?.words.replace(ids, "") ?? text;
  const tokens = tokensOf(asked);
  const inHan = hasHan(asked) ? lexicons.filter((lexicon) => lexicon.isHan) : [];
  const words = tokens.map((token) => token.word);
  const known = lexicons.map((lexicon) => ({ lexicon, covered: wordsKnownTo(lexicon, words) }));
  const scores = new Map<Lexicon, number>();
  const add = (lexicon: Lexicon, score: number): void => {
    scores.set(lexicon, (scores.get(lexicon) ?? 0) + score);
  };
  for (const [index, token] of tokens.entries()) {
    if (hasHan(token.word)) {
      for (const lexicon of inHan) add(lexicon, hanWeight);
      continue;
    }
    const all = known.filter(({ covered }) => covered[index] === true);
    const weight =
      all.length === 1 ? 1 : all.some(({ lexicon }) => lexicon.lang === mixedIn) ? 0 : sharedWeight;
    if (weight === 0) continue;
    for (const { lexicon } of all) if (!isInName(asked, tokens, index, lexicon)) add(lexicon, weight);
  }
  const ranked = [...scores].sort(
    ([a, first], [b, second]) => second - first || Number(a.lang === mixedIn) - Number(b.lang === mixedIn),
  );
  return ranked[0]?.[0].lang;
}

/** Which of the words stand in a phrase of the lexicon. */
function wordsKnownTo(lexicon: Lexicon, words: readonly string[]): readonly boolean[] {
  const covered = new Array<boolean>(words.length).fill(false);
  for (let start = 0; start < words.length; ) {
    const most = lexicon.longest.get(words[start] ?? "") ?? 0;
    let size = Math.min(most, longestPhrase, words.length - start);
    for (; size > 0; size--) {
      const key = words.slice(start, start + size).join(" ");
      if (lexicon.own.has(key) || Object.hasOwn(lexicon.time, key)) break;
    }
    covered.fill(true, start, start + size);
    start += Math.max(1, size);
  }
  return covered;
}

/**
 * Whether a word's capital is a name's: any but the first word's, and the first one's too where the word means nothing
 * and no word without a capital follows it (`Dan Lee`, where Malay has `dan` for "and").
 */
function isInName(text: string, tokens: readonly Token[], index: number, lexicon: Lexicon): boolean {
  const isCapital = (at: number): boolean => /\p{Lu}/u.test(text.charAt(tokens[at]?.start ?? text.length));
  if (!isCapital(index) || text === text.toUpperCase()) return false;
  if (index > 0) return true;
  const senses = lexicon.senses.get(tokens[0]?.word ?? "") ?? [];
  return senses.every((sense) => sense.is === "noise") && (tokens.length === 1 || isCapital(1));
}
