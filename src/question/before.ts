import { isGroup } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { type Selection, selectEntries } from "../search/selection.ts";
import { type Query, selectEntry, selectionIn } from "./query.ts";

/** The organisations that what was asked before is about, or that its people belong to: "and its chairman?". */
export function organisationsBefore(view: View, previous: Query | undefined): readonly string[] {
  const before = previous === undefined ? undefined : selectionOf(view, previous);
  if (before === undefined) return [];
  const { sure } = selectEntries(view, before);
  return sure.flatMap((entry) => {
    if (entry.kind === "organisation") return [entry.id];
    return view
      .statements(entry, "roles")
      .flatMap(({ value }) =>
        isGroup(value) && typeof value.organisation === "string" ? [value.organisation] : [],
      );
  });
}

/** What a Query was about. */
export function selectionOf(view: View, query: Query): Selection | undefined {
  switch (query.kind) {
    case "card":
    case "brief":
    case "team": {
      const entry = view.get(query.entry);
      return entry === undefined ? undefined : selectEntry(entry.kind, entry.id);
    }
    default:
      return selectionIn(query);
  }
}
