import type { View } from "../register/view.ts";
import { wordKey } from "../text.ts";

/** The names of the organisations of a view, as words between spaces. */
const namesOf = new WeakMap<View, readonly (readonly [string, string])[]>();

/** The organisations that have words in a name of theirs: "Riverside" may be said of the Riverside Park Company. */
export function organisationsWith(view: View, words: string): readonly string[] {
  let names = namesOf.get(view);
  if (names === undefined) {
    names = view
      .ofKind("organisation")
      .map(({ id, names: all }) => [id, all.map(({ text }) => ` ${wordKey(text)} `).join("|")]);
    namesOf.set(view, names);
  }
  const sought = ` ${wordKey(words)} `;
  return names.filter(([, text]) => text.includes(sought)).map(([id]) => id);
}
