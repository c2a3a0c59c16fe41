import type { Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import type { Condition, Selection } from "./condition.ts";
import { entriesHolding } from "./holding.ts";
import { neighboursOfAny } from "./neighbours.ts";

/** The entries of the kinds that can meet the conditions, in any order: those near what one of them names, or holding its words. */
export function candidatesFor(view: View, { kinds, where }: Selection): readonly Entry[] {
  let fewest: Reachable | undefined;
  for (const condition of where) {
    const found = reachable(view, condition);
    if (found !== undefined && (fewest === undefined || found.size < fewest.size)) fewest = found;
  }
  const ofKinds = kinds.map((kind) => view.ofKind(kind));
  const all = ofKinds.reduce((sum, entries) => sum + entries.length, 0);
  if (fewest !== undefined && fewest.size <= all)
    return fewest.entries().filter((entry) => kinds.includes(entry.kind));
  const [only = [], ...others] = ofKinds;
  return others.length === 0 ? only : ofKinds.flat();
}

/** The entries that can meet one condition, made only where they are the fewest. */
interface Reachable {
  readonly size: number;
  readonly entries: () => Entry[];
}

/** No path of relations is followed further than this. */
const mostHops = 2;

function reachable(view: View, condition: Condition): Reachable | undefined {
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
