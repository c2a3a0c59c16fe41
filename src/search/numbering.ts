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
  /** Of some numbers those whose entry is of one of some kinds. */
  onlyOfKinds(numbers: ArrayLike<number>, kinds: readonly Kind[]): number[];
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
    onlyOfKinds(some, kinds) {
      const isMeant = allKinds.map((kind) => kinds.includes(kind));
      const found: number[] = [];
      for (let at = 0; at < some.length; at++) {
        const number = some[at] ?? -1;
        if (isMeant[kindOf[number] ?? allKinds.length] === true) found.push(number);
      }
      return found;
    },
  };
}
