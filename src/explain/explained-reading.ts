import { type Composing, refOf } from "../answer/composing.ts";
import type { EntryRef } from "../answer/reply.ts";
import type { Sense } from "../question/lexicon.ts";
import { formatRange } from "../question/range-text.ts";
import type { Mention, Reader, Reading } from "../question/reading.ts";
import { tokensOf } from "../text.ts";
import { type Match, matchOf } from "./match.ts";

/** How the words of a question were read; every word stands in one of these lists at least. */
export interface ExplainedReading {
  /** What was read: the question, or the words behind a command. Spans count in it. */
  readonly text: string;
  readonly mentions: readonly ExplainedMention[];
  readonly times: readonly ExplainedTime[];
  readonly words: readonly ExplainedWord[];
  readonly numbers: readonly (Span & { readonly value: number; readonly isOrdinal: boolean })[];
  /** What carries meaning and no name, time or lexicon has. */
  readonly leftovers: readonly ExplainedLeftover[];
  readonly bent: readonly ExplainedBend[];
  /** Dates that do not exist, as they were written. */
  readonly impossibleDates: readonly string[];
}

/** A place in the text that was read: UTF-16 offsets, the end exclusive, and what stands there. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly written: string;
}

/** Words that name entries, with the name or position of each that they fit. */
export interface ExplainedMention extends Span {
  /** A whole name, a part of one, or a position that people hold. */
  readonly by: Mention["by"];
  readonly fits: readonly { readonly entry: EntryRef; readonly match: Match }[];
}

export interface ExplainedTime extends Span {
  /** `2024`, `2024-04`, `2024-04-24..2024-04-28` */
  readonly range: string;
  /** True where no year is written, and the current one was taken. */
  readonly isYearGuessed: boolean;
}

/** A word or phrase of the lexicons with all that it may mean. */
export interface ExplainedWord extends Span {
  readonly meanings: readonly Meaning[];
}

/** A line of a lexicon: its language, its section, and the meaning there; `small` and `noise` tell none apart. */
export interface Meaning {
  readonly lang: string;
  readonly section: Sense["is"];
  readonly meaning?: string;
}

export interface ExplainedLeftover extends Span {
  readonly words: readonly string[];
  /** Whether the register's texts use them. */
  readonly isKnown: boolean;
}

/** A word that nobody knows, and what it was taken for. */
export interface ExplainedBend extends Span {
  readonly to: string;
  /** What it may as well have been meant for. */
  readonly orElse: readonly string[];
}

export function explainReading(
  reading: Reading,
  { composing, reader }: { readonly composing: Composing; readonly reader: Reader },
): ExplainedReading {
  const { text, tokens, senses } = reading;
  const spanOf = (start: number, end: number): Span => {
    const from = tokens[start]?.start ?? text.length;
    const to = Math.max(from, tokens[end - 1]?.end ?? from);
    return { start: from, end: to, written: text.slice(from, to) };
  };
  const isInLexicon = (start: number, end: number): boolean =>
    senses.some((placed) => placed.start === start && placed.end === end);
  return {
    text,
    mentions: reading.mentions.map((mention) => ({
      ...spanOf(mention.start, mention.end),
      by: mention.by,
      fits: mention.ids.flatMap((id) => {
        const entry = composing.view.get(id);
        if (entry === undefined) return [];
        return [{ entry: refOf(composing, entry), match: matchOf(composing.view, entry, mention, reading) }];
      }),
    })),
    times: reading.times.map(({ start, end, range, isYearGuessed = false }) => ({
      ...spanOf(start, end),
      range: formatRange(range),
      isYearGuessed,
    })),
    words: senses.map(({ start, end, words }) => ({
      ...spanOf(start, end),
      meanings: reader.lexicons.flatMap(({ lang, senses: known }) =>
        (known.get(words) ?? []).map((sense) => ({ lang, ...meaningOf(sense) })),
      ),
    })),
    numbers: reading.numbers.map(({ start, end, value, isOrdinal }) => ({
      ...spanOf(start, end),
      value,
      isOrdinal,
    })),
    leftovers: reading.topics
      .filter(({ start, end }) => !isInLexicon(start, end))
      .map(({ start, end, words }) => ({
        ...spanOf(start, end),
        words,
        isKnown: words.every(reader.isKnownWord),
      })),
    bent: bendsOf(reading),
    impossibleDates: reading.impossibleDates,
  };
}

function meaningOf(sense: Sense): Omit<Meaning, "lang"> {
  switch (sense.is) {
    case "kind":
      return {
        section: sense.is,
        meaning: sense.type === undefined ? sense.kind : `${sense.kind}/${sense.type}`,
      };
    case "ask":
      return { section: sense.is, meaning: sense.ask };
    case "wants":
      return { section: sense.is, meaning: sense.wants };
    case "do":
      return { section: sense.is, meaning: sense.does };
    case "office":
      return { section: sense.is, meaning: sense.office };
    case "topic":
      return { section: sense.is, meaning: sense.topic };
    default:
      return { section: sense.is };
  }
}

/** The bent words with their places, which they keep from the text; doubts count the words as they were written. */
function bendsOf({ text, bent, doubts }: Reading): readonly ExplainedBend[] {
  const straight = tokensOf(text);
  let next = 0;
  return bent.map(({ from, to }) => {
    const found = straight.findIndex(
      (token, index) => index >= next && text.slice(token.start, token.end) === from,
    );
    const { start, end } = straight[found] ?? { start: 0, end: 0 };
    next = found + 1;
    const doubt = doubts.find(({ index }) => index === found);
    return {
      start,
      end,
      written: from,
      to,
      orElse: (doubt?.options ?? []).filter((option) => option !== to),
    };
  });
}
