import { fieldOf, kindTables } from "../register/kinds.ts";
import { publicClearance } from "../register/view.ts";
import { wordKey } from "../text.ts";
import type { ChangeDraft, Place } from "./change-draft.ts";
import { slotFor } from "./slots.ts";

/** Where a draft goes: pure, so that every step can be tried without a chat. */

/** Steps back that are kept. */
const mostBehind = 40;

/** The key that a draft asks for now, if it asks for one. */
export function keyAsked({ at }: ChangeDraft): string | undefined {
  return keyIn(at);
}

function keyIn(at: Place): string | undefined {
  return at.ask === "field" ? at.key : undefined;
}

/** The name of the place where a draft stands: a button that stood under another question does nothing. */
export function placeOf({ at }: ChangeDraft): string {
  return at.ask === "field" ? at.key : at.ask;
}

/** Goes to another place, from which `back` leads here. */
export function goTo(draft: ChangeDraft, at: Place): ChangeDraft {
  const isSame = at.ask === draft.at.ask && keyIn(at) === keyIn(draft.at);
  return isSame ? draft : { ...draft, at, behind: [...draft.behind, draft.at].slice(-mostBehind) };
}

/** What is asked next: the keys ahead, then what bears it out, then whether it is right. */
export function goOn(draft: ChangeDraft): ChangeDraft {
  const [key, ...ahead] = draft.ahead;
  if (key !== undefined) return goTo({ ...draft, ahead }, { ask: "field", key, inTurn: true });
  if (Object.keys(draft.typed).length === 0 && draft.undoes === undefined && draft.does !== "remove")
    return goTo(draft, { ask: "menu" });
  return goTo(draft, { ask: draft.why === "" ? "why" : "preview" });
}

export function goBack(draft: ChangeDraft): ChangeDraft {
  const at = draft.behind.at(-1);
  if (at === undefined) return draft;
  // What was asked in its turn is asked again in its turn.
  const ahead =
    draft.at.ask === "field" && draft.at.inTurn === true ? [draft.at.key, ...draft.ahead] : draft.ahead;
  return { ...draft, at, ahead, behind: draft.behind.slice(0, -1) };
}

/** More than this is not kept of what was typed, so that a draft stays a row of a table; code points. */
const mostTyped = 20_000;

/** The draft with what was typed for the place where it stands; more than a field may hold is kept, too, for it can be mended. */
export function withTyped(draft: ChangeDraft, typed: string, shown: string, today: string): ChangeDraft {
  if (draft.at.ask === "why") return { ...draft, why: whyOf(typed) };
  const key = keyAsked(draft);
  if (key === undefined) return draft;
  const text = kept(typed);
  const isMore = draft.as === "progress" && key === "progress";
  return {
    ...draft,
    typed: { ...draft.typed, [key]: isMore ? moreOf(draft, key, shown, text, today) : text },
  };
}

/** A reason as it is kept: on one line. */
export function whyOf(typed: string): string {
  return kept(typed).replace(/\s+/g, " ").trim();
}

export function kept(typed: string): string {
  return typed.length <= mostTyped ? typed : [...typed].slice(0, mostTyped).join("");
}

/** The draft without what was typed for the key that it asks for. */
export function withoutTyped(draft: ChangeDraft): ChangeDraft {
  const { [keyAsked(draft) ?? ""]: _, ...typed } = draft.typed;
  return { ...draft, typed };
}

/** What is added to a list of dated things: on its own line, with today's date where it names none. */
function moreOf(draft: ChangeDraft, key: string, shown: string, text: string, today: string): string {
  const own = withDay(draft, key, text.trim().replace(/\s*\n\s*/g, " "), today);
  return shown === "" ? own : `${shown}\n${own}`;
}

/** What a form was filled in with, where that adds to a list of dated things: lines that are new get a date, too. */
export function withDays(
  draft: ChangeDraft,
  key: string,
  shown: string,
  typed: string,
  today: string,
): string {
  if (draft.as !== "progress" || key !== "progress") return typed;
  const known = new Set(shown.split("\n").map((line) => line.trim()));
  const isNew = (line: string): boolean => line.trim() !== "" && !known.has(line.trim());
  return typed
    .split(/\r?\n/)
    .map((line) => (isNew(line) ? withDay(draft, key, line.trim(), today) : line))
    .join("\n");
}

function withDay({ kind }: ChangeDraft, key: string, line: string, today: string): string {
  const shape = slotFor(kind, key, publicClearance)?.shape;
  const isDated = shape?.type === "group" && Object.values(shape.parts)[0]?.type === "date";
  return isDated && !line.includes("|") ? `${today} | ${line}` : line;
}

/** The key that somebody calls by its label or by its name in a file. */
export function keyCalled(
  text: string,
  labels: readonly (readonly [key: string, label: string])[],
): string | undefined {
  const name = wordKey(text);
  return labels.find(([key, label]) => key === text.trim() || wordKey(label) === name)?.[0];
}

/** The keys that a new entry is asked for, one after the other; the others can be chosen before it is saved. */
export function keysToAsk(draft: Pick<ChangeDraft, "kind" | "typed">): readonly string[] {
  const { heading, head } = kindTables[draft.kind];
  return [heading, ...head].filter(
    (key) => draft.typed[key] === undefined && slotFor(draft.kind, key, publicClearance) !== undefined,
  );
}

/** The value that an edit for a purpose sets, where the kind knows it. */
export function valueFor(kind: ChangeDraft["kind"], as: "cancelled" | "done"): string | undefined {
  const status = fieldOf(kind, "status");
  const words = as === "cancelled" ? ["cancelled", "dropped"] : [as];
  return status?.type === "choice" ? words.find((word) => status.of.includes(word)) : undefined;
}
