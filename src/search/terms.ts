import { type Token, tokensOf } from "../text.ts";
import { termStem } from "./term-stem.ts";

/** The terms of a text in their order, as the index holds them; words to pass over are folded words. */
export function termsOf(text: string, passedOver: ReadonlySet<string> = none): string[] {
  const tokens = tokensOf(text);
  const terms: string[] = [];
  const isAscii = ascii.test(text);
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (!isAscii && isHan(token.word)) addHan(terms, tokens, at);
    else if (!isAscii && unspaced.test(token.word)) addPairs(terms, token.word);
    else if (!passedOver.has(token.word)) {
      terms.push(termStem(token.word));
      const joined = joinedFrom(text, tokens, at);
      if (joined !== undefined) terms.push(joined);
    }
  }
  return terms;
}

const none: ReadonlySet<string> = new Set();
/** Most texts are in ASCII, and hold no word of another script. */
const ascii = /^[\x20-\x7e]*$/;

/** Whether a term is of Han characters: one, or two that stand together. */
export function isHan(term: string): boolean {
  return hanStart.test(term);
}

const hanStart = /^\p{Script=Han}/u;

/** Scripts written without spaces, and Korean, whose words carry particles. */
const unspaced =
  /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Characters that make grammar and questions, no matter: alone they would find nearly every text. */
const grammar = new Set("的了是在和有与及之为以也等被把着吗呢吧啊呀就都而或但这那个们什么哪谁怎");

/**
 * Of a run of Han characters each two that stand together, and each one: pairs say what is meant, single characters find
 * what is abbreviated or written a little differently.
 */
function addHan(terms: string[], tokens: readonly Token[], at: number): void {
  const { word, start, end } = tokens[at] as Token;
  const before = tokens[at - 1];
  const next = tokens[at + 1];
  const paired = next?.start === end && isHan(next.word);
  const alone = !paired && !(before?.end === start && isHan(before.word));
  if (paired) terms.push(word + next.word);
  if (alone || !grammar.has(word)) terms.push(word);
}

function addPairs(terms: string[], word: string): void {
  const letters = [...word];
  if (letters.length === 1) terms.push(word);
  for (let at = 0; at + 1 < letters.length; at++) terms.push(`${letters[at]}${letters[at + 1]}`);
}

const joint = /^[-‐‑&.+/]$/;
/** A part so short makes a code or an acronym of what it is joined to: `R&D`, `Z-Park`, `e-mail`, `U.S.A`. */
const shortPart = 3;
const longestChain = 4;

/** The parts of a code as one word, where its last part stands at `at`. */
function joinedFrom(text: string, tokens: readonly Token[], at: number): string | undefined {
  const last = tokens[at] as Token;
  if (isJoint(text, last, tokens[at + 1])) return undefined;
  let first = at;
  while (first > 0 && isJoint(text, tokens[first - 1] as Token, tokens[first])) first--;
  const parts = tokens.slice(first, at + 1);
  if (parts.length < 2 || parts.length > longestChain) return undefined;
  if (!parts.some(({ word }) => word.length <= shortPart) || parts.some(({ word }) => isHan(word)))
    return undefined;
  return termStem(parts.map(({ word }) => word).join(""));
}

function isJoint(text: string, token: Token, next: Token | undefined): boolean {
  return next?.start === token.end + 1 && joint.test(text.charAt(token.end));
}
