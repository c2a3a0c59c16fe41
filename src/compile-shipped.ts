import { cp } from "node:fs/promises";
import { join } from "node:path";
import { compileShippedMessages, shippedMessages } from "./answer/messages.ts";
import { packageFolder } from "./package-folder.ts";
import { compileShippedLexicons, shippedLexicons } from "./question/lexicon.ts";
import { compileShippedRegister } from "./register/load.ts";

/**
 * For the build: puts the language files beside the built code, where an installed package reads them, and compiles
 * them and the shipped register, so that a cold start parses no YAML.
 */
export async function compileShipped(): Promise<void> {
  const [sources, built] = [join(packageFolder, "src"), join(packageFolder, "dist", "src")];
  for (const folder of [shippedLexicons, shippedMessages]) {
    if (folder.startsWith(sources)) await cp(folder, folder.replace(sources, built), { recursive: true });
  }
  await Promise.all([compileShippedRegister(), compileShippedLexicons(), compileShippedMessages()]);
}
