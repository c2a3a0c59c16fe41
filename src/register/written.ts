import { isDeepStrictEqual } from "node:util";
import type { Field, FieldShape, Kind } from "./field.ts";
import { fieldOf, kindTables } from "./kinds.ts";
import {
  type Citation,
  type Discretion,
  type Entry,
  formatCitation,
  isGroup,
  type Name,
  type Statement,
  type Value,
} from "./statement.ts";

/** What stands in a field of an entry: statements, or, in its heading, its acronym and its aliases, names. */
export type Stated = Statement | Name;

/** Plain data, as YAML holds it. */
export type Written = string | number | boolean | readonly Written[] | { readonly [key: string]: Written };

/** An entry as a file writes it: key → plain data. */
export type WrittenEntry = Readonly<Record<string, Written>>;

/** The keys of an entry that a file may write, in the order in which it does. */
export function keysOf(kind: Kind): readonly string[] {
  const { heading, fields } = kindTables[kind];
  return ["id", heading, "acronym", "aliases", "cite", "visibility", "groups", ...Object.keys(fields)];
}

/** What an entry holds under a key, empty where nothing; a key is a field, or one of its heading, acronym, aliases, visibility and groups. */
export function statedIn(entry: Entry | undefined, key: string): readonly Stated[] {
  if (entry === undefined) return [];
  const type = nameTypeOf(entry.kind, key);
  if (type !== undefined) return entry.names.filter((name) => name.type === type);
  if (key === "visibility")
    return entry.visibility === undefined ? [] : [{ value: entry.visibility, cites: [] }];
  if (key === "groups") return (entry.groups ?? []).map((value) => ({ value, cites: [] }));
  return Object.hasOwn(entry.fields, key) ? (entry.fields[key] ?? []) : [];
}

/** The keys under which an entry holds something, in the order in which a file writes them; neither `id` nor `cite`, which is a way of writing. */
export function statedKeys(entry: Entry): readonly string[] {
  return keysOf(entry.kind).filter((key) => statedIn(entry, key).length > 0);
}

/** Of what type the names under a key are; nothing where the key holds no names. */
export function nameTypeOf(kind: Kind, key: string): Name["type"] | undefined {
  if (key === kindTables[kind].heading) return "name";
  return key === "acronym" ? "acronym" : key === "aliases" ? "alias" : undefined;
}

/**
 * What a file writes under a key: the inverse of normalise.ts, in its cleanest form. Nothing is written that the
 * entry's own citation (`defaults`) says already; neighbours that are marked alike share their marks.
 *
 * @returns undefined where nothing is stated, so that the key is left out.
 */
export function writtenField(
  kind: Kind,
  key: string,
  stated: readonly Stated[],
  defaults: readonly Citation[] = [],
): Written | undefined {
  if (stated.length === 0) return undefined;
  const type = nameTypeOf(kind, key);
  if (type !== undefined) {
    // A title is the registrar's own: the entry's citation does not bear it out.
    const own = type === "name" && key === "title" ? [] : defaults;
    const names = (stated as readonly Name[]).map((name) => writtenName(name, own));
    return type === "alias" ? names : unwrapped(names);
  }
  const statements = stated as readonly Statement[];
  const field = fieldOf(kind, key);
  if (key === "groups") return statements.map(({ value }) => value as string);
  if (key === "visibility" || field === undefined) return unwrapped(statements.map(plainValue));
  return writtenStatements(field, statements, defaults);
}

/** An entry as a file writes it; its citation is the one that most of it shares, or the given one. */
export function writtenEntry(entry: Entry, defaults = commonCites(entry)): WrittenEntry {
  const written: Record<string, Written> = { id: entry.id };
  for (const key of keysOf(entry.kind)) {
    if (key === "cite" && defaults.length > 0) written.cite = writtenCites(defaults);
    const value = writtenField(entry.kind, key, statedIn(entry, key), defaults);
    if (value !== undefined) written[key] = value;
  }
  return written;
}

/**
 * Whether an entry that has this citation can say something under a key. What nothing bears out (a remark, a name) takes
 * the entry's citation where it is written without one, so it cannot stand in an entry that has one.
 */
