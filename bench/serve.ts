import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { formatBar, formatCount, formatMachine, formatMs } from "./measure/figures.ts";
import { environment, inFolder, program } from "./measure/program.ts";

const requests = 2_000;
const startLimitMs = 20_000;

/**
 * The resident memory of `serve` without any token: after its start, once it says it is ready, and after requests.
 *
 * Read from /proc, so on Linux only. Nothing can be asked over HTTP yet; what answering adds shows where the desk is
 * asked by a platform.
 */
export async function bench(): Promise<readonly string[]> {
  const machine = formatMachine();
  if (process.platform !== "linux") return ["not measured: there is no /proc here"];
  return inFolder(async (folder) => {
    const env = { ...environment, PORT: "0", LOG_LEVEL: "info" };
    const started = performance.now();
    const server = spawn(process.execPath, [program, "serve"], {
      cwd: folder,
      env,
      stdio: ["ignore", "ignore", "pipe"],
    });
    try {
      const url = await addressOf(server);
      const startMs = performance.now() - started;
      const atStart = await residentMb(server);
      await get(`${url}/readyz`);
      const atReady = await residentMb(server);
      for (let sent = 0; sent < requests; sent++)
        await get(`${url}/${sent % 2 === 0 ? "healthz" : "readyz"}`);
      const afterRequests = await residentMb(server);
      await setTimeout(1_000);
      const later = await residentMb(server);
      const most = Math.max(atStart, atReady, afterRequests, later);
      const bare = await bareMb(folder);
      return [
        machine,
        `listens after ${formatMs(startMs)}`,
        `resident after the start ${formatMb(atStart)}, after /readyz ${formatMb(atReady)}, after ${formatCount(requests)} requests ${formatMb(afterRequests)}, a second later ${formatMb(later)}`,
        `Node alone ${formatMb(bare)}: the most is ${(most / bare).toFixed(2)} × that; ${formatBar(most, { most: 130, unit: "MB" })}`,
      ];
    } finally {
      await end(server);
    }
  });
}

/** What Node itself takes, doing nothing. */
async function bareMb(folder: string): Promise<number> {
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

/** The address from the line that the server logs once it listens. */
async function addressOf(server: ChildProcess): Promise<string> {
  let log = "";
  const found = new Promise<string>((resolve, reject) => {
    server.stderr?.on("data", (piece: Buffer) => {
      log += piece.toString();
      const url = /"url":"(http:[^"]+)"/.exec(log)?.[1];
      if (url !== undefined) resolve(url);
    });
    server.once("exit", (code) => reject(new Error(`serve ended with ${code}: ${log}`)));
  });
  const limit = new AbortController();
  const late = setTimeout(startLimitMs, undefined, { signal: limit.signal, ref: false }).then(() => {
    throw new Error(`serve named no address within ${startLimitMs} ms: ${log}`);
  });
  late.catch(() => undefined);
  return Promise.race([found, late]).finally(() => limit.abort());
}

async function get(url: string): Promise<void> {
  const response = await fetch(url);
  await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
}

async function residentMb({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return (Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1_024) / 1e6;
}

const formatMb = (mb: number): string => `${mb.toFixed(1)} MB`;

/** Ends the process that was started here, gently, then not. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const patience = setTimeout(5_000, undefined, { ref: false }).then(() => child.kill("SIGKILL"));
  await Promise.race([ended, patience]);
}
