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
  const entries = new Map<string, Standing>();
  for (const revision of revisions) {
    const entry = entries.get(revision.entry) ?? emptyStanding(revision);
    entries.set(revision.entry, entry);
    stand(entry, revision);
  }
  return entries;
}

/** What stands of an entry once a revision more is made of it. */
export function stoodOn(before: StandingEntry | undefined, revision: Revision): StandingEntry {
  const entry: Standing =
    before === undefined ? emptyStanding(revision) : { ...before, changes: new Map(before.changes) };
  stand(entry, revision);
  return entry;
}

interface Standing {
  readonly id: string;
  kind: Kind;
  life?: Revision;
  readonly changes: Map<string, StandingChange>;
}

const emptyStanding = ({ entry: id, kind }: Revision): Standing => ({ id, kind, changes: new Map() });

function stand(entry: Standing, revision: Revision): void {
  const { kind, does } = revision;
  // What is made anew under an id may be of another kind.
  if (does === "add" && entry.kind !== kind) entry.changes.clear();
  entry.kind = kind;
  if (does !== "edit") entry.life = revision;
  for (const change of revision.changes) entry.changes.set(change.field, { revision, change });
}
