import { readFileSync } from "node:fs";
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
