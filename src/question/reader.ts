import type { NameIndex } from "../search/name-index.ts";
import type { Near } from "../search/nearest.ts";
import type { Token } from "../text.ts";
import type { Lexicon } from "./lexicon.ts";
import type { FoundTimes } from "./time/find-times.ts";

/** What a question is read against: the names and texts of a view, and the words of all languages. */
export interface Reader {
  readonly names: NameIndex;
  readonly isPerson: (id: string) => boolean;
  readonly lexicons: readonly Lexicon[];
  readonly readTimes: (tokens: readonly Token[], text: string) => FoundTimes;
  /** Whether the register's texts use the word. */
  readonly isKnownWord: (word: string) => boolean;
  /** Whether the register's texts have the word in just this form. */
  readonly isWritten: (word: string) => boolean;
  /** The words of the register's texts that are nearest to one that nobody knows. */
  readonly nearText: (word: string) => Near;
}
