import { fieldOf, kindTables } from "../register/kinds.ts";
import { wordKey } from "../text.ts";
import type { ChangeDraft, Place } from "./change-draft.ts";
import { longestField } from "./lines.ts";
import { slotOf } from "./slots.ts";

/** Where a draft goes: pure, so that every step can be tried without a chat. */

const field = (key: string): Place => ({ ask: "field", key });

/** The key that a draft asks for now, if it asks for one. */
export function keyAsked({ at }: ChangeDraft): string | undefined {
  return at.ask === "field" ? at.key : undefined;
}

/** Goes to another place, from which `back` leads here. */
export function goTo(draft: ChangeDraft, at: Place): ChangeDraft {
  const isSame = JSON.stringify(at) === JSON.stringify(draft.at);
  return isSame ? draft : { ...draft, at, behind: [...draft.behind, draft.at] };
}

/** What is asked next: the keys ahead, then what bears it out, then whether it is right. */
export function goOn(draft: ChangeDraft): ChangeDraft {
  const [key, ...ahead] = draft.ahead;
  if (key !== undefined) return goTo({ ...draft, ahead }, field(key));
  if (Object.keys(draft.typed).length === 0 && draft.undoes === undefined && draft.does !== "remove")
    return goTo(draft, { ask: "menu" });
  return goTo(draft, { ask: draft.why === "" ? "why" : "preview" });
}

export function goBack(draft: ChangeDraft): ChangeDraft {
  const at = draft.behind.at(-1);
  return at === undefined ? draft : { ...draft, at, behind: draft.behind.slice(0, -1) };
}

/** The draft with what was typed for the place where it stands; more than a field may hold is kept as far as it can be said. */
export function withTyped(draft: ChangeDraft, typed: string, shown: string, today: string): ChangeDraft {
  if (draft.at.ask === "why") return { ...draft, why: typed.trim() };
  const key = keyAsked(draft);
  if (key === undefined) return draft;
  const text = [...typed].slice(0, longestField + 1).join("");
  const isMore = draft.as === "progress" && key === "progress";
  return {
    ...draft,
    typed: { ...draft.typed, [key]: isMore ? moreOf(draft, key, shown, text, today) : text },
  };
}

/** The draft without what was typed for the key that it asks for. */
export function withoutTyped(draft: ChangeDraft): ChangeDraft {
  const { [keyAsked(draft) ?? ""]: _, ...typed } = draft.typed;
  return { ...draft, typed };
}

/** What is added to a list of dated things: on its own line, with today's date where it names none. */
function moreOf(draft: ChangeDraft, key: string, shown: string, text: string, today: string): string {
  const shape = slotOf(draft.kind, key)?.shape;
  const isDated = shape?.type === "group" && Object.values(shape.parts)[0]?.type === "date";
  const line = text.trim().replace(/\s*\n\s*/g, " ");
  const own = isDated && !line.includes("|") ? `${today} | ${line}` : line;
  return shown === "" ? own : `${shown}\n${own}`;
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
    (key) => draft.typed[key] === undefined && slotOf(draft.kind, key) !== undefined,
  );
}

/** The value that an edit for a purpose sets, where the kind knows it. */
export function valueFor(kind: ChangeDraft["kind"], as: "cancelled" | "done"): string | undefined {
  const status = fieldOf(kind, "status");
  return status?.type === "choice" && status.of.includes(as) ? as : undefined;
}
