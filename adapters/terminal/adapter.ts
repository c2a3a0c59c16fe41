import { createInterface, type Interface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { Desk, Reply } from "../../src/index.ts";
import { commandsOf, formatReply, plain } from "./format.ts";
import { historyLines, pageRows } from "./limits.ts";

export interface TerminalOptions {
  readonly input: Readable;
  readonly output: Writable;
  /** True where a person sits there: a prompt, the head first, and numbers. Else each line gets its whole answer. */
  readonly interactive: boolean;
  readonly colour: boolean;
  /** Said once before the first prompt. */
  readonly welcome: string;
  readonly desk: Desk;
  /** The present, in milliseconds since 1970. */
  now(): number;
  /** Logs an error and gives the id under which it was logged. */
  report(error: unknown, during: string): string;
}

export interface TerminalConnection {
  readonly ready: Promise<void>;
  /** Settles when the person quits, or the input ends. */
  readonly closed: Promise<void>;
  /** Ends the prompt; an answer under way is not waited for. */
  stop(): Promise<void>;
}

/** What of the last reply the next line may refer to. */
interface Turn {
  readonly commands: readonly string[];
  /** True where the next line is a value: a number in it is no choice. */
  readonly awaitsValue?: boolean;
  /** The rest of the reply, until it was shown. */
  readonly more?: { readonly text: string; readonly words: readonly string[] };
}

const quitWords: ReadonlySet<string> = new Set(["/quit", "/exit", "quit", "exit"]);
const promptText = "> ";

/** The desk at the prompt. Lines are answered one after the other, in the order in which they came. */
export function connectTerminal(options: TerminalOptions): TerminalConnection {
  const { input, output, interactive, desk, welcome } = options;
  const lines = createInterface({
    input,
    output,
    terminal: interactive,
    prompt: interactive ? promptText : "",
    historySize: historyLines,
    removeHistoryDuplicates: true,
    completer: (line: string) => [desk.complete(line), line],
  });
  lines.on("SIGINT", () => leaveOrClear(lines));
  if (interactive) output.write(`${welcome}\n`);
  return {
    ready: Promise.resolve(),
    closed: converse(lines, options).finally(() => lines.close()),
    stop: async () => lines.close(),
  };
}

/** Ctrl-C drops what was typed; where nothing was, it leaves. */
function leaveOrClear(lines: Interface): void {
  if (lines.line === "") {
    lines.close();
    return;
  }
  lines.write(null, { ctrl: true, name: "e" });
  lines.write(null, { ctrl: true, name: "u" });
}

async function converse(lines: Interface, options: TerminalOptions): Promise<void> {
  let turn: Turn = { commands: [] };
  // The input may end while lines of it still wait; Node 24 throws where a closed prompt is asked for.
  let isOpen = true;
  lines.once("close", () => {
    isOpen = false;
  });
  const prompt = (): void => {
    if (options.interactive && isOpen) lines.prompt();
  };
  prompt();
  for await (const line of lines) {
    if (quitWords.has(line.trim().toLowerCase())) return;
    turn = await answerLine(line, turn, options);
    prompt();
  }
  if (options.interactive) options.output.write("\n");
}

async function answerLine(line: string, turn: Turn, options: TerminalOptions): Promise<Turn> {
  const { interactive, output } = options;
  const typed = line.trim();
  const { more, commands, awaitsValue } = turn;
  if (
    more !== undefined &&
    awaitsValue !== true &&
    (typed === "" || more.words.includes(typed.toLowerCase()))
  ) {
    output.write(`\n${more.text}\n\n`);
    return { commands };
  }
  if (typed === "") return turn;
  const isNumber = interactive && awaitsValue !== true && /^\d{1,3}$/.test(typed);
  const chosen = isNumber ? commands[Number(typed) - 1] : undefined;
  if (isNumber && chosen === undefined) {
    output.write(`\n${typed} is no number that was offered here.\n\n`);
    return turn;
  }
  try {
    const reply = await options.desk.answer({
      text: chosen ?? typed,
      now: options.now(),
      conversation: "terminal",
      asker: "terminal",
      place: "terminal",
      ...(interactive ? { pageRows } : {}),
    });
    return show(reply, options);
  } catch (error) {
    const id = options.report(error, "answering at the prompt");
    output.write(`\n${plain(options.desk.phrases().failed(id))}\n\n`);
    return turn;
  }
}

function show(reply: Reply, { output, interactive, colour }: TerminalOptions): Turn {
  if (!interactive) {
    output.write(`${formatReply(reply, { colour, show: "all" })}\n\n`);
    return { commands: [] };
  }
  const awaitsValue = reply.awaits !== undefined;
  const look = { colour, numbered: !awaitsValue };
  const commands = commandsOf(reply);
  output.write(`\n${formatReply(reply, { ...look, show: "head" })}\n\n`);
  if (reply.more.length === 0) return { commands, awaitsValue };
  const word = plain(reply.words.more);
  output.write(`${word}: Enter ⏎\n\n`);
  const text = formatReply(reply, { ...look, show: "more" });
  return { commands, more: { text, words: ["more", "/more", word.toLowerCase()] } };
}
