import { type Component, yearAt } from "./components.ts";
import { type Line, skip } from "./line.ts";
import { isYear } from "./numeric-dates.ts";
import type { Unit } from "./symbols.ts";
import type { WrittenDate } from "./written-date.ts";

const partsOf: Partial<Record<Unit, number>> = { half: 2, quarter: 4 };

/** Halves and quarters: "H2", "third quarter", "suku ketiga", 上半年, "last quarter of 2023", "first three quarters". */
export function partAt(line: Line, index: number, hasYear: boolean): Component | undefined {
  const { at } = line;
  const { half, quarter, ordinal, number, unit, shift, weak } = at(index).means;
  const part = (from: number, to: number, of: number, end: number, sure: boolean): Component | undefined =>
    from < 1 || to > of ? undefined : { adds: { part: { from, to, of } }, end, sure: sure || of === 4 };
  // "H2" without a year beside it is a gas.
  if (weak === true && !hasYear && yearAt(line, skip(line, index + 1)) === undefined) return undefined;
  if (half !== undefined) return part(half, half, 2, index + 1, true);
  if (quarter !== undefined) return part(quarter, quarter, 4, index + 1, true);
  const next = at(index + 1);
  const of = partsOf[unit ?? "day"];
  if (of !== undefined) {
    const which = next.means.ordinal ?? (next.digits < 2 ? next.means.number : undefined);
    return which === undefined ? undefined : part(which, which, of, index + 2, false);
  }
  const nextOf = partsOf[next.means.unit ?? "day"];
  if (nextOf !== undefined) {
    const isLast = shift === -1 && isYear(at(skip(line, index + 2)));
    const which = isLast ? nextOf : (ordinal ?? (next.glued ? number : undefined));
    return which === undefined ? undefined : part(which, which, nextOf, index + 2, false);
  }
  const counted = { ...partsOf, month: 12 }[at(index + 2).means.unit ?? "day"];
  if (ordinal === 1 && next.means.number !== undefined && counted !== undefined) {
    return part(1, next.means.number, counted, index + 3, false);
  }
  return undefined;
}

/** Early, mid or late, before what they belong to or after it. */
export function thirdAt({ at }: Line, index: number, isBefore: boolean): Component | undefined {
  const third = at(index).means[isBefore ? "third" : "~third"];
  return third === undefined ? undefined : { adds: { third }, end: index + 1, sure: !isBefore };
}

/** "The year", "the month" beside a part: the one named before it (去年年底), else the present one. */
export function bareUnitAt({ at, now }: Line, index: number, written: WrittenDate): Component | undefined {
  const { unit } = at(index).means;
  const end = index + 1;
  const isNamed = unit === "year" ? written.year !== undefined : written.month !== undefined;
  if (isNamed) return at(end).means["~third"] === undefined ? undefined : { adds: {}, end, sure: true };
  if (unit === "year") return { adds: { year: now.year }, end, sure: true };
  if (unit === "month") return { adds: { nearYear: now.year, month: now.month }, end, sure: true };
  return undefined;
}
