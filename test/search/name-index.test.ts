import { describe, expect, test } from "vitest";
import { createView, publicClearance } from "../../src/register/view.ts";
import { createNameIndex, type NameHit } from "../../src/search/name-index.ts";
import { nearestWords } from "../../src/search/nearest.ts";
import { tokensOf } from "../../src/text.ts";
import { registerOf } from "../register/register-folder.ts";

const view = createView(
  registerOf({
    "organisations.yaml": `- id: skarvik
  name: University of Skarvik
  acronym: USK
  aliases: [{ value: Skarvik, shared: true }, 斯卡维克大学]
- id: skarvik-city
  name: City of Skarvik
  aliases: [{ value: Skarvik, shared: true }]
- id: skarvik-press
  name: University of Skarvik Press
- id: glacier-lab
  name: Glacier Laboratory
  acronym: GLACE
- id: tolmira
  name: Tolmira Institute of Technology
  purpose: { value: "Works on the laboratory of tomorrow.", editorial: true }
- id: norse-institute
  name: Norse Institute of Letters
`,
    "people.yaml": `- id: maren-oddvik
  name: Maren Oddvik
  roles: { position: Rector of the University, organisation: skarvik, editorial: true }
- id: lise-oddvik
  name: Lise Oddvik
  roles: { position: Rector, editorial: true }
- id: ooi-tze-min
  name: Ooi Tze Min
- id: four-names
  name: Anna Berta Carla Dora
`,
    "agreements.yaml": `- id: exchange-2022
  title: Exchange of students between the houses
  aliases: [Student Exchange Agreement]
`,
  }),
  publicClearance,
);
const index = createNameIndex(view);
const wordsOf = (text: string): readonly string[] => tokensOf(text).map(({ word }) => word);

/** What is found at the first word of a text, as `ids (end)`. */
function found(hit: NameHit | undefined): string {
  return hit === undefined ? "nothing" : `${[...hit.ids].sort().join(", ")} (${hit.end})`;
}

describe("the whole name at a word", () => {
  test.each<readonly [text: string, ids: string, because: string]>([
    ["University of Skarvik Press office", "skarvik-press (4)", "the longest name is meant"],
    ["University of Skarvik pressed", "skarvik (3)", "a longer name that goes on otherwise is not"],
    ["SKARVÍK", "skarvik, skarvik-city (1)", "a shared name is of both"],
    ["usk", "skarvik (1)", "acronyms are names"],
    ["斯卡维克大学在哪", "skarvik (6)", "a Chinese name is found without spaces"],
    ["斯卡维克", "nothing", "a part of it is not the whole"],
    ["exchange-2022", "exchange-2022 (2)", "an id is a name too"],
    ["Exchange of students between the houses", "exchange-2022 (6)", "a title is a name as a whole"],
    ["Student Exchange Agreement", "exchange-2022 (3)", "an agreement goes by its other names"],
    ["glacierlaboratory", "glacier-lab (1)", "words may be written together"],
    ["Oddvik Maren", "maren-oddvik (2)", "a person's names turn round"],
    ["Tze Min Ooi", "ooi-tze-min (3)", "three names turn round"],
    ["Min Ooi Tze", "ooi-tze-min (3)", "and round again"],
    ["Tze Ooi Min", "nothing", "but are not shuffled"],
    ["Laboratory Glacier", "nothing", "only a person's names turn round"],
    ["Dora Anna Berta Carla", "nothing", "four names do not turn"],
    ["University", "nothing", "a part is no whole name"],
  ])("%s: %s, for %s", (text, ids) => {
    expect(found(index.longestAt(wordsOf(text), 0))).toBe(ids);
  });

  test("is found at any word, and ends after its own last", () => {
    const words = wordsOf("Did the University of Skarvik and USK sign?");
    expect(index.longestAt(words, 2)).toEqual({
      end: 5,
      ids: ["skarvik"],
      whole: true,
      acronym: false,
      isHeading: false,
    });
    expect(index.longestAt(words, 6)).toEqual({
      end: 7,
      ids: ["skarvik"],
      whole: true,
      acronym: true,
      isHeading: false,
    });
    expect(index.longestAt(words, 0)).toBeUndefined();
    expect(index.longestAt(words, words.length)).toBeUndefined();
  });

  test("is told from one turned round or written together", () => {
    expect(index.longestAt(wordsOf("Oddvik Maren"), 0)?.whole).toBe(false);
    expect(index.longestAt(wordsOf("glacierlaboratory"), 0)?.whole).toBe(false);
    expect(index.longestAt(wordsOf("maren oddvik"), 0)?.whole).toBe(true);
  });
});

