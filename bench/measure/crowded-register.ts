import { join } from "node:path";
import { loadRegister, type Register, shippedRegister } from "../../src/index.ts";
import { tokensOf, wordKey } from "../../src/text.ts";
import type { Golden } from "../../test/questions/golden.ts";
import { writeRegister } from "./generated-register.ts";

/** Writes the starter register with invented entries up to a number into a folder, and says into which one below it. */
export async function writeCrowd(
  folder: string,
  { entries, golden }: { readonly entries: number; readonly golden: readonly Golden[] },
): Promise<string> {
  const starter: Register = await loadRegister();
  const data = join(folder, "data");
  await writeRegister(data, {
    entries: entries - starter.entries.length,
    beside: shippedRegister,
    taken: [
      ...starter.entries.flatMap((entry) => [entry.id, ...entry.names.map((name) => name.text)]).map(wordKey),
      ...golden.filter(({ outcome }) => outcome === "notFound").flatMap(runsOf),
    ],
  });
  return data;
}

/** Runs of words of a question that must find nothing: it would, were an entry called so. */
function runsOf({ text }: Golden): readonly string[] {
  const words = tokensOf(text).map((token) => token.word);
  return words.flatMap((_, start) => [1, 2, 3, 4].map((size) => words.slice(start, start + size).join(" ")));
}
