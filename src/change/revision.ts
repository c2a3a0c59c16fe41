import type { Kind } from "../register/field.ts";
import type { Stated } from "../register/written.ts";

export type { Stated };

/**
 * A change to one entry that somebody made in chat: who, when, from where, why, and what, field by field. It lies over
 * the register's files and is never lost; what takes it back is another revision.
 */
export interface Revision {
  /** Its place among all revisions, from 1; gaps mean nothing. */
  readonly number: number;
  /** Its place among the revisions of its entry, from 1 without gaps: two editors cannot both take one. */
  readonly turn: number;
  /** What it was made from; the same draft never becomes two revisions. */
  readonly draft: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Who, such as `telegram:1` or `slack:T0001/U0001`; `terminal` is the operator. */
  readonly by: string;
  /** What they are called where they wrote. */
  readonly byName?: string;
  /** From where: a chat or a channel, such as `telegram:-1001` or `slack:T0001/C0001`. */
  readonly from: string;
  /** What bears it out: a citation (`report-2024#7`), or words such as "told by the secretariat". */
  readonly why: string;
  readonly entry: string;
  readonly kind: Kind;
  readonly does: "add" | "edit" | "remove";
  readonly changes: readonly Change[];
  /** The number of the revision that it takes back. */
  readonly undoes?: number;
}

/** What one field said and says; a field is a key of the entry as a file writes it, its heading and aliases among them. */
export interface Change {
  readonly field: string;
  readonly before: readonly Stated[];
  readonly after: readonly Stated[];
  /** What the files said when it was made, where that was not `before`. */
  readonly pack?: readonly Stated[];
}

export type NewRevision = Omit<Revision, "number">;

export type Added =
  | { readonly kind: "added"; readonly revision: Revision }
  /** The same draft was saved before. */
  | { readonly kind: "known"; readonly revision: Revision }
  /** Somebody else took this turn of the entry: nothing was saved. */
  | { readonly kind: "behind" };

/** Keeps revisions for good. */
export interface RevisionKeeper {
  /** Those after a number, in their order. */
  since(number: number): Promise<readonly Revision[]>;
  /**
   * Keeps one: it is durable when this settles.
   *
   * @throws NotSaved where it could not be kept; then nothing of it is.
   */
  add(revision: NewRevision): Promise<Added>;
}

/** A change that could not be kept; the reason is for the person who made it. */
export class NotSaved extends Error {
  override readonly name = "NotSaved";
  /** One of a few, each of which the catalogues have a sentence for. */
  readonly reason: NotSavedReason;

  constructor(reason: NotSavedReason, options?: ErrorOptions) {
    super(`not saved: ${reason}`, options);
    this.reason = reason;
  }
}

export type NotSavedReason = "full" | "readOnly" | "unreachable" | "damaged";
