import { kindTables } from "../register/kinds.ts";
import { isGroup } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import type { Steps } from "../steps.ts";
import { tokensOf, wordKey } from "../text.ts";
import { createGathered } from "./gathered.ts";
import { longestPart, readNameParts, readProse } from "./name-parts.ts";
import { type ByInitial, groupByInitial, type Near, nearestWords } from "./nearest.ts";

/**
 * Every name in a view, for finding entries that a text mentions.
 *
 * A whole name counts most; then a person's names in another order, a part of a name that few entries have, and the
 * office that a person holds. Which of several is meant is for question/ to decide.
 */
export interface NameIndex {
  /** The longest whole name that begins at a word; `words` are folded (text.ts). */
  longestAt(words: readonly string[], start: number): NameHit | undefined;
  /** The longest run of words that stands inside names of few entries. */
  partAt(words: readonly string[], start: number): NameHit | undefined;
  /** The persons whose office is called so: the longest run of words that begins a position. */
  officeAt(words: readonly string[], start: number): NameHit | undefined;
  /** The nearest words of any names, for one that nobody knows; never one known as an acronym alone. */
  nearWords(word: string): Near;
  isNameWord(word: string): boolean;
  /** Whether a name, written in small letters, is also a word of the register's prose. */
  isProse(text: string): boolean;
  /** Builds it on, a little in each step. */
  steps(): Steps<void>;
}

export interface NameHit {
  /** Index after the last word. */
  readonly end: number;
  readonly ids: readonly string[];
  /** True where the words are a name as it is written, not a variant of it. */
  readonly whole: boolean;
  /** True where the name is an acronym. */
  readonly acronym: boolean;
  /** True where it is a registrar's heading for a number, which nobody uses as a name inside a sentence. */
  readonly isHeading: boolean;
}

interface Known {
  readonly ids: string[];
  whole: boolean;
  acronym: boolean;
  isHeading: boolean;
}

/** A part of a name names an entry only where it is this rare. */
const fewEntries = 4;
/** Shorter words of names are no word that a misspelt one was meant for. */
const shortestBent = 4;

export function createNameIndex(view: View): NameIndex {
  const names = new Map<string, Known>();
  const longest = new Map<string, number>();
  const offices = new Map<string, string[]>();
  const bendable = new Set<string>();
  const nameWords = new Set<string>();
  let longestOffice = 0;

  const add = (key: string, id: string, whole: boolean, acronym = false, isHeading = false): void => {
    if (key === "") return;
    const known = names.get(key);
    if (known === undefined || (whole && !known.whole))
      names.set(key, { ids: [id], whole, acronym, isHeading });
    else if (whole === known.whole) addLast(known.ids, id);
    const words = key.split(" ");
    const first = words[0] ?? "";
    if ((longest.get(first) ?? 0) < words.length) longest.set(first, words.length);
  };

  const read = createGathered(
    view.entries,
    () => undefined,
    (_, entry) => {
      const { heading } = kindTables[entry.kind];
      add(wordKey(entry.id), entry.id, true);
      for (const name of entry.names) {
        const words = tokensOf(name.text).map((token) => token.word);
        const acronym = name.type === "acronym" || /^[\p{Lu}\p{N}-]{2,7}$/u.test(name.text);
        add(words.join(" "), entry.id, true, acronym, entry.kind === "figure");
        if (words.length > 1) add(words.join(""), entry.id, false);
        if (heading === "title" && name.type === "name") continue;
        for (const word of words) {
          nameWords.add(word);
          if (!acronym && word.length >= shortestBent) bendable.add(word);
        }
        if (entry.kind === "person" && words.length > 1 && words.length < 4) {
          for (let turn = 1; turn < words.length; turn++)
            add([...words.slice(turn), ...words.slice(0, turn)].join(" "), entry.id, false);
        }
      }
      if (entry.kind !== "person") return;
      for (const { value } of view.statements(entry, "roles")) {
        const position = isGroup(value) ? value.position : undefined;
        const words = typeof position === "string" ? tokensOf(position).map((token) => token.word) : [];
        longestOffice = Math.max(longestOffice, words.length);
        for (let size = 1; size <= words.length; size++) {
          const key = words.slice(0, size).join(" ");
          const held = offices.get(key);
          if (held === undefined) offices.set(key, [entry.id]);
          else addLast(held, entry.id);
        }
      }
    },
  );
  let byInitial: ByInitial | undefined;
  const bendableByInitial = (): ByInitial => {
    read.all();
    byInitial ??= groupByInitial(bendable, shortestBent);
    return byInitial;
  };

  const longestAt = (words: readonly string[], start: number): NameHit | undefined => {
    read.all();
    for (let size = Math.min(longest.get(words[start] ?? "") ?? 0, words.length - start); size > 0; size--) {
      const known = names.get(words.slice(start, start + size).join(" "));
      if (known !== undefined) return { ...known, end: start + size };
    }
    return undefined;
  };

  const prose = readProse(view);
  const parts = readNameParts({
    view,
    prose,
    most: 2 * fewEntries,
    nameEnd: (name, at) => longestAt(name, at)?.end,
  });

  return {
    longestAt,
    partAt(words, start) {
      for (let size = Math.min(longestPart, words.length - start); size > 0; size--) {
        const ids = parts.all().get(words.slice(start, start + size).join(" "));
        if (ids !== undefined && ids.length <= (size === 1 ? fewEntries : 2 * fewEntries))
          return { end: start + size, ids, whole: false, acronym: false, isHeading: false };
      }
      return undefined;
    },
    officeAt(words, start) {
      read.all();
      for (let size = Math.min(longestOffice, words.length - start); size > 0; size--) {
        const ids = offices.get(words.slice(start, start + size).join(" "));
        if (ids !== undefined)
          return { end: start + size, ids, whole: false, acronym: false, isHeading: false };
      }
      return undefined;
    },
    nearWords: (word) => nearestWords(word, bendableByInitial()),
    isNameWord(word) {
      read.all();
      return nameWords.has(word);
    },
    isProse(text) {
      if (text !== text.toLowerCase()) return false;
      return prose.all().has(text);
    },
    *steps() {
      for (const gathered of [read, prose, parts]) yield* gathered.steps();
      bendableByInitial();
      yield;
    },
  };
}

/** One entry after another is read, so that what was added of one stands last. */
function addLast(ids: string[], id: string): void {
  if (ids.at(-1) !== id) ids.push(id);
}
