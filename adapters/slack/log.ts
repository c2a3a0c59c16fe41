import { type Logger, LogLevel } from "@slack/bolt";

export type Log = (level: "info" | "warn", facts: object, message: string) => void;

/** The SDK's log, as far as an operator wants to read it: what it calls an error is one to it, and mostly tried again. */
export function createSdkLog(log: Log): Logger {
  const write = (...parts: readonly unknown[]): void =>
    log("warn", { sdk: "slack" }, parts.map(String).join(" "));
  const silent = (): void => {};
  return {
    debug: silent,
    info: silent,
    warn: write,
    error: write,
    setLevel: silent,
    getLevel: () => LogLevel.WARN,
    setName: silent,
  };
}
