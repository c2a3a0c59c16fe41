import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nearTerms } from "../../src/search/near-terms.ts";
import { openIndex } from "../../src/search/opened-index.ts";
import { defaultRanking } from "../../src/search/ranking.ts";
import { editDistance } from "../../src/text.ts";

function tableOf(words: readonly string[]) {
  const index = openIndex();
  for (const [at, word] of words.entries()) index.add({ id: `d${at}`, title: [], aliases: [], text: [word] });
  return index.terms;
}

describe("for an unknown word stand", () => {
  const table = tableOf([
    "harbour",
    "harvest",
    "labour",
    "port",
    "pore",
    "foghorn",
    "2019",
    "签署",
    "a1234b",
  ]);
  const near = (word: string): readonly string[] =>
    nearTerms(word, table, defaultRanking).map(({ number }) => table.wordOf(number));
  test.each([
    ["harbuor", ["harbour"]],
    ["harbur", ["harbour"]],
    ["arbour", ["harbour"]],
    ["fogh", ["foghorn"]],
    ["fog", []],
    ["prot", ["port"]],
    ["2018", []],
    ["签属", []],
    ["zzzzzz", []],
  ])("%s: %j", (word, words) => {
    expect([...near(word)].sort()).toEqual([...words].sort());
  });
});

test("the words of fewest edits are found, as a search through all of them finds them", () => {
  const letters = fc.constantFrom("a", "b", "c", "d");
  const word = fc.string({ unit: letters, minLength: 4, maxLength: 9 });
  fc.assert(
    fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 30 }), word, (words, asked) => {
      fc.pre(!words.includes(asked));
      const table = tableOf(words);
      const most = asked.length < 6 ? 1 : 2;
      const edits = words
        .filter((one) => !one.startsWith(asked))
        .map((one) => ({ one, edits: editDistance(asked, one, most) }))
        .filter(({ one, edits }) => edits <= most && (edits < 2 || one[0] === asked[0]));
      const least = Math.min(...edits.map(({ edits }) => edits));
      const nearest = edits.filter(({ edits }) => edits === least).map(({ one }) => one);
      const found = nearTerms(asked, table, { ...defaultRanking, beginning: 0, mostNear: 100 })
        .filter(({ weight }) => weight > 0)
        .map(({ number }) => table.wordOf(number));
      expect([...found].sort()).toEqual(nearest.sort());
    }),
    { numRuns: 500 },
  );
});
