import { ConfigError } from "../../src/index.ts";

/** The waits after failures, milliseconds; the last one is kept, so that what comes back is soon noticed. */
const waitsMs = [500, 1_000, 2_000, 5_000];

export function waitAfter(failures: number): number {
  return waitsMs[failures] ?? waitsMs.at(-1) ?? 0;
}

/** How a platform's errors are read. */
export interface Failure {
  /** What the platform is called. */
  readonly platform: string;
  /** What it answered; nothing where it did not. */
  readonly said?: string;
  /** True where it will never answer otherwise. */
  readonly isFinal: boolean;
  /** How long it asked to be left alone. */
  readonly askedMs?: number;
}

export interface Reaching {
  /** What to do where the platform refuses for good. */
  readonly remedy: string;
  readonly stopping: AbortSignal;
  failureOf(error: unknown): Failure;
  onTrouble(trouble: string): void;
}

/**
 * Makes a call until the platform answers it.
 *
 * @throws ConfigError where it refuses for good.
 */
export async function untilReached<T>(call: () => Promise<T>, reaching: Reaching): Promise<T> {
  const { remedy, stopping, failureOf, onTrouble } = reaching;
  for (let attempt = 0; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (stopping.aborted) throw error;
      const { platform, said, isFinal, askedMs = 0 } = failureOf(error);
      if (isFinal) throw new ConfigError([`${remedy} (${platform}: ${said})`]);
      onTrouble(said === undefined ? `${platform} cannot be reached` : `${platform}: ${said}`);
      await pause(Math.max(askedMs, waitAfter(attempt)), stopping);
    }
  }
}

/** Waits; shorter where the signal aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    if (signal.aborted) end();
    else signal.addEventListener("abort", end);
  });
}
