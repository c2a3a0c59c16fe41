import type { Day } from "../register/partial-date.ts";
import type { View } from "../register/view.ts";
import { withoutDate } from "../search/date-order.ts";
import { type Selection, selectEntries } from "../search/selection.ts";
import { selectEntry } from "./query.ts";

/** The first of a selection by date; what lies after today is never the latest, and beside one without a date none is the oldest. */
export function firstOf(view: View, selection: Selection, order: "newest" | "oldest", today: Day): Selection {
  const past = {
    ...selection,
    where: [
      ...selection.where,
      { test: "during", path: [], range: { first: "0001-01-01", last: today } } as const,
    ],
  };
  const whole = selectEntries(view, selection);
  const undated = order === "newest" ? [] : withoutDate(view, whole.all);
  if (undated.length > 0) {
    const [renewed, other] = undated.filter((entry) => view.statements(entry, "renewed_by").length > 0);
    const later =
      renewed === undefined ? [] : view.statements(renewed, "renewed_by").map(({ value }) => value);
    const isChain = whole.all.every((one) => one === renewed || later.includes(one.id));
    if (renewed !== undefined && other === undefined && isChain) return selectEntry(renewed.kind, renewed.id);
  }
  const found = selectEntries(view, past, order).sure[0];
  return found === undefined ? selection : selectEntry(found.kind, found.id);
}
