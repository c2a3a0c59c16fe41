import fc from "fast-check";
import { expect, test } from "vitest";
import { codeOf, fieldEnd, nameEnd, readSequence, writeSequence } from "../../src/search/sequence.ts";

test("a sequence is read as it was written, whatever the numbers of its terms", () => {
  const term = fc.oneof(
    fc.integer({ min: 0, max: 40 }),
    fc.integer({ min: 32_700, max: 32_800 }),
    fc.integer({ min: 0, max: 1_000_000_000 }),
  );
  const names = fc.array(fc.array(term, { maxLength: 30 }), { maxLength: 4 });
  fc.assert(
    fc.property(fc.array(names, { maxLength: 3 }), (fields) => {
      const written = fields.flatMap((names) => [
        ...names.flatMap((name) => [...name.map(codeOf), nameEnd]),
        fieldEnd,
      ]);
      const { codes, length } = readSequence(writeSequence(fields));
      expect([...codes.slice(0, length)]).toEqual(written);
    }),
  );
});

test("a long text is kept whole", () => {
  const terms = Array.from({ length: 50_000 }, (_, at) => at);
  const { codes, length } = readSequence(writeSequence([[terms]]));
  expect(length).toBe(50_002);
  expect(codes[49_999]).toBe(codeOf(49_999));
});
