import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSearchIndex, type SearchDocument } from "../../src/search/search-index.ts";

const library: readonly SearchDocument[] = [
  {
    id: "history",
    title: "A short history of foghorns",
    text: "How ships were warned from the shore before there was radio, told for children and their parents.",
  },
  {
    id: "harbour",
    title: "The harbour in winter",
    text: "Foghorns, foghorns and again foghorns: the harbour keeper hears nothing else from November on.",
  },
  {
    id: "usk",
    title: "University of Skarvik",
    aliases: ["USK", "Skarvík University"],
    text: "The oldest university of the north, with a harbour and a laboratory on the glacier.",
  },
  {
    id: "students",
    title: "Student handbook",
    text: "All that a student of usk must know of usk: where usk sleeps, what usk eats, when usk closes.",
  },
  {
    id: "exchange",
    title: "Letter of May",
    text: "Both universities have signed that students are exchanged every year; twelve of each side.",
  },
  { id: "dean", title: "Tomás Ibarra", text: "Dean of engineering since 2019. He studies sensors on ice." },
  { id: "buoys", title: "Sensors", text: "Ice and buoys." },
  {
    id: "long",
    title: "Yearbook",
    text: "Sensors were bought, meals were cooked, roofs were mended, guests were lodged, horses were fed, letters were sent.",
  },
  { id: "lab", title: "Glacier Laboratory", aliases: ["冰川实验室"], text: "研究冰川和海上的浮标。" },
  { id: "shanghai", title: "上海办事处", text: "学校在上海的办事处。" },
];

/** What comes first, and why; each row fails where what it relies on is taken out of search-index.ts. */
const rows: readonly { readonly ask: string; readonly first: string; readonly because: string }[] = [
  { ask: "foghorns", first: "history", because: "a title word outweighs a repeated body word" },
  { ask: "usk", first: "usk", because: "an alias outweighs a repeated body word" },
  { ask: "exchanging student signs", first: "exchange", because: "endings do not count" },
  { ask: "university in winter", first: "harbour", because: "a rare word outweighs a common one" },
  { ask: "ice sensors of buoys", first: "buoys", because: "more of the words outweigh fewer" },
  { ask: "sensors", first: "buoys", because: "a word weighs more in a short text than in a long one" },
  { ask: "tomas IBARRA", first: "dean", because: "case and accents do not count" },
  { ask: "ＴＯＭＡＳ", first: "dean", because: "width does not count" },
  { ask: "2019", first: "dean", because: "numbers are words" },
  { ask: "请问冰川实验室在哪里？", first: "lab", because: "a Chinese name is found inside a sentence" },
  { ask: "海上", first: "lab", because: "Chinese characters count in pairs, in their order" },
  {
    ask: "在上海有办事处吗",
    first: "shanghai",
    because: "Chinese characters count in pairs, in their order",
  },
  { ask: "冰川 laboratory", first: "lab", because: "two scripts in one question are two words" },
  { ask: "labaratory", first: "lab", because: "a typing error is forgiven where nothing else is found" },
  { ask: "laborat", first: "lab", because: "a beginning is enough where nothing else is found" },
];

describe("a search finds first", () => {
  const index = createSearchIndex(library);
  test.each(rows)("for $ask: $first, because $because", ({ ask, first }) => {
    expect(index.find(ask)[0]?.id).toBe(first);
  });
});

