import { linksOf } from "../register/links.ts";
import type { Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";

const known = new WeakMap<View, ReadonlyMap<string, ReadonlySet<string>>>();

/**
 * The entries that one entry is linked with, in either direction, over at most `hops` relations; not itself.
 *
 * A source is linked with what it bears out, but two things are not linked for standing in one document.
 */
export function neighboursOf(view: View, id: string, hops = 1): ReadonlySet<string> {
  let map = known.get(view);
  if (map === undefined) {
    map = readNeighbours(view);
    known.set(view, map);
  }
  const near = map.get(id) ?? new Set<string>();
  if (hops === 1) return near;
  const far = new Set(near);
  for (const next of near) {
    if (view.get(next)?.kind === "source") continue;
    for (const other of map.get(next) ?? []) if (other !== id) far.add(other);
  }
  return far;
}

function citedBy(entry: Entry): ReadonlySet<string> {
  const cites = [
    ...entry.names.flatMap((name) => name.cites),
    ...Object.values(entry.fields).flatMap((statements) =>
      statements.flatMap((statement) => statement.cites),
    ),
  ];
  return new Set(cites.map((citation) => citation.source));
}

function readNeighbours(view: View): ReadonlyMap<string, ReadonlySet<string>> {
  const map = new Map<string, Set<string>>();
  const add = (from: string, to: string): void => {
    const set = map.get(from);
    if (set === undefined) map.set(from, new Set([to]));
    else set.add(to);
  };
  for (const entry of view.entries) {
    for (const { to } of linksOf(entry)) {
      if (view.get(to) === undefined) continue;
      add(entry.id, to);
      add(to, entry.id);
    }
    for (const source of citedBy(entry)) {
      if (view.get(source) === undefined) continue;
      add(entry.id, source);
      add(source, entry.id);
    }
  }
  return map;
}
