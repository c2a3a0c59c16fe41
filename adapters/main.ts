#!/usr/bin/env node
import module from "node:module";
import type { Config, Revision } from "../src/index.ts";
import { cacheFolderOf, readEnvironment } from "./environment.ts";
import { formatLogLine } from "./log-line.ts";
import { type DeskPlace, type OpenedDesk, openDeskAt } from "./open-desk.ts";
import type { Platform, Prompt, Shared } from "./serve.ts";
import type { AskWorld } from "./terminal/ask.ts";
import type { StoreWorld } from "./terminal/backup.ts";

/**
 * The composition root: takes the environment, the clock and the streams from the process, and hands them in.
 *
 * A question from a shell must come back at once, so each command imports only what it uses, and only after Node,
 * where it can (22.1 and later), was told to keep what it compiled.
 */
(module as { enableCompileCache?: () => unknown }).enableCompileCache?.();

const startedAt = Date.now();

type WriteError = (error: unknown, errorId: string, during: string) => void;

let writeError: WriteError = (error, errorId, during) => {
  process.stderr.write(formatLogLine(error, errorId, during, Date.now()));
};

/** Logs an error and gives the id that a person can name to whoever reads the log. */
function report(error: unknown, during: string): string {
  const errorId = crypto.randomUUID().slice(0, 8);
  writeError(error, errorId, during);
  return errorId;
}

/** How far a demonstration's clock has gone on by itself, milliseconds. */
let skippedMs = 0;

/** The present; with a demo clock, as long after its time as the process has run, and what was skipped. */
function clockOf({ clock }: Config): () => number {
  return clock === undefined ? Date.now : () => clock + (Date.now() - startedAt) + skippedMs;
}

function openDesk(config: Config, how: Pick<DeskPlace, "folder" | "keep"> = {}): Promise<OpenedDesk> {
  const revisions = (): Promise<readonly Revision[]> => revisionsOf(config);
  return openDeskAt({
    config,
    ...how,
    now: clockOf(config),
    cacheFolder: cacheFolderOf(process.env),
    newSecret: () => Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url"),
    revisions,
  });
}

/** What was changed in chat, for commands that only read. */
async function revisionsOf(config: Config): Promise<readonly Revision[]> {
  const { readRevisions } = await import("./keeping.ts");
  const warn = (sentence: string): void => void process.stderr.write(`${sentence}\n`);
  return readRevisions(config, { now: Date.now, warn });
}

function hasColour(): boolean {
  return process.stdout.isTTY && !process.env.NO_COLOR && process.env.TERM !== "dumb";
}

async function askWorld(): Promise<AskWorld> {
  const { parseConfig } = await import("../src/index.ts");
  return {
    get input() {
      return process.stdin;
    },
    output: process.stdout,
    colour: hasColour(),
    openDesk: (folder) =>
      openDesk(parseConfig(readEnvironment(process.env)), folder === undefined ? {} : { folder }),
    report,
  };
}

async function runAsk(given: readonly string[]): Promise<number> {
  const { ask } = await import("./terminal/ask.ts");
  return ask(given, await askWorld());
}

async function runExplain(given: readonly string[]): Promise<number> {
  const { explain } = await import("./terminal/explain.ts");
  return explain(given, await askWorld());
}

const registrar = (command: "check" | "export" | "audit") => async (given: readonly string[]) => {
  const { runRegistrar } = await import("./registrar.ts");
  const { parseConfig } = await import("../src/index.ts");
  const config = (): Config => parseConfig(readEnvironment(process.env));
  return runRegistrar(command, given, {
    output: process.stdout,
    errors: process.stderr,
    config,
    revisions: () => revisionsOf(config()),
    denials: async () => (await import("./keeping.ts")).readDenials(config(), Date.now),
  });
};

async function storeWorld(): Promise<StoreWorld> {
  const { parseConfig } = await import("../src/index.ts");
  return { ...parseConfig(readEnvironment(process.env)), now: Date.now, output: process.stdout };
}

/** For Slack, which makes the app from it. */
async function runManifest(given: readonly string[]): Promise<number> {
  const { manifest } = await import("./slack/write-manifest.ts");
  const { parseCommandLine } = await import("./terminal/command-line.ts");
  const call = parseCommandLine(given, { "--prefix": "value", "--url": "value", "--minimal": "flag" });
  const { desk } = await (await askWorld()).openDesk();
  return manifest(call, { desk, output: process.stdout });
}

