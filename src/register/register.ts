import { eachInSteps, type Steps } from "../steps.ts";
import type { Kind } from "./field.ts";
import { kinds } from "./field.ts";
import { fieldOf } from "./kinds.ts";
import { inverseOf, type Link, linksOf } from "./links.ts";
import { type Entry, isGroup, type Statement } from "./statement.ts";

/**
 * Everything that is known: entries of every kind, each relation readable from both its sides. Immutable; a change
 * makes a new one.
 *
 * Start here: field.ts says what fields are, kinds/ lists them, statement.ts is what a field holds, load.ts makes a
 * register from files and view.ts is the only way in which the rest of the desk reads one.
 */
export interface Register {
  /** As they are written; relations only on the side that writes them. */
  readonly entries: readonly Entry[];
}

export function createRegister(entries: readonly Entry[]): Register {
  return { entries };
}

/** Entries by id and by kind, with the relations of each side derived from the other. */
export interface Related {
  readonly all: readonly Entry[];
  readonly byId: ReadonlyMap<string, Entry>;
  readonly byKind: ReadonlyMap<Kind, readonly Entry[]>;
}

/** Reads every relation from both sides. Statements that are read backwards carry the citations of the side that wrote them. */
export function* relate(entries: readonly Entry[]): Steps<Related> {
  const derived = new Map<string, Map<string, Statement[]>>();
  const own = new Map(entries.map((entry) => [entry.id, entry]));
  yield* eachInSteps(entries, (entry) => {
    for (const link of linksOf(entry)) {
      const target = own.get(link.to);
      const field = fieldOf(entry.kind, link.field);
      if (target === undefined || field === undefined) continue;
      const inverse = inverseOf(field, link.part, target.kind);
      if (inverse === undefined || writes(target, inverse, entry.id)) continue;
      const statement = readBackwards(link, entry.id);
      const fields = derived.get(target.id) ?? new Map<string, Statement[]>();
      derived.set(target.id, fields);
      const statements = fields.get(inverse);
      if (statements === undefined) fields.set(inverse, [statement]);
      else statements.push(statement);
    }
  });
  const all: Entry[] = [];
  yield* eachInSteps(entries, (entry) => {
    all.push(withDerived(entry, derived.get(entry.id)));
  });
  const byKind = new Map(kinds.map((kind) => [kind, all.filter((entry) => entry.kind === kind)]));
  return { all, byId: new Map(all.map((entry) => [entry.id, entry])), byKind };
}

function writes(entry: Entry, field: string, id: string): boolean {
  return entry.fields[field]?.some((statement) => statement.value === id) === true;
}

/** Of each link as an entry has it; an entry that is not changed stays the same object in the next register. */
const backwards = new WeakMap<Link, Statement>();

function readBackwards(link: Link, id: string): Statement {
  const known = backwards.get(link);
  if (known !== undefined) return known;
  const { value, ...rest } = link.statement;
  const statement: Statement = { ...rest, value: id, ...(isGroup(value) ? { via: value } : {}) };
  backwards.set(link, statement);
  return statement;
}

type Derived = ReadonlyMap<string, readonly Statement[]>;

/** What an entry came to last, with what had led to it: after a change elsewhere it is the same, and what is known of it stays so. */
const whole = new WeakMap<Entry, { readonly derived: Derived; readonly entry: Entry }>();

function withDerived(entry: Entry, derived: Derived | undefined): Entry {
  if (derived === undefined) return entry;
  const last = whole.get(entry);
  if (last !== undefined && isSame(last.derived, derived)) return last.entry;
  const fields = { ...entry.fields };
  for (const [name, statements] of derived) fields[name] = [...(fields[name] ?? []), ...statements];
  const fresh = { ...entry, fields };
  whole.set(entry, { derived, entry: fresh });
  return fresh;
}

/** The same statements under the same fields, in the same order. */
function isSame(one: Derived, other: Derived): boolean {
  const others = [...other];
  return (
    one.size === other.size &&
    [...one].every(([name, statements], place) => {
      const [otherName, otherStatements = []] = others[place] ?? [];
      return (
        name === otherName &&
        statements.length === otherStatements.length &&
        statements.every((statement, index) => statement === otherStatements[index])
      );
    })
  );
}
