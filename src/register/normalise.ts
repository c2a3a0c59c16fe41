import type { FieldShape, Kind } from "./field.ts";
import { fieldOf, kindTables } from "./kinds.ts";
import {
  type Citation,
  type Discretion,
  type Entry,
  type Group,
  type Name,
  parseCitation,
  type Statement,
  type Value,
} from "./statement.ts";

/** Turns an entry as it is written (checked before, see schema.ts) into the one form in which the rest of the desk reads it. */
export function normaliseEntry(kind: Kind, written: Readonly<Record<string, unknown>>): Entry {
  const table = kindTables[kind];
  const defaults = citesOf(written.cite);
  const names: Name[] = [
    ...namesOf(written[table.heading], "name", table.heading === "name" ? defaults : []),
    ...namesOf(written.acronym, "acronym", defaults),
    ...namesOf(written.aliases, "alias", defaults),
  ];
  const fields: Record<string, readonly Statement[]> = {};
  for (const [name, value] of Object.entries(written)) {
    const field = fieldOf(kind, name);
    if (field !== undefined) fields[name] = statementsOf(field, value, defaults);
  }
  return { kind, id: String(written.id), names, fields, ...discretionOf(written) };
}

interface Marked extends Discretion {
  readonly cite?: unknown;
  readonly note?: string;
  readonly derived?: true;
  readonly editorial?: true;
}

/** The citations that a `cite` writes: none, one or a list. */
export function citesOf(cite: unknown): readonly Citation[] {
  if (cite === undefined) return [];
  return (Array.isArray(cite) ? cite : [cite]).map((written) => parseCitation(String(written)));
}

function discretionOf(written: { readonly visibility?: unknown; readonly groups?: unknown }): Discretion {
  const discretion: { visibility?: Discretion["visibility"]; groups?: readonly string[] } = {};
  if (written.visibility !== undefined)
    discretion.visibility = written.visibility as NonNullable<Discretion["visibility"]>;
  if (written.groups !== undefined) discretion.groups = written.groups as readonly string[];
  return discretion as Discretion;
}

function markingsOf(marked: Marked, defaults: readonly Citation[]): Omit<Statement, "value"> {
  return {
    cites: marked.cite === undefined ? (marked.editorial === true ? [] : defaults) : citesOf(marked.cite),
    ...(marked.derived === true ? { derived: true } : {}),
    ...(marked.editorial === true ? { editorial: true } : {}),
    ...(marked.note === undefined ? {} : { note: marked.note }),
    ...discretionOf(marked),
  };
}

function namesOf(written: unknown, type: Name["type"], defaults: readonly Citation[]): readonly Name[] {
  if (written === undefined) return [];
  return (Array.isArray(written) ? written : [written]).map((one: unknown) => {
    const marked = (typeof one === "object" && one !== null ? one : { value: one }) as Marked & {
      value: string;
      lang?: string;
      shared?: true;
    };
    const { note: _, ...markings } = markingsOf(marked, defaults);
    return {
      text: String(marked.value).trim(),
      type,
      ...(marked.lang === undefined ? {} : { lang: marked.lang }),
      ...(marked.shared === true ? { shared: true } : {}),
      ...markings,
    };
  });
}

function statementsOf(
  field: FieldShape,
  written: unknown,
  defaults: readonly Citation[],
): readonly Statement[] {
  return (Array.isArray(written) ? written : [written]).flatMap((one: unknown): Statement[] => {
    if (field.type === "group") {
      const { cite, note, derived, editorial, visibility, groups, ...parts } = one as Marked &
        Record<string, unknown>;
      const marked = { cite, note, derived, editorial, visibility, groups } as Marked;
      const group: Record<string, Group[string]> = {};
      for (const [name, value] of Object.entries(parts)) {
        const part = field.parts[name];
        if (part !== undefined) group[name] = writtenValue(part, value) as Group[string];
      }
      return [{ value: group, ...markingsOf(marked, defaults) }];
    }
    if (typeof one === "object" && one !== null && "value" in one) {
      const markings = markingsOf(one as Marked, defaults);
      return (Array.isArray(one.value) ? one.value : [one.value]).map((value: unknown) => ({
        value: writtenValue(field, value),
        ...markings,
      }));
    }
    return [{ value: writtenValue(field, one), ...markingsOf({}, defaults) }];
  });
}

function writtenValue(field: FieldShape, written: unknown): Value {
  if (field.type === "quantity") return written as Value;
  if (field.type === "number") return written as number;
  return String(written).trim();
}
