import { readFileSync } from "node:fs";
import type { Desk, Outcome, Reply } from "../../src/index.ts";
import { fold } from "../../src/text.ts";
import { asking, textsOf } from "../starter-desk.ts";

/** A question with what a right answer holds; README.md beside this file says how they were made. */
export interface Golden {
  readonly id: string;
  readonly group: string;
  readonly lang: string;
  readonly text: string;
  readonly previous?: readonly string[];
  readonly asOf?: string;
  readonly outcome: Outcome;
  /** Each inner list is one asked fact, in any of these forms. */
  readonly says: readonly (readonly string[])[];
  /** What would be a wrong fact. */
  readonly never?: readonly string[];
  readonly because: string;
}

/** The questions of one file of this folder. */
export function readGolden(file: string): readonly Golden[] {
  return readFileSync(new URL(file, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Golden);
}

/** The day on which a question is asked that names none. */
const asked = "2026-11-21";

/** The sets, in the order in which they were written; README.md tells of each. */
export const sets = ["from-documents", "second", "languages", "exam", "english", "desk", "varied"] as const;

export function answerOf(desk: Desk, { text, asOf = asked, previous }: Golden): Promise<Reply> {
  return desk.answer(asking(text, asOf, previous === undefined ? {} : { previous }));
}

/** Why an answer is wrong, or nothing. */
export async function faultOf(desk: Desk, golden: Golden): Promise<string | undefined> {
  const reply = await answerOf(desk, golden);
  return outcomeFault(golden, reply) ?? textFault(golden, reply);
}

/** Where facts are asked, an answer that shows the latest past ones, or says what is missing, is an answer. */
function outcomeFault({ outcome }: Golden, reply: Reply): string | undefined {
  const isFine = reply.outcome === outcome || (outcome === "answered" && reply.outcome === "partly");
  return isFine ? undefined : `outcome ${reply.outcome}, expected ${outcome}`;
}

function textFault({ says, never = [] }: Golden, reply: Reply): string | undefined {
  const text = normal(textsOf(reply).join("\n"));
  const missing = says.find((forms) => !forms.some((form) => text.includes(normal(form))));
  if (missing !== undefined) return `does not say ${missing[0]}`;
  const wrong = never.find((form) => text.includes(normal(form)));
  return wrong === undefined ? undefined : `says ${wrong}`;
}

const normal = (text: string): string => fold(text).replace(/\s+/g, " ");
