import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clean, clip, editDistance, fold, tokensOf, wordKey } from "../src/text.ts";

/** Text skewed to what hurts: marks, width, Han, emoji, halves of pairs, directions, apostrophes. */
const awkward = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."aAéÉßıİſﬁⅧ０Ａ中马々가ไทยक्षि'’-–.& \t\n\r\u0085\u2028\u200b\u200d\u202e\u2066\u00ad\ufeff\u0301\ud83d\ude00",
      ),
      fc.constantFrom("😀", "👩‍👩‍👧", "e\u0301", "o\u0308", "Tomás's", "\u0000", "\ufffd", "\u061c"),
      fc.string({ unit: "binary", maxLength: 3 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

const rounds = { numRuns: 1000 };

describe("folded text", () => {
  test.each([
    ["Hépatité Ⅷ", "hepatite viii"],
    ["Straße", "strasse"],
    ["ÆØÅ æøå", "aeoa aeoa"],
    ["Łódź", "lodz"],
    ["ＵＳＫ２", "usk2"],
    ["İstanbul ISPARTA ılık", "istanbul isparta ilik"],
    ["Dato’", "dato’"],
    ["e\u0301", "e"],
    ["ﬁve", "five"],
    ["厦门大學 簽署", "厦门大学 签署"],
    ["가나", "가나"],
    ["plain ASCII!", "plain ascii!"],
  ])("of %s is %s", (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test("does not change when folded again, and has no mark and no capital", () => {
    fc.assert(
      fc.property(awkward, (text) => {
        const folded = fold(text);
        expect(fold(folded)).toBe(folded);
        expect(folded).not.toMatch(/\p{M}/u);
        expect(folded.toLowerCase()).toBe(folded);
      }),
      rounds,
    );
  });

  test("is the same however its accents are composed", () => {
    fc.assert(
      fc.property(awkward, (text) => {
        expect(fold(text.normalize("NFD"))).toBe(fold(text.normalize("NFC")));
      }),
      rounds,
    );
  });
});

const wordsOf = (text: string): readonly string[] => tokensOf(text).map(({ word }) => word);

describe("the words of a text", () => {
  test.each<readonly [string, readonly string[]]>([
    ["When did we sign?", ["when", "did", "we", "sign"]],
    ["the university's dean, students’ hall", ["the", "university", "dean", "students", "hall"]],
    ["O'Neil and D’Arcy", ["oneil", "and", "darcy"]],
    ["it's John's' dog", ["it", "john", "dog"]],
    ["DRB-Hicom R&D 4IR 2.0", ["drb", "hicom", "r", "d", "4ir", "2", "0"]],
    ["问USK大学2024年", ["问", "usk", "大", "学", "2024", "年"]],
    ["Tomás TOMAS Toma\u0301s", ["tomas", "tomas", "tomas"]],
    ["สวัสดี привет", ["สวสด", "привет"]],
    ["— … 😀 '", []],
    ["", []],
  ])("%s", (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  test("stand where their offsets say, one after another", () => {
    const text = "😀 Der Rektor von Łódź's Haus, 中文.";
    expect(tokensOf(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      "Der",
      "Rektor",
      "von",
      "Łódź's",
      "Haus",
      "中",
      "文",
    ]);
    fc.assert(
      fc.property(awkward, (any) => {
        let before = 0;
        for (const { word, start, end } of tokensOf(any)) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          expect(any.length).toBeGreaterThanOrEqual(end);
          expect(wordsOf(any.slice(start, end))).toEqual([word]);
          before = end;
        }
      }),
      rounds,
    );
  });

  test("make one key of names that differ in case, width, accents and punctuation", () => {
    expect(
      new Set(
        [
          "Skarvík-University",
          "SKARVIK university",
          "ｓｋａｒｖｉｋ  University.",
          "Skarvi\u0301k University's",
        ].map(wordKey),
      ),
    ).toEqual(new Set(["skarvik university"]));
    expect(wordKey("北汽 国际")).toBe(wordKey("北汽国际"));
    expect(wordKey("!?")).toBe("");
  });
});

describe("cleaned text", () => {
  test.each([
    ["half of a pair", "a\ud83db\ude00c", "abc"],
    ["the sign for what was lost", "a\ufffdb", "ab"],
    ["control characters", "a\u0000\u0007\u001b[1mb\u007f\u009f", "a[1mb"],
    ["directions", "a\u202eb\u2066c\u2069\u200fd\u061ce", "abcde"],
    ["zero-width characters", "a\u200bb\u200cc\u2060d\ufeffe\u00adf", "abcdef"],
    ["tags that hide text", "a\u{e0041}\u{e0042}b", "ab"],
    ["outer space and runs of it", "\u3000 a \t\n b\u00a0 ", "a b"],
    ["space around what is removed", "a \u200b b", "a b"],
  ])("is without %s", (_, text, cleaned) => {
    expect(clean(text)).toBe(cleaned);
  });

  test.each(["\n", "\r", "\r\n", "\t", "\v", "\f", "\u0085", "\u2028", "\u2029"])(
    "keeps words apart at %j",
    (end) => {
      expect(clean(`one${end}two`)).toBe("one two");
    },
  );

  test("keeps what is seen", () => {
    for (const text of ["Tomás Ibarra", "厦门大学 (Xiàmén)", "😀 5 > 3 & <b>*x*</b>", "e\u0301"])
      expect(clean(text)).toBe(text);
  });

  test("is well formed, has nothing that cannot be seen, and is the same when cleaned again", () => {
    fc.assert(
      fc.property(awkward, (text) => {
        const cleaned = clean(text);
        expect(cleaned.isWellFormed()).toBe(true);
        expect(cleaned).not.toMatch(/[\p{Cc}\p{Cf}\ufffd]|\s\s|^\s|\s$/u);
        expect(clean(cleaned)).toBe(cleaned);
      }),
      rounds,
    );
  });
});

describe("clipped text", () => {
  test.each([
    ["short", 5, "short"],
    ["too long", 5, "too…"],
    ["too long", 4, "too…"],
    ["too long", 1, "…"],
    ["too long", 0, ""],
    ["too long", -1, ""],
    ["", 0, ""],
    ["😀😀😀", 3, "😀😀😀"],
    ["😀😀😀", 2, "😀…"],
    ["中文很长", 3, "中文…"],
  ])("of %j at %i is %j", (text, max, clipped) => {
    expect(clip(text, max)).toBe(clipped);
  });

  test("has at most so many code points, never cuts a pair, and is the text itself where that fits", () => {
    fc.assert(
      fc.property(awkward, fc.integer({ min: 0, max: 20 }), (text, max) => {
        const clipped = clip(text, max);
        expect([...clipped].length).toBeLessThanOrEqual(max);
        if ([...text].length <= max) expect(clipped).toBe(text);
        else if (max > 0) expect(clipped.endsWith("…") && text.startsWith(clipped.slice(0, -1))).toBe(true);
        if (text.isWellFormed()) expect(clipped.isWellFormed()).toBe(true);
      }),
      rounds,
    );
  });
});

/** By the definition: the cheapest of a removal, an insertion, a change and a swap of neighbours. */
function naiveDistance(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  const [x, y] = [a.slice(0, -1), b.slice(0, -1)];
  const ways = [
    naiveDistance(x, b) + 1,
    naiveDistance(a, y) + 1,
    naiveDistance(x, y) + (a.at(-1) === b.at(-1) ? 0 : 1),
  ];
  if (a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1)) {
    ways.push(naiveDistance(a.slice(0, -2), b.slice(0, -2)) + 1);
  }
  return Math.min(...ways);
}

describe("the distance of two words", () => {
  test.each([
    ["minister", "minister", 2, 0],
    ["minister", "minsiter", 2, 1],
    ["minister", "ministers", 2, 1],
    ["minister", "minster", 2, 1],
    ["minister", "monister", 2, 1],
    ["kitten", "sitting", 3, 3],
    ["kitten", "sitting", 2, 3],
    ["", "abc", 5, 3],
    ["", "abc", 1, 2],
    ["abcdef", "uvwxyz", 0, 1],
  ])("%s and %s, of at most %i, is %i", (a, b, max, distance) => {
    expect(editDistance(a, b, max)).toBe(distance);
  });

  test("is that of the definition, or one more than the most that is asked for", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (a, b, max) => {
        expect(editDistance(a, b, max)).toBe(Math.min(naiveDistance(a, b), max + 1));
      }),
      { numRuns: 400 },
    );
  });
});
