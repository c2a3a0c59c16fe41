import { PassThrough } from "node:stream";
import { connectTerminal } from "../../adapters/terminal/adapter.ts";
import type { Desk } from "../../src/index.ts";
import { collected } from "../adapters/collected.ts";
import { words } from "../adapters/sample-reply.ts";
import { adapterContract, type Conversation, errorId, type Shown } from "./adapter-contract.ts";

/** What readline itself draws: the column, what is right of it, and the prompt. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal is drawn with these
const drawn = /\u001b\[(?:\d+G|0J)/g;
const promptEnd = "\u001b[3G";
// biome-ignore lint/suspicious/noControlCharactersInRegex: what would draw, had it been let through
const sequence = /\u001b\[[\d;]*[A-Za-z]|\u009b/g;

async function open(desk: Desk): Promise<Conversation> {
  const input = new PassThrough();
  const output = collected();
  const errors: unknown[] = [];
  const terminal = connectTerminal({
    input,
    output,
    interactive: true,
    colour: false,
    welcome: "Welcome.",
    desk,
    now: () => 5,
    report(error) {
      errors.push(error);
      return errorId;
    },
  });
  const prompted = async (from: number): Promise<string> => {
    while (!output.text().slice(from).endsWith(promptEnd))
      await new Promise((resolve) => setImmediate(resolve));
    return output.text().slice(from);
  };
  await prompted(0);
  let last = "";
  /** Types a line; what comes after its end is the answer. */
  const ask = async (line: string): Promise<Shown> => {
    const from = output.text().length;
    input.write(`${line}\n`);
    const answer = (await prompted(from))
      .split("\r\n")
      .slice(1)
      .join("\r\n")
      .replace(drawn, "")
      .replace(/> $/, "");
    const more = `${words.more}: Enter ⏎`;
    last = answer;
    return {
      text: answer,
      looks: answer.match(sequence) ?? [],
      ...(answer.includes(more) ? { more } : {}),
    };
  };
  return {
    ask,
    press(label) {
      if (label === `${words.more}: Enter ⏎`) return ask("");
      const line = last.split("\n").find((one) => one.includes(label)) ?? "";
      // A line may offer several, as the one that turns a list's pages does.
      const number = /(\d+)\. *[^.]*$/.exec(line.slice(0, line.indexOf(label)))?.[1];
      if (number === undefined) throw new Error(`No number stands before "${label}":\n${last}`);
      return ask(number);
    },
    errors,
    refusals: () => [],
    async close() {
      await terminal.stop();
      await terminal.closed;
    },
  };
}

adapterContract({ name: "the terminal", open });
