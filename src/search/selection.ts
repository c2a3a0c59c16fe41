import type { Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { candidatesFor } from "./candidates.ts";
import type { Order, Selection } from "./condition.ts";
import { byDate, joined } from "./date-order.ts";
import { numberingOf } from "./numbering.ts";
import { meetsAll, planOf } from "./plan.ts";
import type { Numbers } from "./postings.ts";
import { selectionKey } from "./selection-key.ts";

export type { Condition, Order, Path, Selection } from "./condition.ts";

/** What a selection found: what surely meets its conditions, and what may, its date being less precise than was asked. */
export interface Selected {
  readonly sure: readonly Entry[];
  readonly perhaps: readonly Entry[];
  /** Both, the sure ones first. */
  readonly all: readonly Entry[];
  /** How many there are of both: they are put in order only where they are looked at. */
  readonly size: number;
}

/** What was selected, by what the selection says and, without spelling that out, by the selection itself. */
interface Kept {
  readonly byText: Map<string, Selected>;
  readonly newest: WeakMap<Selection, Selected>;
  /** How many entries were found in all. */
  entries: number;
}

/** The one entry that was found, where there is one alone. */
export function onlyOf(selected: Selected): Entry | undefined {
  return selected.size === 1 ? selected.all[0] : undefined;
}

const selected = new WeakMap<View, Kept>();

/** Selections kept for a view, and entries in them; beyond it all are forgotten. */
const keptSelections = 2_000;
const keptEntries = 1_000_000;

/**
 * Evaluates a selection exactly, those with a date in its order. What a view says never changes, so what was selected once
 * is kept: a question looks at the same selections from many sides.
 */
export function selectEntries(view: View, selection: Selection, order: Order = "newest"): Selected {
  let kept = selected.get(view);
  if (kept === undefined) {
    kept = { byText: new Map(), newest: new WeakMap(), entries: 0 };
    selected.set(view, kept);
  }
  const { byText, newest } = kept;
  const known = order === "newest" ? newest.get(selection) : undefined;
  if (known !== undefined) return known;
  const key = `${order} ${selectionKey(selection)}`;
  let found = byText.get(key);
  if (found === undefined) {
    found = evaluate(view, selection, order);
    const isFull = byText.size >= keptSelections || kept.entries + found.size > keptEntries;
    if (isFull) byText.clear();
    kept.entries = isFull ? found.size : kept.entries + found.size;
    byText.set(key, found);
  }
  if (order === "newest") newest.set(selection, found);
  return found;
}

function evaluate(view: View, selection: Selection, order: Order): Selected {
  const { entries, numberOf } = numberingOf(view);
  const given = selection.entries?.map(numberOf).filter((number) => number >= 0);
  const candidates = given ?? candidatesFor(view, selection);
  const except = new Set(selection.except?.map(numberOf));
  const [sure, perhaps] =
    selection.where.length === 0 && except.size === 0
      ? [candidates, []]
      : sift(view, candidates, selection, except);
  const inTurn = (numbers: Numbers): readonly Entry[] =>
    given === undefined
      ? byDate(view, Int32Array.from(numbers), order)
      : [...numbers].flatMap((number) => entries[number] ?? []);
  return found(sure, perhaps, inTurn);
}

/** Those of the candidates that meet all conditions, and those that may. */
function sift(
  view: View,
  candidates: Numbers,
  { kinds, where, entries: given }: Selection,
  except: ReadonlySet<number>,
): readonly [sure: Numbers, perhaps: Numbers] {
  const { entries } = numberingOf(view);
  const sure: number[] = [];
  const perhaps: number[] = [];
  const plan = planOf(view, where, given === undefined ? kinds : []);
  for (const number of candidates) {
    const entry = entries[number];
    if (entry === undefined || except.has(number)) continue;
    const met = meetsAll(view, entry, number, plan);
    if (met !== "no") (met === "yes" ? sure : perhaps).push(number);
  }
  return [sure, perhaps];
}

function found(sure: Numbers, perhaps: Numbers, inTurn: (numbers: Numbers) => readonly Entry[]): Selected {
  const known: { sure?: readonly Entry[]; perhaps?: readonly Entry[]; all?: readonly Entry[] } = {};
  const selected: Selected = {
    size: sure.length + perhaps.length,
    get sure() {
      known.sure ??= inTurn(sure);
      return known.sure;
    },
    get perhaps() {
      known.perhaps ??= inTurn(perhaps);
      return known.perhaps;
    },
    get all() {
      known.all ??= joined(selected.sure, selected.perhaps);
      return known.all;
    },
  };
  return selected;
}
