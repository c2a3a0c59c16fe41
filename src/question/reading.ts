import { type Token, tokensOf } from "../text.ts";
import type { Lexicon, Sense } from "./lexicon.ts";
import { isOtherName, isStrangersName, joinMentions, joinOuter } from "./mentions.ts";
import type { Mention, PlacedSense, PlacedTopic } from "./placed.ts";
import type { Reader } from "./reader.ts";
import { type Spelt, spell } from "./spelling.ts";
import type { FoundNumber, TimeSpan } from "./time/find-times.ts";
import { numbersOf, topicsOf } from "./topics.ts";

export type { Mention, PlacedSense } from "./placed.ts";
export type { Reader } from "./reader.ts";

/**
 * A question cut into what its words are: names of entries, times, words of the lexicons, and what is left over.
 * Nothing is decided here about what is asked; build.ts does that.
 */
export interface Reading {
  readonly text: string;
  readonly mentions: readonly Mention[];
  readonly times: readonly TimeSpan[];
  readonly senses: readonly PlacedSense[];
  /** Words that carry meaning and that no rule read; topics as the register writes them. */
  readonly leftovers: readonly string[];
  /** The same with the places where they stand. */
  readonly topics: readonly PlacedTopic[];
  /** Numbers that are no time: `the 3rd meeting`, `five areas`. */
  readonly numbers: readonly FoundNumber[];
  /** All words, folded, misspelt ones as they were taken. */
  readonly words: readonly string[];
  /** The same with the places in the text where they stand. */
  readonly tokens: readonly Token[];
  /** Words of names of nobody in the register, though others there have one of them. */
  readonly strangers: readonly string[];
  /** Words that were taken for others. */
  readonly bent: Spelt["bent"];
  /** Misspelt words that may as well have been meant for others. */
  readonly doubts: Spelt["doubts"];
  readonly impossibleDates: readonly string[];
}

/** The longest phrase of a lexicon, in words; a Han character is one. */
const longestPhrase = 8;

