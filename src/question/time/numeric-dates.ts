import { fullYear } from "./calendar.ts";
import { noPiece, type Piece } from "./pieces.ts";

/**
 * Joins dates in figures to one piece: 2024-04-25, 25/4/2024, 25.4.24, 2024-04, 04/2024, 2021-22.
 *
 * The day comes before the month, unless only the other order can be meant (4/25/2024). Decimals and thousands
 * (487.13, 22,000) become pieces without meaning.
 */
export function joinNumericDates(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  for (let index = 0; index < pieces.length; ) {
    const run = runAt(pieces, index);
    const date = dateOf(run);
    const [first = noPiece, last = noPiece] = [run[0], run.at(-1)];
    if (date !== undefined) {
      const length = date.lastYear !== undefined || date.day === undefined ? 3 : 5;
      joined.push({ ...first, means: {}, digits: 0, end: (run[length - 1] ?? last).end, date });
      index += length;
    } else if (run.length > 1 && run[1]?.sign === "dot") {
      joined.push(
        { ...first, means: {}, digits: 0 },
        { ...noPiece, start: last.end, end: last.end, sign: "break" },
      );
      index += 2;
      while (pieces[index]?.sign === "dot" || pieces[index - 1]?.sign === "dot") index++;
    } else {
      joined.push(pieces[index++] ?? noPiece);
    }
  }
  return joined;
}

/** Up to three numbers, each a token of its own, with the same sign between. */
function runAt(pieces: readonly Piece[], start: number): readonly Piece[] {
  const sign = pieces[start + 1]?.sign;
  if (sign !== "hyphen" && sign !== "slash" && sign !== "dot") return [];
  const run: Piece[] = [];
  for (let at = start; run.length < 5; at++) {
    const piece = pieces[at] ?? noPiece;
    const fits =
      run.length % 2 === 1
        ? piece.sign === sign
        : isNumber(piece) && (at > start || isWholeToken(pieces, start));
    if (!fits) break;
    run.push(piece);
  }
  return run.length % 2 === 0 ? run.slice(0, -1) : run;
}

/** Q1-2024 is no January: its 1 belongs to a letter. */
function isWholeToken(pieces: readonly Piece[], index: number): boolean {
  const before = pieces[index - 1];
  return before === undefined || before.sign !== undefined || before.end <= (pieces[index]?.start ?? 0);
}

function isNumber({ digits, means, sign }: Piece): boolean {
  return sign === undefined && digits > 0 && means.number !== undefined;
}

function dateOf(run: readonly Piece[]): Piece["date"] {
  const [a = noPiece, sign = noPiece, b = noPiece, , c = noPiece] = run;
  const [first = 0, second = 0, third = 0] = [a.means.number, b.means.number, c.means.number];
  if (c !== noPiece) {
    if (isYear(a) && b.digits < 3 && c.digits < 3) return { year: first, month: second, day: third };
    if (a.digits > 2 || b.digits > 2) return undefined;
    const year = isYear(c) ? third : c.digits === 2 && sign.sign !== "dot" ? fullYear(third) : undefined;
    if (year !== undefined) {
      return second > 12 && first <= 12
        ? { year, month: first, day: second }
        : { year, month: second, day: first };
    }
    return undefined;
  }
  if (b === noPiece || sign.sign === "dot") return undefined;
  if (isYear(a) && b.digits < 3) {
    const isSeason = second > 12 && b.digits === 2 && second > first % 100;
    return isSeason
      ? { year: first, lastYear: first - (first % 100) + second }
      : { year: first, month: second };
  }
  return a.digits < 3 && isYear(b) && first > 0 && first <= 12 ? { year: second, month: first } : undefined;
}

/** A number is taken for a year from 1900 to 2099, written with four digits. */
export function isYear({ digits, means }: Piece): boolean {
  return digits === 4 && means.number !== undefined && means.number >= 1900 && means.number <= 2099;
}
