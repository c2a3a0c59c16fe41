import { kindTables } from "../register/kinds.ts";
import type { Entry } from "../register/statement.ts";
import { statedIn } from "../register/written.ts";
import { emptyEntry, restated, saysTheSame } from "./restated.ts";
import type { Revision } from "./revision.ts";
import type { StandingChange, StandingEntry } from "./standing.ts";

/** Why a change is not in force. */
export type AsideReason =
  /** The entry that it changes is not in the register. */
  | { readonly kind: "gone" }
  /** The files have an entry of another kind under this id. */
  | { readonly kind: "otherKind"; readonly is: Entry["kind"] }
  /** It breaks a rule of the register, such as a link that leads nowhere; the message is what a check says. */
  | { readonly kind: "unfit"; readonly message: string; readonly other?: string };

/** What became of one entry that revisions touch. */
export interface Laid {
  readonly standing: StandingEntry;
  /** As it stands now; absent where it is taken out, or is not there at all. */
  readonly entry?: Entry;
  /** The changes that are in force and differ from the files. */
  readonly applied: readonly StandingChange[];
  /** Set where a revision takes it out of the files. */
  readonly removal?: Revision;
  /** Why none of its changes can be in force. */
  readonly reason?: AsideReason;
}

/** What stands of the revisions over an entry of the files, where there is one, without those that do not fit. */
export function layEntry(
  own: Entry | undefined,
  standing: StandingEntry,
  dropped: { has(what: StandingChange | Revision): boolean },
): Laid {
  const { id, kind, life, changes } = standing;
  const none = { standing, applied: [] };
  if (own !== undefined && own.kind !== kind)
    return { ...none, entry: own, reason: { kind: "otherKind", is: own.kind } };
  if (life?.does === "remove") {
    if (own === undefined) return none;
    return dropped.has(life) ? { ...none, entry: own } : { ...none, removal: life };
  }
  if (own === undefined && life === undefined) return { ...none, reason: { kind: "gone" } };
  const applied = [...changes.values()].filter(
    (one) => !dropped.has(one) && !saysTheSame(statedIn(own, one.change.field), one.change.after),
  );
  if (applied.length === 0 && own !== undefined) return { ...none, entry: own };
  const base = own ?? emptyEntry(kind, id);
  const entry = restated(base, new Map(applied.map(({ change }) => [change.field, change.after])));
  return statedIn(entry, kindTables[kind].heading).length === 0 && own === undefined
    ? { ...none, reason: { kind: "gone" } }
    : { standing, entry, applied };
}
