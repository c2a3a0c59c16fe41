import { linksOf } from "../register/links.ts";
import type { Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";

interface Known {
  readonly near: ReadonlyMap<string, ReadonlySet<string>>;
  /** Over two relations, of the entries that were asked for of late: a selection asks for the same ones again and again. */
  readonly far: Map<string, ReadonlySet<string>>;
  /** Of several entries together, by the list of them and the hops. */
  readonly ofAny: WeakMap<readonly string[], Map<number, ReadonlySet<string>>>;
}

const known = new WeakMap<View, Known>();
const keptFar = 1_000;

/**
 * The entries that one entry is linked with, in either direction, over at most `hops` relations; not itself.
 *
 * A source is linked with what it bears out, but two things are not linked for standing in one document.
 */
export function neighboursOf(view: View, id: string, hops = 1): ReadonlySet<string> {
  const maps = knownOf(view);
  if (hops === 1) return maps.near.get(id) ?? none;
  let far = maps.far.get(id);
  if (far === undefined) {
    far = readFar(view, maps.near, id);
    if (maps.far.size >= keptFar) maps.far.clear();
    maps.far.set(id, far);
  }
  return far;
}

/**
 * The entries that are linked with one of several. A position may be held by hundreds: whoever asks of each entry whether it is
 * linked with any of them must not look at all.
 */
export function neighboursOfAny(view: View, ids: readonly string[], hops = 1): ReadonlySet<string> {
  const [only] = ids;
  if (only !== undefined && ids.length === 1) return neighboursOf(view, only, hops);
  const { ofAny } = knownOf(view);
  let byHops = ofAny.get(ids);
  if (byHops === undefined) {
    byHops = new Map();
    ofAny.set(ids, byHops);
  }
  let any = byHops.get(hops);
  if (any === undefined) {
    any = new Set(ids.flatMap((id) => [...neighboursOf(view, id, hops)]));
    byHops.set(hops, any);
  }
  return any;
}

function knownOf(view: View): Known {
  let maps = known.get(view);
  if (maps === undefined) {
    maps = { near: readNeighbours(view), far: new Map(), ofAny: new WeakMap() };
    known.set(view, maps);
  }
  return maps;
}

const none: ReadonlySet<string> = new Set();

function readFar(view: View, map: Known["near"], id: string): ReadonlySet<string> {
  const near = map.get(id) ?? none;
  const far = new Set(near);
  for (const next of near) {
    if (view.get(next)?.kind === "source") continue;
    for (const other of map.get(next) ?? none) if (other !== id) far.add(other);
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
