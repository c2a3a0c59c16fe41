import { isGroup } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import type { Selection } from "../search/selection.ts";
import { selectEntries } from "../search/selection.ts";
import type { Asked } from "./asked.ts";
import { fieldsFor } from "./fields.ts";
import { type Query, selectEntry } from "./query.ts";

/** Small talk, and questions that name nothing: what was asked before says of what they ask ("and who witnessed it?"). */
export function completeQuery(asked: Asked): Query | undefined {
  const { view, reading, signals, mentions, times, kinds, previous } = asked;
  if (kinds !== undefined) return undefined;
  if (mentions.length > 0) return sameOf(asked);
  const before = previous === undefined ? undefined : selectionOf(view, previous);
  const isNewQuestion =
    reading.leftovers.length > 1 || signals.kinds.length > 0 || signals.does.has("upcoming");
  if (before === undefined || isNewQuestion) {
    return signals.isSmallTalk && times.length === 0 && signals.kinds.length === 0
      ? { kind: "smalltalk" }
      : undefined;
  }
  const [kind] = before.kinds;
  if (kind === undefined) return undefined;
  if (
    times.length > 0 &&
    signals.asks.length === 0 &&
    (previous?.kind === "list" || previous?.kind === "count")
  ) {
    const where = before.where.filter((condition) => condition.test !== "during");
    const during = times.map((range) => ({ test: "during", path: [], range }) as const);
    const of = { ...before, where: [...where, ...during] };
    return previous.kind === "count" ? { kind: "count", of } : { ...previous, page: 1, of };
  }
  const recorded = selectEntries(view, before);
  const { fields, score } = fieldsFor(kind, signals.asks, signals.wants, (field) =>
    [...recorded.sure, ...recorded.perhaps].some((entry) => view.statements(entry, field).length > 0),
  );
  if (score > 0) return { kind: "facts", of: before, fields };
  return signals.isSmallTalk ? { kind: "smalltalk" } : undefined;
}

/** "What about the other park?": what was asked before, of another entry of the kind. */
function sameOf({ view, signals, mentions, previous, reading }: Asked): Query | undefined {
  const entry = view.get(mentions[0]?.ids[0] ?? "");
  const isSame =
    signals.does.has("also") &&
    mentions.length === 1 &&
    signals.kinds.length === 0 &&
    reading.leftovers.length === 0;
  if (!isSame || entry === undefined || previous?.kind !== "facts" || previous.of.kinds[0] !== entry.kind)
    return undefined;
  return { ...previous, of: selectEntry(entry.kind, entry.id) };
}

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
function selectionOf(view: View, query: Query): Selection | undefined {
  switch (query.kind) {
    case "facts":
    case "list":
    case "count":
      return query.of;
    case "card":
    case "brief":
    case "team": {
      const entry = view.get(query.entry);
      return entry === undefined ? undefined : selectEntry(entry.kind, entry.id);
    }
    default:
      return undefined;
  }
}
