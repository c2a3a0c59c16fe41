import { once } from "node:events";
import type { Writable } from "node:stream";
import type { Desk, Question } from "../../src/index.ts";
import { parseBatchLine } from "./batch-line.ts";
import { failedObject, formatObject, type ReplyObject } from "./format-object.ts";
import { flushUnits, lineUnits } from "./limits.ts";
import { createLineSplitter, type Line } from "./lines.ts";

export interface Batch {
  readonly input: AsyncIterable<Uint8Array>;
  readonly output: Writable;
  readonly desk: Desk;
  /** The desk's zone, in which a line's `asOf` has its noon. */
  readonly timezone: string;
  /** What a line leaves out. */
  question(): Question;
  report(error: unknown, during: string): string;
}

/**
 * JSON lines in, JSON lines out, in their order, one answer at a time.
 *
 * Answers wait until a piece of the input is done or 64 Ki characters have gathered, so that writing costs little; a
 * reader that is slow holds the questions back, so that nothing piles up.
 */
export async function answerLines(batch: Batch): Promise<void> {
  const { input, output } = batch;
  const decoder = new TextDecoder();
  const splitter = createLineSplitter(lineUnits);
  const answerAll = async (lines: readonly Line[]): Promise<void> => {
    let waiting = "";
    for (const line of lines) {
      const reply = await answerLine(line, batch);
      if (reply === undefined) continue;
      waiting += `${JSON.stringify(reply)}\n`;
      if (waiting.length < flushUnits) continue;
      await write(output, waiting);
      waiting = "";
    }
    if (waiting !== "") await write(output, waiting);
  };
  for await (const piece of input) await answerAll(splitter.push(decoder.decode(piece, { stream: true })));
  await answerAll(splitter.push(decoder.decode()));
  await answerAll(splitter.end());
}

async function write(output: Writable, text: string): Promise<void> {
  if (!output.write(text)) await once(output, "drain");
}

async function answerLine(line: Line, batch: Batch): Promise<ReplyObject | undefined> {
  if (line?.trim() === "") return undefined;
  const { desk, timezone, report } = batch;
  const { languages } = desk;
  if (line === undefined) return failedObject(null, `The line is longer than ${lineUnits} characters.`, 0);
  const asked = parseBatchLine(line, { question: batch.question(), timezone, languages });
  if ("error" in asked) return failedObject(asked.id, asked.error, 0);
  const started = performance.now();
  try {
    const reply = await desk.answer(asked.question);
    return formatObject(reply, asked.id, performance.now() - started);
  } catch (error) {
    const id = report(error, "answering a line of a batch");
    return failedObject(asked.id, `Something went wrong here (error ${id}).`, performance.now() - started);
  }
}
