import { type DayRange, daysOf, type PartialDate, partialDate } from "../register/partial-date.ts";
import type { Entry } from "../register/statement.ts";
import { expiryOf } from "../register/status.ts";
import type { View } from "../register/view.ts";
import type { Nearing } from "./notice.ts";

/** A date of an entry that people want to hear of before it comes. */
export interface Nearness {
  readonly entry: string;
  readonly about: Nearing;
  readonly date: PartialDate;
  /** As the register writes it, or works it out: what tells one date from another. */
  readonly written: string;
  readonly days: DayRange;
  /** `day` where the day is known on which it comes; otherwise there is no day to count to. */
  readonly known: "day" | "within" | "month" | "year";
  /** Where a time of day is known, milliseconds since 1970. */
  readonly moment?: number;
}

/** Visits and events that are not called off, agreements that lapse, promises that are not kept yet; past ones, too. */
export function nearingOf(view: View, entry: Entry): Nearness | undefined {
  const first = (field: string): string | undefined => {
    const value = view.statements(entry, field)[0]?.value;
    return typeof value === "string" ? value : undefined;
  };
  const status = first("status") ?? "";
  switch (entry.kind) {
    case "visit":
    case "event": {
      const date = first(entry.kind === "visit" ? "period" : "date");
      return date === undefined || status === "cancelled"
        ? undefined
        : nearness(entry, "begins", partialDate(date), date);
    }
    case "commitment": {
      const due = first("due");
      return due === undefined || status === "done" || status === "dropped"
        ? undefined
        : nearness(entry, "falls-due", partialDate(due), due);
    }
    case "agreement": {
      if (view.statements(entry, "renewed_by").length > 0 || first("terminated") !== undefined)
        return undefined;
      const until = expiryOf(view, entry);
      return until === undefined ? undefined : nearness(entry, "lapses", until);
    }
    default:
      return undefined;
  }
}

function nearness(entry: Entry, about: Nearing, date: PartialDate, text?: string): Nearness | undefined {
  const { form, from } = date;
  // What began after some day is not known to come; what is to be done before one has that for its last.
  if (form === "after" || (form === "before" && about === "begins")) return undefined;
  const range = daysOf(date);
  const days = form === "before" ? { first: range.last, last: range.last } : range;
  const known = knownOf(date);
  if (about === "begins" && known === "year") return undefined;
  return {
    entry: entry.id,
    about,
    date,
    written: text ?? `${range.first}/${range.last}`,
    days,
    known,
    ...(from.moment === undefined || known !== "day" || form === "before"
      ? {}
      : { moment: Date.parse(from.moment) }),
  };
}

function knownOf({ form, from }: PartialDate): Nearness["known"] {
  // Somewhere within a few days is none of them.
  if (form === "within" && from.day !== undefined) return "within";
  if (form === "before" || from.day !== undefined) return "day";
  return from.month === undefined ? "year" : "month";
}
