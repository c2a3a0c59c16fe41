import type { Writable } from "node:stream";
import { type Desk, noonOf, type Outcome, type Question } from "../../src/index.ts";
import { type AskOptions, parseAsk } from "./ask-options.ts";
import { answerLines } from "./batch.ts";
import { UsageError } from "./command-line.ts";
import { formatReply } from "./format.ts";
import { failedObject, formatObject } from "./format-object.ts";

/** A desk with what a question to it needs besides the words. */
export interface OpenDesk {
  readonly desk: Desk;
  /** The desk's own zone. */
  readonly timezone: string;
  /** The present, in milliseconds since 1970. */
  now(): number;
}

/** What the command takes from the process. */
export interface AskWorld {
  readonly input: AsyncIterable<Uint8Array>;
  readonly output: Writable;
  readonly colour: boolean;
  /** Opens the desk over the register in a folder, or over the configured one. */
  openDesk(folder?: string): Promise<OpenDesk>;
  /** Logs an error and gives the id under which it was logged. */
  report(error: unknown, during: string): string;
}

/** What a command that takes a question ends with, by the outcome of the answer. */
export const exitCodes: Readonly<Record<Outcome, number>> = {
  answered: 0,
  partly: 0,
  choose: 0,
  notFound: 4,
  refused: 5,
  failed: 1,
};

/**
 * `jambatan ask`: one question, or a batch of them. Gives the exit code.
 *
 * The options are read before the register is: a mistyped call is told at once.
 *
 * @throws UsageError where the call is wrong; whatever `openDesk` throws.
 */
export async function ask(given: readonly string[], world: AskWorld): Promise<number> {
  const options = parseAsk(given);
  const open = await openFor(options, world);
  const question = questionOf(options, open);
  if (!options.batch) return answerOne(question(), options, open, world);
  await answerLines({ ...world, ...open, question });
  return 0;
}

/** Opens the desk that the options name. @throws UsageError where it does not speak the language asked for. */
export async function openFor({ lang, data }: AskOptions, world: AskWorld): Promise<OpenDesk> {
  const open = await world.openDesk(data);
  const { languages } = open.desk;
  if (lang !== undefined && !languages.includes(lang)) {
    throw new UsageError(`--lang ${JSON.stringify(lang)} is not usable; expected ${languages.join(", ")}.`);
  }
  return open;
}

/** Makes questions that share what the options say; a line of a batch may say otherwise. */
export function questionOf(options: AskOptions, { timezone, now }: OpenDesk): () => Question {
  const day = options.asOf === undefined ? undefined : noonOf(options.asOf, timezone);
  return () => ({
    text: options.text,
    now: day ?? now(),
    place: "terminal",
    ...(options.lang === undefined ? {} : { lang: options.lang }),
    ...(options.timezone === undefined ? {} : { timezone: options.timezone }),
    ...(options.clearance === undefined ? {} : { clearance: options.clearance }),
  });
}

async function answerOne(
  question: Question,
  { json }: AskOptions,
  { desk }: OpenDesk,
  { output, colour, report }: AskWorld,
): Promise<number> {
  const started = performance.now();
  try {
    const reply = await desk.answer(question);
    const ms = performance.now() - started;
    output.write(
      json
        ? `${JSON.stringify(formatObject(reply, "1", ms))}\n`
        : `${formatReply(reply, { colour, show: "all" })}\n`,
    );
    return exitCodes[reply.outcome];
  } catch (error) {
    const sentence = `Something went wrong here (error ${report(error, "answering a question")}).`;
    const failed = failedObject("1", sentence, performance.now() - started);
    output.write(json ? `${JSON.stringify(failed)}\n` : `${sentence}\n`);
    return exitCodes.failed;
  }
}
