import { describe, expect, test } from "vitest";
import type { Ranking } from "../../src/search/ranking.ts";
import { createSearchIndex, type SearchDocument } from "../../src/search/search-index.ts";

interface Row {
  readonly ask: string;
  /** The first is the one to be found first. */
  readonly documents: readonly [SearchDocument, ...SearchDocument[]];
  readonly because: string;
  /** With this instead of the number that says so, another one is first. */
  readonly without: Partial<Ranking>;
}

const document = (id: string, text: string, title = "", aliases: readonly string[] = []): SearchDocument => ({
  id,
  title,
  aliases,
  text,
});

/** What is neither asked for nor found, so that words of two documents are rare. */
const others = ["oak", "elm", "ash", "fir", "yew", "larch"].map((tree) =>
  document(tree, `${tree} wood`, tree),
);

const rows: readonly Row[] = [
  {
    ask: "old harbour",
    documents: [
      document("side", "an old harbour and a new pier on the hill"),
      document("apart", "the harbour and a new pier, on an old hill"),
    ],
    because: "words that stand side by side in the question and in the text outweigh the same words apart",
    without: { pair: 0, d: -0.01 },
  },
  {
    ask: "department of geology, university of skarvik",
    documents: [
      document("whole", "", "university of skarvik"),
      document("longer", "skarvik, its university, its geology, its department", "skarvik geology society"),
    ],
    because: "a name that the question has whole outweighs more words of a longer one",
    without: { name: 0 },
  },
  {
    ask: "what is pumice",
    documents: [
      document("matter", "pumice floats"),
      document("grammar", "what is the matter and what is the use of it"),
    ],
    because: "words of grammar count little, even where few texts have them",
    without: { commonWord: 2 },
  },
  {
    ask: "pumice",
    documents: [
      document("often", "pumice pumice pumice floats on water"),
      document("once", "pumice floats on water"),
    ],
    because: "a word that comes more often counts more",
    without: { k: 0, d: 0 },
  },
  {
    ask: "pumice granite",
    documents: [
      document("both", "pumice and granite"),
      document("often", "pumice pumice pumice pumice pumice pumice pumice pumice"),
    ],
    because: "the second word counts more than the same word again",
    without: { k: 100, b: 0 },
  },
  {
    ask: "pumice",
    documents: [
      document("short", "pumice floats"),
      document(
        "long",
        "pumice floats; basalt, granite, gneiss, slate, chalk, marl and flint do not; nor pumice when wet",
      ),
    ],
    because: "a word counts more in a short text, even than twice in a long one",
    without: { b: 0 },
  },
  {
    ask: "pumice",
    documents: [document("title", "a stone", "pumice"), document("text", "pumice")],
    because: "a title outweighs a text",
    without: { boosts: [0.2, 1, 1], name: 0 },
  },
  {
    ask: "ferry pier",
    documents: [document("two", "pier", "ferry"), document("repeated", "", "ferry", ["ferry"])],
    because: "aliases that repeat the title say little new",
    without: { lesserName: 3 },
  },
  {
    ask: "合作",
    documents: [document("pair", "双方合作，研究冰川"), document("characters", "作合、作、合")],
    because: "Han characters that are found in pairs need not be found one by one",
    without: { pairedCharacter: 3 },
  },
  {
    ask: "pumise stones",
    documents: [document("near", "pumice"), document("known", "stones of all kinds, and what they are for")],
    because: "a misspelt word counts as if it was spelt right",
    without: { nearness: [0, 0, 0] },
  },
  {
    ask: "hydrog stones",
    documents: [
      document("longer", "hydrogeology"),
      document("known", "stones of all kinds, and what they are for"),
    ],
    because: "the beginning of a word stands for it where the index has no such word",
    without: { beginning: 0 },
  },
  {
    ask: "skarvik basalt",
    documents: [
      document("rare", "", "basalt"),
      document("everywhere", "", "skarvik"),
      ...Array.from({ length: 12 }, (_, at) => document(`s${at}`, "skarvik is the town")),
      document("stones", "", "basalt, granite, gneiss, slate, chalk and marl"),
    ],
    because: "a word that many texts have is no rarer for being in few titles",
    without: { sharedIdf: false, name: 0 },
  },
  {
    ask: "volcano",
    documents: [
      document("alike", "a volcano: lava, clouds, pumice, heat"),
      document("apart", "a volcano: plays, masks, costumes, rope"),
      ...Array.from({ length: 8 }, (_, at) =>
        document(`v${at}`, `a volcano: lava, clouds, pumice, seen from the town in the year ${at} and again`),
      ),
    ],
    because: "of texts with the same word asked, the one that speaks like the best is meant",
    without: { feedback: 0 },
  },
];

describe("a search finds first", () => {
  test.each(rows)("for $ask: $documents.0.id, because $because", ({ ask, documents, without }) => {
    // The wrong ones come first in the index, so that a draw is no success.
    const library = [...documents.slice(1), ...others, documents[0]];
    const first = documents[0].id;
    expect(createSearchIndex(library).find(ask)[0]?.id).toBe(first);
    expect(createSearchIndex(library, { ranking: without }).find(ask)[0]?.id).not.toBe(first);
  });
});
