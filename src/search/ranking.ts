/** Every number that ranking depends on. docs/search.md says how they were chosen and what was tried beside them. */
export interface Ranking {
  /** BM25: how soon more of the same word stops to count, and how much a long field is discounted. */
  readonly k: number;
  readonly b: number;
  /** BM25+: what a word is worth for being there at all, however long the field. */
  readonly d: number;
  /** What a field counts, of title, aliases and text. */
  readonly boosts: readonly [number, number, number];
  /** The share that the lesser of title and aliases counts of a word that both have. */
  readonly lesserName: number;
  /** Whether how rare a word is counts over all fields; over each of its own, as MiniSearch does, otherwise. */
  readonly sharedIdf: boolean;
  /** What a common word of a language (common-words.ts) counts beside others. */
  readonly commonWord: number;
  /** What a Han character counts where the index has every pair of the question. */
  readonly pairedCharacter: number;
  /** Candidates of the first reading that are looked at closer. */
  readonly pool: number;
  /** Two words of the question that stand side by side. */
  readonly pair: number;
  /** A name (title or alias) of which the question has so much; to the power of the share. */
  readonly name: number;
  readonly namePower: number;
  /** Being like the first candidates, in words that were not asked for. */
  readonly feedback: number;
  /** A word taken for an unknown one, by edits between them; what begins with it. */
  readonly nearness: readonly [number, number, number];
  readonly beginning: number;
  /** At most so many words stand for an unknown one. */
  readonly mostNear: number;
}

export const defaultRanking: Ranking = {
  k: 1.2,
  b: 0.75,
  d: 0,
  boosts: [2, 2, 1],
  lesserName: 0.3,
  sharedIdf: true,
  commonWord: 0.5,
  pairedCharacter: 0.3,
  pool: 60,
  pair: 0.2,
  name: 3,
  namePower: 3,
  feedback: 0.06,
  nearness: [1, 0.8, 0.6],
  beginning: 0.8,
  mostNear: 4,
};
