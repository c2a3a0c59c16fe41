import { fieldOf, kindTables } from "../register/kinds.ts";
import { type Entry, isGroup, isQuantity, type Statement, type Value } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { stemsIn, stemsWanted } from "./stem.ts";

const known = new WeakMap<View, WeakMap<Statement, ReadonlySet<string>>>();

/**
 * The stems of what one statement says: its own words, its remark, and every name of what it links to. They are the same
 * in whatever language it is shown.
 */
export function stemsOfStatement(view: View, statement: Statement): ReadonlySet<string> {
  let stems = known.get(view);
  if (stems === undefined) {
    stems = new WeakMap();
    known.set(view, stems);
  }
  let set = stems.get(statement);
  if (set === undefined) {
    const { value, via, note } = statement;
    const texts = [...textsOf(view, value), ...(via === undefined ? [] : textsOf(view, via)), note ?? ""];
    set = new Set(texts.flatMap(stemsIn));
    stems.set(statement, set);
  }
  return set;
}

function textsOf(view: View, value: Value): readonly string[] {
  if (isGroup(value)) return Object.values(value).flatMap((part) => textsOf(view, part));
  if (isQuantity(value)) return [`${value.amount} ${value.unit}`];
  const linked = typeof value === "string" && !value.includes(" ") ? view.get(value) : undefined;
  return linked === undefined ? [String(value)] : linked.names.map((name) => name.text);
}

/** How many of the words a statement holds, whatever their endings; of a word of several parts, all must be there. */
export function countInStatement(view: View, statement: Statement, words: readonly string[]): number {
  return heldIn(stemsOfStatement(view, statement), words).length;
}

/** Those of the words whose stems are in a set. */
export function heldIn(stems: ReadonlySet<string>, words: readonly string[]): readonly string[] {
  return words.filter((word) => stemsWanted(word).every((one) => holdsStem(stems, one)));
}

/** From so many letters a word may stand for a longer one that begins with it: `biotech` for biotechnology. */
const longestStart = 6;

function holdsStem(stems: ReadonlySet<string>, word: string): boolean {
  if (stems.has(word)) return true;
  if (word.length < longestStart) return false;
  for (const one of stems) if (one.startsWith(word)) return true;
  return false;
}

/** Where words alone say what is asked, this share of them must stand in one statement. */
const shareHeld = 0.6;

/** What a field of an entry says to a question. */
export interface Told {
  readonly field: string;
  readonly statements: readonly Statement[];
}

/**
 * The statements of an entry that answer for the fields asked. Words to match choose those that hold most of them; where
 * none holds any, the words are let go unless they alone say what is asked: no field is named, a position among people,
 * or a number, for the second meeting is not the third. What leads to an entry of `except` is left out.
 */
export function toldOf(
  view: View,
  entry: Entry,
  fields: readonly string[],
  matching: readonly string[] = [],
  except: readonly string[] = [],
): readonly Told[] {
  const named = fields.length > 0 ? fields : namedFields(entry);
  const isMeant = ({ value, via }: Statement): boolean =>
    [value, via ?? {}].every((one) =>
      (isGroup(one) ? Object.values(one) : [one]).every((part) => !except.includes(String(part))),
    );
  const all = named.map((field) => ({ field, statements: view.statements(entry, field).filter(isMeant) }));
  if (matching.length === 0) return all;
  const counted = all.map(({ field, statements }) => ({
    field,
    counts: statements.map((statement) => ({
      statement,
      count: countInStatement(view, statement, matching),
    })),
  }));
  const best = Math.max(0, ...counted.flatMap(({ counts }) => counts.map(({ count }) => count)));
  const least = Math.max(best, fields.length > 0 ? 1 : Math.ceil(matching.length * shareHeld));
  const isNamed = fields.length > 1;
  const matched = counted
    .map(({ field, counts }) => ({
      field,
      statements: counts
        .filter(({ count }) => count >= least || (isNamed && best > 0 && counts.length === 1))
        .map(({ statement }) => statement),
    }))
    .filter(({ statements }) => statements.length > 0);
  const isExact = matching.some((word) => /\d/.test(word));
  return matched.length > 0 || isExact || fields.length === 0 || fields.includes("people") ? matched : all;
}

function namedFields(entry: Entry): readonly string[] {
  return Object.keys(kindTables[entry.kind].fields).filter(
    (field) => fieldOf(entry.kind, field)?.computed !== true,
  );
}
