import type { Token } from "../../text.ts";
import { fullYear } from "./calendar.ts";
import type { Phrases } from "./phrases.ts";
import type { Meaning } from "./symbols.ts";

/** A question as the grammar of time reads it: its words with their meanings, its numbers, and what parts them. */
export interface Piece {
  readonly means: Meaning;
  /** Token indices, end exclusive. Signs lie between tokens: their start is their end. */
  readonly start: number;
  readonly end: number;
  /** How many digits a number is written with; 0 for words. */
  readonly digits: number;
  /** Follows the piece before it with nothing between. */
  readonly glued: boolean;
  /** A hyphen is a dash without spaces; a break is what no date reaches across. */
  readonly sign?: "hyphen" | "dash" | "slash" | "dot" | "break";
  /** A date written in figures. Nothing has looked yet whether it exists. */
  readonly date?: {
    readonly year: number;
    readonly month?: number;
    readonly day?: number;
    readonly lastYear?: number;
  };
}

/** Stands for what lies beyond the end. */
export const noPiece: Piece = { means: {}, start: -1, end: -1, digits: 0, glued: false };

const onlyDigits = /^\d+$/;

export function piecesOf(tokens: readonly Token[], text: string, phrases: Phrases): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let index = 0; index < tokens.length; ) {
    const gap = gapBefore(tokens, index, text);
    const sign = signOf(gap, tokens, index);
    if (sign !== undefined) pieces.push({ ...noPiece, start: index, end: index, glued: true, sign });
    const glued = index > 0 && gap === "";
    const found = phraseAt(tokens, index, text, phrases) ?? { meanings: [{}], length: 1 };
    const end = index + found.length;
    const word = tokens[index]?.word ?? "";
    if (onlyDigits.test(word)) {
      const isShortYear = /['’]$/.test(gap) && word.length === 2 && pieces.at(-1)?.means.month !== undefined;
      const written = isShortYear ? String(fullYear(Number(word))) : word;
      const isMoney = /\p{Sc}$/u.test(gap);
      pieces.push({ ...numberPiece(written, index, isMoney ? Infinity : written.length), glued });
    } else if (found.meanings[0] !== undefined && Object.keys(found.meanings[0]).length > 0) {
      pieces.push(
        ...found.meanings.map((means, at) => ({
          means,
          start: index,
          end,
          digits: 0,
          glued: glued || at > 0,
        })),
      );
    } else {
      pieces.push(...(splitWord(word, index, phrases) ?? [guessed(tokens, index, phrases)]));
    }
    index = end;
  }
  return pieces;
}

function gapBefore(tokens: readonly Token[], index: number, text: string): string {
  return text.slice(tokens[index - 1]?.end ?? 0, tokens[index]?.start ?? 0);
}

/** A phrase may reach over spaces and a hyphen ("year-end"), no other sign. */
function phraseAt(tokens: readonly Token[], index: number, text: string, phrases: Phrases) {
  const found = phrases.longestAt(tokens, index);
  if (found === undefined || found.length === 1) return found;
  for (let next = index + 1; next < index + found.length; next++) {
    if (!/^(?: ?|-)$/.test(gapBefore(tokens, next, text).replace(/\s+/g, " "))) {
      const meanings = phrases.meaningsOf(tokens[index]?.word ?? "");
      return meanings === undefined ? undefined : { meanings, length: 1 };
    }
  }
  return found;
}

function signOf(gap: string, tokens: readonly Token[], index: number): Piece["sign"] {
  if (index === 0 || gap === " " || gap === "") return undefined;
  const before = tokens[index - 1]?.word ?? "";
  const betweenNumbers = onlyDigits.test(before) && onlyDigits.test(tokens[index]?.word ?? "");
  const [isNumber, signs] = [onlyDigits.test(before), gap.trim()];
  if (/^[-‐‑‒–—−~〜～]+$/.test(signs)) return signs === gap ? "hyphen" : "dash";
  if (gap === "/") return "slash";
  if (gap === "." && betweenNumbers) return "dot";
  if (gap === "," && betweenNumbers && tokens[index]?.word.length === 3) return "dot";
  // A full stop after a long word or a year ends a sentence; "Apr." and "24." do not.
  if (signs === "." && before.length > (isNumber ? 3 : 4)) return "break";
  return /^[.,，'’]?$/.test(signs) ? undefined : "break";
}

/** Numbers of five digits and more, and sums of money, mean no time; april '98 is a year. */
function numberPiece(word: string, index: number, digits: number): Piece {
  const means = digits <= 4 ? { number: Number(word) } : {};
  return { means, start: index, end: index + 1, digits: digits <= 4 ? digits : 0, glued: false };
}

/** `25th`, `q3`, `1990s`, `25april2024`: digits and known words written together. */
function splitWord(word: string, index: number, phrases: Phrases): readonly Piece[] | undefined {
  if (word.length > 24 || !/\d/.test(word)) return undefined;
  const runs = word.match(/\d+|\D+/g) ?? [];
  const pieces: Piece[] = [];
  for (const run of runs) {
    const glued = pieces.length > 0;
    if (onlyDigits.test(run)) pieces.push({ ...numberPiece(run, index, run.length), glued });
    else {
      const meanings = phrases.meaningsOf(run);
      if (meanings === undefined) return undefined;
      pieces.push(...meanings.map((means) => ({ means, start: index, end: index + 1, digits: 0, glued })));
    }
  }
  return pieces;
}

/** A word that nothing knows; beside a number it may be a misspelt month. */
function guessed(tokens: readonly Token[], index: number, phrases: Phrases): Piece {
  const beside = [tokens[index - 1], tokens[index + 1]].some((token) => /^\d/.test(token?.word ?? ""));
  const means = (beside ? phrases.misspeltMonth(tokens[index]?.word ?? "") : undefined) ?? {};
  return { means, start: index, end: index + 1, digits: 0, glued: false };
}
