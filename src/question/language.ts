import { tokensOf } from "../text.ts";
import type { Lexicon } from "./lexicon.ts";

/** The language of a text: the one whose lexicon knows most of its words; nothing where none knows any. */
export function detectLanguage(text: string, lexicons: readonly Lexicon[]): string | undefined {
  const words = tokensOf(text).map((token) => token.word);
  let best: { readonly lang: string; readonly known: number } | undefined;
  for (const { lang, words: own } of lexicons) {
    const known = words.reduce((sum, word) => sum + (own.has(word) ? 1 : 0), 0);
    if (known > (best?.known ?? 0)) best = { lang, known };
  }
  return best?.lang;
}
