import { kinds as allKinds, type Kind } from "../register/field.ts";
import type { Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";

/** The entries of a view by their places in it: what is kept of each stands in arrays, which cost a collection of garbage nothing. */
export interface Numbering {
  readonly entries: readonly Entry[];
  /** The place of an entry, by its id; -1 where the view has none. */
  numberOf(id: string): number;
  /** Those of some kinds, kind by kind. */
  ofKinds(kinds: readonly Kind[]): Int32Array;
  /** Whether the entry of a number is of one of some kinds. */
  isOfKinds(kinds: readonly Kind[]): (number: number) => boolean;
}

const known = new WeakMap<View, Numbering>();

export function numberingOf(view: View): Numbering {
  let numbering = known.get(view);
  if (numbering === undefined) {
    numbering = number(view);
    known.set(view, numbering);
  }
  return numbering;
}

function number({ entries }: View): Numbering {
  const numbers = new Map(entries.map(({ id }, at) => [id, at]));
  const kindOf = Uint8Array.from(entries, ({ kind }) => allKinds.indexOf(kind));
  const byKinds = new Map<string, Int32Array>();
  return {
    entries,
    numberOf: (id) => numbers.get(id) ?? -1,
    ofKinds(kinds) {
      const key = kinds.join();
      let found = byKinds.get(key);
      if (found === undefined) {
        const all: number[] = [];
        for (const kind of new Set(kinds.map((one) => allKinds.indexOf(one))))
          for (let at = 0; at < kindOf.length; at++) if (kindOf[at] === kind) all.push(at);
        found = Int32Array.from(all);
        byKinds.set(key, found);
      }
      return found;
    },
    isOfKinds(kinds) {
      const isMeant = allKinds.map((kind) => kinds.includes(kind));
      return (at) => isMeant[kindOf[at] ?? -1] === true;
    },
  };
}
