import type { Kind } from "../register/field.ts";
import { type Discretion, type Name, parseCitation, type Statement } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { nameTypeOf, type Stated } from "../register/written.ts";
import { formatTyped, readTyped, type Typing } from "./field-text.ts";
import { type Read, wrong } from "./read.ts";
import type { Slot } from "./slots.ts";

/** Control and direction characters, which a register takes for a mistake; lines and tabs are none. */
function isInvisible(text: string): boolean {
  return /[\p{Cc}\p{Cs}\p{Bidi_Control}]/u.test(text.replace(/[\n\t]/g, " "));
}

/** More than this is no value of a field; code points. Slack's inputs hold at most 3,000. */
export const longestField = 3_000;

/** What stands under a key, as a person types it: one value a line. */
export function formatLines(slot: Slot, stated: readonly Stated[], view: View): string {
  return stated.map((one) => formatOne(slot, one, view)).join("\n");
}

function formatOne(slot: Slot, one: Stated, view: View): string {
  if ("text" in one) return one.lang === undefined ? one.text : `${one.lang}: ${one.text}`;
  const text = formatTyped(slot.shape, one.value, view).trim();
  return isLine(slot) ? text.replace(/\s*\n\s*/g, " ") : text;
}

/** Whether each line is a value of its own; prose of one value may have several lines. */
function isLine({ shape, many }: Slot): boolean {
  return many || shape.type !== "text";
}

/** What bears a new value out: a citation of the register's sources, or words. */
export interface Why {
  readonly text: string;
  readonly view: View;
}

/** `report-2024#7`, or several with commas. */
const citationPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*#[1-9]\d{0,4}$/;

/** What is wrong with the reason for a change, where something is. */
export function checkWhy({ text, view }: Why): Read<string> {
  if (text.trim() === "") return wrong("why");
  if (isInvisible(text)) return wrong("invisible");
  if ([...text].length > 500) return wrong("tooLong", { length: [...text].length, max: 500 });
  const unknown = citationsIn(text)?.find((one) => !isKnown(one, view));
  return unknown === undefined ? { value: text.trim() } : wrong("source", { text: unknown });
}

function citationsIn(text: string): readonly string[] | undefined {
  const parts = text.split(",").map((part) => part.trim());
  return parts.every((part) => citationPattern.test(part)) ? parts : undefined;
}

const isKnown = (citation: string, view: View): boolean =>
  view.get(parseCitation(citation).source)?.kind === "source";

/** The marks of a value that somebody states now: the sources they name and see, else their words as a remark. */
function marksOf({ text, view }: Why): Omit<Statement, "value"> {
  const cites = citationsIn(text);
  return cites === undefined || !cites.every((one) => isKnown(one, view))
    ? { cites: [], editorial: true, ...(text.trim() === "" ? {} : { note: text.trim() }) }
    : { cites: cites.map(parseCitation) };
}

/**
 * Reads what was typed for a key. A line that says what stood there before keeps its statement, with its sources; a new
 * one is borne out by the reason of the change, and hidden from those from whom what it replaces was hidden.
 */
export function readLines(
  kind: Kind,
  slot: Slot,
  text: string,
  before: readonly Stated[],
  why: Why,
  typing: Typing,
): Read<readonly Stated[]> {
  const typed = text.replace(/\r\n?/g, "\n");
  const lines = (isLine(slot) || before.length > 1 ? typed.split("\n") : [typed])
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (lines.length === 0) return slot.required ? wrong("empty") : { value: [] };
  if (lines.length > 1 && !slot.many && before.length <= 1) return wrong("oneOnly", { count: lines.length });
  const left = before.map((one) => ({ one, line: formatOne(slot, one, typing.view) }));
  const kept = lines.map((line) => {
    const at = left.findIndex((known) => known.line === line);
    return at < 0 ? undefined : left.splice(at, 1)[0]?.one;
  });
  const discretion = discretionOf(left.map(({ one }) => one));
  const stated: Stated[] = [];
  for (const [index, line] of lines.entries()) {
    const same = kept[index];
    if (same !== undefined) {
      stated.push(same);
      continue;
    }
    const length = [...line].length;
    if (length > longestField) return wrong("tooLong", { length, max: longestField });
    if (isInvisible(line)) return wrong("invisible");
    const read = readOne(kind, slot, line, why, typing);
    if (read.wrong !== undefined) return read;
    stated.push({ ...read.value, ...discretion });
  }
  return { value: stated };
}

function readOne(kind: Kind, slot: Slot, line: string, why: Why, typing: Typing): Read<Stated> {
  const type = nameTypeOf(kind, slot.key);
  if (type !== undefined) return { value: nameOf(type, line, why) };
  const read = readTyped(slot.shape, slot.key, line, typing);
  if (read.wrong !== undefined) return read;
  if (slot.key === "visibility" || slot.key === "groups") return { value: { value: read.value, cites: [] } };
  return { value: { value: read.value, ...marksOf(why) } };
}

/** `zh: 名称`, or a name alone. */
function nameOf(type: Name["type"], line: string, why: Why): Name {
  const { note: _, ...marks } = marksOf(why);
  const [, lang, text = line] = (type === "alias" ? /^([a-z]{2,3}): (.+)$/.exec(line) : null) ?? [];
  return { text: text.trim(), type, ...(lang === undefined ? {} : { lang }), ...marks };
}

/** The discretion that is strictest of those of some statements. */
function discretionOf(stated: readonly Stated[]): Discretion {
  const rank = ({ visibility }: Discretion): number =>
    visibility === "restricted" ? 2 : visibility === "internal" ? 1 : 0;
  const [strictest] = [...stated].sort((a, b) => rank(b) - rank(a));
  if (strictest === undefined || rank(strictest) === 0) return {};
  const { visibility, groups } = strictest;
  return {
    ...(visibility === undefined ? {} : { visibility }),
    ...(groups === undefined ? {} : { groups }),
  };
}
