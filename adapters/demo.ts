import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Environment } from "./environment.ts";

/** The busiest week of the starter register, so that a demonstration has visits to come. */
const demoClock = "2024-04-20T09:00:00+08:00";

/** A demonstration that is tried at a prompt. */
export interface Demo {
  /** The process's environment, with a clock and a database where it names none. */
  readonly env: Environment;
  /** What it kept is of no use to anybody. */
  remove(): void;
}

/** @param keeps where nobody sits at a prompt: then it keeps what it is told, where any other process does. */
export function createDemo(env: Environment, keeps: boolean): Demo {
  const isUnset = (name: string): boolean => (env[name] ?? "").trim() === "";
  const clock = isUnset("JAMBATAN_CLOCK") ? { JAMBATAN_CLOCK: demoClock } : {};
  if (keeps || !isUnset("DATABASE_URL")) return { env: { ...env, ...clock }, remove: () => {} };
  const folder = mkdtempSync(join(tmpdir(), "jambatan-demo-"));
  return {
    env: { ...env, ...clock, DATABASE_URL: `sqlite:${join(folder, "jambatan.db")}` },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export const demoWelcome =
  "This is a demonstration. Try /watch visits: seconds later its clock goes on to when you are told of one.";
