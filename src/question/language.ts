import { tokensOf } from "../text.ts";
import { parseCommandLine } from "./command-line.ts";
import type { Lexicon } from "./lexicon.ts";

/** The language that others are mixed with: who knows it alone uses no word of theirs. */
const mixedIn = "en";
/** A Han character that no lexicon knows, of a name mostly: two of them weigh as one word. */
const unknownHan = 0.5;
const han = /\p{Script=Han}/u;

/**
 * The language of a text: the one that most of its words belong to, and to no other language.
 *
 * A Han character counts for the languages written in them even where it stands in a name. Where two languages have as
 * many, it is the one that people mix English words into. Nothing for a bare name or command, and where every word is shared.
 */
export function detectLanguage(text: string, lexicons: readonly Lexicon[]): string | undefined {
  const command = parseCommandLine(text);
  const words = tokensOf(command === undefined ? text : command.words).map((token) => token.word);
  const writtenInHan = lexicons.filter((lexicon) => [...lexicon.words].some((word) => han.test(word)));
  const scores = new Map<Lexicon, number>();
  const add = (lexicon: Lexicon, score: number): void => {
    scores.set(lexicon, (scores.get(lexicon) ?? 0) + score);
  };
  for (const word of words) {
    const known = lexicons.filter((lexicon) => lexicon.words.has(word) || lexicon.own.has(word));
    const [only] = known;
    if (known.length === 1 && only !== undefined) add(only, 1);
    else if (known.length === 0 && han.test(word)) for (const lexicon of writtenInHan) add(lexicon, unknownHan);
  }
  const ranked = [...scores].sort(
    ([a, first], [b, second]) => second - first || Number(a.lang === mixedIn) - Number(b.lang === mixedIn),
  );
  return ranked[0]?.[0].lang;
}
