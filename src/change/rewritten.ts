import type { Kind } from "../register/field.ts";
import { normaliseEntry } from "../register/normalise.ts";
import type { Citation } from "../register/statement.ts";
import { formatCitation } from "../register/statement.ts";
import { nameTypeOf, type Stated, statedIn, type Written, writtenField } from "../register/written.ts";
import { saysTheSame } from "./restated.ts";

/**
 * What a file is to write under a key where it wrote something else before: the items at either end of a list that say
 * what they said stay as they were written.
 */
export function rewrittenField(
  kind: Kind,
  key: string,
  before: unknown,
  stated: readonly Stated[],
  defaults: readonly Citation[],
): Written | undefined {
  const write = (some: readonly Stated[]): Written | undefined => writtenField(kind, key, some, defaults);
  const isOne = nameTypeOf(kind, key) === "name" || key === "groups" || key === "visibility";
  if (isOne || before === undefined || stated.length === 0) return write(stated);
  const items = (Array.isArray(before) ? before : [before]) as readonly Written[];
  const says = items.map((item) => statedBy(kind, key, item, defaults));
  let [head, from] = [0, 0];
  for (const own of says) {
    if (!saysTheSame(own, stated.slice(from, from + own.length))) break;
    head++;
    from += own.length;
  }
  let [tail, to] = [items.length, stated.length];
  while (tail > head) {
    const own = says[tail - 1] ?? [];
    if (to - own.length < from || !saysTheSame(own, stated.slice(to - own.length, to))) break;
    tail--;
    to -= own.length;
  }
  const middle = write(stated.slice(from, to));
  const between =
    middle === undefined ? [] : Array.isArray(middle) ? (middle as readonly Written[]) : [middle];
  const list = [...items.slice(0, head), ...between, ...items.slice(tail)];
  const [only] = list;
  // A list that is left with one item stays a list: its next change is a line again.
  return list.length === 1 && only !== undefined && !Array.isArray(before) ? only : list;
}

/** What an item of a list says, as it would alone. */
function statedBy(kind: Kind, key: string, item: Written, defaults: readonly Citation[]): readonly Stated[] {
  const cite = defaults.length === 0 ? {} : { cite: defaults.map(formatCitation) };
  const isListed = key === "aliases" || key === "acronym";
  return statedIn(normaliseEntry(kind, { id: "", ...cite, [key]: isListed ? [item] : item }), key);
}
