import type { Day } from "../register/partial-date.ts";
import type { View } from "../register/view.ts";
import { textOf } from "../search/entry-text.ts";
import { createNameIndex, type NameIndex } from "../search/name-index.ts";
import { type ByInitial, groupByInitial, type Near, nearestWords } from "../search/nearest.ts";
import { createSearchIndex, type Found, type SearchIndex } from "../search/search-index.ts";
import { stemsWanted } from "../search/stem.ts";
import { textIndexOf } from "../search/text-index.ts";
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
  let names: NameIndex | undefined;
  const namesOf = (): NameIndex => {
    names ??= createNameIndex(view);
    return names;
  };
  const times = timesOf(lexicons);
  let index: SearchIndex | undefined;
  const isKnownWord = (word: string): boolean => stemsWanted(word).every(textIndexOf(view).hasStem);
  let byInitial: ByInitial | undefined;
  const isWritten = (word: string): boolean => textIndexOf(view).isWritten(word);
  const nearText = (word: string): Near => {
    byInitial ??= groupByInitial(textIndexOf(view).words(), shortestTextWord);
    return nearestWords(word, byInitial);
  };
  const isMeaningful = (word: string): boolean => !lexicons.some((lexicon) => lexicon.senses.has(word));
  const stopWords = (): ReadonlySet<string> =>
    new Set(
      lexicons.flatMap((lexicon) =>
        [...lexicon.senses].flatMap(([words, senses]) =>
          senses.some((sense) => sense.is === "noise") ? [words] : [],
        ),
      ),
    );
  return {
    view,
    reader: (today) => ({
      // What a button carries names its entries by their ids, and needs none of this.
      get names() {
        return namesOf();
      },
      isPerson: (id) => view.get(id)?.kind === "person",
      lexicons,
      isKnownWord,
      isWritten,
      nearText,
      readTimes: (tokens, text) => times(tokens, today, text),
    }),
    find: (text, limit) => {
      index ??= createSearchIndex(
        view.entries.map((entry) => {
          const [heading, ...others] = entry.names.map((name) => name.text);
          return { id: entry.id, title: heading ?? entry.id, aliases: others, text: textOf(view, entry) };
        }),
        { stopWords: stopWords() },
      );
      return index.find(text, { limit });
    },
    contentWords: (text) =>
      tokensOf(text)
        .map((token) => token.word)
        .filter(isMeaningful),
  };
}
