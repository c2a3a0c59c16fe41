import type { Entry, Name } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { wordKey } from "../text.ts";

const keys = new WeakMap<Name, string>();

/** A name as a word key; kept with the name, which outlives each view. */
export function keyOf(name: Name): string {
  let key = keys.get(name);
  if (key === undefined) {
    key = wordKey(name.text);
    keys.set(name, key);
  }
  return key;
}

const views = new WeakMap<View, ReadonlyMap<string, readonly Entry[]>>();

/** The entries of a view that have a name, given as a word key. */
export function calledIn(view: View, key: string): readonly Entry[] {
  let called = views.get(view);
  if (called === undefined) {
    called = byName(view);
    views.set(view, called);
  }
  return called.get(key) ?? [];
}

function byName(view: View): ReadonlyMap<string, readonly Entry[]> {
  const called = new Map<string, Entry[]>();
  for (const entry of view.entries) {
    for (const key of new Set(entry.names.map(keyOf))) {
      const others = called.get(key);
      if (others === undefined) called.set(key, [entry]);
      else others.push(entry);
    }
  }
  return called;
}
