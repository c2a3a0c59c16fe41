import type { Kind } from "../register/field.ts";
import { kindTables } from "../register/kinds.ts";
import type { View } from "../register/view.ts";
import { fold, wordKey } from "../text.ts";
import type { ChangeDraft } from "./change-draft.ts";
import type { Surroundings } from "./surroundings.ts";

/**
 * An id of its own for a new entry, from its heading. Where one that is hidden has it, the draft's own name is added and not
 * the next number: that would count what cannot be seen.
 */
export function freshId(draft: ChangeDraft, among: Surroundings, view: View): string {
  const heading = draft.typed[kindTables[draft.kind].heading] ?? "";
  const own = draft.id.toLowerCase().replace(/[^a-z0-9]+/g, "");
  const id = idFrom(draft.kind, heading, own);
  for (let count = 1; ; count++) {
    const one = count === 1 ? id : `${id}-${count}`;
    if (among.get(one) === undefined) return one;
    if (view.get(one) === undefined && among.get(`${id}-${own}`) === undefined) return `${id}-${own}`;
  }
}

/** Of a longer heading the first words do; code points. */
const longestId = 60;

function idFrom(kind: Kind, heading: string, otherwise: string): string {
  const words = wordKey(fold(heading))
    .replace(/[^a-z0-9 ]+/g, "")
    .trim()
    .split(/ +/);
  let id = "";
  for (const word of words) if (id.length + word.length < longestId) id = id === "" ? word : `${id}-${word}`;
  return id === "" ? `${kind}-${otherwise}` : id;
}
