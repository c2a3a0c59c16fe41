import { isDeepStrictEqual } from "node:util";
import type { Kind } from "../register/field.ts";
import { fieldOf, kindTables } from "../register/kinds.ts";
import type { Discretion, Entry, Name, Statement } from "../register/statement.ts";
import { keysOf, nameTypeOf, type Stated, statedIn } from "../register/written.ts";

/** What an entry's fields are to say: key → statements or names, none where the key is to be left out. */
export type Restating = ReadonlyMap<string, readonly Stated[]>;

/** Whether two fields say the same, in the same order. */
export function saysTheSame(one: readonly Stated[], other: readonly Stated[]): boolean {
  return one === other || isDeepStrictEqual(one, other);
}

/** An entry that says nothing yet, not even what it is called. */
export function emptyEntry(kind: Kind, id: string): Entry {
  return { kind, id, names: [], fields: {} };
}

/** The entry with other statements under some of its keys. */
export function restated(entry: Entry, restating: Restating): Entry {
  const { kind, id } = entry;
  const says = (key: string): readonly Stated[] => restating.get(key) ?? statedIn(entry, key);
  const named = [...restating.keys()].some((key) => nameTypeOf(kind, key) !== undefined);
  const names = [kindTables[kind].heading, "acronym", "aliases"].flatMap((key) => says(key) as Name[]);
  const [visibility] = says("visibility") as Statement[];
  const groups = (says("groups") as Statement[]).map(({ value }) => String(value));
  const discretion = {
    ...(visibility === undefined ? {} : { visibility: visibility.value }),
    ...(groups.length === 0 ? {} : { groups }),
  } as Discretion;
  return {
    kind,
    id,
    names: named ? names : entry.names,
    fields: restatedFields(entry, restating),
    ...discretion,
  };
}

function restatedFields(entry: Entry, restating: Restating): Entry["fields"] {
  const own = [...restating].filter(([key]) => fieldOf(entry.kind, key) !== undefined);
  if (own.length === 0) return entry.fields;
  const gone = new Set(own.filter(([, stated]) => stated.length === 0).map(([key]) => key));
  const keys = Object.keys(entry.fields).filter((key) => !gone.has(key));
  const added = own.map(([key]) => key).filter((key) => !gone.has(key) && !keys.includes(key));
  return Object.fromEntries(
    withKeys(entry.kind, keys, added).map((key) => [
      key,
      (restating.get(key) as readonly Statement[] | undefined) ?? entry.fields[key] ?? [],
    ]),
  );
}

/**
 * The keys of an entry with more keys among them: each after the last that a file writes before it. The keys of
 * fields keep together, so that their order is the same whether or not the other keys stand among them.
 */
export function withKeys(kind: Kind, keys: readonly string[], added: readonly string[]): readonly string[] {
  const ranks = new Map(keysOf(kind).map((key, rank) => [key, rank]));
  const rankOf = (key: string): number => ranks.get(key) ?? ranks.size;
  const isField = (key: string): boolean => fieldOf(kind, key) !== undefined;
  const all = [...keys];
  for (const key of [...added].sort((a, b) => rankOf(a) - rankOf(b))) {
    const before = all.findLastIndex((one) => isField(one) === isField(key) && rankOf(one) < rankOf(key));
    const after = all.findIndex((one) => isField(one) === isField(key));
    const place = before >= 0 ? before + 1 : after >= 0 ? after : all.length;
    all.splice(place, 0, key);
  }
  return all;
}
