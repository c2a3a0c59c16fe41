import type { Kind } from "../register/field.ts";
import type { Name, Statement } from "../register/statement.ts";
import { type Clearance, mayRead, type View } from "../register/view.ts";

/** A change to an entry, as far as a calendar has to know of it. */
export interface Revised {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly changes: readonly {
    readonly field: string;
    readonly before: readonly (Statement | Name)[];
    readonly after: readonly (Statement | Name)[];
  }[];
}

/** The changes that people made to entries, for one reader. */
export interface History {
  /** Those to one entry, in their order. */
  of(entry: string): readonly Revised[];
  /** Whether the register has an entry, whoever may see it. */
  has(id: string): boolean;
}

/**
 * Those changes of which the reader may see anything: a number that counts the others too would tell that there are any.
 * What an entry said that is gone altogether counts, so that the number never falls when one is removed.
 */
export function seenRevisions(
  history: History,
  { id, kind }: { readonly id: string; readonly kind: Kind },
  view: View,
  clearance: Clearance,
): readonly Revised[] {
  const ids = { has: (one: string) => view.get(one) !== undefined || !history.has(one) };
  return history
    .of(id)
    .filter(({ changes }) =>
      changes.some(({ field, before, after }) =>
        [...before, ...after].some((stated) => mayRead(kind, field, stated, ids, clearance)),
      ),
    );
}
