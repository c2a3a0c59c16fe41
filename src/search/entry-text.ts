import { fieldOf } from "../register/kinds.ts";
import { type Entry, isGroup, isQuantity, type Value } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { tokensOf } from "../text.ts";
import { stem } from "./stem.ts";

/** Everything that an entry says, as one text: its names, its words, the headings of what it links to. */
export function textOf(view: View, entry: Entry): string {
  const parts: string[] = entry.names.map((name) => name.text);
  for (const [name, statements] of Object.entries(entry.fields)) {
    const field = fieldOf(entry.kind, name);
    if (field === undefined || field.type === "date" || field.from !== undefined) continue;
    for (const { value } of statements) parts.push(...wordsOf(view, value));
  }
  return parts.join(". ");
}

function wordsOf(view: View, value: Value): readonly string[] {
  if (isGroup(value)) return Object.values(value).flatMap((part) => wordsOf(view, part));
  if (isQuantity(value)) return [`${value.amount} ${value.unit}`];
  const linked = typeof value === "string" ? view.get(value) : undefined;
  return [linked?.names[0]?.text ?? String(value)];
}

interface Stems {
  readonly set: ReadonlySet<string>;
  /** All of them with a space before each, for finding one by its beginning. */
  readonly run: string;
}

const stems = new WeakMap<Entry, Stems>();

/** The stems of an entry's own text, names of what it links to included. */
export function stemsOf(view: View, entry: Entry): ReadonlySet<string> {
  return readStems(view, entry).set;
}

function readStems(view: View, entry: Entry): Stems {
  let known = stems.get(entry);
  if (known === undefined) {
    const set = new Set(tokensOf(textOf(view, entry)).map((token) => stem(token.word)));
    known = { set, run: ` ${[...set].join(" ")}` };
    stems.set(entry, known);
  }
  return known;
}

/** Whether an entry's text holds every one of the words, whatever their endings. */
export function holdsWords(view: View, entry: Entry, words: readonly string[]): boolean {
  const held = readStems(view, entry);
  return wantedStems(words).every((word) => holdsStem(held, word));
}

const wanted = new WeakMap<readonly string[], readonly string[]>();

/** The stems of a condition's words, taken once, for many entries are held against the same list. */
function wantedStems(words: readonly string[]): readonly string[] {
  let known = wanted.get(words);
  if (known === undefined) {
    known = words.flatMap((word) => tokensOf(word).map((token) => stem(token.word)));
    wanted.set(words, known);
  }
  return known;
}

/** From so many letters a word may stand for a longer one that begins with it: `biotech` for biotechnology. */
const longestStart = 6;

function holdsStem({ set, run }: Stems, word: string): boolean {
  return set.has(word) || (word.length >= longestStart && run.includes(` ${word}`));
}

/** How many of the words a text holds, whatever their endings; of a word of several parts, all must be there. */
export function countHeld(text: string, words: readonly string[]): number {
  const held = new Set(tokensOf(text).map((token) => stem(token.word)));
  return words.filter((word) => tokensOf(word).every((token) => held.has(stem(token.word)))).length;
}
