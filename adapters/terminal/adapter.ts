import { clearLine, createInterface, cursorTo, type Interface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { type Desk, type Messenger, type Reply, Undelivered } from "../../src/index.ts";
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
  /** Says something unasked, above what is being typed. */
  readonly messenger: Messenger;
  /** Settles when the person quits, or the input ends. */
  readonly closed: Promise<void>;
  /** Ends the prompt; an answer under way is not waited for. */
  stop(): Promise<void>;
}

/** A prompt in use. */
interface Conversation {
  readonly lines: Interface;
  /** What was shown last. */
  turn: Turn;
  /** False while an answer is awaited: then the prompt is not shown. */
  isPrompting: boolean;
  /** The input may end while lines of it still wait; Node 24 throws where a closed prompt is asked for. */
  isOpen: boolean;
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
  const conversation: Conversation = { lines, turn: { commands: [] }, isPrompting: false, isOpen: true };
  lines.once("close", () => {
    conversation.isOpen = false;
  });
  return {
    ready: Promise.resolve(),
    messenger: { send: async (_, reply) => tell(conversation, reply, options) },
    closed: converse(conversation, options).finally(() => lines.close()),
    stop: async () => lines.close(),
  };
}

/** What is being typed stands below what is said, as it was; a number typed next means what is shown last. */
function tell(conversation: Conversation, reply: Reply, options: TerminalOptions): { trace: string } {
  const { lines, turn, isPrompting, isOpen } = conversation;
  if (!isOpen) throw new Undelivered("temporary");
  if (options.interactive && isPrompting) {
    cursorTo(options.output, 0);
    clearLine(options.output, 0);
  }
  const shown = show(reply, options, turn.awaitsValue === true);
  // A form that was begun goes on.
  if (turn.awaitsValue !== true) conversation.turn = shown;
  if (options.interactive && isPrompting) lines.prompt(true);
  return { trace: "shown" };
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

async function converse(conversation: Conversation, options: TerminalOptions): Promise<void> {
  const { lines } = conversation;
  const prompt = (): void => {
    conversation.isPrompting = true;
    if (options.interactive && conversation.isOpen) lines.prompt();
  };
  prompt();
  for await (const line of lines) {
    if (quitWords.has(line.trim().toLowerCase())) return;
    conversation.isPrompting = false;
    conversation.turn = await answerLine(line, conversation.turn, options);
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
      placeIsDirect: true,
      ...(interactive ? { pageRows } : {}),
    });
    return show(reply, options);
  } catch (error) {
    const id = options.report(error, "answering at the prompt");
    output.write(`\n${plain(options.desk.phrases().failed(id))}\n\n`);
    return turn;
  }
}

/** @param isAside where a number would be the value of something else. */
function show(reply: Reply, { output, interactive, colour }: TerminalOptions, isAside = false): Turn {
  if (!interactive) {
    output.write(`${formatReply(reply, { colour, show: "all" })}\n\n`);
    return { commands: [] };
  }
  const awaitsValue = isAside || reply.awaits !== undefined;
  const look = { colour, numbered: !awaitsValue };
  const commands = commandsOf(reply);
  output.write(`\n${formatReply(reply, { ...look, show: "head" })}\n\n`);
  if (reply.more.length === 0) return { commands, awaitsValue };
  const word = plain(reply.words.more);
  output.write(`${word}: Enter ⏎\n\n`);
  const text = formatReply(reply, { ...look, show: "more" });
  return { commands, more: { text, words: ["more", "/more", word.toLowerCase()] } };
}
