import { linksOf } from "../register/links.ts";
import type { View } from "../register/view.ts";

const known = new WeakMap<View, ReadonlyMap<string, ReadonlySet<string>>>();

/** The entries that one entry is linked with, in either direction, over at most `hops` relations; not itself. */
export function neighboursOf(view: View, id: string, hops = 1): ReadonlySet<string> {
  let map = known.get(view);
  if (map === undefined) {
    map = readNeighbours(view);
    known.set(view, map);
  }
  const near = map.get(id) ?? new Set<string>();
  if (hops === 1) return near;
  const far = new Set(near);
  for (const next of near) for (const other of map.get(next) ?? []) if (other !== id) far.add(other);
  return far;
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
  }
  return map;
}
