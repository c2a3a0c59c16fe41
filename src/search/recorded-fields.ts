import type { Kind } from "../register/field.ts";
import type { View } from "../register/view.ts";

const known = new WeakMap<View, ReadonlyMap<Kind, ReadonlySet<string>>>();
const none: ReadonlySet<string> = new Set();

/** The fields in which anything is recorded of any entry of a kind: of all others no entry need be looked at. */
export function recordedFields(view: View, kind: Kind): ReadonlySet<string> {
  let recorded = known.get(view);
  if (recorded === undefined) {
    const byKind = new Map<Kind, Set<string>>();
    for (const entry of view.entries) {
      const fields = byKind.get(entry.kind) ?? new Set();
      byKind.set(entry.kind, fields);
      for (const name in entry.fields) if ((entry.fields[name]?.length ?? 0) > 0) fields.add(name);
    }
    recorded = byKind;
    known.set(view, recorded);
  }
  return recorded.get(kind) ?? none;
}
