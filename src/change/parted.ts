import type { Kind } from "../register/field.ts";
import type { Entry } from "../register/statement.ts";
import { type Clearance, showsIn, type View } from "../register/view.ts";
import { type Stated, statedIn } from "../register/written.ts";

/** Who looks: what shows to them, and what does not. */
export interface Seer {
  readonly view: View;
  readonly clearance: Clearance;
}

/** What stands under a key, parted into what shows to somebody and what is hidden from them. */
export interface Parted {
  readonly shown: readonly Stated[];
  /** The whole where this is shown instead: what is hidden stays, and stays where it was. */
  whole(shown: readonly Stated[]): readonly Stated[];
}

export function partedBy(seer: Seer, entry: Entry | undefined, key: string): Parted {
  if (entry === undefined) return { shown: [], whole: (shown) => shown };
  const all = statedIn(entry, key);
  const isThere = seer.view.get(entry.id) !== undefined;
  const shows = all.map((one) => isThere && isShown(seer, entry.kind, key, one));
  return {
    shown: all.filter((_, index) => shows[index]),
    whole(shown) {
      const left = [...shown];
      const whole = all.flatMap((one, index) => (shows[index] === true ? left.splice(0, 1) : [one]));
      return [...whole, ...left];
    },
  };
}

export function isShown({ view, clearance }: Seer, kind: Kind, field: string, one: Stated): boolean {
  return showsIn(view, clearance, { kind, field }, one);
}
