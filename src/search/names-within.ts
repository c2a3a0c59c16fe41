import type { View } from "../register/view.ts";
import { wordKey } from "../text.ts";

/** An organisation with its names, as words between spaces. */
interface Named {
  readonly id: string;
  readonly names: string;
}

/** The organisations of a view by each word of their names. */
const known = new WeakMap<View, ReadonlyMap<string, readonly Named[]>>();
const none: readonly Named[] = [];

/** The organisations that have words in a name of theirs: "Riverside" may be said of the Riverside Park Company. */
export function organisationsWith(view: View, words: string): readonly string[] {
  let byWord = known.get(view);
  if (byWord === undefined) {
    byWord = readNames(view);
    known.set(view, byWord);
  }
  const key = wordKey(words);
  const lists = key.split(" ").map((word) => byWord.get(word) ?? none);
  const fewest = lists.reduce((least, list) => (list.length < least.length ? list : least));
  return fewest.filter(({ names }) => names.includes(` ${key} `)).map(({ id }) => id);
}

function readNames(view: View): ReadonlyMap<string, readonly Named[]> {
  const byWord = new Map<string, Named[]>();
  for (const { id, names } of view.ofKind("organisation")) {
    const named = { id, names: names.map(({ text }) => ` ${wordKey(text)} `).join("|") };
    for (const word of new Set(named.names.split(/[ |]+/))) {
      const list = byWord.get(word);
      if (list === undefined) byWord.set(word, [named]);
      else list.push(named);
    }
  }
  return byWord;
}
