import { readFileSync } from "node:fs";

/** The package's version. The built file lies one folder deeper than its source. */
export function readVersion(): string {
  const path = import.meta.url.endsWith(".js") ? "../../package.json" : "../package.json";
  const { version } = JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")) as { version: string };
  return version;
}
