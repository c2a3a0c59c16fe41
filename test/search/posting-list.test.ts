import fc from "fast-check";
import { expect, test } from "vitest";
import { createPostingList } from "../../src/search/posting-list.ts";

test("a list of postings holds what a map holds, in the order of the documents, short or long", () => {
  const act = fc.record({
    isSet: fc.boolean(),
    id: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 4_000_000_000 })),
    freq: fc.integer({ min: 1, max: 65_535 }),
  });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 120 }), (acts) => {
      const list = createPostingList();
      const map = new Map<number, number>();
      for (const { isSet, id, freq } of acts) {
        if (isSet) {
          list.set(id, freq);
          map.set(id, freq);
        } else expect(list.delete(id)).toBe(map.delete(id));
        expect(list.size).toBe(map.size);
        expect(list.get(id)).toBe(map.get(id));
        expect(list.has(id)).toBe(map.has(id));
      }
      const sorted = [...map].sort(([one], [other]) => one - other);
      expect([...list]).toEqual(sorted);
      expect([...list.keys()]).toEqual(sorted.map(([id]) => id));
    }),
    { numRuns: 300 },
  );
});

test("a word counts at most 65,535 times in one field of a document", () => {
  expect(createPostingList().set(1, 70_000).get(1)).toBe(65_535);
});
