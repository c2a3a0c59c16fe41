import { expect, test } from "vitest";
import { formatExplanation } from "../../adapters/terminal/format-explanation.ts";
import type { Explanation, Reply, Span } from "../../src/index.ts";
import { tokensOf } from "../../src/text.ts";
import { readGolden } from "../questions/golden.ts";
import { asking, openDesk } from "../starter-desk.ts";

interface Told {
  readonly text: string;
  readonly explanation: Explanation;
  readonly reply: Reply;
}

const desk = await openDesk();
const all: Told[] = [];
for (const { text, asOf, previous } of readGolden("./from-documents.jsonl")) {
  const question = asking(text, asOf, previous === undefined ? {} : { previous });
  all.push({ text, explanation: await desk.explain(question), reply: await desk.answer(question) });
}

function spansOf({ reading }: Explanation): readonly Span[] {
  if (reading === undefined) return [];
  const { mentions, times, words, numbers, leftovers } = reading;
  return [...mentions, ...times, ...words, ...numbers, ...leftovers];
}

const wrong = (isWrong: (told: Told) => boolean): readonly string[] =>
  all.filter(isWrong).map(({ text }) => text);

test("an explanation is of the answer that is given", () => {
  expect(all.length).toBeGreaterThan(300);
  expect(
    wrong(
      ({ explanation, reply }) =>
        explanation.query !== reply.command ||
        explanation.outcome !== reply.outcome ||
        explanation.entryCount !== reply.entries.length,
    ),
  ).toEqual([]);
});

test("a span is where it says", () => {
  const isAmiss =
    (text: string) =>
    ({ start, end, written }: Span): boolean =>
      start >= end || text.slice(start, end) !== written;
  expect(
    wrong(({ explanation }) => {
      const { text = "", bent = [] } = explanation.reading ?? {};
      return [...spansOf(explanation), ...bent].some(isAmiss(text));
    }),
  ).toEqual([]);
});

test("every word is read as something, or left over", () => {
  expect(
    wrong(({ explanation }) => {
      const { text = "", impossibleDates = [] } = explanation.reading ?? {};
      if (impossibleDates.length > 0) return false;
      const spans = spansOf(explanation);
      return tokensOf(text).some(
        (word) => !spans.some(({ start, end }) => start <= word.start && word.end <= end),
      );
    }),
  ).toEqual([]);
});

test("every entry has a reason, and all of it can be printed", () => {
  expect(wrong(({ explanation }) => explanation.entries.some(({ reasons }) => reasons.length === 0))).toEqual(
    [],
  );
  expect(wrong(({ explanation }) => /undefined|\[object/.test(formatExplanation(explanation)))).toEqual([]);
});
