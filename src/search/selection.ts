import type { Kind } from "../register/field.ts";
import { fieldOf, kindTables } from "../register/kinds.ts";
import {
  compareNewestFirst,
  compareOldestFirst,
  type DayRange,
  fallsInto,
  type PartialDate,
  partialDate,
} from "../register/partial-date.ts";
import { type Entry, isGroup } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { entriesHolding, holdsWords } from "./entry-text.ts";
import { wordKey } from "../text.ts";
import { neighboursOf } from "./neighbours.ts";

/** Which entries: by id, or all of some kinds that meet every condition. */
export interface Selection {
  readonly kinds: readonly Kind[];
  readonly entries?: readonly string[];
  readonly where: readonly Condition[];
}

export type Condition =
  /** Following the fields of the path, one of the values or entries is reached; an empty path follows any relation. */
  | { readonly test: "is"; readonly path: Path; readonly values: readonly string[] }
  /** A date reached by the path falls into the range; an empty path means the date that orders the kind. */
  | { readonly test: "during"; readonly path: Path; readonly range: DayRange }
  /** Its text holds all of these words. */
  | { readonly test: "about"; readonly words: readonly string[] };

/** Fields to follow one after another, a part of a group after its field: `visited_by`, `people`, `person`. */
export type Path = readonly string[];

export type Order = "newest" | "oldest";

/** What a selection found: what surely meets its conditions, and what may, its date being less precise than was asked. */
export interface Selected {
  readonly sure: readonly Entry[];
  readonly perhaps: readonly Entry[];
}

type Sureness = "yes" | "perhaps" | "no";

const selected = new WeakMap<View, Map<string, Selected>>();
/** Selections kept for a view; beyond it all are forgotten. */
const keptSelections = 2_000;

/**
 * Evaluates a selection exactly, those with a date in its order. What a view says never changes, so what was selected once
 * is kept: a question looks at the same selections from many sides.
 */
export function selectEntries(view: View, selection: Selection, order: Order = "newest"): Selected {
  let kept = selected.get(view);
  if (kept === undefined) {
    kept = new Map();
    selected.set(view, kept);
  }
  const key = JSON.stringify([selection.kinds, selection.entries, selection.where, order]);
  let found = kept.get(key);
  if (found === undefined) {
    found = evaluate(view, selection, order);
    if (kept.size >= keptSelections) kept.clear();
    kept.set(key, found);
  }
  return found;
}

function evaluate(view: View, selection: Selection, order: Order): Selected {
  const candidates =
    selection.entries === undefined
      ? candidatesFor(view, selection)
      : selection.entries.flatMap((id) => view.get(id) ?? []);
  const sure: Entry[] = [];
  const perhaps: Entry[] = [];
  const plan = planOf(selection.where);
  for (const entry of candidates) {
    const met = meetsAll(view, entry, plan);
    if (met !== "no") (met === "yes" ? sure : perhaps).push(entry);
  }
  if (selection.entries !== undefined) return { sure, perhaps };
  return { sure: sortByDate(view, sure, order), perhaps: sortByDate(view, perhaps, order) };
}

/** The entries of the kinds that can meet the conditions: those near what one of them names, or holding its words. */
function candidatesFor(view: View, { kinds, where }: Selection): readonly Entry[] {
  let fewest: ReadonlySet<string> | undefined;
  for (const condition of where) {
    const ids = reachable(view, condition);
    if (ids !== undefined && (fewest === undefined || ids.size < fewest.size)) fewest = ids;
  }
  if (fewest === undefined) return kinds.flatMap((kind) => view.ofKind(kind));
  const all = [...fewest].flatMap((id) => view.get(id) ?? []).filter((entry) => kinds.includes(entry.kind));
  return all.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || placeOf(view, a) - placeOf(view, b));
}

/** No path of relations is followed further than this. */
const mostHops = 2;

function reachable(view: View, condition: Condition): ReadonlySet<string> | undefined {
  if (condition.test === "about") {
    const sets = condition.words.map((word) => entriesHolding(view, word));
    const [smallest] = [...sets].sort((a, b) => a.size - b.size);
    return smallest === undefined ? undefined : new Set([...smallest].map((entry) => entry.id));
  }
  if (condition.test !== "is" || !condition.values.every((id) => view.get(id) !== undefined)) return undefined;
  const hops = condition.path.length <= 1 ? 1 : mostHops;
  if (condition.path.length > 2 * mostHops) return undefined;
  return new Set(condition.values.flatMap((id) => [...neighboursOf(view, id, hops)]));
}

const places = new WeakMap<View, ReadonlyMap<Entry, number>>();

/** Where an entry stands in the register, which is the order of what has no date. */
function placeOf(view: View, entry: Entry): number {
  let known = places.get(view);
  if (known === undefined) {
    known = new Map(view.entries.map((one, index) => [one, index]));
    places.set(view, known);
  }
  return known.get(entry) ?? 0;
}

/** What is asked of an entry, sorted out once for all entries of a selection. */
interface Plan {
  readonly single: readonly Condition[];
  readonly groups: readonly PlannedGroup[];
}

/** What is asked of one value of a field. */
interface PlannedGroup {
  readonly field: string;
  /** The conditions, their paths from the value on. */
  readonly rests: readonly Condition[];
  /** Where the value is an entry: what its own id must be, and what is asked of the entry itself. */
  readonly here: readonly Condition[];
  readonly further: Plan;
}

