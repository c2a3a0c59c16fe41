import { fieldOf } from "../register/kinds.ts";
import { type Entry, isGroup, isQuantity, type Value } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { stemsIn, stemsWanted } from "./stem.ts";

/** What an entry says, as one text: its names, its words, the headings of what it links to; not the registrar's remarks. */
export function textOf(view: View, entry: Entry): string {
  const parts: string[] = entry.names.map((name) => name.text);
  for (const [name, statements] of Object.entries(entry.fields)) {
    const field = fieldOf(entry.kind, name);
    if (field === undefined || field.type === "date" || field.from !== undefined) continue;
    if (name !== "note") for (const { value } of statements) parts.push(...wordsOf(view, value));
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
    known = new Set(stemsIn(textOf(view, entry)));
    stems.set(entry, known);
  }
  return known;
}

const allStems = new WeakMap<Entry, ReadonlySet<string>>();

/** The same with those of the registrar's remarks. */
export function allStemsOf(view: View, entry: Entry): ReadonlySet<string> {
  let known = allStems.get(entry);
  if (known === undefined) {
    const remarks = Object.values(entry.fields).flatMap((statements) =>
      statements.flatMap(({ note }) => note ?? []),
    );
    const notes = view.statements(entry, "note").map(({ value }) => String(value));
    const words = stemsIn([...remarks, ...notes].join(". "));
    known = words.length === 0 ? stemsOf(view, entry) : new Set([...stemsOf(view, entry), ...words]);
    allStems.set(entry, known);
  }
  return known;
}

/** Whether an entry's text holds every one of the words, whatever their endings. */
export function holdsWords(view: View, entry: Entry, words: readonly string[]): boolean {
  return words.every((word) => entriesHolding(view, word).has(entry));
}

interface Postings {
  readonly byStem: ReadonlyMap<string, readonly Entry[]>;
  readonly sorted: readonly string[];
  /** Of the words that were asked for of late. */
  readonly holding: Map<string, ReadonlySet<Entry>>;
}

const postings = new WeakMap<View, Postings>();
const keptWords = 2_000;

/** The entries whose texts hold a word; from {@link longestStart} letters on also as the beginning of a longer one. */
export function entriesHolding(view: View, word: string): ReadonlySet<Entry> {
  let known = postings.get(view);
  if (known === undefined) {
    known = readPostings(view);
    postings.set(view, known);
  }
  let found = known.holding.get(word);
  if (found === undefined) {
    const { byStem, sorted } = known;
    const sets = stemsWanted(word).map(
      (one) => new Set(stemsFrom(sorted, one).flatMap((key) => byStem.get(key) ?? [])),
    );
    const [first = new Set<Entry>(), ...others] = sets;
    found =
      others.length === 0
        ? first
        : new Set([...first].filter((entry) => others.every((set) => set.has(entry))));
    if (known.holding.size >= keptWords) known.holding.clear();
    known.holding.set(word, found);
  }
  return found;
}

/** From so many letters a word may stand for a longer one that begins with it: `biotech` for biotechnology. */
const longestStart = 6;

function stemsFrom(sorted: readonly string[], word: string): readonly string[] {
  if (word.length < longestStart) return [word];
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? "") < word) low = middle + 1;
    else high = middle;
  }
  const found: string[] = [];
  for (let at = low; sorted[at]?.startsWith(word) === true; at++) found.push(sorted[at] ?? "");
  return found;
}

function readPostings(view: View): Postings {
  const byStem = new Map<string, Entry[]>();
  for (const entry of view.entries) {
    for (const one of stemsOf(view, entry)) {
      const list = byStem.get(one);
      if (list === undefined) byStem.set(one, [entry]);
      else list.push(entry);
    }
  }
  return { byStem, sorted: [...byStem.keys()].sort(), holding: new Map() };
}

/** How many of the words a text holds, whatever their endings; of a word of several parts, all must be there. */
export function countHeld(text: string, words: readonly string[]): number {
  const held = stemsIn(text);
  return words.filter((word) => stemsWanted(word).every((one) => held.includes(one))).length;
}
