import { setTimeout } from "node:timers/promises";
import { formatBar, formatCount, formatMachine, formatMs } from "./measure/figures.ts";
import { inFolder, program } from "./measure/program.ts";
import { bareMb, formatMb, residentMb, withServer } from "./measure/server.ts";

const requests = 2_000;

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
    const started = performance.now();
    const env = { PORT: "0", LOG_LEVEL: "info" };
    return withServer([program, "serve"], { folder, env }, async ({ process: server, url }) => {
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
    });
  });
}

async function get(url: string): Promise<void> {
  const response = await fetch(url);
  await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
}
