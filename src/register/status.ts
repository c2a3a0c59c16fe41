import {
  addDays,
  type DatePoint,
  type Day,
  daysInMonth,
  daysOf,
  type PartialDate,
  parsePartialDate,
  partialDate,
  toDay,
} from "./partial-date.ts";
import type { Entry } from "./statement.ts";
import type { View } from "./view.ts";

/**
 * How an agreement stands on a day, worked out from what is recorded and never from what is usual: without an
 * expiry or a term nothing is said to be in force.
 */
export type Status =
  | { readonly is: "terminated"; readonly on: PartialDate }
  | { readonly is: "renewed"; readonly by: string }
  | { readonly is: "expired"; readonly on: PartialDate }
  | { readonly is: "inForce"; readonly until: PartialDate }
  /** The day lies inside the precision of the expiry: "2026" may have passed or not. */
  | { readonly is: "expiring"; readonly until: PartialDate }
  | { readonly is: "notYet"; readonly from: PartialDate }
  | { readonly is: "noExpiry"; readonly signed: PartialDate }
  | { readonly is: "unknown" };

export function statusOn(view: View, agreement: Entry, day: Day): Status {
  const date = (field: string): PartialDate | undefined => {
    const value = view.statements(agreement, field)[0]?.value;
    return typeof value === "string" ? partialDate(value) : undefined;
  };
  const signed = date("signed");
  const begins = date("in_force_from") ?? signed;
  const ended = date("terminated");
  if (ended !== undefined && daysOf(ended).last <= day) return { is: "terminated", on: ended };
  if (begins !== undefined && daysOf(begins).first > day) return { is: "notYet", from: begins };
  const renewal = view.statements(agreement, "renewed_by").find((statement) => {
    const by = view.get(String(statement.value));
    const when = by === undefined ? undefined : view.statements(by, "signed")[0]?.value;
    return typeof when === "string" && daysOf(partialDate(when)).first <= day;
  });
  if (renewal !== undefined) return { is: "renewed", by: String(renewal.value) };
  const expiry = expiryOf(view, agreement);
  if (expiry !== undefined) {
    const days = daysOf(expiry);
    if (day > days.last) return { is: "expired", on: expiry };
    return day < days.first || days.first === days.last
      ? { is: "inForce", until: expiry }
      : { is: "expiring", until: expiry };
  }
  return signed === undefined ? { is: "unknown" } : { is: "noExpiry", signed };
}

/** When an agreement that is in force on a day may lapse, if that is at most so many days away. */
export function lapsingOn(
  view: View,
  agreement: Entry,
  day: Day,
  withinDays: number,
): PartialDate | undefined {
  const status = statusOn(view, agreement, day);
  if (status.is !== "inForce" && status.is !== "expiring") return undefined;
  return daysOf(status.until).first <= addDays(day, withinDays) ? status.until : undefined;
}

/** When an agreement lapses: as recorded, else its term counted from its entry into force or signing. */
export function expiryOf(view: View, agreement: Entry): PartialDate | undefined {
  const text = (field: string): string | undefined => {
    const value = view.statements(agreement, field)[0]?.value;
    return typeof value === "string" ? value : undefined;
  };
  const written = text("expires");
  if (written !== undefined) return partialDate(written);
  const [term, begins] = [text("term"), text("in_force_from") ?? text("signed")];
  return term === undefined || begins === undefined ? undefined : addTerm(partialDate(begins), term);
}

/**
 * A date later by a term, as precise as it was: 2021 and 5 years make 2026. A term of days or weeks needs a day to
 * count from; a day that the later month has not got is its last.
 */
export function addTerm(date: PartialDate, term: string): PartialDate | undefined {
  const match = /^(\d+) (day|week|month|year)/.exec(term);
  if (match === null || date.form === "before" || date.form === "after") return undefined;
  const [first, last] = [date.from, date.to].map((point) => laterBy(point, Number(match[1]), match[2] ?? ""));
  if (first === undefined || last === undefined) return undefined;
  return parsePartialDate(date.form === "within" ? `within ${first}/${last}` : last);
}

function laterBy({ year, month, day }: DatePoint, count: number, unit: string): string | undefined {
  if (unit === "day" || unit === "week") {
    if (month === undefined || day === undefined) return undefined;
    return addDays(toDay(year, month, day), count * (unit === "week" ? 7 : 1));
  }
  if (month === undefined) return unit === "year" ? toDay(year + count, 1, 1).slice(0, -6) : undefined;
  const months = year * 12 + (month - 1) + count * (unit === "year" ? 12 : 1);
  const [laterYear, laterMonth] = [Math.floor(months / 12), (months % 12) + 1];
  if (day === undefined) return toDay(laterYear, laterMonth, 1).slice(0, -3);
  return toDay(laterYear, laterMonth, Math.min(day, daysInMonth(laterYear, laterMonth)));
}
