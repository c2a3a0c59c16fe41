import { eachInSteps, inOneGo, type Steps } from "../steps.ts";
import type { Kind } from "./field.ts";
import { fieldOf, kindTables } from "./kinds.ts";
import { linkParts } from "./links.ts";
import { type Register, relate } from "./register.ts";
import { type Discretion, type Entry, isGroup, type Name, type Statement } from "./statement.ts";

/** What an asker may see. `restricted` sees the restricted things of its own groups, and none without one. */
export interface Clearance {
  readonly level: "public" | "internal" | "restricted";
  readonly groups: readonly string[];
}

export const publicClearance: Clearance = { level: "public", groups: [] };

/** Reads `public`, `internal`, `restricted` or `restricted:board,legal`. */
export function parseClearance(written: string): Clearance | undefined {
  const match = /^(public|internal|restricted)(?::([a-z0-9_-]+(?:,[a-z0-9_-]+)*))?$/i.exec(written.trim());
  if (match === null) return undefined;
  const level = match[1]?.toLowerCase() as Clearance["level"];
  if (match[2] !== undefined && level !== "restricted") return undefined;
  return { level, groups: match[2]?.split(",") ?? [] };
}

/** The clearance as one word; two that see the same are written the same. */
export function formatClearance({ level, groups }: Clearance): string {
  return level === "restricted" && groups.length > 0
    ? `restricted:${[...new Set(groups)].sort().join(",")}`
    : level;
}

/**
 * The register as one clearance may see it: the only thing that search, question and answer ever read.
 *
 * What is hidden is gone before anything is counted, named or indexed: hidden entries, hidden fields, links to
 * hidden entries, and statements that only a hidden source bears out.
 */
export interface View {
  readonly entries: readonly Entry[];
  ofKind(kind: Kind): readonly Entry[];
  get(id: string): Entry | undefined;
  /** The statements of a field, its relations read from either side; empty where nothing is recorded. */
  statements(entry: Entry, field: string): readonly Statement[];
}

const none: readonly Statement[] = [];

export function createView(register: Register, clearance: Clearance): View {
  return inOneGo(createViewInSteps(register, clearance));
}

export function* createViewInSteps({ entries }: Register, clearance: Clearance): Steps<View> {
  const related = yield* relate(yield* visibleEntries(entries, clearance));
  return {
    entries: related.all,
    ofKind: (kind) => related.byKind.get(kind) ?? [],
    get: (id) => related.byId.get(id),
    statements: (entry, field) => (Object.hasOwn(entry.fields, field) ? (entry.fields[field] ?? none) : none),
  };
}

/** Whether somebody with a clearance may see what is marked so. */
export function maySee({ visibility, groups }: Discretion, clearance: Clearance): boolean {
  if (visibility === undefined || visibility === "public") return true;
  if (clearance.level === "public") return false;
  if (visibility === "internal") return true;
  return (
    clearance.level === "restricted" && groups?.some((group) => clearance.groups.includes(group)) === true
  );
}

/**
 * Whether somebody with a clearance may read what a field of an entry said at some time: itself, what bears it out, and
 * what it leads to, as far as those `ids` are theirs to see.
 */
export function mayRead(
  kind: Kind,
  field: string,
  stated: Statement | Name,
  ids: Ids,
  clearance: Clearance,
): boolean {
  if (trim(stated, ids, clearance).length === 0) return false;
  return "text" in stated || leadsToVisible({ kind }, field, stated, ids);
}

/** Which entries may be seen. */
type Ids = Pick<ReadonlySet<string>, "has">;

function* visibleEntries(entries: readonly Entry[], clearance: Clearance): Steps<readonly Entry[]> {
  let isAnyDiscreet = false;
  yield* eachInSteps(entries, (entry) => {
    isAnyDiscreet ||= isDiscreet(entry);
  });
  if (!isAnyDiscreet) return entries;
  const visible = nameable(
    entries.filter((entry) => maySee(entry, clearance)),
    clearance,
  );
  const ids = new Set(visible.map((entry) => entry.id));
  const shown: Entry[] = [];
  yield* eachInSteps(visible, (entry) => {
    shown.push({
      ...entry,
      names: entry.names.flatMap((name) => trim(name, ids, clearance)),
      fields: Object.fromEntries(
        Object.entries(entry.fields)
          .map(
            ([name, statements]) =>
              [
                name,
                statements
                  .flatMap((statement) => trim(statement, ids, clearance))
                  .filter((statement) => leadsToVisible(entry, name, statement, ids)),
              ] as const,
          )
          .filter(([, statements]) => statements.length > 0),
      ),
    });
  });
  return shown;
}

/** Those that are left a name: what only hidden sources name or speak of, or under a hidden name, is itself hidden. */
function nameable(entries: readonly Entry[], clearance: Clearance): readonly Entry[] {
  const ids = new Set(entries.map((entry) => entry.id));
  const named = entries.filter(
    (entry) => entry.names.some((name) => trim(name, ids, clearance).length > 0) && isBorneOut(entry, ids),
  );
  return named.length === entries.length ? named : nameable(named, clearance);
}

/** A registrar's own title needs no source, but it must not give away what hidden sources alone speak of. */
function isBorneOut({ kind, names, fields }: Entry, ids: Ids): boolean {
  if (kindTables[kind].heading === "name") return true;
  let isCited = false;
  for (const stated of [names, ...Object.values(fields)])
    for (const { cites } of stated) {
      if (cites.some(({ source }) => ids.has(source))) return true;
      isCited ||= cites.length > 0;
    }
  return !isCited;
}

const discreet = new WeakMap<Entry, boolean>();

function isDiscreet(entry: Entry): boolean {
  const isMarked = discreet.get(entry) ?? hasMarks(entry);
  discreet.set(entry, isMarked);
  return isMarked;
}

function hasMarks(entry: Entry): boolean {
  const marked = (one: Discretion): boolean => one.visibility !== undefined;
  return (
    marked(entry) ||
    entry.names.some(marked) ||
    Object.values(entry.fields).some((statements) => statements.some(marked))
  );
}

/** Whether a statement or name of an entry of a kind shows to somebody who has this view. */
export function showsIn(
  view: View,
  clearance: Clearance,
  { kind, field }: { readonly kind: Kind; readonly field: string },
  one: Statement | Name,
): boolean {
  const ids = { has: (id: string) => view.get(id) !== undefined };
  if (trim(one, ids, clearance).length === 0) return false;
  return "text" in one || leadsToVisible({ kind }, field, one, ids);
}

/** What is left of a name or statement: nothing where it, or all that bears it out, is hidden. */
function trim<S extends Statement | Name>(one: S, ids: Ids, clearance: Clearance): readonly S[] {
  if (!maySee(one, clearance)) return [];
  if (one.cites.length === 0) return [one];
  const cites = one.cites.filter((citation) => ids.has(citation.source));
  return cites.length === 0 ? [] : [{ ...one, cites }];
}

function leadsToVisible(
  { kind }: Pick<Entry, "kind">,
  name: string,
  statement: Statement,
  ids: Ids,
): boolean {
  const field = fieldOf(kind, name);
  if (field?.type === "link") return ids.has(String(statement.value));
  if (field?.type !== "group" || !isGroup(statement.value)) return true;
  const group = statement.value;
  return linkParts(field).every(([part]) => group[part] === undefined || ids.has(String(group[part])));
}
