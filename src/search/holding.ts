import type { Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import type { EntrySet } from "./entry-set.ts";
import { textIndexOf } from "./text-index.ts";

/** The entries whose texts hold a word, whatever its ending. */
export function entriesHolding(view: View, word: string): EntrySet {
  return textIndexOf(view).texts.holding(word);
}

/** Whether an entry's text holds every one of the words, whatever their endings. */
export function holdsWords(view: View, entry: Entry, words: readonly string[]): boolean {
  return words.every((word) => entriesHolding(view, word).has(entry.id));
}
