import type { Kind } from "../register/field.ts";
import type { Change, Revision } from "./revision.ts";

/** The last change of a field, which no later one replaced. */
export interface StandingChange {
  readonly revision: Revision;
  readonly change: Change;
}

/** What the revisions make of one entry. */
export interface StandingEntry {
  readonly id: string;
  readonly kind: Kind;
  /** The last that made the entry or took it out; absent where it was only edited. */
  readonly life?: Revision;
  readonly changes: ReadonlyMap<string, StandingChange>;
}

/** What stands of all revisions (in their order), by entry. */
export function standingOf(revisions: readonly Revision[]): ReadonlyMap<string, StandingEntry> {
  const entries = new Map<string, { kind: Kind; life?: Revision; changes: Map<string, StandingChange> }>();
  for (const revision of revisions) {
    const { entry: id, kind, does } = revision;
    const entry = entries.get(id) ?? { kind, changes: new Map<string, StandingChange>() };
    entries.set(id, entry);
    // What is made anew under an id may be of another kind.
    if (does === "add" && entry.kind !== kind) entry.changes.clear();
    entry.kind = kind;
    if (does !== "edit") entry.life = revision;
    for (const change of revision.changes) entry.changes.set(change.field, { revision, change });
  }
  return new Map([...entries].map(([id, entry]) => [id, { id, ...entry }]));
}
