import { cp } from "node:fs/promises";
import { sep } from "node:path";
import { compileShippedMessages, shippedMessages } from "./answer/messages.ts";
import { compileShippedLexicons, shippedLexicons } from "./question/lexicon.ts";
import { compileShippedRegister } from "./register/load.ts";

/** For the build: brings the language files beside the built code and compiles them and the shipped register, so that a cold start parses no YAML. */
export async function compileShipped(): Promise<void> {
  const built = `${sep}dist${sep}src${sep}`;
  for (const folder of [shippedLexicons, shippedMessages]) {
    if (folder.includes(built))
      await cp(folder.replace(built, `${sep}src${sep}`), folder, { recursive: true });
  }
  await Promise.all([compileShippedRegister(), compileShippedLexicons(), compileShippedMessages()]);
}
