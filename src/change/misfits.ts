import { checkEntries } from "../register/check.ts";
import { isWritten, type Kind } from "../register/field.ts";
import { fieldOf, kindTables } from "../register/kinds.ts";
import { normaliseEntry } from "../register/normalise.ts";
import type { Placed } from "../register/placed.ts";
import { findFieldIssues, findIssues } from "../register/schema.ts";
import type { Entry } from "../register/statement.ts";
import { nameTypeOf, statedIn, writtenEntry } from "../register/written.ts";
import type { AsideReason, Laid } from "./laid.ts";
import { saysTheSame } from "./restated.ts";
import type { Revision } from "./revision.ts";
import type { StandingChange } from "./standing.ts";

/** A change, or the taking out of an entry, that does not fit among the others. */
export interface Misfit {
  readonly what: StandingChange | Revision;
  readonly reason: AsideReason;
}

/** What of the changes in force breaks a rule of the register; the latest revision where several have a part in it. */
export function findMisfits(entries: readonly Entry[], laid: ReadonlyMap<string, Laid>): readonly Misfit[] {
  const touched = [...laid.values()].filter(
    ({ applied, removal }) => applied.length > 0 || removal !== undefined,
  );
  if (touched.length === 0) return [];
  const inside = touched.flatMap(misfitsInside);
  // Between entries, only what is right in itself can be looked at.
  return inside.length > 0 ? inside : misfitsBetween(entries, laid);
}

function misfitsInside({ entry, applied }: Laid): readonly Misfit[] {
  if (entry === undefined || applied.length === 0) return [];
  const { kind } = entry;
  const unfit = (what: StandingChange, message: string): Misfit => ({
    what,
    reason: { kind: "unfit", message },
  });
  const unknown = applied.filter(({ change }) => !isKnown(entry, change.field));
  if (unknown.length > 0) return unknown.map((what) => unfit(what, "is no field that is known here"));
  const written = writtenEntry(onlyTouched(entry, applied));
  // Discretion is checked as a whole, for its keys lean on each other; so is a heading, which must be there.
  const isWhole = applied.some(
    ({ change: { field } }) => !Object.hasOwn(written, field) || isOfWhole(kind, field),
  );
  const issues = isWhole
    ? findIssues(kind, written)
    : applied.flatMap(({ change: { field } }) => findFieldIssues(kind, field, written[field]));
  if (issues.length > 0) {
    const wrong = issues.map(({ path, message }) => ({ key: String(path[0]), message }));
    const blamed = applied.flatMap((what) => {
      const issue = wrong.find(({ key }) => isAbout(what.change.field, key));
      return issue === undefined ? [] : [unfit(what, issue.message)];
    });
    return blamed.length > 0 ? blamed : applied.map((what) => unfit(what, wrong[0]?.message ?? ""));
  }
  const read = normaliseEntry(kind, written);
  return applied
    .filter(({ change: { field, after } }) => !saysTheSame(statedIn(read, field), after))
    .map((what) => unfit(what, "cannot be written so that it reads the same"));
}

function isOfWhole(kind: Kind, field: string): boolean {
  return field === "visibility" || field === "groups" || field === kindTables[kind].heading;
}

function isKnown({ kind }: Entry, key: string): boolean {
  if (key === "visibility" || key === "groups" || nameTypeOf(kind, key) !== undefined) return true;
  const field = fieldOf(kind, key);
  return field !== undefined && isWritten(field);
}

/** Groups mean nothing without a visibility: what is wrong with the one may be the fault of the other. */
function isAbout(field: string, key: string): boolean {
  return field === key || (key === "groups" && field === "visibility");
}

/** The entry with what is touched of it, its heading and its discretion: the rest was checked with the files. */
function onlyTouched(entry: Entry, applied: readonly StandingChange[]): Entry {
  const keys = new Set(applied.map(({ change }) => change.field));
  keys.add(kindTables[entry.kind].heading);
  return {
    ...entry,
    names: entry.names.filter(({ type }) => [...keys].some((key) => nameTypeOf(entry.kind, key) === type)),
    fields: Object.fromEntries(Object.entries(entry.fields).filter(([key]) => keys.has(key))),
  };
}

function misfitsBetween(entries: readonly Entry[], laid: ReadonlyMap<string, Laid>): readonly Misfit[] {
  const placed = placedOf(entries);
  const byPlace = new Map(placed.map((one) => [`${one.file} ${one.index}`, one.entry]));
  const misfits = new Map<Misfit["what"], Misfit>();
  const withNames = [...laid.values()].some(({ standing: { kind }, applied }) =>
    applied.some(({ change }) => nameTypeOf(kind, change.field) !== undefined),
  );
  const unread = { kinds: new Set<Kind>(), keys: new Set<string>() };
  for (const { file, path, message, other } of checkEntries(placed, unread, { withNames })) {
    const [index, key] = path;
    const own = laid.get(byPlace.get(`${file} ${String(index)}`)?.id ?? "");
    const far = other === undefined ? undefined : laid.get(other.id);
    const parts = [...partsIn(own, String(key)), ...partsIn(far, other?.field)];
    const suspects = parts.length > 0 ? parts : [...(own?.applied ?? []), ...(far?.applied ?? [])];
    // One of them set aside may be enough.
    if (suspects.some((what) => misfits.has(what))) continue;
    const what = suspects.reduce<Misfit["what"] | undefined>(
      (latest, one) => (latest === undefined || numberOf(one) > numberOf(latest) ? one : latest),
      undefined,
    );
    if (what === undefined) continue;
    const about = other === undefined ? {} : { other: other.id };
    misfits.set(what, { what, reason: { kind: "unfit", message, ...about } });
  }
  return [...misfits.values()];
}

/** What revisions have to do with a field of an entry, or with its not being there. */
function partsIn(laid: Laid | undefined, key: string | undefined): readonly Misfit["what"][] {
  if (laid === undefined) return [];
  const changes = laid.applied.filter(({ change }) => change.field === key);
  return laid.removal === undefined ? changes : [...changes, laid.removal];
}

function numberOf(what: Misfit["what"]): number {
  return "revision" in what ? what.revision.number : what.number;
}

/** The entries as if each stood in its file; how a field is written does not matter to what is between entries. */
function placedOf(entries: readonly Entry[]): readonly Placed[] {
  const counts = new Map<string, number>();
  return entries.map((entry) => {
    const { file, heading } = kindTables[entry.kind];
    const index = counts.get(file) ?? 0;
    counts.set(file, index + 1);
    const named = (type: string): readonly number[] =>
      entry.names.flatMap((name, at) => (name.type === type ? [at] : []));
    const written = { [heading]: "", acronym: named("acronym"), aliases: named("alias") };
    return { entry, file, index, written };
  });
}
