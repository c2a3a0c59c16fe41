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

/** A question of the tables in test/questions, as a batch line has it. */
export interface Asked {
  readonly id: string;
  readonly text: string;
  readonly asOf?: string;
  readonly previous?: readonly string[];
}

export const timezone = "Asia/Kuala_Lumpur";
/** The day of a question that names none: the figures must not depend on the day of the run. */
const usualDay = "2025-01-15";

/** All questions of the tables, each once: commands, sentences in every language, misspellings, follow-ups. */
export async function readQuestions(): Promise<readonly Asked[]> {
  const folder = new URL("../../../test/questions/", import.meta.url);
  const files = (await readdir(folder)).filter((file) => file.endsWith(".jsonl")).sort();
  const texts = await Promise.all(files.map((file) => readFile(new URL(file, folder), "utf8")));
  const asked = texts.flatMap((text) =>
    text
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => askedOf(JSON.parse(line) as Asked)),
  );
  return [...new Map(asked.map((one) => [`${one.text}\0${one.previous?.join("\0")}`, one])).values()];
}

function askedOf({ id, text, asOf = usualDay, previous }: Asked): Asked {
  return { id, text, asOf, ...(previous === undefined ? {} : { previous }) };
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
