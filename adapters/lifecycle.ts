/** What runs until it is told to stop: a listener, a prompt, a platform. */
export interface Running {
  readonly name: string;
  stop(): Promise<void>;
}

export type Log = (level: "info" | "warn" | "error", facts: object, message: string) => void;

const stopSignals = ["SIGINT", "SIGTERM"] as const;
export const stopMs = 10_000;

/** Rejects with the first refusal of what was to be ready: a process that cannot do what it was started for ends. */
export function refusalOf(started: readonly { readonly ready: Promise<void> }[]): Promise<never> {
  const refusal = new Promise<never>((_, reject) => {
    for (const { ready } of started) ready.catch(reject);
  });
  // It may come before anybody waits for it.
  refusal.catch(() => {});
  return refusal;
}

/** Settles at the first signal to stop; a second one of the same ends the process at once, as without us. */
export function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of stopSignals) process.once(signal, () => resolve(signal));
  });
}

/**
 * Stops everything at once, and waits for it at most `stopMs`. True where all of it stopped cleanly.
 *
 * The timer does not hold the process: once nothing is left to wait for, it may end.
 */
export async function stopAll(running: readonly Running[], log: Log, limitMs = stopMs): Promise<boolean> {
  const stopped = running.map(async ({ name, stop }) => {
    try {
      await stop();
      return true;
    } catch (error) {
      log("error", { err: error, adapter: name }, "stopping failed");
      return false;
    }
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly boolean[]>((resolve) => {
    timer = setTimeout(() => {
      log("error", { limitMs }, "stopping took too long");
      resolve([false]);
    }, limitMs);
  });
  const results = await Promise.race([Promise.all(stopped), late]);
  clearTimeout(timer);
  return results.every(Boolean);
}
