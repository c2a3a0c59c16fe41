import { Writable } from "node:stream";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answerLines } from "../../../adapters/terminal/batch.ts";
import { lineUnits } from "../../../adapters/terminal/limits.ts";
import { type Desk, noonOf, type Question, type Reply } from "../../../src/index.ts";
import { collected, pieces } from "../collected.ts";
import { fakeDesk, sentence } from "../sample-reply.ts";

const timezone = "Asia/Kuala_Lumpur";
const echo = (question: Question): Reply => sentence(question.text);

async function run(desk: Desk, ...given: readonly (string | Uint8Array)[]) {
  const output = collected();
  const question = (): Question => ({ text: "", now: 5, lang: "ms" });
  await answerLines({ input: pieces(...given), output, desk, timezone, question, report: () => "e1" });
  const lines = output.text().split("\n");
  expect(lines.pop()).toBe("");
  return lines.map((line) => JSON.parse(line));
}

test("each line gets its object, in order", async () => {
  const desk = fakeDesk(async (question) => {
    // The first answer takes longest: order must not depend on it.
    await new Promise((resolve) => setTimeout(resolve, question.text === "a" ? 20 : 0));
    return echo(question);
  });
  const objects = await run(desk, '{"id":"1","text":"a"}\n{"id":"2","text":"b"}\n');
  expect(objects).toEqual([
    {
      id: "1",
      outcome: "answered",
      lang: "en",
      text: "a",
      entries: [],
      citations: [],
      ms: expect.any(Number),
    },
    expect.objectContaining({ id: "2", text: "b" }),
  ]);
});

test("a line says more than the options do", async () => {
  const desk = fakeDesk(echo);
  const line = { id: "1", text: "a", asOf: "2024-04-20", previous: ["b", "c"], lang: "zh" };
  await run(desk, `${JSON.stringify(line)}\n{"id":"2","text":"d","asOf":null,"previous":null,"lang":null}`);
  expect(desk.asked).toEqual([
    { text: "a", now: noonOf("2024-04-20", timezone), previous: ["b", "c"], lang: "zh" },
    { text: "d", now: 5, lang: "ms" },
  ]);
});

test("lines are found however the bytes are cut", async () => {
  const bytes = new TextEncoder().encode(
    '\ufeff{"id":"é","text":"汉字 😀"}\r\n\r\n  \n{"id":"2","text":"end"}',
  );
  const inOne = await run(fakeDesk(echo), bytes);
  expect(inOne.map(({ id, text }) => [id, text])).toEqual([
    ["é", "汉字 😀"],
    ["2", "end"],
  ]);
  const inBytes = await run(fakeDesk(echo), ...[...bytes].map((byte) => Uint8Array.of(byte)));
  expect(inBytes.map(({ id, text }) => [id, text])).toEqual(inOne.map(({ id, text }) => [id, text]));
});

describe("a bad line fails alone", () => {
  const rows: readonly (readonly [line: string, id: unknown, says: string])[] = [
    ["nonsense", null, "not JSON"],
    ["[]", null, "no object"],
    ["null", null, "no object"],
    ['{"text":"a"}', null, '"id"'],
    ['{"id":{},"text":"a"}', null, '"id"'],
    ['{"id":7,"text":"a"}', 7, '"id"'],
    ['{"id":"x"}', "x", '"text"'],
    ['{"id":"x","text":"a","asOf":"2024-13-40"}', "x", '"asOf"'],
    ['{"id":"x","text":"a","asOf":20240420}', "x", '"asOf"'],
    ['{"id":"x","text":"a","previous":"b"}', "x", '"previous"'],
    ['{"id":"x","text":"a","previous":[1]}', "x", '"previous"'],
    ['{"id":"x","text":"a","lang":"xx"}', "x", '"lang"'],
    [`{"id":"x","text":"${"a".repeat(lineUnits)}"}`, null, "longer than"],
  ];
  test.each(rows.map((row) => [row[0].slice(0, 60), row] as const))("%s", async (_, [line, id, says]) => {
    const objects = await run(fakeDesk(echo), `${line}\n{"id":"next","text":"good"}`);
    expect(objects).toHaveLength(2);
    expect(objects[0]).toMatchObject({ id, outcome: "failed", error: expect.stringContaining(says), ms: 0 });
    expect(objects[1]).toMatchObject({ id: "next", outcome: "answered", text: "good" });
  });
});

test("an error in one answer is reported in its object, and the run goes on", async () => {
  const desk = fakeDesk((question) => {
    if (question.text === "break") throw new Error("inner detail");
    return echo(question);
  });
  const objects = await run(desk, '{"id":"1","text":"break"}\n{"id":"2","text":"good"}');
  expect(objects[0]).toMatchObject({
    id: "1",
    outcome: "failed",
    error: "Something went wrong here (error e1).",
  });
  expect(objects[1]).toMatchObject({ id: "2", outcome: "answered" });
});

test("any garbage gives one object a line and never stops the run", async () => {
  const garbage = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.json(),
    fc.record({ id: fc.string(), text: fc.string({ unit: "grapheme" }) }).map((line) => JSON.stringify(line)),
  );
  const line = garbage.map((text) => text.replaceAll("\n", " "));
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 20 }),
      fc.integer({ min: 1, max: 40 }),
      async (lines, size) => {
        const bytes = Buffer.from(`${lines.join("\n")}\n{"id":"last","text":"end"}\n`);
        const cut = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
          bytes.subarray(at * size, (at + 1) * size),
        );
        const objects = await run(fakeDesk(echo), ...cut);
        expect(objects).toHaveLength(
          lines.filter((one) => one.replace(/^\ufeff/, "").trim() !== "").length + 1,
        );
        expect(objects.at(-1)).toMatchObject({ id: "last", text: "end" });
      },
    ),
  );
});

test("a slow reader holds the questions back", async () => {
  let isOpen = false;
  let release: (() => void) | undefined;
  const slow = new Writable({
    highWaterMark: 1,
    write: (_piece, _encoding, done) => {
      if (isOpen) done();
      else release = done;
    },
  });
  const desk = fakeDesk(echo);
  const input = pieces(...Array.from({ length: 100 }, (_, at) => `{"id":"${at}","text":"x"}\n`));
  const question = (): Question => ({ text: "", now: 0 });
  const ended = answerLines({ input, output: slow, desk, timezone, question, report: () => "e1" });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(desk.asked).toHaveLength(1);
  isOpen = true;
  release?.();
  await ended;
  expect(desk.asked).toHaveLength(100);
});
