import { readdir, readFile } from "node:fs/promises";
import {
  createDesk,
  type Desk,
  loadLanguages,
  loadRegister,
  noonOf,
  type Question,
  type Register,
} from "../../src/index.ts";
import type { Golden } from "../../test/questions/golden.ts";

/** A question of the tables in test/questions, as a batch line has it. */
export interface Asked {
  readonly id: string;
  readonly text: string;
  readonly asOf?: string;
  readonly previous?: readonly string[];
}

export const timezone = "Asia/Kuala_Lumpur";
/** The day of a question that names none, as for its judge (test/questions/golden.ts): no figure may depend on the day of the run. */
const usualDay = "2026-11-21";

/** All lines of the tables, with what a right answer holds. */
export async function readGolden(): Promise<readonly Golden[]> {
  const folder = new URL("../../../test/questions/", import.meta.url);
  const files = (await readdir(folder)).filter((file) => file.endsWith(".jsonl")).sort();
  const texts = await Promise.all(files.map((file) => readFile(new URL(file, folder), "utf8")));
  return texts
    .flatMap((text) => text.split("\n"))
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Golden);
}

/** All questions of the tables, each once: commands, sentences in every language, misspellings, follow-ups. */
export async function readQuestions(): Promise<readonly Asked[]> {
  const asked = (await readGolden()).map(({ id, text, asOf = usualDay, previous }) => ({
    id,
    text,
    asOf,
    ...(previous === undefined ? {} : { previous }),
  }));
  return [...new Map(asked.map((one) => [`${one.text}\0${one.previous?.join("\0")}`, one])).values()];
}

export function questionOf({ text, asOf = usualDay, previous }: Asked): Question {
  return { text, now: noonOf(asOf, timezone), ...(previous === undefined ? {} : { previous }) };
}

/** A desk as the command line opens it, over the starter register or another. */
export async function openDesk(register?: Register): Promise<Desk> {
  return createDesk({
    register: register ?? (await loadRegister()),
    languages: await loadLanguages(),
    timezone,
  });
}
