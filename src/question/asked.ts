import type { Kind } from "../register/field.ts";
import type { Day, DayRange } from "../register/partial-date.ts";
import type { View } from "../register/view.ts";
import type { Query } from "./query.ts";
import type { Mention, Reading } from "./reading.ts";
import type { Signals } from "./signals.ts";

/** What a question is built against: the register, today, the kinds a command asks for, and what was asked before. */
export interface Setting {
  readonly view: View;
  readonly today: Day;
  /** The kinds that a command shows; in free text the question's own words say. */
  readonly kinds?: readonly Kind[];
  readonly previous?: Query;
  /** Whether the register's texts use the word. */
  readonly isKnownWord: (word: string) => boolean;
  /** Whether a name, as it is written, may be a mere word: the register's prose uses it in small letters. */
  readonly isProse: (text: string) => boolean;
  /** The one entry that some words name or describe, read as a question of their own. */
  readonly resolve: (words: string) => string | undefined;
}

/** A question as the rules of build.ts see it. */
export interface Asked extends Setting {
  readonly reading: Reading;
  readonly signals: Signals;
  readonly mentions: readonly Mention[];
  readonly times: readonly DayRange[];
}

export function kindOf(view: View, mention: Mention | undefined): Kind | undefined {
  return view.get(mention?.ids[0] ?? "")?.kind;
}

export function isOf(view: View, id: string, kinds: readonly Kind[]): boolean {
  const kind = view.get(id)?.kind;
  return kind !== undefined && kinds.includes(kind);
}

export function isCountry(view: View, id: string | undefined): boolean {
  const entry = view.get(id ?? "");
  return entry !== undefined && view.statements(entry, "type").some(({ value }) => value === "country");
}

/** The full-text search for what no rule read. */
export function searchFor({ reading, kinds }: Asked): Query {
  return reading.words.length > 0
    ? { kind: "search", text: reading.text, kinds: kinds ?? [] }
    : { kind: "help" };
}