export function isWritable(
  kind: Kind,
  key: string,
  stated: readonly Stated[],
  defaults: readonly Citation[],
): boolean {
  if (defaults.length === 0 || key === "title" || key === "visibility" || key === "groups") return true;
  if (nameTypeOf(kind, key) === undefined && fieldOf(kind, key) === undefined) return true;
  return stated.every(({ cites, editorial }) => cites.length > 0 || editorial === true);
}

/** The citation that is written most often, where one citation for all can be written at all. */
function commonCites(entry: Entry): readonly Citation[] {
  const counts = new Map<string, { readonly cites: readonly Citation[]; count: number }>();
  for (const key of statedKeys(entry)) {
    if (key === "title" || key === "visibility" || key === "groups") continue;
    for (const { cites, editorial } of statedIn(entry, key)) {
      if (cites.length === 0 && editorial !== true) return [];
      if (cites.length === 0) continue;
      const name = cites.map(formatCitation).join();
      const known = counts.get(name) ?? { cites, count: 0 };
      known.count++;
      counts.set(name, known);
    }
  }
  let most: { readonly cites: readonly Citation[]; readonly count: number } = { cites: [], count: 0 };
  for (const one of counts.values()) if (one.count > most.count) most = one;
  return most.cites;
}

function unwrapped(list: readonly Written[]): Written {
  const [only] = list;
  return list.length === 1 && only !== undefined ? only : list;
}

function writtenCites(cites: readonly Citation[]): Written {
  return unwrapped(cites.map(formatCitation));
}

type Marked = Discretion & Pick<Statement, "cites" | "derived" | "editorial" | "note">;

/** What stands beside a value: nothing where the entry's own citation is all that bears it out. */
function markings(marked: Marked, defaults: readonly Citation[]): Readonly<Record<string, Written>> {
  const { cites, note, derived, editorial, visibility, groups } = marked;
  const implied = editorial === true ? [] : defaults;
  return {
    ...(isDeepStrictEqual(cites, implied) ? {} : { cite: writtenCites(cites) }),
    ...(derived === true ? { derived } : {}),
    ...(editorial === true ? { editorial } : {}),
    ...(note === undefined ? {} : { note }),
    ...(visibility === undefined ? {} : { visibility }),
    ...(groups === undefined ? {} : { groups }),
  };
}

function writtenName(name: Name, defaults: readonly Citation[]): Written {
  const marks = {
    ...(name.lang === undefined ? {} : { lang: name.lang }),
    ...(name.shared === true ? { shared: true } : {}),
    ...markings(name, defaults),
  };
  return Object.keys(marks).length === 0 ? name.text : { value: name.text, ...marks };
}

function writtenStatements(
  field: Field,
  statements: readonly Statement[],
  defaults: readonly Citation[],
): Written {
  const list: Written[] = [];
  let run: { readonly marks: Readonly<Record<string, Written>>; readonly values: Written[] } | undefined;
  const close = (): void => {
    if (run === undefined) return;
    if (Object.keys(run.marks).length === 0) list.push(...run.values);
    else list.push({ value: unwrapped(run.values), ...run.marks });
    run = undefined;
  };
  for (const statement of statements) {
    const marks = markings(statement, defaults);
    if (field.type === "group") {
      list.push({ ...writtenGroup(field, statement.value), ...marks });
      continue;
    }
    if (run === undefined || !isDeepStrictEqual(run.marks, marks)) {
      close();
      run = { marks, values: [] };
    }
    run.values.push(writtenValue(field, statement.value));
  }
  close();
  return unwrapped(list);
}

function writtenGroup(field: FieldShape, value: Value): Readonly<Record<string, Written>> {
  if (field.type !== "group" || !isGroup(value)) return {};
  const parts = Object.keys(field.parts).flatMap((name) => {
    const [part, own] = [field.parts[name], value[name]];
    return part === undefined || own === undefined ? [] : [[name, writtenValue(part, own)] as const];
  });
  return Object.fromEntries(parts);
}

/** A year is written as people write it, without quotes. */
function writtenValue(field: FieldShape, value: Value): Written {
  if (field.type === "date" && typeof value === "string" && String(Number(value)) === value)
    return Number(value);
  return value as Written;
}

const plainValue = ({ value }: Statement): Written => value as Written;
