import type { Kind } from "../register/field.ts";
import { fieldOf } from "../register/kinds.ts";
import type { View } from "../register/view.ts";
import { createEntrySet, type EntrySet } from "./entry-set.ts";
import { numberingOf } from "./numbering.ts";
import { recordedIn } from "./recorded-fields.ts";

/** Whether a field holds one of a few values, so that an entry that says one of them is found without looking at any. */
export function isPlain(kind: Kind, field: string): boolean {
  const type = fieldOf(kind, field)?.type;
  return type === "choice" || type === "number";
}

const known = new WeakMap<View, Map<string, EntrySet>>();
/** Sets kept for a view; beyond it all are forgotten. */
const keptSets = 500;

/** The entries of a kind that say one of the values in a {@link isPlain} field. */
export function entriesSaying(view: View, kind: Kind, field: string, values: readonly string[]): EntrySet {
  let kept = known.get(view);
  if (kept === undefined) {
    kept = new Map();
    known.set(view, kept);
  }
  const key = JSON.stringify([kind, field, values]);
  let saying = kept.get(key);
  if (saying === undefined) {
    const { byValue } = recordedIn(view, kind, field, true);
    const lists = [...new Set(values)].flatMap((value) => byValue.get(value) ?? []);
    const [only] = lists;
    const numbers =
      only !== undefined && lists.length === 1 ? only : [...new Set(lists.flatMap((list) => [...list]))];
    saying = createEntrySet(numberingOf(view), numbers);
    if (kept.size >= keptSets) kept.clear();
    kept.set(key, saying);
  }
  return saying;
}
