import type { Kind } from "../register/field.ts";
import { clean } from "../text.ts";
import type { Setting } from "./asked.ts";
import { buildQuery } from "./build.ts";
import { parseCommandLine } from "./command-line.ts";
import { commandNamed } from "./command-table.ts";
import { understandCommand } from "./commands.ts";
import { resolve } from "./named-commands.ts";
import type { Reader, Reading } from "./reading.ts";
import { readQuestion } from "./reading.ts";
import type { Understanding, Understood } from "./understood.ts";

/**
 * Understanding: a text becomes a Query, by rules over the lexicons and the register, the same every time.
 *
 * reading.ts finds names, times and words; build.ts decides what is asked; command-line.ts is how a Query is written.
 */
export function understand(text: string, understanding: Understanding): Understood {
  const cleaned = clean(text);
  const line = parseCommandLine(cleaned);
  if (line === undefined) return understandWords(cleaned, understanding);
  const command = commandNamed(line.name);
  if (command === undefined) return { query: { kind: "noCommand", name: line.name } };
  return understandCommand(command, line, understanding, understandWords);
}

function understandWords(text: string, understanding: Understanding, kinds?: readonly Kind[]): Understood {
  const { view, reader, today, previous } = understanding;
  const setting: Setting = {
    view,
    today,
    isKnownWord: reader.isKnownWord,
    isProse: reader.names.isProse,
    resolve: (words) =>
      understanding.isPart === true
        ? undefined
        : resolve(words, { view, reader, today, isPart: true }, understandWords),
    ...(kinds === undefined ? {} : { kinds }),
    ...(previous === undefined ? {} : { previous }),
  };
  const decided = readings(text, reader).map((reading) => ({
    reading,
    decision: buildQuery(reading, setting),
  }));
  // Of two spellings that read the question alike, the one that names more: an office rather than a kind.
  const [best] = decided.sort(
    (a, b) => b.decision.share - a.decision.share || b.reading.mentions.length - a.reading.mentions.length,
  );
  if (best === undefined) return { query: { kind: "help" } };
  return { query: best.decision.query, reading: best.reading, decision: best.decision };
}

/** The question read with each of what its misspelt words of doubt may be taken for; mostly there is none. */
function readings(text: string, reader: Reader): readonly Reading[] {
  const first = readQuestion(text, reader);
  if (first.doubts.length === 0) return [first];
  return spellings(first).map((chosen) => readQuestion(text, reader, chosen));
}

/** What the misspelt words of doubt may be taken for. */
function spellings({ doubts }: Reading): readonly ReadonlyMap<number, string>[] {
  let ways: readonly ReadonlyMap<number, string>[] = [new Map()];
  for (const { index, options } of doubts) {
    const more = ways.flatMap((way) => options.map((option) => new Map([...way, [index, option]])));
    if (more.length > mostSpellings) break;
    ways = more;
  }
  return ways;
}

/** Reading a question takes a third of a millisecond; one is not read more often than this. */
const mostSpellings = 6;
