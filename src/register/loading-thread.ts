import { once } from "node:events";
import { parentPort, workerData } from "node:worker_threads";
import { RegisterError } from "../errors.ts";
import { loadEntries } from "./load.ts";
import type { FromThread, ThreadTask } from "./load-apart.ts";

/** How many entries go over at once: what takes in one piece takes ten milliseconds or so. */
const pieceEntries = 250;

/** A thread of its own, which reads a register's folder; load-apart.ts starts it. */
async function run({ folder, cacheFolder, known }: ThreadTask): Promise<void> {
  const port = parentPort;
  if (port === null) return;
  const post = (message: FromThread): void => port.postMessage(message);
  try {
    const { hash, entries } = await loadEntries(folder, cacheFolder === undefined ? {} : { cacheFolder });
    if (hash === known) return post({ is: "same" });
    for (let at = 0; at < entries.length; at += pieceEntries) {
      post({ entries: entries.slice(at, at + pieceEntries) });
      await once(port, "message");
    }
    post({ hash });
  } catch (error) {
    if (!(error instanceof RegisterError)) throw error;
    post({ problems: error.problems });
  }
}

await run(workerData as ThreadTask);