describe("a search", () => {
  const index = createSearchIndex(library);
  const idsOf = (text: string): readonly string[] => index.find(text).map(({ id }) => id);

  test("gives the best first, each once, with falling scores above nothing", () => {
    const found = index.find("sensors on the ice of the university");
    expect(found.length).toBeGreaterThan(3);
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    for (const [index, { score }] of found.entries()) {
      expect(score).toBeGreaterThan(0);
      expect(score).toBeLessThanOrEqual(found[index - 1]?.score ?? Number.POSITIVE_INFINITY);
    }
  });

  test("gives at most ten, or as many as are asked for", () => {
    const many = createSearchIndex(Array.from({ length: 30 }, (_, id) => ({ id: String(id), text: "same" })));
    expect(many.find("same")).toHaveLength(10);
    expect(many.find("same", { limit: 3 })).toHaveLength(3);
    expect(many.find("same", { limit: 100 })).toHaveLength(30);
    expect(many.find("same", { limit: 0 })).toEqual([]);
  });

  test("forgives no typing error where the words are found as they are", () => {
    expect(idsOf("harbour")).not.toContain("students");
    expect(
      createSearchIndex([
        { id: "a", text: "harbour" },
        { id: "b", text: "harbours harboir" },
      ])
        .find("harboir")
        .map(({ id }) => id),
    ).toEqual(["b"]);
  });

  test("takes the beginning of three letters for no word", () => {
    const horn = createSearchIndex([{ id: "horn", text: "foghorn" }]);
    expect(horn.find("fogh")).toHaveLength(1);
    expect(horn.find("fog")).toEqual([]);
  });

  test.each(["", "   ", "?!", "zzzzzz", "的", "\ud83d"])("of %j finds nothing", (text) => {
    expect(index.find(text)).toEqual([]);
  });

  test("finds a single Chinese character that stands alone", () => {
    expect(createSearchIndex([{ id: "a", text: "冰, 海" }]).find("冰")).toHaveLength(1);
  });

  test("passes over the words it is told to, in a question and in a text", () => {
    const stopWords = new Set(["the", "of"]);
    const documents = [
      { id: "the", text: "the the of of" },
      { id: "hall", text: "old hall" },
    ];
    expect(
      createSearchIndex(documents, { stopWords })
        .find("the hall of")
        .map(({ id }) => id),
    ).toEqual(["hall"]);
    expect(createSearchIndex(documents).find("the hall of")).toHaveLength(2);
  });
});

describe("an index", () => {
  const document = (id: string, text: string): SearchDocument => ({ id, text });

  test("is made from any iterable", () => {
    function* documents(): Generator<SearchDocument> {
      yield document("a", "foghorn");
      yield document("b", "buoy");
    }
    const index = createSearchIndex(documents());
    expect(index.size).toBe(2);
    expect(index.find("buoy").map(({ id }) => id)).toEqual(["b"]);
    expect(createSearchIndex(new Set<SearchDocument>()).size).toBe(0);
  });

  test("finds what is added, what replaces, and no longer what is removed", () => {
    const index = createSearchIndex([document("a", "foghorn")]);
    index.add({ id: "b", title: "Buoy", aliases: ["浮标"], text: "" });
    expect(index.size).toBe(2);
    expect(index.find("浮标").map(({ id }) => id)).toEqual(["b"]);
    index.replace(document("a", "sensor"));
    expect(index.size).toBe(2);
    expect(index.find("foghorn")).toEqual([]);
    expect(index.find("sensor").map(({ id }) => id)).toEqual(["a"]);
    index.remove("b");
    expect(index.size).toBe(1);
    expect(index.find("buoy 浮标")).toEqual([]);
    index.add(document("b", "buoy"));
    expect(index.find("buoy").map(({ id }) => id)).toEqual(["b"]);
  });

  test("finds what a plain reading of the words finds, whatever was added, replaced and removed", () => {
    const word = fc.constantFrom("fox", "horn", "ice", "bay", "sea", "钟楼", "Łódź");
    const text = fc.array(word, { maxLength: 4 }).map((words) => words.join(" "));
    const step = fc.record({
      act: fc.constantFrom("put" as const, "remove" as const),
      id: fc.constantFrom("a", "b", "c"),
      text,
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), word, (steps, asked) => {
        const held = new Map<string, string>();
        const index = createSearchIndex([]);
        for (const { act, id, text } of steps) {
          if (act === "put") {
            if (held.has(id)) index.replace({ id, text });
            else index.add({ id, text });
            held.set(id, text);
          } else if (held.delete(id)) index.remove(id);
        }
        const naive = [...held].filter(([, text]) => text.split(" ").includes(asked)).map(([id]) => id);
        expect(index.size).toBe(held.size);
        expect(
          index
            .find(asked)
            .map(({ id }) => id)
            .sort(),
        ).toEqual(naive.sort());
      }),
      { numRuns: 300 },
    );
  });
});
