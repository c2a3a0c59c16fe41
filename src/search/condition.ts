import type { Kind } from "../register/field.ts";
import type { DayRange } from "../register/partial-date.ts";

/** Which entries: by id, or all of some kinds that meet every condition. */
export interface Selection {
  readonly kinds: readonly Kind[];
  readonly entries?: readonly string[];
  /** Entries that are not meant, here or as what a field leads to: "besides the rector, who was there?" */
  readonly except?: readonly string[];
  readonly where: readonly Condition[];
}

export type Condition =
  /** Following the fields of the path, one of the values or entries is reached; an empty path follows any relation. */
  | { readonly test: "is"; readonly path: Path; readonly values: readonly string[] }
  /** A date reached by the path falls into the range; an empty path means the date that orders the kind. */
  | { readonly test: "during"; readonly path: Path; readonly range: DayRange }
  /** Its text holds all of these words. */
  | { readonly test: "about"; readonly words: readonly string[] };

/** Fields to follow one after another, a part of a group after its field: `visited_by`, `people`, `person`. */
export type Path = readonly string[];

export type Order = "newest" | "oldest";
