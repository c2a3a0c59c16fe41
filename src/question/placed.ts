import type { Sense } from "./lexicon.ts";

/** An entry named in a question, with its place and how it was recognised. */
export interface Mention {
  readonly start: number;
  readonly end: number;
  /** Several where the name fits several entries. */
  readonly ids: readonly string[];
  readonly by: "name" | "part" | "office";
  readonly text: string;
}

export interface PlacedSense {
  readonly start: number;
  readonly end: number;
  readonly words: string;
  readonly senses: readonly Sense[];
}

/** Words of a question that say what it is about, as the register's texts write them. */
export interface PlacedTopic {
  /** Word indices, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly words: readonly string[];
}
