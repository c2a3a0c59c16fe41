import type { Kind } from "../register/field.ts";
import { fieldOf } from "../register/kinds.ts";
import type { DayRange } from "../register/partial-date.ts";
import type { View } from "../register/view.ts";
import type { Condition, Path, Selection } from "./condition.ts";
import { entriesFalling } from "./entry-dates.ts";
import { entriesHolding } from "./holding.ts";
import { neighboursOfAny } from "./neighbours.ts";
import { numberingOf } from "./numbering.ts";
import { entriesSaying, isPlain } from "./plain-values.ts";
import type { Numbers } from "./postings.ts";
import { recordedIn } from "./recorded-fields.ts";

/** Some entries, of which none that meets a condition is missing. */
interface Reach {
  readonly size: number;
  numbers(): ArrayLike<number>;
}

/**
 * The entries of the kinds that can meet the conditions, each once, in any order: those near what one of them names, holding its
 * words, falling into its range, or of which its field is recorded.
 */
export function candidatesFor(view: View, { kinds, where }: Selection): Numbers {
  const { ofKinds, onlyOfKinds } = numberingOf(view);
  const all = ofKinds(kinds);
  let fewest: Reach = { size: all.length, numbers: () => all };
  // What leads over relations is asked last: it may have to be followed first.
  for (const reachable of [readily, overRelations])
    for (const condition of where) {
      if (reachable === overRelations && fewest.size <= fewEnough) break;
      const found = reachable(view, condition, kinds);
      if (found !== undefined && found.size < fewest.size) fewest = found;
    }
  const numbers = fewest.numbers();
  return numbers === all ? all : onlyOfKinds(numbers, kinds);
}

/** To look at so many costs no more than to look for fewer. */
const fewEnough = 64;

function readily(view: View, condition: Condition, kinds: readonly Kind[]): Reach | undefined {
  if (condition.test === "about") {
    const sets = condition.words.map((word) => entriesHolding(view, word));
    const [smallest] = [...sets].sort((a, b) => a.size - b.size);
    return smallest === undefined ? undefined : { size: smallest.size, numbers: () => smallest.numbers };
  }
  const [field, ...further] = condition.path;
  if (field === undefined || field === "*")
    return condition.test === "during" ? entriesFalling(view, condition.range, kinds) : undefined;
  const lists = kinds.map((kind) =>
    condition.test === "is" && further.length === 0 && isPlain(kind, field)
      ? entriesSaying(view, kind, field, condition.values).numbers
      : recordedIn(view, kind, field).numbers,
  );
  return {
    size: lists.reduce((sum, list) => sum + list.length, 0),
    numbers: () => (lists.length === 1 ? (lists[0] ?? []) : lists.flatMap((list) => [...list])),
  };
}

/** No path of relations is followed further than this. */
const mostHops = 2;

function overRelations(view: View, condition: Condition, kinds: readonly Kind[]): Reach | undefined {
  if (condition.test === "about") return undefined;
  const { path } = condition;
  if (condition.test === "during")
    return isLink(kinds, path) ? nextToFalling(view, condition.range) : undefined;
  if (path.length > 2 * mostHops || !condition.values.every((id) => view.get(id) !== undefined))
    return undefined;
  const near = neighboursOfAny(view, condition.values, isNext(kinds, path) ? 1 : mostHops);
  return { size: near.size, numbers: () => near.numbers };
}

/** Whether a path leads to the next entry: by a field, or by a part of one. */
function isNext(kinds: readonly Kind[], [field, ...further]: Path): boolean {
  if (field === undefined || further.length === 0) return true;
  return further.length === 1 && kinds.every((kind) => fieldOf(kind, field)?.type === "group");
}

function isLink(kinds: readonly Kind[], [field = "", ...further]: Path): boolean {
  return further.length === 0 && kinds.every((kind) => fieldOf(kind, field)?.type === "link");
}

/** Of more that fall into a range what is linked with them is not looked for. */
const mostFalling = 1_000;

/** What is linked with anything that falls into a range, or may. */
function nextToFalling(view: View, range: DayRange): Reach | undefined {
  const { entries } = numberingOf(view);
  const falling = entriesFalling(view, range);
  if (falling.size > mostFalling) return undefined;
  const ids = Array.from(falling.numbers(), (number) => entries[number]?.id ?? "");
  const near = neighboursOfAny(view, ids);
  return { size: near.size, numbers: () => near.numbers };
}
