import { writeFile } from "node:fs/promises";
import { ConfigError, type Desk } from "../../src/index.ts";
import { createManifest, eventsPath } from "./manifest.ts";

/** How the manifest was asked for: into which file, and with which options. */
export interface ManifestCall {
  readonly words: readonly string[];
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
}

export interface ManifestWorld {
  readonly desk: Desk;
  readonly output: { write(text: string): unknown };
}

/** With a hyphen and a command's name after it, a name that Slack takes. */
const usablePrefix = /^[a-z0-9][a-z0-9_-]{0,15}$/;

/** Writes the app's manifest into the named file; without one, prints it. */
export async function manifest(
  { words, flags, values }: ManifestCall,
  { desk, output }: ManifestWorld,
): Promise<number> {
  const prefix = values.get("--prefix");
  if (prefix !== undefined && !usablePrefix.test(prefix))
    throw new ConfigError(["--prefix is not usable; expected up to 16 of a–z, 0–9, _ and -."]);
  const address = values.get("--url");
  if (address !== undefined && !isUsableAddress(address))
    throw new ConfigError([
      `--url is not usable; expected an address such as https://bot.example.org${eventsPath}.`,
    ]);
  const options = {
    isMinimal: flags.has("--minimal"),
    ...(prefix === undefined ? {} : { prefix }),
    ...(address === undefined ? {} : { url: requestUrl(address) }),
  };
  const text = formatManifest(createManifest(desk, options));
  const [file] = words;
  if (file === undefined) output.write(text);
  else await writeFile(file, text);
  return 0;
}

/** Slack calls nothing without a certificate. */
function isUsableAddress(address: string): boolean {
  return address.startsWith("https://") && URL.canParse(address);
}

/** Where the bot takes what Slack sends, at an address that may be its host's alone. */
function requestUrl(address: string): string {
  const url = new URL(address);
  if (url.pathname === "/") url.pathname = eventsPath;
  return url.href;
}

/** As it stands in its file. */
export function formatManifest(manifest: object): string {
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}
