import type { Day, DayRange } from "../register/partial-date.ts";

/** Ranges of days as a command line writes them, and back. */

/** `2024`, `2024-04`, `2024-04-25`, `2024-04-24..2024-04-28`, `..2013-12-31`, `2024-05-01..` */
export function formatRange({ first, last }: DayRange): string {
  const [year, month] = [first.slice(0, 4), first.slice(0, 7)];
  if (first === last) return first;
  if (first === `${year}-01-01` && last === `${year}-12-31`) return year;
  if (first === `${month}-01` && last.slice(0, 7) === month && Number(last.slice(8)) === monthLength(month))
    return month;
  return `${first === "0001-01-01" ? "" : first}..${last === "9999-12-31" ? "" : last}`;
}

function monthLength(month: string): number {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return (
    new Date(Date.UTC(2000, number, 0)).getUTCDate() -
    (number === 2 && !((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0) ? 1 : 0)
  );
}

/** The range that a value of `in:` writes, or nothing. */
export function parseRange(written: string): DayRange | undefined {
  const open = /^(\d{4}-\d{2}-\d{2})?\.\.(\d{4}-\d{2}-\d{2})?$/.exec(written);
  if (open !== null) return { first: open[1] ?? "0001-01-01", last: open[2] ?? "9999-12-31" };
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(written);
  if (match === null) return undefined;
  const [, year, month, day] = match;
  if (month === undefined) return { first: `${year}-01-01`, last: `${year}-12-31` };
  if (Number(month) < 1 || Number(month) > 12) return undefined;
  if (day !== undefined) return isDay(written) ? { first: written, last: written } : undefined;
  return { first: `${written}-01`, last: `${written}-${String(monthLength(written)).padStart(2, "0")}` };
}

function isDay(written: Day): boolean {
  return Number(written.slice(8)) >= 1 && Number(written.slice(8)) <= monthLength(written.slice(0, 7));
}