async function runServe(given: readonly string[]): Promise<number> {
  const { parseCommandLine, UsageError } = await import("./terminal/command-line.ts");
  const { flags, words } = parseCommandLine(given, { "--demo": "flag" });
  if (words.length > 0) throw new UsageError("serve takes no words; to ask a question: jambatan ask WORDS…");
  const prompts = process.stdin.isTTY && process.stdout.isTTY;
  const env = readEnvironment(process.env);
  const { createDemo, demoWelcome } = await import("./demo.ts");
  const demo = flags.has("--demo") ? createDemo(env, !prompts) : undefined;
  const { parseConfig } = await import("../src/index.ts");
  const config = parseConfig(demo?.env ?? env);
  const skipTo = (ms: number): void => {
    skippedMs += Math.max(0, ms - clockOf(config)());
  };
  const greeting = demo === undefined ? welcome : `${welcome}\n${demoWelcome}`;
  const { serve } = await import("./serve.ts");
  const isClean = await serve({
    config,
    errors: process.stderr,
    isQuiet: prompts && process.stderr.isTTY,
    newId: () => crypto.randomUUID().slice(0, 8),
    ticks: () => performance.now(),
    report,
    logErrors: (write) => {
      writeError = write;
    },
    openDesk: (keep) => openDesk(config, { keep }),
    connect: (shared) => connectPlatforms(config, shared),
    ...(prompts ? { prompt: (shared: Shared) => prompt(shared, greeting) } : {}),
    ...(prompts && demo !== undefined ? { skipTo } : {}),
  });
  demo?.remove();
  process.exit(isClean ? 0 : 1);
}

async function prompt(shared: Shared, greeting: string): Promise<Prompt> {
  const { connectTerminal } = await import("./terminal/adapter.ts");
  const streams = { input: process.stdin, output: process.stdout, interactive: true, colour: hasColour() };
  return connectTerminal({ ...streams, ...shared, welcome: greeting });
}

/** The platforms that have a token. */
async function connectPlatforms({ telegram, slack }: Config, shared: Shared): Promise<readonly Platform[]> {
  const platforms: Platform[] = [];
  if (telegram !== undefined) {
    const { connectTelegram } = await import("./telegram/adapter.ts");
    const { keeping } = shared;
    const stand = (bot: number) => keeping?.stand(`telegram:${bot}`);
    platforms.push({
      name: "telegram",
      ...connectTelegram({
        ...telegram,
        ...shared,
        stand,
        noteCall: (news) => shared.noteCall("telegram", news),
      }),
    });
  }
  if (slack !== undefined) {
    const { connectSlack } = await import("./slack/adapter.ts");
    platforms.push({
      name: "slack",
      ...connectSlack({ ...slack, ...shared, noteCall: (news) => shared.noteCall("slack", news) }),
    });
  }
  return platforms;
}

const welcome = "Ask in your own words (English, Bahasa Malaysia or 中文), or type /help; /quit leaves.";

async function runHelp(): Promise<number> {
  const { usage } = await import("./terminal/usage.ts");
  process.stdout.write(usage);
  return 0;
}

async function runVersion(): Promise<number> {
  const { readVersion } = await import("./version.ts");
  process.stdout.write(`${readVersion()}\n`);
  return 0;
}

const commands: Readonly<Record<string, (given: readonly string[]) => Promise<number>>> = {
  ask: runAsk,
  explain: runExplain,
  serve: runServe,
  check: registrar("check"),
  export: registrar("export"),
  audit: registrar("audit"),
  compile: async () => (await import("./written-files.ts")).compile(),
  schema: async (given) => (await import("./written-files.ts")).schema(given, process.stdout),
  manifest: runManifest,
  backup: async (given) => (await import("./terminal/backup.ts")).backup(given, await storeWorld()),
  restore: async (given) => (await import("./terminal/backup.ts")).restore(given, await storeWorld()),
  help: runHelp,
};

async function run(given: readonly string[]): Promise<number> {
  const [command = "serve", ...rest] = given;
  const end = given.indexOf("--");
  const options = end < 0 ? given : given.slice(0, end);
  if (options.includes("--help") || options.includes("-h")) return runHelp();
  if (command === "--version") return runVersion();
  if (command.startsWith("-")) return runServe(given);
  const start = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (start !== undefined) return start(rest);
  const { UsageError } = await import("./terminal/command-line.ts");
  throw new UsageError(`${JSON.stringify(command)} is no command; to ask a question: jambatan ask WORDS…`);
}

/** A reader that has seen enough (`| head -1`) is no error. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});
for (const event of ["uncaughtException", "unhandledRejection"]) {
  process.on(event, (error: unknown) => {
    report(error, event);
    process.exit(1);
  });
}

process.exitCode = await run(process.argv.slice(2)).catch(async (error: unknown) => {
  const { failureOf } = await import("./failure.ts");
  const { exitCode, sentence } = failureOf(error, report);
  process.stderr.write(`${sentence}\n`);
  return exitCode;
});
