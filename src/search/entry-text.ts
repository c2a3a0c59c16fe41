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

const stems = new WeakMap<Entry, ReadonlySet<string>>();

/** The stems of an entry's own text, names of what it links to included. */
export function stemsOf(view: View, entry: Entry): ReadonlySet<string> {
  let known = stems.get(entry);
  if (known === undefined) {
    known = new Set(tokensOf(textOf(view, entry)).map((token) => stem(token.word)));
    stems.set(entry, known);
  }
  return known;
}

/** Whether an entry's text holds every one of the words, whatever their endings. */
export function holdsWords(view: View, entry: Entry, words: readonly string[]): boolean {
  const held = stemsOf(view, entry);
  return words.every((word) => tokensOf(word).every((token) => holdsStem(held, stem(token.word))));
}

/** From so many letters a word may stand for a longer one that begins with it: `biotech` for biotechnology. */
const longestStart = 6;

function holdsStem(held: ReadonlySet<string>, word: string): boolean {
  if (held.has(word)) return true;
  if (word.length < longestStart) return false;
  for (const one of held) if (one.startsWith(word)) return true;
  return false;
}

/** Whether a text holds at least one of the words, whatever their endings; of a word of several parts, all of them. */
export function holdsAny(text: string, words: readonly string[]): boolean {
  const held = new Set(tokensOf(text).map((token) => stem(token.word)));
  return words.some((word) => tokensOf(word).every((token) => held.has(stem(token.word))));
}
