import type { View } from "../register/view.ts";
import type { Condition, Selection } from "./condition.ts";
import type { EntrySet } from "./entry-set.ts";
import { entriesHolding } from "./holding.ts";
import { neighboursOfAny } from "./neighbours.ts";
import { numberingOf } from "./numbering.ts";
import type { Numbers } from "./postings.ts";

/** The entries of the kinds that can meet the conditions, in any order: those near what one of them names, or holding its words. */
export function candidatesFor(view: View, { kinds, where }: Selection): Numbers {
  let fewest: EntrySet | undefined;
  for (const condition of where) {
    const found = reachable(view, condition);
    if (found !== undefined && (fewest === undefined || found.size < fewest.size)) fewest = found;
  }
  const { entries, ofKind } = numberingOf(view);
  const ofKinds = kinds.map(ofKind);
  const all = ofKinds.reduce((sum, numbers) => sum + numbers.length, 0);
  if (fewest !== undefined && fewest.size <= all) {
    const isOfKind = (number: number): boolean => kinds.some((kind) => kind === entries[number]?.kind);
    return Int32Array.from(fewest.numbers).filter(isOfKind);
  }
  const [only = none, ...others] = ofKinds;
  return others.length === 0 ? only : ofKinds.flatMap((numbers) => [...numbers]);
}

const none: Numbers = [];

/** No path of relations is followed further than this. */
const mostHops = 2;

function reachable(view: View, condition: Condition): EntrySet | undefined {
  if (condition.test === "about") {
    const sets = condition.words.map((word) => entriesHolding(view, word));
    const [smallest] = [...sets].sort((a, b) => a.size - b.size);
    return smallest;
  }
  if (condition.test !== "is" || condition.path.length > 2 * mostHops) return undefined;
  if (!condition.values.every((id) => view.get(id) !== undefined)) return undefined;
  const hops = condition.path.length <= 1 ? 1 : mostHops;
  return neighboursOfAny(view, condition.values, hops);
}
