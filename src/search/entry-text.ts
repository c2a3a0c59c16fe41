import { fieldOf } from "../register/kinds.ts";
import { type Entry, isGroup, isQuantity, type Value } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { stemsIn, stemsWanted } from "./stem.ts";

/** What an entry says, as one text: its names, its words, the headings of what it links to; not the registrar's remarks. */
export function textOf(view: View, entry: Entry): string {
  return partsOf(view, entry)
    .map((part) => (typeof part === "string" ? part : (part.names[0]?.text ?? part.id)))
    .join(". ");
}

/** The same in its parts; an entry stands for its heading. */
export function partsOf(view: View, entry: Entry): readonly (string | Entry)[] {
  const parts: (string | Entry)[] = entry.names.map((name) => name.text);
  for (const [name, statements] of Object.entries(entry.fields)) {
    const field = fieldOf(entry.kind, name);
    if (field === undefined || field.type === "date" || field.from !== undefined || name === "note") continue;
    for (const { value } of statements) addParts(view, value, parts);
  }
  return parts;
}

function addParts(view: View, value: Value, parts: (string | Entry)[]): void {
  if (isGroup(value)) for (const part of Object.values(value)) addParts(view, part, parts);
  else if (isQuantity(value)) parts.push(`${value.amount} ${value.unit}`);
  // No id has a space; to look for a long text costs as much as to read it.
  else if (typeof value !== "string" || value.includes(" ")) parts.push(String(value));
  else parts.push(view.get(value) ?? value);
}

/** What the registrar remarks on an entry and its statements. */
export function remarksOf(view: View, entry: Entry): readonly string[] {
  const remarks: string[] = [];
  for (const statements of Object.values(entry.fields))
    for (const { note } of statements) if (note !== undefined) remarks.push(note);
  for (const { value } of view.statements(entry, "note")) remarks.push(String(value));
  return remarks;
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
    const words = remarksOf(view, entry).flatMap(stemsIn);
    known = words.length === 0 ? stemsOf(view, entry) : new Set([...stemsOf(view, entry), ...words]);
    ofView.set(entry, known);
  }
  return known;
}

/** How many of the words a text holds, whatever their endings; of a word of several parts, all must be there. */
export function countHeld(text: string, words: readonly string[]): number {
  const held = stemsIn(text);
  return words.filter((word) => stemsWanted(word).every((one) => held.includes(one))).length;
}
