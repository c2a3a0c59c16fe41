import { Readable, Writable } from "node:stream";
import fc from "fast-check";
import { ask } from "../../adapters/terminal/ask.ts";
import { UsageError } from "../../adapters/terminal/command-line.ts";
import { noonOf } from "../../src/index.ts";
import { timezone } from "../starter-desk.ts";
import { type Mutation, mutated, mutations, typed } from "./inputs.ts";
import type { FuzzedDesk, Tally } from "./world.ts";

/** One call of `jambatan ask`, or one line of a batch. */
export type CommandLineAct =
  | { readonly kind: "call"; readonly words: readonly string[] }
  | { readonly kind: "line"; readonly text: string; readonly changes: readonly Mutation[] };

const option = fc.constantFrom(
  "--json",
  "--lang",
  "en",
  "ms",
  "zh",
  "--as",
  "internal",
  "--as-of",
  "2024-04-20",
  "--timezone",
  "UTC",
  "--nonsense",
  "--",
  "-h",
);

export const commandLineAct: fc.Arbitrary<CommandLineAct> = fc.oneof(
  fc
    .tuple(fc.array(option, { maxLength: 2 }), typed)
    .map(([options, text]) => ({ kind: "call" as const, words: [...options, ...text.split(" ")] })),
  fc.record({ kind: fc.constant("line" as const), text: typed, changes: mutations }),
);

export async function runCommandLine(
  { desk, during }: FuzzedDesk,
  tally: Tally,
  acts: readonly CommandLineAct[],
): Promise<void> {
  const now = noonOf("2024-04-20", timezone);
  const written: string[] = [];
  const output = new Writable({
    write(piece: Buffer, _, done) {
      written.push(piece.toString());
      done();
    },
  });
  const world = (input: string) => ({
    input: Readable.from([Buffer.from(input)]),
    output,
    colour: false,
    openDesk: async () => ({ desk, timezone, now: () => now }),
    report: (error: unknown): string => {
      throw error;
    },
  });
  for (const act of acts) {
    written.length = 0;
    if (act.kind === "call") {
      await during(tally, async () => {
        try {
          await ask(act.words, world(""));
        } catch (error) {
          if (!(error instanceof UsageError)) throw error;
        }
      });
      continue;
    }
    const line = JSON.stringify(
      mutated({ id: "1", text: act.text, asOf: "2024-04-20", previous: [] }, act.changes),
    );
    await during(tally, () => ask(["--batch"], world(`${line}\n`)));
    const said = JSON.parse(written.join("")) as { readonly outcome: unknown };
    if (typeof said.outcome !== "string") throw new Error(`a line without an outcome came of ${line}`);
  }
}
