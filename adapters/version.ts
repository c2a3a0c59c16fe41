import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageFolder } from "../src/index.ts";

/** The package's version. */
export function readVersion(): string {
  const text = readFileSync(join(packageFolder, "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
