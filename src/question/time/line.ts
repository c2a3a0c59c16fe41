import type { Day } from "../../register/partial-date.ts";
import { type DayParts, partsOf } from "./calendar.ts";
import { noPiece, type Piece } from "./pieces.ts";

/** What the readers of the grammar look at: the pieces of one question, and the day it is asked. */
export interface Line {
  at(index: number): Piece;
  readonly today: Day;
  readonly now: DayParts;
}

export function createLine(pieces: readonly Piece[], today: Day): Line {
  return { at: (index) => pieces[index] ?? noPiece, today, now: partsOf(today) };
}

/** Past the small words and hyphens that may stand inside a date, three at most: "25th of the month of april", "mid-april". */
export function skip({ at }: Line, index: number): number {
  let end = index;
  while (end < index + 3) {
    const { means, sign } = at(end);
    if (means.filler !== true && means.in !== true && sign !== "hyphen" && sign !== "slash") break;
    end++;
  }
  return end;
}
