import type { Finding, Path } from "../pack/parse.ts";
import type { Kind } from "./field.ts";
import type { Placed } from "./placed.ts";

/** The rule that is broken, for whoever says it in words of their own. */
export type Rule =
  | "id"
  | "unnamed"
  | "ownName"
  | "otherName"
  | "gone"
  | "kind"
  | "itself"
  | "disagrees"
  | "source"
  | "uncited"
  | "order";

/** What is wrong between an entry and another, or between two of its fields. */
export interface EntryFinding extends Finding {
  readonly rule: Rule;
  /** The other entry, which need not exist; and the field of it that does not agree, where it is one. */
  readonly other?: { readonly id: string; readonly field?: string };
}

export function at(
  placed: Placed,
  rule: Rule,
  path: Path,
  message: string,
  other?: EntryFinding["other"],
): EntryFinding {
  return {
    rule,
    file: placed.file,
    path: [placed.index, ...path],
    message,
    ...(other === undefined ? {} : { other }),
  };
}

/** Whether what cannot be found may stand in a file that could not be read. */
export type MayBe = (to: string, kinds: readonly Kind[]) => boolean;
