/**
 * Finds the times that a question names, and the days they mean.
 *
 * tokens → pieces (what each word means, pieces.ts) → numbers and dates in figures joined → at each piece the longest
 * expression that begins there (bounds.ts, range.ts, point.ts, components.ts). No language is named in code: symbols.ts
 * says what a lexicon can express. Each place is looked at a bounded number of times, so the work grows with the length.
 */

import type { Day, DayRange } from "../../register/partial-date.ts";
import type { Token } from "../../text.ts";
import { expressionAt } from "./bounds.ts";
import { always } from "./calendar.ts";
import { createLine } from "./line.ts";
import { joinNumerals } from "./numerals.ts";
import { joinNumericDates } from "./numeric-dates.ts";
import { createPhrases, type TimeWords } from "./phrases.ts";
import { type Piece, piecesOf } from "./pieces.ts";

export type { TimeWords } from "./phrases.ts";

/** A time in a question. */
export interface TimeSpan {
  /** Both ends included. An open end is 0001-01-01 or 9999-12-31. */
  readonly range: DayRange;
  /** Token indices, end exclusive; prepositions and words such as "since" are part of it. */
  readonly start: number;
  readonly end: number;
  /** A single day, month or year; a range is anything else, also a week or a quarter. */
  readonly precision: "day" | "month" | "year" | "range";
  /** Where no year is written; then the current one was taken. */
  readonly isYearGuessed?: true;
}

/** A date that does not exist, as it was written. */
export interface ImpossibleTime {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A number in figures or words, perhaps a place in a series (`3rd`, 第三), with its token indices, end exclusive. */
export interface FoundNumber {
  readonly value: number;
  readonly isOrdinal: boolean;
  readonly start: number;
  readonly end: number;
}

export interface FoundTimes {
  readonly spans: readonly TimeSpan[];
  /** The numbers that belong to no time. */
  readonly numbers: readonly FoundNumber[];
  readonly impossible: readonly ImpossibleTime[];
}

/** Reads the tokens of `text` as on the day `today`. Never throws; the spans are in order and do not overlap. */
export type TimeReader = (tokens: readonly Token[], today: Day, text: string) => FoundTimes;

/**
 * A reader for the words of all languages given: a question may mix them.
 *
 * A date without a year is of the current year, unless its words say otherwise ("last December"); a day comes before its
 * month in figures. Throws TimeWordError where a word's symbol is unknown.
 */
export function createTimeReader(words: readonly TimeWords[]): TimeReader {
  const phrases = createPhrases(words);
  return (tokens, today, text) => {
    const numerals = joinNumerals(piecesOf(tokens, text, phrases));
    const pieces = joinNumericDates(numerals);
    const line = createLine(pieces, today);
    const spans: TimeSpan[] = [];
    const impossible: ImpossibleTime[] = [];
    for (let index = 0; index < pieces.length; ) {
      const piece = line.at(index);
      const isNoTime = piece.date === undefined && Object.keys(piece.means).length === 0;
      const found = isNoTime ? undefined : expressionAt(line, index);
      if (found === undefined) {
        index++;
        continue;
      }
      const [start, end] = [piece.start, line.at(found.end - 1).end];
      if (found.days === undefined) {
        const written = text.slice(tokens[start]?.start, tokens[end - 1]?.end);
        impossible.push({ text: written, start, end });
      } else if (found.days.range.first <= found.days.range.last) {
        add(spans, { ...found.days, start, end }, pieces, index);
      }
      index = found.end;
      // A token of two words, such as 2024rabu, belongs to one time only.
      while (index < pieces.length && line.at(index).start < end) index++;
    }
    return { spans, numbers: numbersOf(numerals, [...spans, ...impossible]), impossible };
  };
}

function numbersOf(
  pieces: readonly Piece[],
  times: readonly { readonly start: number; readonly end: number }[],
): readonly FoundNumber[] {
  const timed = new Set<number>();
  for (const time of times) for (let token = time.start; token < time.end; token++) timed.add(token);
  const isTimed = (start: number, end: number): boolean => {
    for (let token = start; token < end; token++) if (timed.has(token)) return true;
    return false;
  };
  return pieces.flatMap(({ means, start, end }) => {
    const value = means.ordinal ?? means.number;
    return value === undefined || isTimed(start, end)
      ? []
      : [{ value, isOrdinal: means.ordinal !== undefined, start, end }];
  });
}

/** Adds a span; "after 2014 and before 2020" becomes one. */
function add(spans: TimeSpan[], span: TimeSpan, pieces: readonly Piece[], index: number): void {
  const before = spans.at(-1);
  const joint = pieces[index - 1];
  const isJoined = before?.end === span.start || (joint?.means.and === true && before?.end === joint.start);
  const { first, last } = span.range;
  const opens = before?.range.last === always.last && first === always.first;
  if (before === undefined || !isJoined || !opens || before.range.first > last) spans.push(span);
  else spans[spans.length - 1] = { ...before, range: { first: before.range.first, last }, end: span.end };
}
