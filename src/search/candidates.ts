import type { Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import type { Condition, Selection } from "./condition.ts";
import { entriesHolding } from "./entry-text.ts";
import { neighboursOf } from "./neighbours.ts";

/** The entries of the kinds that can meet the conditions: those near what one of them names, or holding its words. */
export function candidatesFor(view: View, { kinds, where }: Selection): readonly Entry[] {
  let fewest: ReadonlySet<string> | undefined;
  for (const condition of where) {
    const ids = reachable(view, condition);
    if (ids !== undefined && (fewest === undefined || ids.size < fewest.size)) fewest = ids;
  }
  if (fewest === undefined) return kinds.flatMap((kind) => view.ofKind(kind));
  const all = [...fewest].flatMap((id) => view.get(id) ?? []).filter((entry) => kinds.includes(entry.kind));
  return all.sort(
    (a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || placeOf(view, a) - placeOf(view, b),
  );
}

/** No path of relations is followed further than this. */
const mostHops = 2;

function reachable(view: View, condition: Condition): ReadonlySet<string> | undefined {
  if (condition.test === "about") {
    const sets = condition.words.map((word) => entriesHolding(view, word));
    const [smallest] = [...sets].sort((a, b) => a.size - b.size);
    return smallest === undefined ? undefined : new Set([...smallest].map((entry) => entry.id));
  }
  if (condition.test !== "is" || !condition.values.every((id) => view.get(id) !== undefined))
    return undefined;
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
