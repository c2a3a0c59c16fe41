import { ConfigError, RegisterError, StoreError } from "../src/index.ts";
import { UsageError } from "./terminal/command-line.ts";

export interface Failure {
  readonly exitCode: number;
  /** What whoever called reads on stderr. */
  readonly sentence: string;
}

/** What ended a command: a wrong call, something that cannot be loaded, or an error of ours, which is logged. */
export function failureOf(error: unknown, report: (error: unknown, during: string) => string): Failure {
  if (error instanceof UsageError) {
    return { exitCode: 2, sentence: `${error.message}\nAll that can be called: jambatan --help` };
  }
  if (error instanceof ConfigError || error instanceof RegisterError || error instanceof StoreError) {
    return { exitCode: 3, sentence: error.message };
  }
  return { exitCode: 1, sentence: `Something went wrong (error ${report(error, "running a command")}).` };
}
