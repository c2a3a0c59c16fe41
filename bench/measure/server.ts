import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { environment } from "./program.ts";

/** A process of its own that listens. */
export interface Server {
  readonly process: ChildProcess;
  readonly url: string;
}

export interface ServerRun {
  readonly folder: string;
  /** Beside the few variables that every measured process gets. */
  readonly env?: NodeJS.ProcessEnv;
}

const startLimitMs = 20_000;

/** Starts `node …`, does something with the server that it is, and ends it. */
export async function withServer<T>(
  given: readonly string[],
  { folder, env = {} }: ServerRun,
  work: (server: Server) => Promise<T>,
): Promise<T> {
  const child = spawn(process.execPath, given, {
    cwd: folder,
    env: { ...environment, ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  try {
    return await work({ process: child, url: await addressOf(child) });
  } finally {
    await end(child);
  }
}

/** The address from the line that a server logs once it listens. */
async function addressOf(server: ChildProcess): Promise<string> {
  let log = "";
  const found = new Promise<string>((resolve, reject) => {
    server.stderr?.on("data", (piece: Buffer) => {
      // What it says later, under load, is read so that it can go on, and dropped.
      if (log.length < 100_000) log += piece.toString();
      const url = /"url":"(http:[^"]+)"/.exec(log)?.[1];
      if (url !== undefined) resolve(url);
    });
    server.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${log}`)));
  });
  const limit = new AbortController();
  const late = setTimeout(startLimitMs, undefined, { signal: limit.signal, ref: false }).then(() => {
    throw new Error(`the server named no address within ${startLimitMs} ms: ${log}`);
  });
  late.catch(() => undefined);
  return Promise.race([found, late]).finally(() => limit.abort());
}

/** What Node itself takes, doing nothing. */
export async function bareMb(folder: string): Promise<number> {
  const idle = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"], {
    cwd: folder,
    env: environment,
    stdio: "ignore",
  });
  try {
    await setTimeout(500);
    return await residentMb(idle);
  } finally {
    await end(idle);
  }
}

/** Resident memory, read from /proc: on Linux only. */
export async function residentMb({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return (Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1_024) / 1e6;
}

export const formatMb = (mb: number): string => `${mb.toFixed(1)} MB`;

/** Asks until it is answered well: what is connected to is not there from the start. */
export async function untilReady({ url }: Server): Promise<void> {
  const started = performance.now();
  while (!(await fetch(`${url}/readyz`)).ok) {
    if (performance.now() - started > startLimitMs)
      throw new Error(`${url} is not ready after ${startLimitMs} ms`);
    await setTimeout(20);
  }
}

/** Ends the process that was started here, gently, then not. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const patience = setTimeout(5_000, undefined, { ref: false }).then(() => child.kill("SIGKILL"));
  await Promise.race([ended, patience]);
}
