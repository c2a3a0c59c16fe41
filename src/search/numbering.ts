import type { Kind } from "../register/field.ts";
import type { Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";

/** The entries of a view by their places in it: what is kept of each stands in arrays, which cost a collection of garbage nothing. */
export interface Numbering {
  readonly entries: readonly Entry[];
  /** The place of an entry, by its id; -1 where the view has none. */
  numberOf(id: string): number;
  ofKind(kind: Kind): Int32Array;
}

const known = new WeakMap<View, Numbering>();

export function numberingOf(view: View): Numbering {
  let numbering = known.get(view);
  if (numbering === undefined) {
    const numbers = new Map(view.entries.map(({ id }, number) => [id, number]));
    const byKind = new Map<Kind, Int32Array>();
    const ofKind = (kind: Kind): Int32Array => {
      const kept = byKind.get(kind);
      if (kept !== undefined) return kept;
      const found: number[] = [];
      for (const [number, entry] of view.entries.entries()) if (entry.kind === kind) found.push(number);
      const all = Int32Array.from(found);
      byKind.set(kind, all);
      return all;
    };
    numbering = { entries: view.entries, numberOf: (id) => numbers.get(id) ?? -1, ofKind };
    known.set(view, numbering);
  }
  return numbering;
}
