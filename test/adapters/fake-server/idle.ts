import { type Calls, told } from "./calls.ts";

/** Resolves once nothing waits and no call is under way, for `quietMs` without a break. */
export function idle(calls: Calls, quietMs: number, timeoutMs: number, waiting: () => number): Promise<void> {
  return new Promise((resolve, reject) => {
    let quiet: NodeJS.Timeout | undefined;
    const look = (): void => {
      clearTimeout(quiet);
      if (waiting() > 0 || calls.underway() > 0) return;
      quiet = setTimeout(() => {
        stop();
        resolve();
      }, quietMs);
    };
    const limit = setTimeout(() => {
      stop();
      reject(
        new Error(
          `Not idle after ${timeoutMs} ms: ${waiting()} updates wait, ${calls.underway()} calls are under way; ${told(calls.list)}`,
        ),
      );
    }, timeoutMs);
    const forget = calls.onChange(look);
    const stop = (): void => {
      clearTimeout(quiet);
      clearTimeout(limit);
      forget();
    };
    look();
  });
}
