import { noPiece, type Piece } from "./pieces.ts";

/** Joins the words of a number: 二〇二四, 二十五, "dua puluh lima", "twenty-fifth"; 第三, "ke-3" and "25th" become ordinals. */
export function joinNumerals(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  const at = (index: number): Piece => pieces[index] ?? noPiece;
  for (let index = 0; index < pieces.length; ) {
    const nth = at(index).means.nth === true;
    const start = nth ? index + (at(index + 1).sign === "hyphen" ? 2 : 1) : index;
    const numeral = numeralAt(at, start);
    if (numeral === undefined) {
      joined.push(at(index++));
      continue;
    }
    const follows = at(numeral.end).means["~nth"] === true;
    const end = follows ? numeral.end + 1 : numeral.end;
    const piece = { ...at(index), end: at(end - 1).end, digits: numeral.digits };
    const isOrdinal = nth || follows || numeral.isOrdinal;
    if (isOrdinal) joined.push({ ...piece, means: { ordinal: numeral.value } });
    else if (end > index + 1 || at(index).means.number === undefined)
      joined.push({ ...piece, means: { number: numeral.value } });
    else joined.push(at(index));
    index = end;
  }
  return joined;
}

interface Numeral {
  readonly value: number;
  readonly digits: number;
  readonly end: number;
  readonly isOrdinal: boolean;
}

function numeralAt(at: (index: number) => Piece, start: number): Numeral | undefined {
  const { means, digits } = at(start);
  if (digits > 0) return { value: means.number ?? 0, digits, end: start + 1, isOrdinal: false };
  if (means.number === undefined && means.times === undefined) return undefined;
  let end = start;
  let figures = "";
  // Figures one after another, as in 二〇二四. Words with spaces between are counted one by one.
  while (isFigure(at(end)) && (end === start || at(end).glued)) figures += at(end++).means.number;
  if (figures.length > 1 && at(end).means.times === undefined) {
    const known = figures.length <= 4;
    return { value: known ? Number(figures) : 0, digits: known ? figures.length : 9, end, isOrdinal: false };
  }
  let value = figures.length === 1 ? Number(figures) : figures === "" ? (means.number ?? 1) : 0;
  if (figures === "" && means.number !== undefined) end++;
  const { times } = at(end).means;
  if (times !== undefined) {
    value *= times;
    end++;
  }
  if (value % 10 === 0 && (times !== undefined ? value >= 10 : value >= 20)) {
    const unit = at(end).sign === "hyphen" ? end + 1 : end;
    const { number, ordinal } = at(unit).means;
    if (at(unit).digits === 0 && number !== undefined && number > 0 && number < 10) {
      return { value: value + number, digits: 0, end: unit + 1, isOrdinal: false };
    }
    if (at(unit).digits === 0 && ordinal !== undefined && ordinal < 10) {
      return { value: value + ordinal, digits: 0, end: unit + 1, isOrdinal: true };
    }
  }
  return { value, digits: 0, end, isOrdinal: false };
}

function isFigure({ means, digits }: Piece): boolean {
  return digits === 0 && means.number !== undefined && means.number < 10;
}
