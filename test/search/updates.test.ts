import { expect, test } from "vitest";
import { createChance } from "../../bench/measure/chance.ts";
import { openIndex } from "../../src/search/opened-index.ts";
import { createSearchIndex, DocumentIdError, type SearchDocument } from "../../src/search/search-index.ts";

const chance = createChance(11);
const word = (): string => `word${Math.floor(2_000 ** (chance.below(10_000) / 10_000))}`;
const some = (most: number): string => Array.from({ length: 1 + chance.below(most) }, word).join(" ");
const documentOf = (id: string): SearchDocument => ({
  id,
  title: some(5),
  aliases: [some(3)],
  text: some(40),
});
const entries = 5_000;
const library = Array.from({ length: entries }, (_, at) => documentOf(`d${at}`));

test("an index answers between updates, each time as one made anew would", async () => {
  const held = new Map(library.slice(0, 400).map((document) => [document.id, document]));
  // Of two as good the one that came first is first, and feedback learns from the first: it would tell the two apart.
  const ranking = { feedback: 0 };
  const index = createSearchIndex(held.values(), { ranking });
  const asking = Array.from({ length: 60 }, async (_, turn) => {
    await new Promise((resolve) => setImmediate(resolve));
    const id = `d${chance.below(450)}`;
    const isHeld = held.has(id);
    if (isHeld && turn % 3 === 0) {
      index.remove(id);
      held.delete(id);
    } else {
      const document = documentOf(id);
      if (isHeld) index.replace(document);
      else index.add(document);
      held.set(id, document);
    }
    const asked = some(4);
    const [now, anew] = [index, createSearchIndex(held.values(), { ranking })].map((one) =>
      one.find(asked, { limit: 500 }).map(({ id, score }) => `${id} ${score.toFixed(6)}`),
    );
    expect([...(now ?? [])].sort()).toEqual([...(anew ?? [])].sort());
    expect(index.size).toBe(held.size);
  });
  await Promise.all(asking);
});

test("an update takes no longer for all that is held, and leaves nothing to be cleaned up", () => {
  const index = createSearchIndex(library);
  const started = performance.now();
  createSearchIndex(library);
  const buildMs = performance.now() - started;
  const times: number[] = [];
  for (let at = 0; at < 1_000; at++) {
    const document = documentOf(`d${chance.below(entries)}`);
    const before = performance.now();
    index.replace(document);
    times.push(performance.now() - before);
  }
  times.sort((one, other) => one - other);
  // A whole build makes 5,000 of these; a clean-up over all terms would be a tenth of one.
  expect(times[990]).toBeLessThan(buildMs / 20);
  expect(index.size).toBe(entries);
});

test("a replaced document keeps its place among those as good", () => {
  const index = createSearchIndex(["a", "b", "c"].map((id) => ({ id, text: "same" })));
  index.replace({ id: "a", text: "same" });
  expect(index.find("same").map(({ id }) => id)).toEqual(["a", "b", "c"]);
});

test("terms and numbers that are free are used again", () => {
  const index = openIndex();
  const document = (id: string, term: string) => ({ id, title: [], aliases: [], text: [term] });
  for (let at = 0; at < 300; at++) {
    index.add(document(`d${at}`, `term${at}`));
    index.remove(`d${at}`);
  }
  index.add(document("last", "term"));
  expect([index.numbers, index.terms.numbers, index.mini.termCount, index.size]).toEqual([1, 1, 1, 1]);
});

test("a known id is not added again, and an unknown one neither replaced nor removed", () => {
  const index = createSearchIndex([{ id: "a", text: "foghorn" }]);
  expect(() => index.add({ id: "a", text: "buoy" })).toThrow(DocumentIdError);
  expect(() => index.add({ id: "a", text: "buoy" })).toThrow(
    'A document with the id "a" is in the index already',
  );
  expect(() => index.replace({ id: "b", text: "buoy" })).toThrow(
    'No document with the id "b" is in the index',
  );
  expect(() => index.remove("b")).toThrow(DocumentIdError);
  expect(index.size).toBe(1);
  expect(index.find("foghorn")).toHaveLength(1);
  expect(index.find("buoy")).toEqual([]);
});

test("a search is many times as fast as MiniSearch's own over the same postings", () => {
  const index = openIndex();
  for (const { id, title = "", aliases = [], text } of library)
    index.add({
      id,
      title: title.split(" "),
      aliases: aliases.map((one) => one.split(" ")),
      text: text.split(" "),
    });
  const ours = createSearchIndex(library);
  const asked = Array.from({ length: 60 }, () => some(4));
  const median = (find: (text: string) => unknown): number => {
    const times = asked.map((text) => {
      const before = performance.now();
      find(text);
      return performance.now() - before;
    });
    return times.sort((one, other) => one - other)[30] ?? 0;
  };
  const theirs = (text: string): unknown =>
    index.mini.search(text, { tokenize: (query) => query.split(" ") });
  for (const text of asked) ours.find(text);
  expect(median(theirs) / median((text) => ours.find(text))).toBeGreaterThan(4);
});
