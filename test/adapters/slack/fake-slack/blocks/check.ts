import { isRecord, type Params } from "../../../fake-server/params.ts";
import type { Note } from "../methods.ts";
import { checkMrkdwn } from "../mrkdwn.ts";

export type Surface = "message" | "modal" | "home";

/** Blocks being looked at: what Slack refuses fails, what it lets pass is noted. */
export interface Check {
  readonly surface: Surface;
  /** `at` is a JSON pointer, as Slack gives it. */
  fail(at: string, message: string): void;
  readonly note: Note;
}

export interface TextRule {
  readonly max: number;
  readonly plainOnly?: boolean;
  readonly optional?: boolean;
}

/** An object with these fields and no others; undefined, and a complaint, when it is none. */
export function fieldsOf(
  check: Check,
  at: string,
  value: unknown,
  required: readonly string[],
  optional: readonly string[] = [],
): Params | undefined {
  if (!isRecord(value)) {
    check.fail(at, "must provide an object");
    return undefined;
  }
  for (const name of required) {
    if (value[name] === undefined || value[name] === null) check.fail(at, `missing required field: ${name}`);
  }
  for (const name of Object.keys(value)) {
    if (value[name] !== undefined && !required.includes(name) && !optional.includes(name)) {
      check.fail(at, `invalid additional property: ${name}`);
    }
  }
  return value;
}

/** A text object; mrkdwn is also looked into for mentions and for what is not escaped. */
export function checkText(check: Check, at: string, value: unknown, rule: TextRule): void {
  if (value === undefined && rule.optional === true) return;
  const text = fieldsOf(check, at, value, ["type", "text"], ["emoji", "verbatim"]);
  if (text === undefined) return;
  const isPlain = text.type === "plain_text";
  if (!isPlain && (text.type !== "mrkdwn" || rule.plainOnly === true)) {
    check.fail(`${at}/type`, `unsupported type: ${String(text.type)}`);
  }
  if (!isPlain && text.emoji !== undefined) check.fail(at, "invalid additional property: emoji");
  checkString(check, `${at}/text`, text.text, rule.max);
  if (!isPlain && typeof text.text === "string") checkMrkdwn(text.text, at, check.note);
}

export function checkString(check: Check, at: string, value: unknown, max: number, min = 1): void {
  if (typeof value !== "string") check.fail(at, "must be a string");
  else if (value.length < min) check.fail(at, `must be more than ${min - 1} characters`);
  else if (value.length > max) check.fail(at, `must be less than ${max + 1} characters`);
}

/** A string that may be absent. */
export function checkOptional(check: Check, at: string, value: unknown, max: number, min = 1): void {
  if (value !== undefined) checkString(check, at, value, max, min);
}

/** The items of an array of `min` to `max`; none, and a complaint, when it is no array. */
export function itemsOf(
  check: Check,
  at: string,
  value: unknown,
  max: number,
  min = 1,
): readonly (readonly [item: unknown, at: string])[] {
  if (!Array.isArray(value)) {
    check.fail(at, "must be an array");
    return [];
  }
  if (value.length < min) check.fail(at, `no less than ${min} items allowed`);
  if (value.length > max) check.fail(at, `no more than ${max} items allowed`);
  return value.map((item, index) => [item, `${at}/${index}`] as const);
}

export function checkUnique(check: Check, at: string, ids: readonly unknown[], name: string): void {
  const seen = new Set<unknown>();
  for (const id of ids) {
    if (id === undefined) continue;
    if (seen.has(id)) check.fail(at, `\`${name}\` ${JSON.stringify(id)} already exists`);
    seen.add(id);
  }
}
