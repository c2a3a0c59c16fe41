import type { Day } from "../register/partial-date.ts";
import type { View } from "../register/view.ts";
import { datesOf } from "../search/entry-dates.ts";
import { textOf } from "../search/entry-text.ts";
import { createGathered } from "../search/gathered.ts";
import { createNameIndex } from "../search/name-index.ts";
import { type ByInitial, groupByInitial, type Near, nearestWords } from "../search/nearest.ts";
import { relationsOf } from "../search/neighbours.ts";
import { createSearchIndex, type Found } from "../search/search-index.ts";
import { stemsWanted } from "../search/stem.ts";
import { textIndexOf } from "../search/text-index.ts";
import type { Steps } from "../steps.ts";
import { tokensOf } from "../text.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Reader } from "./reading.ts";
import { createTimeReader, type TimeReader } from "./time/find-times.ts";

/** A view with all that reading a question against it needs. What is costly is built when it is first used. */
export interface Reading {
  readonly view: View;
  readonly reader: (today: Day) => Reader;
  readonly find: (text: string, limit: number) => readonly Found[];
  readonly contentWords: (text: string) => readonly string[];
  /**
   * Builds what is costly before it is used, in steps of some milliseconds each: among many entries it takes seconds, in which
   * whoever takes the steps can do other things.
   */
  readonly prepare: () => Steps<void>;
}

/** Words of the texts that a misspelt one may be meant for have at least so many letters. */
const shortestTextWord = 5;

const timeReaders = new WeakMap<readonly Lexicon[], TimeReader>();

/** The reader of times of some languages, made once: no view has a part in it. */
function timesOf(lexicons: readonly Lexicon[]): TimeReader {
  const known = timeReaders.get(lexicons) ?? createTimeReader(lexicons.map((lexicon) => lexicon.time));
  timeReaders.set(lexicons, known);
  return known;
}

export function createReading(view: View, lexicons: readonly Lexicon[]): Reading {
  const names = createNameIndex(view);
  const times = timesOf(lexicons);
  const isKnownWord = (word: string): boolean => stemsWanted(word).every(textIndexOf(view).hasStem);
  let byInitial: ByInitial | undefined;
  const isWritten = (word: string): boolean => textIndexOf(view).isWritten(word);
  const writtenByInitial = (): ByInitial => {
    byInitial ??= groupByInitial(textIndexOf(view).words(), shortestTextWord);
    return byInitial;
  };
  const nearText = (word: string): Near => nearestWords(word, writtenByInitial());
  const isMeaningful = (word: string): boolean => !lexicons.some((lexicon) => lexicon.senses.has(word));
  const stopWords = (): ReadonlySet<string> =>
    new Set(
      lexicons.flatMap((lexicon) =>
        [...lexicon.senses].flatMap(([words, senses]) =>
          senses.some((sense) => sense.is === "noise") ? [words] : [],
        ),
      ),
    );
  const index = createGathered(
    view.entries,
    () => createSearchIndex([], { stopWords: stopWords() }),
    (documents, entry) => {
      const [heading, ...others] = entry.names.map((name) => name.text);
      documents.add({ id: entry.id, title: heading ?? entry.id, aliases: others, text: textOf(view, entry) });
    },
  );
  return {
    view,
    reader: (today) => ({
      names,
      isPerson: (id) => view.get(id)?.kind === "person",
      lexicons,
      isKnownWord,
      isWritten,
      nearText,
      readTimes: (tokens, text) => times(tokens, today, text),
    }),
    find: (text, limit) => index.all().find(text, { limit }),
    *prepare() {
      for (const one of [names, textIndexOf(view), index, relationsOf(view)]) yield* one.steps();
      writtenByInitial();
      yield;
      datesOf(view);
    },
    contentWords: (text) =>
      tokensOf(text)
        .map((token) => token.word)
        .filter(isMeaningful),
  };
}
