import type { NameIndex } from "../search/name-index.ts";
import { type Near, nearer, nearestWords } from "../search/nearest.ts";
import { stem } from "../search/stem.ts";
import type { Token } from "../text.ts";
import type { Lexicon, Sense } from "./lexicon.ts";
import type { Reader } from "./reader.ts";

/** The words of a question as they are taken. */
export interface Spelt {
  readonly tokens: readonly Token[];
  /** Words that were taken for others. */
  readonly bent: readonly { readonly from: string; readonly to: string }[];
  /** Words that may as well have been meant for others, by their place. */
  readonly doubts: readonly { readonly index: number; readonly options: readonly string[] }[];
}

/** A word has at least so many letters to be two that were written together. */
const shortestJoined = 6;
/** A longer one is no two words: each place to cut it costs as much as it is long. */
const longestJoined = 60;
const shortestPart = 3;

/**
 * Takes misspelt words for the nearest that somebody knows: a name, a word of a language, a word of the register's texts; a
 * word written together with the next, or apart, for what it is. Only where nobody knows the word as it stands, never one of
 * under four letters or with a digit, and never one in capitals, which is an acronym.
 *
 * `chosen` says for places of doubt which option to take; else it is the first.
 */
export function spell(
  straight: readonly Token[],
  text: string,
  reader: Reader,
  chosen: ReadonlyMap<number, string>,
): Spelt {
  const tokens: Token[] = [];
  const bent: { from: string; to: string }[] = [];
  const doubts: { index: number; options: readonly string[] }[] = [];
  for (let at = 0; at < straight.length; at++) {
    const token = straight[at];
    if (token === undefined) continue;
    const next = straight[at + 1];
    if (next !== undefined && isOneName(token, next, reader)) {
      tokens.push({ ...token, word: token.word + next.word, end: next.end });
      at++;
      continue;
    }
    const written = text.slice(token.start, token.end);
    if (isKnown(token.word, reader) || isAcronym(written, text)) {
      tokens.push(token);
      continue;
    }
    const near = isNameInside(text, token) ? nearName(token.word, reader) : nearTo(token.word, reader);
    const parts = near.distance > 1 ? cutInTwo(token.word, reader) : undefined;
    if (parts !== undefined) {
      for (const word of parts) tokens.push({ ...token, word });
      bent.push({ from: written, to: parts.join(" ") });
      continue;
    }
    const to = chosen.get(at) ?? near.words[0];
    if (near.words.length > 1) doubts.push({ index: at, options: near.words });
    if (to !== undefined && to !== token.word) bent.push({ from: written, to });
    tokens.push(to === undefined ? token : { ...token, word: to });
  }
  return { tokens, bent, doubts };
}

const latin = /^\p{Script=Latin}+$/u;

function isKnown(word: string, { names, lexicons, isKnownWord, isWritten, nearText }: Reader): boolean {
  if (word.length < 4 || !latin.test(word)) return true;
  if (names.isNameWord(word) || names.longestAt([word], 0) !== undefined) return true;
  if (isFormOfWord(word, lexicons)) return false;
  const isOwn = lexicons.some(
    (lexicon) => lexicon.own.has(word) || Object.hasOwn(lexicon.time, word) || lexicon.words.has(word),
  );
  return isOwn || isWritten(word) || (isKnownWord(word) && nearText(word).distance > 1);
}

/** A form that no language lists, of a word that one does: "programms". */
function isFormOfWord(word: string, lexicons: readonly Lexicon[]): boolean {
  let kept = formsKept.get(lexicons);
  if (kept === undefined) {
    kept = new Map();
    formsKept.set(lexicons, kept);
  }
  let isForm = kept.get(word);
  if (isForm === undefined) {
    isForm = findForm(word, lexicons);
    if (kept.size >= mostKept) kept.clear();
    kept.set(word, isForm);
  }
  return isForm;
}

const formsKept = new WeakMap<readonly Lexicon[], Map<string, boolean>>();

function findForm(word: string, lexicons: readonly Lexicon[]): boolean {
  if (lexicons.some((lexicon) => lexicon.own.has(word) || lexicon.words.has(word))) return false;
  return lexicons.some((lexicon) =>
    nearestWords(word, lexicon.byInitial).words.some(
      (near) =>
        lexicon.senses.has(near) && isMeant(lexicon.senses.get(near) ?? []) && stem(near) === stem(word),
    ),
  );
}

const isMeant = (senses: readonly Sense[]): boolean => senses.some((sense) => sense.is !== "noise");

/** A capital inside a sentence in small letters is a name's: it is no slip of another word. */
function isNameInside(text: string, { start, end }: Token): boolean {
  const isFirst = text.slice(0, start).trim() === "";
  const others = text.slice(0, start) + text.slice(end);
  return !isFirst && /^\p{Lu}\p{Ll}/u.test(text.slice(start, end)) && /(?:^|\s)\p{Ll}{3}/u.test(others);
}

function nearName(word: string, { names }: Reader): Near {
  return names.nearWords(word);
}

/** Written in capitals where the rest is not. */
function isAcronym(written: string, text: string): boolean {
  return written === written.toUpperCase() && text !== text.toUpperCase();
}

const nearKept = new WeakMap<NameIndex, Map<string, Near>>();
const mostKept = 2_000;

/** The nearest words of all, kept for the next time: the same slips come again. */
function nearTo(word: string, reader: Reader): Near {
  let kept = nearKept.get(reader.names);
  if (kept === undefined) {
    kept = new Map();
    nearKept.set(reader.names, kept);
  }
  let near = kept.get(word);
  if (near === undefined) {
    near = findNear(word, reader);
    if (kept.size >= mostKept) kept.clear();
    kept.set(word, near);
  }
  return near;
}

function findNear(word: string, { names, lexicons, nearText }: Reader): Near {
  let near = names.nearWords(word);
  for (const lexicon of lexicons) near = nearer(near, nearestWords(word, lexicon.byInitial));
  const inTexts = nearText(word);
  return inTexts.distance < near.distance ? inTexts : near;
}

/** "Glacier Lab", where the name is written as one. */
function isOneName(one: Token, other: Token, { names }: Reader): boolean {
  const joined = one.word + other.word;
  if (joined.length < shortestJoined || !latin.test(joined)) return false;
  const hit = names.longestAt([joined], 0);
  return hit?.whole === true && names.longestAt([one.word, other.word], 0)?.end !== 2;
}

/** `withwhom` → with, whom. */
function cutInTwo(word: string, reader: Reader): readonly [string, string] | undefined {
  if (word.length < shortestJoined || word.length > longestJoined) return undefined;
  for (let at = word.length - shortestPart; at >= shortestPart; at--) {
    const [first, second] = [word.slice(0, at), word.slice(at)];
    if (isWhole(first, reader) && isWhole(second, reader)) return [first, second];
  }
  return undefined;
}

function isWhole(word: string, { names, lexicons, isKnownWord }: Reader): boolean {
  return (
    lexicons.some((lexicon) => lexicon.senses.has(word)) ||
    names.longestAt([word], 0) !== undefined ||
    (word.length > shortestPart && isKnownWord(word))
  );
}
