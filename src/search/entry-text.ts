import { fieldOf } from "../register/kinds.ts";
import { type Entry, isGroup, isQuantity, type Value } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { createPostings, type Postings } from "./postings.ts";
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

type Stems = WeakMap<Entry, ReadonlySet<string>>;
const stems = new WeakMap<View, Stems>();
/** What was stemmed of an entry in whichever view: the same again, unless what it links to is called otherwise by now. */
const stemmed = new WeakMap<Entry, { readonly text: string; readonly stems: ReadonlySet<string> }>();

/** The stems of an entry's own text, names of what it links to included. */
export function stemsOf(view: View, entry: Entry): ReadonlySet<string> {
  const ofView = stemsOfView(stems, view);
  let known = ofView.get(entry);
  if (known === undefined) {
    const text = textOf(view, entry);
    const before = stemmed.get(entry);
    known = before?.text === text ? before.stems : new Set(stemsIn(text));
    stemmed.set(entry, { text, stems: known });
    ofView.set(entry, known);
  }
  return known;
}

function stemsOfView(all: WeakMap<View, Stems>, view: View): Stems {
  const known = all.get(view) ?? new WeakMap<Entry, ReadonlySet<string>>();
  all.set(view, known);
  return known;
}

const allStems = new WeakMap<View, Stems>();

/** The same with those of the registrar's remarks. */
export function allStemsOf(view: View, entry: Entry): ReadonlySet<string> {
  const ofView = stemsOfView(allStems, view);
  let known = ofView.get(entry);
  if (known === undefined) {
    const remarks = Object.values(entry.fields).flatMap((statements) =>
      statements.flatMap(({ note }) => note ?? []),
    );
    const notes = view.statements(entry, "note").map(({ value }) => String(value));
    const words = stemsIn([...remarks, ...notes].join(". "));
    known = words.length === 0 ? stemsOf(view, entry) : new Set([...stemsOf(view, entry), ...words]);
    ofView.set(entry, known);
  }
  return known;
}

/** Whether an entry's text holds every one of the words, whatever their endings. */
export function holdsWords(view: View, entry: Entry, words: readonly string[]): boolean {
  return words.every((word) => entriesHolding(view, word).has(entry));
}

const postings = new WeakMap<View, Postings>();

/** The entries whose texts hold a word. */
export function entriesHolding(view: View, word: string): ReadonlySet<Entry> {
  let known = postings.get(view);
  if (known === undefined) {
    known = createPostings(view.entries, (entry) => stemsOf(view, entry));
    postings.set(view, known);
  }
  return known.holding(word);
}

/** How many of the words a text holds, whatever their endings; of a word of several parts, all must be there. */
export function countHeld(text: string, words: readonly string[]): number {
  const held = stemsIn(text);
  return words.filter((word) => stemsWanted(word).every((one) => held.includes(one))).length;
}
