import { linksOf } from "../register/links.ts";
import type { Entry } from "../register/statement.ts";
import { keyOf } from "./called.ts";

/** Entries by what leads to them: by id, by who links to them or cites them, by name. */
export interface Surroundings {
  get(id: string): Entry | undefined;
  /** Those that link to an entry or cite it. */
  naming(id: string): readonly Entry[];
  /** The ids of those that are called so; the name as a word key. */
  called(key: string): ReadonlySet<string>;
  /** The entries that one names, and those that name it. */
  around(entry: Entry): readonly Entry[];
  /** An entry is another now, is new, or is no more. */
  replace(before: Entry | undefined, after: Entry | undefined): void;
}

const nobody: ReadonlySet<string> = new Set();

export function createSurroundings(entries: readonly Entry[]): Surroundings {
  const byId = new Map<string, Entry>();
  const naming = new Map<string, Set<string>>();
  const called = new Map<string, Set<string>>();
  const add = (entry: Entry): void => {
    byId.set(entry.id, entry);
    for (const id of namedBy(entry)) put(naming, id, entry.id);
    for (const name of entry.names) put(called, keyOf(name), entry.id);
  };
  const remove = (entry: Entry): void => {
    byId.delete(entry.id);
    for (const id of namedBy(entry)) naming.get(id)?.delete(entry.id);
    for (const name of entry.names) called.get(keyOf(name))?.delete(entry.id);
  };
  for (const entry of entries) add(entry);
  const namingOf = (id: string): readonly Entry[] =>
    [...(naming.get(id) ?? nobody)].flatMap((one) => (one === id ? [] : (byId.get(one) ?? [])));
  return {
    get: (id) => byId.get(id),
    naming: namingOf,
    called: (key) => called.get(key) ?? nobody,
    around(entry) {
      const ids = new Set([...namedBy(entry), ...namingOf(entry.id).map(({ id }) => id)]);
      ids.delete(entry.id);
      return [...ids].flatMap((id) => byId.get(id) ?? []);
    },
    replace(before, after) {
      if (before !== undefined) remove(before);
      if (after !== undefined) add(after);
    },
  };
}

/** What an entry links to and cites. */
function namedBy(entry: Entry): ReadonlySet<string> {
  const ids = new Set(linksOf(entry).map(({ to }) => to));
  for (const { cites } of [...entry.names, ...Object.values(entry.fields).flat()])
    for (const { source } of cites) ids.add(source);
  return ids;
}

function put(sets: Map<string, Set<string>>, key: string, id: string): void {
  const known = sets.get(key);
  if (known === undefined) sets.set(key, new Set([id]));
  else known.add(id);
}
