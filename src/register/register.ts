import { eachInSteps, type Steps } from "../steps.ts";
import type { Kind } from "./field.ts";
import { kinds } from "./field.ts";
import { fieldOf } from "./kinds.ts";
import { inverseOf, linksOf } from "./links.ts";
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
      const { value, ...rest } = link.statement;
      const statement: Statement = { ...rest, value: entry.id, ...(isGroup(value) ? { via: value } : {}) };
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

function withDerived(entry: Entry, derived: ReadonlyMap<string, readonly Statement[]> | undefined): Entry {
  if (derived === undefined) return entry;
  const fields = { ...entry.fields };
  for (const [name, statements] of derived) fields[name] = [...(fields[name] ?? []), ...statements];
  return { ...entry, fields };
}
