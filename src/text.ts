/** Text as every part of the desk handles it: cleaned, folded for comparing, cut into words, clipped. */

import { simplified, traditional } from "./traditional.ts";

/** A word of a text, with the place it came from (UTF-16 offsets into the text that was cut). */
export interface Token {
  /** Folded: two words that a reader takes for the same are the same here. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** Letters that Unicode does not decompose, and how people type them. */
const undecomposed: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ħ: "h",
  ı: "i",
  ŋ: "n",
  ŧ: "t",
};
const undecomposedLetters = new RegExp(`[${Object.keys(undecomposed).join("")}]`, "gu");
const marks = /\p{M}+/gu;
const han = /[\u3400-\u9fff]/g;
const ascii = /^[\x20-\x7e]*$/;

/** Folds width, case, diacritics and traditional characters: `Hépatité Ⅷ` → `hepatite viii`, `簽署` → `签署`. */
export function fold(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(marks, "")
    .replace(undecomposedLetters, (letter) => undecomposed[letter] ?? letter)
    .normalize("NFC")
    .replace(han, simplify);
}

/** Halves the sorted table: building a map of it would cost a cold start more than it saves. */
function simplify(letter: string): string {
  let low = 0;
  let high = traditional.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (traditional.charAt(middle) < letter) low = middle + 1;
    else high = middle;
  }
  return traditional.charAt(low) === letter ? simplified.charAt(low) : letter;
}

/** A run of letters and digits, or one Han character: text in those is not written with spaces. */
const wordPattern =
  /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+(?:['’](?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+)*/gu;
const hanCharacter = /\p{Script=Han}/u;
const possessive = /['’]s?$/;

/** The words of a text, folded; `Anna's` is `anna`, `O'Neil` is `oneil`. */
export function tokensOf(text: string): readonly Token[] {
  if (ascii.test(text)) return asciiTokens(text);
  const tokens: Token[] = [];
  for (const match of text.matchAll(wordPattern)) {
    const word = fold(match[0].replace(possessive, "").replace(/['’]/g, ""));
    if (word !== "") tokens.push({ word, start: match.index, end: match.index + match[0].length });
  }
  return tokens;
}

/** The same for text in ASCII, which most is: letter by letter, for a large register has millions of words. */
function asciiTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let start = 0; start < text.length; start++) {
    if (!isAsciiWord(text.charCodeAt(start))) continue;
    let end = start + 1;
    let hasApostrophe = false;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (isAsciiWord(code)) continue;
      if (code !== apostrophe || !isAsciiWord(text.charCodeAt(end + 1))) break;
      hasApostrophe = true;
    }
    const written = text.slice(start, end);
    const bare = hasApostrophe ? written.replace(possessive, "").replace(/'/g, "") : written;
    tokens.push({ word: bare.toLowerCase(), start, end });
    start = end;
  }
  return tokens;
}

const apostrophe = 0x27;

/** A letter or digit; not so for NaN, past the end of a text. */
function isAsciiWord(code: number): boolean {
  const letter = code | 0x20;
  return (code >= 0x30 && code <= 0x39) || (code > 0x40 && letter >= 0x61 && letter <= 0x7a);
}

/** Whether a text has a Han character; a word of `tokensOf` is one such or has none. */
export function hasHan(text: string): boolean {
  return hanCharacter.test(text);
}

/** The words of a text as one key: names that differ only in case, width, accents or punctuation share it. */
export function wordKey(text: string): string {
  return tokensOf(text)
    .map((token) => token.word)
    .join(" ");
}

/** Control, bidirectional and zero-width characters, which never carry meaning in a question or a name. */
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\ufffc\ufffd]/gu;

/** Control characters that part words. */
const lineEnds = /[\t-\r\u0085\u2028\u2029]/g;

/** Text without what cannot be seen: half surrogate pairs, control and direction characters; white space runs are one space. */
export function clean(text: string): string {
  return text.toWellFormed().replace(lineEnds, " ").replace(invisible, "").replace(/\s+/g, " ").trim();
}

/**
 * Cuts to at most `max` code points, ending in an ellipsis when something was lost.
 *
 * Code points, not UTF-16 units: half a surrogate pair is not text.
 */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < 1) return "";
  const points = [...text];
  return points.length <= max
    ? text
    : `${points
        .slice(0, max - 1)
        .join("")
        .trimEnd()}…`;
}

/** The number of single-character edits between two words, a swap of neighbours counting as one, or `max + 1` where it is more. */
export function editDistance(a: string, b: string, max: number): number {
  if (Math.abs(a.length - b.length) > max) return max + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      }
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > max) return max + 1;
    before = above;
    above = row;
  }
  return Math.min(above[b.length] ?? 0, max + 1);
}
