import type { Running } from "./lifecycle.ts";

export interface LookingOptions {
  readonly name: string;
  look(): Promise<void>;
  /** Logs an error and gives the id under which it was logged. */
  report(error: unknown, during: string): string;
  /** Between the end of a look and the next, milliseconds. */
  readonly everyMs?: number;
}

/** Two looks must find a change the same before it counts: it is in force two seconds after it was made, or a little later. */
const lookMs = 1_000;

/** Looks at something again and again, one look at a time, until it is told to stop. */
export function lookAgain({ name, look, report, everyMs = lookMs }: LookingOptions): Running {
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let isStopped = false;
  const lookOnce = async (): Promise<void> => {
    try {
      await look();
    } catch (error) {
      if (!isStopped) report(error, `looking at the ${name}`);
    }
    if (!isStopped) wait();
  };
  const wait = (): void => {
    timer = setTimeout(() => {
      looking = lookOnce();
    }, everyMs);
  };
  wait();
  return {
    name,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}
