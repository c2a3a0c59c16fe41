import type { DayRange } from "../../register/partial-date.ts";
import { always, shiftDay } from "./calendar.ts";
import { type Line, skip } from "./line.ts";
import { rangeAt } from "./range.ts";
import { countedUnits } from "./relative.ts";
import type { Meaning } from "./symbols.ts";
import type { KnownDays } from "./written-date.ts";

/** A whole time expression; `days` is absent where it names a day that does not exist. */
export interface Expression {
  readonly days: KnownDays | undefined;
  readonly end: number;
}

type Bound = "before" | "after" | "since" | "until";

/** A time with the words around it that bound it: "in 2024", "since 2021", "before april", 2014年之前, "from 2021 onwards". */
export function expressionAt(line: Line, index: number): Expression | undefined {
  const { at } = line;
  const isStretch = at(index).means.over === true && countedUnits(line, index) !== undefined;
  const afterIn = at(index).means.in === true && !isStretch ? skip(line, index + 1) : index;
  const opening = at(afterIn).means;
  const prefix = boundOf(opening);
  const isOpened = prefix !== undefined || opening.from === true || opening.between === true;
  const start = isOpened ? skip(line, afterIn + 1) : afterIn;
  if (start > index && isAttribute(line, start) && !isOfOne(line, start, prefix)) return undefined;
  const opened = rangeAt(line, start, opening.between === true);
  if (opened === undefined || (opening.between === true && !opened.isPair)) return undefined;
  const closing = at(opened.end).means;
  const suffix = countsOn(line, opened.end) ? undefined : closingBoundOf(closing);
  if (opened.weak && start === index && suffix === undefined) return undefined;
  const isClosed = closing["~between"] === true || (suffix !== undefined && (prefix ?? suffix) === suffix);
  const end = isClosed ? opened.end + 1 : opened.end;
  const bound = prefix ?? suffix;
  // "Since 2021 until 2023", 2021年から2023年まで: both ends are there already.
  const isUnopened = prefix === undefined && (suffix === "since" || suffix === "until");
  const isSettled = opened.isPair && (prefix === "since" || isUnopened);
  if (bound === undefined || isSettled || opened.days === undefined) return { days: opened.days, end };
  return { days: { range: bounded(opened.days.range, bound), precision: "range" }, end };
}

/** "By the 2023 visit": the words before the article belong to the visit, not to the year. */
function isAttribute({ at }: Line, index: number): boolean {
  const { means, digits, date } = at(index);
  if (at(index - 1).means.article !== true || at(index + 1).means.mark === "decade") return false;
  return date !== undefined || means.month !== undefined || (digits > 0 && means.ordinal === undefined);
}

/** "After the 2013 one": the year stands for what it belongs to. */
function isOfOne({ at }: Line, index: number, prefix: Bound | undefined): boolean {
  const isDirection = prefix === "before" || prefix === "after";
  return isDirection && at(index + 1).means.number === 1 && at(index + 1).digits === 0;
}

function boundOf({ before, after, since, until }: Meaning): Bound | undefined {
  return before ? "before" : after ? "after" : since ? "since" : until ? "until" : undefined;
}

function closingBoundOf(means: Meaning): Bound | undefined {
  const { "~before": before, "~after": after, "~since": since, "~until": until } = means;
  return before ? "before" : after ? "after" : since ? "since" : until ? "until" : undefined;
}

/** 2024年前三季度: the same word is "before" and "first", and the number says which. */
function countsOn({ at }: Line, index: number): boolean {
  return at(index).means.ordinal !== undefined && at(index + 1).means.number !== undefined;
}

function bounded({ first, last }: DayRange, bound: Bound): DayRange {
  if (bound === "before") return { first: always.first, last: shiftDay(first, "day", -1) };
  if (bound === "after") return { first: shiftDay(last, "day", 1), last: always.last };
  return bound === "since" ? { first, last: always.last } : { first: always.first, last };
}
