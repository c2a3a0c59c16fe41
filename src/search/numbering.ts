import type { Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";

/** The entries of a view by their places in it: what is kept of each stands in arrays, which cost a collection of garbage nothing. */
export interface Numbering {
  readonly entries: readonly Entry[];
  /** The place of an entry, by its id; -1 where the view has none. */
  numberOf(id: string): number;
}

const known = new WeakMap<View, Numbering>();

export function numberingOf(view: View): Numbering {
  let numbering = known.get(view);
  if (numbering === undefined) {
    const numbers = new Map(view.entries.map(({ id }, number) => [id, number]));
    numbering = { entries: view.entries, numberOf: (id) => numbers.get(id) ?? -1 };
    known.set(view, numbering);
  }
  return numbering;
}
