import { noonOf, parseDay, type Question } from "../../src/index.ts";
import type { ReplyObject } from "./format-object.ts";

/** What a line of a batch asks, or what is wrong with it. */
export type BatchLine =
  | { readonly id: string; readonly question: Question }
  | { readonly id: ReplyObject["id"]; readonly error: string };

/** What a line may leave out and what it is held against. */
export interface BatchDefaults {
  /** The question that the options describe. */
  readonly question: Question;
  /** The desk's zone, in which `asOf` has its noon. */
  readonly timezone: string;
  readonly languages: readonly string[];
}

const shape = 'expected {"id": …, "text": …} with "asOf", "previous" and "lang" where needed';

/** Reads one line: `{"id", "text", "asOf"?, "previous"?, "lang"?}`. */
export function parseBatchLine(line: string, { question, timezone, languages }: BatchDefaults): BatchLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { id: null, error: `The line is not JSON; ${shape}.` };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { id: null, error: `The line is no object; ${shape}.` };
  }
  const { id, text, asOf, previous, lang } = value as Readonly<Record<string, unknown>>;
  const known = typeof id === "string" || typeof id === "number" ? id : null;
  const wrong = (field: string, expected: string): BatchLine => ({
    id: known,
    error: `"${field}" is not usable; expected ${expected}.`,
  });
  if (typeof id !== "string") return wrong("id", "a text");
  if (typeof text !== "string") return wrong("text", "a text");
  const day = typeof asOf === "string" ? parseDay(asOf) : undefined;
  if (isGiven(asOf) && day === undefined) return wrong("asOf", "a day such as 2024-04-20");
  if (isGiven(previous) && !isTexts(previous)) return wrong("previous", "a list of texts, oldest first");
  if (isGiven(lang) && !(typeof lang === "string" && languages.includes(lang))) {
    return wrong("lang", `one of ${languages.join(", ")}`);
  }
  return {
    id,
    question: {
      ...question,
      text,
      ...(day === undefined ? {} : { now: noonOf(day, timezone) }),
      ...(isTexts(previous) ? { previous } : {}),
      ...(typeof lang === "string" ? { lang } : {}),
    },
  };
}

/** A field that is null was left out: that is how some languages write it. */
const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");