export function readQuestion(
  text: string,
  reader: Reader,
  chosen: ReadonlyMap<number, string> = new Map(),
): Reading {
  const { tokens, bent, doubts } = spell(tokensOf(text), text, reader, chosen);
  const words = tokens.map((token) => token.word);
  const taken = new Array<boolean>(tokens.length).fill(false);
  const take = (start: number, end: number): void => {
    taken.fill(true, start, end);
  };
  const slice = (start: number, end: number): string =>
    text.slice(tokens[start]?.start ?? 0, tokens[end - 1]?.end ?? 0);

  const mentions: Mention[] = [];
  for (let start = 0; start < tokens.length; ) {
    const hit = reader.names.longestAt(words, start);
    if (hit === undefined || (hit.isHeading && hit.end - start < words.length)) {
      start++;
      continue;
    }
    const phrase = longestPhraseAt(words, start, reader.lexicons);
    const isCapitalAcronym = hit.acronym && isCapital(slice(start, hit.end));
    if (
      !prefersName(hit.end - start, (phrase?.end ?? start) - start, isCapitalAcronym, phrase?.senses ?? [])
    ) {
      start++;
      continue;
    }
    mentions.push({ start, end: hit.end, ids: hit.ids, by: "name", text: slice(start, hit.end) });
    take(start, hit.end);
    start = hit.end;
  }

  const masked = tokens.map((token, index) => (taken[index] === true ? { ...token, word: "\u0000" } : token));
  const { spans, numbers: allNumbers, impossible } = reader.readTimes(masked, text);
  for (const span of spans) take(span.start, span.end);
  for (const wrong of impossible) take(wrong.start, wrong.end);

  const senses: PlacedSense[] = [];
  for (let start = 0; start < tokens.length; ) {
    const phrase = taken[start] === true ? undefined : longestPhraseAt(words, start, reader.lexicons, taken);
    if (phrase === undefined) {
      start++;
      continue;
    }
    const office = officeOf(phrase.senses);
    const hit =
      office === undefined ? undefined : reader.names.officeAt(officeWords(words, phrase, start, office), 0);
    if (hit !== undefined && office !== undefined) {
      const longer = reader.names.officeAt(words, start);
      const end = Math.max(
        phrase.end,
        longer === undefined || taken.slice(start, longer.end).includes(true) ? 0 : longer.end,
      );
      mentions.push({
        start,
        end,
        ids: longer !== undefined && end === longer.end ? longer.ids : hit.ids,
        by: "office",
        text: slice(start, end),
      });
    }
    senses.push({
      start,
      end: phrase.end,
      words: words.slice(start, phrase.end).join(" "),
      senses: phrase.senses,
    });
    take(start, phrase.end);
    start = phrase.end;
  }

  for (let start = 0; start < tokens.length; ) {
    const open = taken.indexOf(true, start);
    const run = words.slice(0, open === -1 ? words.length : open);
    const hit = taken[start] === true ? undefined : reader.names.partAt(run, start);
    if (hit === undefined) {
      start++;
      continue;
    }
    mentions.push({ start, end: hit.end, ids: hit.ids, by: "part", text: slice(start, hit.end) });
    take(start, hit.end);
    start = hit.end;
  }
  const known = joinOuter(mentions);
  const strange = known.filter(
    (mention) =>
      isStrangersName(mention, known, reader.isPerson) ||
      (mention.by === "part" && isOtherName(mention, tokens, taken, text)),
  );
  for (const { start, end } of strange) taken.fill(false, start, end);
  const named = known.filter((mention) => !strange.includes(mention));
  const numbers = numbersOf(allNumbers, senses, taken);
  for (const number of numbers) take(number.start, number.end);
  const topics = topicsOf(words, taken, senses);
  return {
    text,
    mentions: joinMentions(named, taken),
    times: spans,
    senses,
    leftovers: topics.flatMap((topic) => topic.words),
    topics,
    numbers,
    words,
    tokens,
    strangers: strange.flatMap(({ start, end }) => words.slice(start, end)),
    bent,
    doubts,
    impossibleDates: impossible.map((wrong) => wrong.text),
  };
}

function officeOf(senses: readonly Sense[]): string | undefined {
  return senses.flatMap((sense) => (sense.is === "office" ? [sense.office] : []))[0];
}

/** `ceo` reads as `chief executive officer`; what follows it (`of ABC`) is left to the mentions beside it. */
function officeWords(
  words: readonly string[],
  phrase: { readonly end: number },
  start: number,
  office: string,
): readonly string[] {
  const full = tokensOf(office).map((token) => token.word);
  return full.length > 0 ? full : words.slice(start, phrase.end);
}

/** A name wins over words of a lexicon where it is longer, or is an acronym written as one; a lexicon's word wins over a name as long, but for one that only says a topic. */
function prefersName(
  nameLength: number,
  phraseLength: number,
  asAcronym: boolean,
  senses: readonly Sense[],
): boolean {
  if (nameLength !== phraseLength) return nameLength > phraseLength;
  return asAcronym || senses.every((sense) => sense.is === "topic");
}

function isCapital(text: string): boolean {
  return /\p{Lu}/u.test(text) && text === text.toUpperCase();
}

interface Phrase {
  readonly end: number;
  readonly senses: readonly Sense[];
}

function longestPhraseAt(
  words: readonly string[],
  start: number,
  lexicons: readonly Lexicon[],
  taken?: readonly boolean[],
): Phrase | undefined {
  const first = words[start] ?? "";
  let most = 0;
  for (const { longest } of lexicons) most = Math.max(most, longest.get(first) ?? 0);
  for (let size = Math.min(most, longestPhrase, words.length - start); size > 0; size--) {
    if (taken?.slice(start, start + size).includes(true) === true) continue;
    const key = size === 1 ? first : words.slice(start, start + size).join(" ");
    const senses = lexicons.flatMap((lexicon) => lexicon.senses.get(key) ?? []);
    if (senses.length > 0) return { end: start + size, senses };
  }
  return undefined;
}
