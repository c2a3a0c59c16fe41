import { spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The built command line, as `bin` names it. */
export const program = fileURLToPath(new URL("../../bin/main.js", import.meta.url));

/** Nothing of the caller's settings and tokens: they are neither wanted in the figures nor to be used by a benchmark. */
export const environment: NodeJS.ProcessEnv = {
  PATH: process.env.PATH ?? "",
  ...(process.env.TMPDIR === undefined ? {} : { TMPDIR: process.env.TMPDIR }),
};

/** Runs something in a new empty folder, in which there is no `.env` either, and removes it. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "jambatan-bench-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export interface NodeRun {
  readonly folder: string;
  /** Files for stdin and stdout; without them, nothing goes in and what comes out is dropped. */
  readonly input?: string;
  readonly output?: string;
}

/**
 * The wall time of `node …`, from the start of the process to its end, in milliseconds.
 *
 * @throws Error where it does not end with 0: what failed early was not fast.
 */
export function timeNode(given: readonly string[], { folder, input, output }: NodeRun): number {
  const files = [input === undefined ? -1 : openSync(input, "r"), output ? openSync(output, "w") : -1];
  const [from = -1, to = -1] = files;
  const stdio = [from < 0 ? "ignore" : from, to < 0 ? "ignore" : to, "pipe"] as const;
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, given, {
    cwd: folder,
    env: environment,
    stdio: [...stdio],
  });
  const ms = performance.now() - started;
  for (const file of files) if (file >= 0) closeSync(file);
  if (status !== 0) throw new Error(`node ${given.join(" ")} ended with ${status}: ${String(stderr)}`);
  return ms;
}
