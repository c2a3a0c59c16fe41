import type { Day } from "../../register/partial-date.ts";
import { partsOf, shiftDay, unitAround, weekdayOf } from "./calendar.ts";
import { type Line, skip } from "./line.ts";
import type { Piece } from "./pieces.ts";
import type { Unit } from "./symbols.ts";
import type { WrittenDate } from "./written-date.ts";

export interface Relative {
  readonly written: WrittenDate;
  readonly end: number;
  readonly weak?: boolean;
}

export interface ShiftedUnit {
  readonly unit: Unit;
  readonly by: number;
  readonly end: number;
  readonly weak: boolean;
}

/** A unit before or after the present one: "last week", "minggu depan". */
export function shiftedUnit({ at }: Line, index: number): ShiftedUnit | undefined {
  const [here, next] = [at(index).means, at(index + 1).means];
  const end = index + 2;
  const weak = here.weak === true || next.weak === true;
  if (here.shift !== undefined && next.unit !== undefined)
    return { unit: next.unit, by: here.shift, end, weak };
  if (here.unit !== undefined && next["~shift"] !== undefined) {
    return { unit: here.unit, by: next["~shift"], end, weak };
  }
  return undefined;
}

/** What the calendar unit around a day is called: a year or month can be narrowed further, a week cannot. */
export function writtenAround(day: Day, unit: Unit): WrittenDate {
  const { year, month, day: date } = partsOf(day);
  if (unit === "year") return { year };
  if (unit === "month") return { year, month };
  return unit === "day" ? { year, month, day: date } : { days: unitAround(day, unit) };
}

/**
 * Counted units: "past three years", "next 30 days" are days from or to today, both ends included; "three years ago" is
 * the calendar year, month, week or day that lies so far back.
 */
export function countedUnits(line: Line, index: number): Relative | undefined {
  const { at, today } = line;
  const isOver = at(index).means.over === true;
  const start = isOver ? skip(line, index + 1) : index;
  const { span, shift } = at(start).means;
  const sign = span ?? (shift === 1 || shift === -1 ? shift : undefined);
  const count = sign === undefined ? start : start + 1;
  const unit = skip(line, count + 1);
  const counted = countedUnit(at(unit));
  const by = countOf(at(count));
  const stretch = (steps: number, of: Unit, end: number): Relative => {
    const there = shiftDay(today, of, steps);
    return {
      written: { days: steps < 0 ? { first: there, last: today } : { first: today, last: there } },
      end,
    };
  };
  if (sign !== undefined) {
    if (by !== undefined && counted !== undefined) return stretch(sign * by, counted, unit + 1);
    const single = countedUnit(at(count));
    return span !== undefined && single !== undefined ? stretch(sign, single, count + 1) : undefined;
  }
  if (by === undefined || counted === undefined) return undefined;
  const { ago, hence, "~span": after } = at(unit + 1).means;
  const end = unit + 2;
  if (after !== undefined) return stretch(after * by, counted, end);
  if (ago === undefined && hence === undefined) return undefined;
  const steps = ago === true ? -by : by;
  if (isOver) return stretch(steps, counted, end);
  return { written: writtenAround(shiftDay(today, counted, steps), counted), end };
}

function countOf({ digits, means }: Piece): number | undefined {
  return digits < 4 && means.number !== undefined && means.number > 0 ? means.number : undefined;
}

/** A word that also marks a month or a day in a date (月, 日) is no unit to be counted. */
function countedUnit({ means }: Piece): Unit | undefined {
  return means.mark === "month" || means.mark === "day" ? undefined : means.unit;
}

/**
 * A day of the week. Alone it is the coming one, today included; "last Monday" is the latest before today; "next Friday"
 * and 下周五 are those of the week after this.
 */
export function weekday(line: Line, index: number): Relative | undefined {
  const { at, today } = line;
  const inWeek = (number: number, by: number, end: number): Relative => {
    const { first } = unitAround(shiftDay(today, "week", by), "week");
    return { written: writtenAround(shiftDay(first, "day", number - 1), "day"), end };
  };
  const shifted = (number: number, by: number, isLatest: boolean, end: number): Relative => {
    if (!isLatest || by !== -1) return inWeek(number, by, end);
    const back = (weekdayOf(today) - number + 7) % 7 || 7;
    return { written: writtenAround(shiftDay(today, "day", -back), "day"), end };
  };
  const [here, next] = [at(index).means, at(index + 1).means];
  if (here.shift !== undefined && next.weekday !== undefined) {
    return shifted(next.weekday, here.shift, here.latest === true, index + 2);
  }
  const week = shiftedUnit(line, index);
  if (week?.unit === "week") {
    const named = skip(line, week.end);
    const number = at(named).means.weekday;
    return number === undefined ? undefined : inWeek(number, week.by, named + 1);
  }
  const label = here.unit === "day" && next.weekday !== undefined ? 1 : 0;
  const { weekday: number, weak } = at(index + label).means;
  if (number === undefined) return undefined;
  const after = index + label + 1;
  const { "~shift": by, latest } = at(after).means;
  if (by !== undefined) return shifted(number, by, latest === true, after + 1);
  const ofWeek = shiftedUnit(line, skip(line, after));
  if (ofWeek?.unit === "week") return inWeek(number, ofWeek.by, ofWeek.end);
  const ahead = (number - weekdayOf(today) + 7) % 7;
  const written = writtenAround(shiftDay(today, "day", ahead), "day");
  return { written, end: after, weak: weak === true };
}
