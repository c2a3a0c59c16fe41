import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { Problem } from "../errors.ts";
import { packageFolder } from "../package-folder.ts";
import type { LoadedEntries } from "./load.ts";
import type { Entry } from "./statement.ts";

/** What the thread is to read. */
export interface ThreadTask {
  readonly folder: string;
  readonly cacheFolder?: string;
  /** The hash of what is in force. */
  readonly known: string;
}

/** What the thread says: its entries piece by piece, each acknowledged, then their hash. */
export type FromThread =
  | { readonly entries: readonly Entry[] }
  | { readonly hash: string }
  | { readonly is: "same" }
  | { readonly problems: readonly Problem[] };

export type LoadedApart = LoadedEntries | Exclude<FromThread, { entries: unknown } | { hash: string }>;

/** Threads start from built files, which lie here whatever was bundled. */
const threadFile = join(packageFolder, "dist", "src", "register", "loading-thread.js");

/**
 * Reads a register's folder in a thread of its own, for parsing 20,000 entries takes seconds in which nobody would get an
 * answer; what it read comes over in pieces, with turns of the event loop between them.
 *
 * @throws what the thread throws, and the reason of `signal`.
 */
export async function loadApart(task: ThreadTask, signal?: AbortSignal): Promise<LoadedApart> {
  signal?.throwIfAborted();
  // Nothing of the environment: there are tokens in it, and the thread needs none.
  const thread = new Worker(threadFile, { workerData: task, env: {}, execArgv: [] });
  try {
    return await new Promise<LoadedApart>((resolve, reject) => {
      const entries: Entry[] = [];
      thread.on("message", async (message: FromThread) => {
        if (!("entries" in message)) return resolve("hash" in message ? { ...message, entries } : message);
        for (const entry of message.entries) entries.push(entry);
        await setImmediate();
        thread.postMessage("next");
      });
      thread.once("error", reject);
      thread.once("exit", (code) =>
        reject(new Error(`the thread that reads the register ended with ${code}`)),
      );
      signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
  } finally {
    await thread.terminate();
  }
}