/** Conditions whose paths part after the same field must hold of the same value: one visit, both by her and in April. */
function planOf(where: readonly Condition[]): Plan {
  const groups: { readonly field: string; readonly paths: Set<string>; readonly rests: Condition[] }[] = [];
  const single: Condition[] = [];
  for (const condition of where) {
    const field = condition.test === "about" ? undefined : condition.path[0];
    if (condition.test === "about" || field === undefined || field === "*") {
      single.push(condition);
      continue;
    }
    const path = `${condition.test} ${condition.path.join(".")}`;
    const rest = { ...condition, path: condition.path.slice(1) };
    const group = groups.find((one) => one.field === field && !one.paths.has(path));
    if (group === undefined) groups.push({ field, paths: new Set([path]), rests: [rest] });
    else {
      group.paths.add(path);
      group.rests.push(rest);
    }
  }
  return {
    single,
    groups: groups.map(({ field, rests }) => {
      const here = rests.filter((rest) => "path" in rest && rest.path.length === 0 && rest.test === "is");
      return { field, rests, here, further: planOf(rests.filter((rest) => !here.includes(rest))) };
    }),
  };
}

function meetsAll(view: View, entry: Entry, { single, groups }: Plan): Sureness {
  return all([
    ...single.map((condition) => meets(view, entry, condition)),
    ...groups.map((group) => meetsThrough(view, entry, group)),
  ]);
}

function all(met: readonly Sureness[]): Sureness {
  return met.includes("no") ? "no" : met.includes("perhaps") ? "perhaps" : "yes";
}

function any(met: Iterable<Sureness>): Sureness {
  let best: Sureness = "no";
  for (const one of met) {
    if (one === "yes") return one;
    if (one === "perhaps") best = one;
  }
  return best;
}

function meets(view: View, entry: Entry, condition: Condition): Sureness {
  if (condition.test === "about") return holdsWords(view, entry, condition.words) ? "yes" : "no";
  if (condition.test === "during") {
    const date = dateOf(view, entry);
    return date === undefined ? "no" : fallsInto(date, condition.range);
  }
  const hops = Math.max(1, condition.path.length);
  return condition.values.some((id) => neighboursOf(view, id, hops).has(entry.id)) ? "yes" : "no";
}

function meetsThrough(
  view: View,
  entry: Entry,
  { field: name, rests, here, further }: PlannedGroup,
): Sureness {
  const field = fieldOf(entry.kind, name);
  if (field === undefined) return "no";
  return any(
    view.statements(entry, name).map(({ value }) => {
      if (isGroup(value)) {
        return all(
          rests.map((rest) => {
            const [part = "", ...after] = "path" in rest ? rest.path : [];
            const inner = value[part];
            return inner === undefined || typeof inner === "object"
              ? "no"
              : reaches(view, String(inner), { ...rest, path: after } as Condition);
          }),
        );
      }
      if (field.type === "proper") return all(rests.map((rest) => isCalled(String(value), rest)));
      if (field.type !== "link") return all(rests.map((rest) => reaches(view, String(value), rest)));
      const target = view.get(String(value));
      return target === undefined
        ? "no"
        : all([...here.map((rest) => reaches(view, target.id, rest)), meetsAll(view, target, further)]);
    }),
  );
}

/** Whether a proper text, such as a place, holds what was asked as whole words. */
function isCalled(value: string, condition: Condition): Sureness {
  if (condition.test !== "is" || condition.path.length > 0) return "no";
  const words = ` ${wordKey(value)} `;
  return condition.values.some((one) => words.includes(` ${wordKey(one)} `)) ? "yes" : "no";
}

/** Whether a value at the end of a path is what was asked, or its entry goes on to it. */
function reaches(view: View, value: string, condition: Condition): Sureness {
  if (condition.test === "about") return "no";
  if (condition.path.length > 0) {
    const target = view.get(value);
    return target === undefined ? "no" : meetsAll(view, target, planOf([condition]));
  }
  if (condition.test === "is") return condition.values.includes(value) ? "yes" : "no";
  const target = view.get(value);
  const date = target === undefined ? partialDate(value) : dateOf(view, target);
  return date === undefined ? "no" : fallsInto(date, condition.range);
}

/** The date by which an entry is ordered, as its first statement has it. */
export function dateOf(view: View, entry: Entry): PartialDate | undefined {
  if (dates.has(entry)) return dates.get(entry);
  const { dated } = kindTables[entry.kind];
  const value = dated === undefined ? undefined : view.statements(entry, dated)[0]?.value;
  const date = typeof value === "string" ? partialDate(value) : undefined;
  dates.set(entry, date);
  return date;
}

const dates = new WeakMap<Entry, PartialDate | undefined>();

/** By date, those without one last, else in the register's order. */
export function sortByDate(view: View, entries: readonly Entry[], order: Order): readonly Entry[] {
  const dated = entries.map((entry) => ({ entry, date: dateOf(view, entry) }));
  const compare = order === "newest" ? compareNewestFirst : compareOldestFirst;
  return dated
    .sort((a, b) =>
      a.date === undefined || b.date === undefined
        ? Number(a.date === undefined) - Number(b.date === undefined)
        : compare(a.date, b.date),
    )
    .map(({ entry }) => entry);
}
