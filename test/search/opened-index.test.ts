import { readFile } from "node:fs/promises";
import fc from "fast-check";
import MiniSearch from "minisearch";
import { describe, expect, test } from "vitest";
import { createChance } from "../../bench/measure/chance.ts";
import { bestScores } from "../../src/search/best-scores.ts";
import {
  fieldNames,
  lookInside,
  MovedFieldError,
  type OpenedIndex,
  openIndex,
} from "../../src/search/opened-index.ts";
import { defaultRanking, type Ranking } from "../../src/search/ranking.ts";
import { wantedTerms } from "../../src/search/wanted-terms.ts";

describe("the inside of MiniSearch", () => {
  const fields = [
    "_index",
    "_documentIds",
    "_idToShortId",
    "_fieldIds",
    "_fieldLength",
    "_avgFieldLength",
    "_nextId",
    "_dirtCount",
  ];

  test("is what is relied on", () => {
    expect(() => openIndex()).not.toThrow();
  });

  test.each(fields)("is refused by name when %s has moved", (field) => {
    const mini = new MiniSearch({ fields: [...fieldNames] });
    const { [field as "_index"]: _, ...others } = mini as unknown as Record<"_index", unknown>;
    expect(() => lookInside(others)).toThrow(MovedFieldError);
    expect(() => lookInside(others)).toThrow(`no field ${field} `);
  });

  test("is refused where the tree of terms has lost a method, or the fields have other numbers", () => {
    const mini = { ...new MiniSearch({ fields: [...fieldNames] }) };
    expect(() => lookInside({ ...mini, _index: { get: () => 0 } })).toThrow("no field _index ");
    expect(() => lookInside({ ...mini, _fieldIds: { title: 1, aliases: 0, text: 2 } })).toThrow(
      "no field _fieldIds ",
    );
  });

  test("is that of one pinned version", async () => {
    const { dependencies } = JSON.parse(await readFile("package.json", "utf8"));
    const { version } = JSON.parse(await readFile("node_modules/minisearch/package.json", "utf8"));
    expect(dependencies.minisearch).toBe("7.2.0");
    expect(version).toBe("7.2.0");
  });
});

/** What MiniSearch itself scores, without its factor for the number of matched words. */
function scoresByMiniSearch(
  mini: MiniSearch,
  asked: readonly string[],
  ranking: Ranking,
): Map<string, number> {
  const [title, aliases, text] = ranking.boosts;
  const found = mini.search(asked.join(" "), {
    tokenize: (query) => query.split(" "),
    boost: { title, aliases, text },
    bm25: { k: ranking.k, b: ranking.b, d: ranking.d },
    fuzzy: false,
    prefix: false,
  });
  const scores = found.map(({ id, score, queryTerms }): [string, number] => [id, score / queryTerms.length]);
  return new Map(scores.sort(([, one], [, other]) => other - one));
}

function scoresByUs(
  index: OpenedIndex,
  asked: readonly string[],
  limit: number,
  ranking: Ranking,
): Map<string, number> {
  const { terms } = wantedTerms(asked.join(" "), index.terms, ranking, new Set());
  return new Map(
    bestScores(index, terms, limit, ranking).map(({ number, score }) => [index.idOf(number), score]),
  );
}

/** MiniSearch has none of what is beside the sum of BM25+ over words and fields. */
const asMiniSearch = { sharedIdf: false, lesserName: 1, commonWord: 1, pairedCharacter: 1 };

const options = { fields: [...fieldNames] };

