import { readFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";

export type Environment = Record<string, string | undefined>;

/**
 * The `.env` of a folder, and above it the real variables: one that is set, even to nothing, wins over its line.
 *
 * A copy: the process's own environment is handed on to whatever it starts, and should not fill with tokens.
 */
export function readEnvironment(real: Environment, file = ".env"): Environment {
  let text = "";
  try {
    text = readFileSync(file, "utf8");
  } catch {
    // Most folders have none.
  }
  return { ...parseEnv(text), ...real };
}

/** Where a user's programs keep what they can make again: the XDG base directory, else the home folder's `.cache`. */
export function cacheFolderOf({ XDG_CACHE_HOME: xdg = "" }: Environment): string {
  const base = xdg.startsWith("/") ? xdg : homedirOrTemporary();
  return join(base, "jambatan");
}

/** A user that the system does not know (a container's number) has no home. */
function homedirOrTemporary(): string {
  try {
    return join(homedir(), ".cache");
  } catch {
    return tmpdir();
  }
}
