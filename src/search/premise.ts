import { fieldOf, kindTables } from "../register/kinds.ts";
import type { Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { recordedFields } from "./recorded-fields.ts";
import { type Condition, type Selection, selectEntries } from "./selection.ts";

/** What the register says to a premise: that something is as a question has it. */
export type Checked =
  /** It is so; `perhaps` where a date is less precise than the question. */
  | { readonly is: "so" | "perhaps"; readonly entries: readonly Entry[] }
  /** One thing is otherwise: the field says what is so instead; `open` where it may not say all there was. */
  | { readonly is: "otherwise" | "open"; readonly entries: readonly Entry[]; readonly field: string }
  /** What is meant is known, but not what is asked of it. */
  | {
      readonly is: "notSaid";
      readonly entries: readonly Entry[];
      readonly dropped: Condition;
      readonly field?: string;
    }
  /** Nothing of the kind is recorded. */
  | { readonly is: "none" };

/** What no name picks out is meant where so few fit what is left. */
const fewEntries = 3;

/**
 * Checks a premise by its conditions: where they hold of nothing, the one is sought without which they would; a time first, a
 * topic last.
 */
export function checkPremise(view: View, of: Selection): Checked {
  const { sure, perhaps } = selectEntries(view, of);
  if (sure.length > 0) return { is: "so", entries: sure };
  if (perhaps.length > 0) return { is: "perhaps", entries: perhaps };
  for (const dropped of byDoubt(of.where)) {
    const where = of.where.filter((condition) => condition !== dropped);
    const isNamed =
      of.entries !== undefined || where.some((one) => one.test === "is" && namesEntry(view, one.values));
    const { all: entries } = selectEntries(view, { ...of, where });
    const [first] = entries;
    if (first === undefined || !(isNamed || (where.length > 0 && entries.length <= fewEntries))) continue;
    const field = fieldAsked(first, dropped);
    const isRecorded =
      field !== undefined && entries.some((entry) => view.statements(entry, field).length > 0);
    if (isRecorded) return { is: isClosed(first, field) ? "otherwise" : "open", entries, field };
    return { is: "notSaid", entries, dropped, ...(field === undefined ? {} : { field }) };
  }
  const unsaid = of.where.find((condition) => condition.test === "is" && isNeverSaid(view, of, condition));
  if (unsaid?.test === "is" && of.entries === undefined) {
    const named = unsaid.values.flatMap((id) => view.get(id) ?? []);
    if (named.length > 0) return { is: "notSaid", entries: named, dropped: unsaid };
  }
  const meant = of.entries === undefined ? [] : of.entries.flatMap((id) => view.get(id) ?? []);
  const [dropped] = of.where;
  return meant.length === 0 || dropped === undefined
    ? { is: "none" }
    : { is: "notSaid", entries: meant, dropped };
}

/** Fields that tell the whole: what else was said to be so was not. Who was there, and what somebody did, is never told in full. */
function isClosed({ kind }: Entry, field: string): boolean {
  const shape = fieldOf(kind, field);
  if (kind === "person" && field === "roles") return true;
  if (shape?.type === "proper") return false;
  const isOfBody = kind === "person" || kind === "organisation";
  return (
    shape !== undefined &&
    shape.type !== "group" &&
    !shape.asks.includes("attend") &&
    shape.from === undefined &&
    !(isOfBody && shape.type === "link" && shape.many)
  );
}

/** Whether no entry of the kinds has anything in the field that is asked of: then silence says nothing. */
function isNeverSaid(view: View, { kinds }: Selection, condition: Condition): boolean {
  const [field] = condition.test === "about" ? [] : condition.path;
  return field !== undefined && field !== "*" && !kinds.some((kind) => recordedFields(view, kind).has(field));
}

function byDoubt(where: readonly Condition[]): readonly Condition[] {
  const rank = { during: 0, is: 1, about: 2 } as const;
  return [...where].reverse().sort((a, b) => rank[a.test] - rank[b.test]);
}

function namesEntry(view: View, values: readonly string[]): boolean {
  return values.some((value) => view.get(value) !== undefined);
}

function fieldAsked({ kind }: Entry, condition: Condition): string | undefined {
  if (condition.test === "about") return undefined;
  return condition.path[0] ?? (condition.test === "during" ? kindTables[kind].dated : undefined);
}
