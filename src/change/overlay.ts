import { kinds } from "../register/field.ts";
import { kindTables } from "../register/kinds.ts";
import type { Entry } from "../register/statement.ts";
import { type Stated, statedIn } from "../register/written.ts";
import { type AsideReason, type Laid, layEntry } from "./laid.ts";
import { findMisfits, type Misfit } from "./misfits.ts";
import { saysTheSame } from "./restated.ts";
import type { Revision } from "./revision.ts";
import { type StandingEntry, standingOf } from "./standing.ts";

/** The register in force: its files with the revisions over them. */
export interface Overlaid {
  /** In the order in which files would hold them; those that no revision touches are the same objects. */
  readonly entries: readonly Entry[];
  readonly shadowed: readonly Shadow[];
  readonly aside: readonly Aside[];
}

/** A field that the files themselves changed under a revision, which still holds. */
export interface Shadow {
  readonly entry: string;
  readonly field: string;
  readonly revision: Revision;
  /** What the files say now. */
  readonly pack: readonly Stated[];
  /** What they said when the revision was made. */
  readonly packThen: readonly Stated[];
  /** What holds; nothing where the revision took the field, or the entry, out. */
  readonly revised: readonly Stated[];
}

/** A change that does not fit the files any more: it is kept, and what the files say holds instead. */
export interface Aside {
  readonly revision: Revision;
  /** Absent where the whole entry is meant: one that is not taken out. */
  readonly field?: string;
  readonly reason: AsideReason;
}

/**
 * Lays revisions (in their order) over the entries of a register's files, field by field; the last change of a field is
 * in force. Whatever the files have become meanwhile, the outcome is a register that holds together: a change that does
 * not fit is set aside, the latest first where two do not fit each other. Takes time in the sum of entries and revisions.
 */
export function layOver(entries: readonly Entry[], revisions: readonly Revision[]): Overlaid {
  if (revisions.length === 0) return { entries, shadowed: [], aside: [] };
  const pack = new Map(entries.map((entry) => [entry.id, entry]));
  const standing = standingOf(revisions);
  const dropped = new Map<Misfit["what"], AsideReason>();
  for (;;) {
    const laid = layStanding(pack, standing, dropped);
    const all = inOrder(entries, laid);
    const misfits = findMisfits(all, laid);
    if (misfits.length === 0) return { entries: all, ...remarksOn(pack, standing, laid, dropped) };
    for (const misfit of misfits) dropped.set(misfit.what, misfit.reason);
  }
}

type Dropped = ReadonlyMap<Misfit["what"], AsideReason>;

function layStanding(
  pack: ReadonlyMap<string, Entry>,
  standing: ReadonlyMap<string, StandingEntry>,
  dropped: Dropped,
): ReadonlyMap<string, Laid> {
  const laid = new Map<string, Laid>();
  for (const [id, one] of standing) laid.set(id, layEntry(pack.get(id), one, dropped));
  return laid;
}

/** All entries, new ones after the last of their kind, as a file would hold them. */
function inOrder(entries: readonly Entry[], laid: ReadonlyMap<string, Laid>): readonly Entry[] {
  const seen = new Set<string>();
  const own = entries.flatMap((entry) => {
    seen.add(entry.id);
    const one = laid.get(entry.id);
    if (one === undefined) return [entry];
    return one.entry === undefined ? [] : [one.entry];
  });
  const added = [...laid].flatMap(([id, { entry }]) => (seen.has(id) || entry === undefined ? [] : [entry]));
  return added.length === 0 ? own : inFileOrder([...own, ...added]);
}

/** Entries in the order of the files that hold their kinds. */
export function inFileOrder(entries: readonly Entry[]): readonly Entry[] {
  const byFile = [...kinds].sort((a, b) => (kindTables[a].file < kindTables[b].file ? -1 : 1));
  return byFile.flatMap((kind) => entries.filter((entry) => entry.kind === kind));
}

/** What whoever keeps the files should look at. */
function remarksOn(
  pack: ReadonlyMap<string, Entry>,
  standing: ReadonlyMap<string, StandingEntry>,
  laid: ReadonlyMap<string, Laid>,
  dropped: Dropped,
): Pick<Overlaid, "shadowed" | "aside"> {
  const shadowed: Shadow[] = [];
  const aside: Aside[] = [];
  for (const [id, { life, changes }] of standing) {
    const one = laid.get(id);
    const own = pack.get(id);
    if (life?.does === "remove" && one?.removal === undefined) {
      const reason = dropped.get(life) ?? one?.reason;
      if (reason !== undefined) aside.push({ revision: life, reason });
      continue;
    }
    for (const [field, what] of changes) {
      const { revision, change } = what;
      const reason = dropped.get(what) ?? one?.reason;
      if (reason !== undefined) aside.push({ revision, field, reason });
      else {
        const [is, packThen] = [statedIn(own, field), change.pack ?? change.before];
        const revised = one?.removal === undefined ? change.after : [];
        if (!saysTheSame(is, packThen) && !saysTheSame(is, revised))
          shadowed.push({ entry: id, field, revision, pack: is, packThen, revised });
      }
    }
  }
  return { shadowed, aside };
}
