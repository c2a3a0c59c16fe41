import { editDistance, type Token, tokensOf } from "../../text.ts";
import { type Meaning, parseSymbols } from "./symbols.ts";

/** What each word or phrase of time means: folded phrase → symbols, as symbols.ts describes them. */
export type TimeWords = Readonly<Record<string, string>>;

export interface Phrases {
  /** The longest phrase that begins at a token, with the number of its tokens. */
  longestAt(tokens: readonly Token[], start: number): Phrase | undefined;
  /** What a single word means. */
  meaningsOf(word: string): readonly Meaning[] | undefined;
  /** The month that a word of five letters or more misspells by one edit: `ocotber`. Only sure months are guessed. */
  misspeltMonth(word: string): Meaning | undefined;
}

export interface Phrase {
  readonly meanings: readonly Meaning[];
  readonly length: number;
}

interface Node {
  readonly next: Map<string, Node>;
  meanings?: readonly Meaning[];
}

/** The words of several languages at once: a word that two of them share has the meanings of both. */
export function createPhrases(lexicons: readonly TimeWords[]): Phrases {
  const root: Node = { next: new Map() };
  const months = new Map<string, [word: string, meaning: Meaning][]>();
  for (const [phrase, written] of lexicons.flatMap((words) => Object.entries(words))) {
    const path = tokensOf(phrase).map((token) => token.word);
    const meanings = parseSymbols(phrase, written);
    if (path.length === 0) continue;
    let node = root;
    for (const word of path) {
      const below = node.next.get(word) ?? { next: new Map() };
      node.next.set(word, below);
      node = below;
    }
    node.meanings = node.meanings === undefined ? meanings : merged(node.meanings, meanings);
    const [word = ""] = path;
    const [meaning = {}] = meanings;
    if (path.length === 1 && word.length >= 5 && meaning.month !== undefined && meaning.weak === undefined) {
      months.set(word.charAt(0), [...(months.get(word.charAt(0)) ?? []), [word, meaning]]);
    }
  }
  return {
    longestAt(tokens, start) {
      let found: Phrase | undefined;
      let node = root.next.get(tokens[start]?.word ?? "");
      for (let length = 1; node !== undefined; length++) {
        if (node.meanings !== undefined) found = { meanings: node.meanings, length };
        node = node.next.get(tokens[start + length]?.word ?? "");
      }
      return found;
    },
    meaningsOf: (word) => root.next.get(word)?.meanings,
    misspeltMonth(word) {
      if (word.length < 5) return undefined;
      return months.get(word.charAt(0))?.find(([month]) => editDistance(word, month, 1) <= 1)?.[1];
    },
  };
}

/** Meanings of the same length become alternatives; else the language that came first keeps the phrase. */
function merged(first: readonly Meaning[], second: readonly Meaning[]): readonly Meaning[] {
  if (first.length !== second.length) return first;
  return first.map((meaning, index) => ({ ...second[index], ...meaning }));
}
