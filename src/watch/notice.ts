/** What is to be told, as far as it is known when it falls due; the words are found when it is sent. */
export type Notice =
  | Reminder
  /** Somebody changed something: the number of the revision. */
  | { readonly kind: "change"; readonly revision: number; readonly entry: string }
  /** The days that it looks back on and ahead to begin with this one. */
  | { readonly kind: "digest"; readonly day: string; readonly days: number }
  /** Nothing could be said here since then, milliseconds. */
  | { readonly kind: "back"; readonly since: number };

/** A date comes near. */
export interface Reminder {
  readonly kind: "reminder";
  readonly entry: string;
  readonly about: Nearing;
  /** The date as it is written; where it is another by then, nothing is told. */
  readonly date: string;
  /** How many days before. */
  readonly lead: number;
}

/** Something begins, an agreement lapses, a promise falls due. */
export type Nearing = "begins" | "lapses" | "falls-due";