describe("scores are those of MiniSearch", () => {
  const word = fc.constantFrom("fox", "horn", "ice", "bay", "sea", "owl");
  const text = fc.array(word, { maxLength: 12 });
  const ranking = fc
    .record({
      k: fc.double({ min: 0.1, max: 3, noNaN: true }),
      b: fc.double({ min: 0, max: 1, noNaN: true }),
      d: fc.double({ min: 0, max: 1, noNaN: true }),
      boosts: fc.tuple(fc.constantFrom(1, 2.5), fc.constantFrom(1, 1.5), fc.constantFrom(1, 0.5)),
    })
    .map((some): Ranking => ({ ...defaultRanking, ...asMiniSearch, ...some }));
  const step = fc.record({
    act: fc.constantFrom("put" as const, "put" as const, "remove" as const),
    id: fc.constantFrom("a", "b", "c", "d", "e"),
    title: text,
    aliases: fc.array(text, { maxLength: 3 }),
    text,
  });

  test("with the same settings, whatever was added, replaced and removed, and from its own serialisation", () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 14 }),
        fc.array(word, { minLength: 1, maxLength: 5 }),
        ranking,
        (steps, asked, settings) => {
          const index = openIndex();
          for (const { act, ...document } of steps) {
            if (index.has(document.id)) index.remove(document.id);
            if (act === "put") index.add(document);
          }
          // MiniSearch bends no unknown word here, so neither do we.
          const known = asked.filter((word) => index.terms.numberOf(word) !== undefined);
          const ours = scoresByUs(index, known, 100, settings);
          const loaded = MiniSearch.loadJSON(JSON.stringify(index.mini), options);
          for (const mini of [index.mini, loaded]) {
            const scores = scoresByMiniSearch(mini, known, settings);
            expect([...ours.keys()].sort()).toEqual([...scores.keys()].sort());
            for (const [id, score] of scores) expect(ours.get(id)).toBeCloseTo(score, 9);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  test("also where long lists are not read to their end", () => {
    const index = openIndex();
    const settings: Ranking = { ...defaultRanking, ...asMiniSearch };
    const chance = createChance(7);
    // Few words stand everywhere, many in few documents: the common ones of a question need not be read through.
    const word = (): string => `word${Math.floor(60 ** (chance.below(1_000) / 1_000))}`;
    const some = (most: number): string[] => Array.from({ length: chance.below(most) }, word);
    for (let at = 0; at < 4_000; at++)
      index.add({ id: `d${at}`, title: some(5), aliases: [some(3)], text: some(30) });
    for (let asks = 0; asks < 150; asks++) {
      const asked = [...some(6), word()];
      const limit = 1 + chance.below(5);
      const theirs = [...scoresByMiniSearch(index.mini, asked, settings)].slice(0, limit);
      const ours = [...scoresByUs(index, asked, limit, settings)];
      expect(ours).toHaveLength(theirs.length);
      for (const [at, [, score]] of theirs.entries()) expect(ours[at]?.[1]).toBeCloseTo(score, 9);
    }
  });
});

test("an index that was changed scores like one made anew", () => {
  const word = fc.constantFrom("fox", "horn", "ice", "bay", "sea", "the", "owl");
  const words = fc.array(word, { maxLength: 6 });
  const step = fc.record({
    isPut: fc.boolean(),
    id: fc.integer({ min: 0, max: 30 }),
    title: words,
    text: words,
  });
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 80 }),
      fc.array(word, { minLength: 1, maxLength: 4 }),
      (steps, asked) => {
        const [changed, anew] = [openIndex(), openIndex()];
        const held = new Map<string, Parameters<OpenedIndex["add"]>[0]>();
        for (const { isPut, id, title, text } of steps) {
          const document = { id: `d${id}`, title, aliases: [], text };
          if (changed.has(document.id)) changed.remove(document.id);
          held.delete(document.id);
          if (!isPut) continue;
          changed.add(document);
          held.set(document.id, document);
        }
        for (const document of held.values()) anew.add(document);
        const [one, other] = [changed, anew].map((index) => scoresByUs(index, asked, 50, defaultRanking));
        expect([...(one?.keys() ?? [])].sort()).toEqual([...(other?.keys() ?? [])].sort());
        for (const [id, score] of other ?? []) expect(one?.get(id)).toBeCloseTo(score, 9);
        expect(changed.mini.termCount).toBe(anew.mini.termCount);
        expect(changed.mini.dirtCount).toBe(0);
      },
    ),
    { numRuns: 300 },
  );
});
