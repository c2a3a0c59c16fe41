import type { Kind } from "./field.ts";

/** Where a document bears a fact out. */
export interface Citation {
  readonly source: string;
  /** Counted from 1, see paragraphs.ts; absent where the whole document is meant. */
  readonly paragraph?: number;
}

/** A number with its unit, as printed. */
export interface Quantity {
  readonly amount: number;
  readonly scale?: "thousand" | "million" | "billion" | "trillion";
  /** A thing (`companies`) or a currency (`RM`). */
  readonly unit: string;
  readonly bound?: Bound;
}

export const bounds = ["about", "over", "nearly", "exactly", "up-to", "at-least"] as const;
export type Bound = (typeof bounds)[number];
export const scales = ["thousand", "million", "billion", "trillion"] as const;

/** Values that belong together: part → value. */
export type Group = Readonly<Record<string, string | number | Quantity>>;

/** What a field says; its shape is the field's (field.ts): dates, choices, links and texts are all text. */
export type Value = string | number | Quantity | Group;

/** Who may see it. */
export interface Discretion {
  readonly visibility?: Visibility;
  readonly groups?: readonly string[];
}
export const visibilities = ["public", "internal", "restricted"] as const;
export type Visibility = (typeof visibilities)[number];

/** One value of a field, with what bears it out. */
export interface Statement<V extends Value = Value> extends Discretion {
  readonly value: V;
  readonly cites: readonly Citation[];
  /** Worked out from what is printed, such as a year from its context. */
  readonly derived?: true;
  /** Known from outside the documents. */
  readonly editorial?: true;
  readonly note?: string;
  /** In a relation read backwards from a group: the group it stands in, such as the talk of a speaker. */
  readonly via?: Group;
}

/** What an entry is called. The first is its heading. */
export interface Name extends Discretion {
  readonly text: string;
  readonly type: "name" | "acronym" | "alias";
  readonly lang?: string;
  readonly editorial?: true;
  readonly derived?: true;
  /** Another entry truly has the same name; a question that uses it is offered the choice. */
  readonly shared?: true;
  readonly cites: readonly Citation[];
}

/** One thing in the register. */
export interface Entry extends Discretion {
  readonly kind: Kind;
  readonly id: string;
  readonly names: readonly Name[];
  readonly fields: Readonly<Record<string, readonly Statement[]>>;
}

export function isGroup(value: Value): value is Group {
  return typeof value === "object" && !("amount" in value && "unit" in value);
}

export function isQuantity(value: Value): value is Quantity {
  return typeof value === "object" && "amount" in value && "unit" in value;
}

/** `report-2023#8` */
export function formatCitation(citation: Citation): string {
  return citation.paragraph === undefined ? citation.source : `${citation.source}#${citation.paragraph}`;
}

/** Reads a citation as it is written in a register; its form was checked before. */
export function parseCitation(written: string): Citation {
  const [source = "", paragraph] = written.split("#");
  return paragraph === undefined ? { source } : { source, paragraph: Number(paragraph) };
}