describe("a part of a name", () => {
  test.each<readonly [text: string, ids: string, because: string]>([
    ["Tolmira Institute", "tolmira (2)", "a run of words stands in one name"],
    ["Institute of Technology", "tolmira (3)", "wherever it stands"],
    ["Institute", "norse-institute, tolmira (1)", "a word may stand in two"],
    ["Oddvik", "lise-oddvik, maren-oddvik (1)", "a family's name is of all of them"],
    ["Glacier", "glacier-lab (1)", "one word is enough where it is a name's own"],
    ["Laboratory", "nothing", "a word that the register writes small is a topic, not a name"],
    ["students between", "nothing", "the registrar's own titles are not looked into"],
    ["Exchange Agreement", "exchange-2022 (2)", "other names of an agreement are"],
    ["nothing", "nothing", "no name has it"],
  ])("%s: %s, for %s", (text, ids) => {
    expect(found(index.partAt(wordsOf(text), 0))).toBe(ids);
  });

  test("that stands in too many names is none", () => {
    const many = createNameIndex(
      createView(
        registerOf({
          "organisations.yaml": ["One", "Two", "Three", "Four", "Five"]
            .map((name) => `- id: ${name.toLowerCase()}\n  name: Hall ${name} East\n`)
            .join(""),
        }),
        publicClearance,
      ),
    );
    expect(many.partAt(["hall"], 0)).toBeUndefined();
    expect(found(many.partAt(["hall", "one"], 0))).toBe("one (2)");
  });
});

describe("an office", () => {
  test.each<readonly [text: string, ids: string]>([
    ["rector of the university", "maren-oddvik (4)"],
    ["rector of the hall", "maren-oddvik (3)"],
    ["rector", "lise-oddvik, maren-oddvik (1)"],
    ["the rector", "nothing"],
    ["university", "nothing"],
  ])("%s is held by %s", (text, ids) => {
    expect(found(index.officeAt(wordsOf(text), 0))).toBe(ids);
  });
});

describe("the nearest word of a name", () => {
  test.each<readonly [word: string, nearest: string | undefined, because: string]>([
    ["skarvki", "skarvik", "two letters are swapped"],
    ["skarvk", "skarvik", "one is missing"],
    ["tolmyra", "tolmira", "one is another"],
    ["glcaier", "glacier", "two letters are swapped"],
    ["univresitty", "university", "a long word may have two errors"],
    ["tolmyrra", "tolmira", "eight letters may have two errors"],
    ["tolmrya", "tolmira", "seven letters may have two errors"],
    ["oddwyk", undefined, "six letters may have one"],
    ["odvik", "oddvik", "five letters may have one"],
    ["ksarvik", "skarvik", "the first two letters may be swapped"],
    ["lisa", undefined, "four letters are bent by a swap alone"],
    ["leis", undefined, "four letters are bent by a swap of neighbours alone"],
    ["lsie", "lise", "four letters may be swapped"],
    ["oio", undefined, "three letters are never bent"],
    ["uks", undefined, "an acronym is never bent to"],
    ["glaec", undefined, "an acronym of five letters is never bent to"],
    ["tolm1ra", undefined, "a word with a digit is never bent"],
    ["houses", undefined, "the registrar's own titles are not looked into"],
    ["zzzzzzz", undefined, "nothing is near"],
    ["skarvik", "skarvik", "it is one itself"],
  ])("for %s is %s: %s", (word, expected) => {
    expect(index.nearWords(word).words[0]).toBe(expected);
  });

  test("is each that is as near, forms of one word once, a swap of neighbours before other letters", () => {
    const near = (word: string, ...known: readonly string[]): readonly string[] =>
      nearestWords(word, new Map([[word[0] ?? "", known]])).words;
    expect(near("marino", "marine", "marina")).toEqual(["marine", "marina"]);
    expect(near("marina", "marine", "marina")).toEqual(["marina"]);
    expect(near("programms", "programme", "programmes")).toHaveLength(1);
    expect(near("strated", "started", "stated")).toEqual(["started"]);
  });

  test("of four letters is one with a letter left out, but no other", () => {
    const near = (word: string, known: string): readonly string[] =>
      nearestWords(word, new Map([[word[0] ?? "", [known]]])).words;
    expect(near("chna", "china")).toEqual(["china"]);
    expect(near("lisa", "lise")).toEqual([]);
    expect(near("manny", "many")).toEqual(["many"]);
    expect(near("mandy", "many")).toEqual([]);
  });
});

test("a word of a name is known as one, a word of a title or of prose is not", () => {
  expect(["skarvik", "usk", "oddvik", "agreement"].map((word) => index.isNameWord(word))).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(["houses", "tomorrow", "rector"].map((word) => index.isNameWord(word))).toEqual([
    false,
    false,
    false,
  ]);
});
