/**
 * What a field of an entry may be. Everything that knows about fields (the check of the YAML, the relations both
 * ways, the card, the question, and later the form) reads these descriptions, so that a field is added in one place.
 */

/** The kinds of entry that a register holds. */
export const kinds = [
  "agreement",
  "programme",
  "policy",
  "organisation",
  "person",
  "visit",
  "event",
  "commitment",
  "figure",
  "source",
] as const;
export type Kind = (typeof kinds)[number];

/** How the value of a field is written and compared. */
export type FieldShape =
  /** Prose in the registrar's own words. */
  | { readonly type: "text" }
  /** Something printed in the source: a place, a web address, a position. */
  | { readonly type: "proper" }
  | { readonly type: "choice"; readonly of: readonly string[] }
  /** A partial date, see partial-date.ts. */
  | { readonly type: "date" }
  /** A term such as `5 years` or `18 months`. */
  | { readonly type: "duration" }
  /** A whole number, such as the 3 of a third meeting. */
  | { readonly type: "number" }
  | { readonly type: "quantity" }
  /** Another entry. */
  | { readonly type: "link"; readonly to: readonly Kind[] }
  /** Several values that belong together, such as a talk: its speaker, title and company. */
  | { readonly type: "group"; readonly parts: Readonly<Record<string, Part>> };

/** A field inside a group: never itself a group. */
export type Part = Exclude<FieldShape, { type: "group" }> & {
  readonly required?: boolean;
  /** The name of the field that shows this link on the entry it points to. */
  readonly inverse?: string;
};

export type Field = FieldShape & {
  /** True where several values are a plurality; where false, several values are sources that disagree. */
  readonly many: boolean;
  /** What people ask for when they mean this field; the lexicons map words to these. */
  readonly asks: readonly string[];
  /** The field of the other entry that says the same from its side. */
  readonly inverse?: string;
  /** `field.part` of the linked kind that this field is read from; such a field is never written. */
  readonly from?: string;
  /** Worked out for the day asked, never written. */
  readonly computed?: true;
  /** For the desk, not for a reader's card. */
  readonly hidden?: true;
  readonly help: string;
};

/** Whether people write the field, rather than the desk working it out. */
export const isWritten = (field: Field): boolean => field.from === undefined && field.computed !== true;

export type FieldTable = Readonly<Record<string, Field>>;

/** One kind of entry: its fields in the order of its card. */
export interface KindTable {
  readonly kind: Kind;
  /** The file of `data/` that holds its entries. */
  readonly file: string;
  /** Whether the heading is a name that documents print (and citations must bear out) or the registrar's own title. */
  readonly heading: "name" | "title";
  /** What the kind is, for data/README and the editor's help. */
  readonly help: string;
  /** The date field that orders its lists, newest first. */
  readonly dated?: string;
  /** Dates of which the second cannot lie before the first. */
  readonly order?: readonly (readonly [first: string, later: string])[];
  /** The fields that stand in a list's row, after the heading. */
  readonly row: readonly string[];
  /** The fields that a phone shows first. */
  readonly head: readonly string[];
  readonly fields: FieldTable;
}

interface Extra {
  readonly many?: boolean;
  readonly asks?: readonly string[];
  readonly inverse?: string;
  readonly from?: string;
  readonly computed?: true;
  readonly hidden?: true;
}

function field(shape: FieldShape, help: string, extra: Extra = {}): Field {
  return { ...shape, many: false, asks: [], ...extra, help };
}

export const text = (help: string, extra?: Extra): Field => field({ type: "text" }, help, extra);
export const proper = (help: string, extra?: Extra): Field => field({ type: "proper" }, help, extra);
export const date = (help: string, extra?: Extra): Field => field({ type: "date" }, help, extra);
export const duration = (help: string, extra?: Extra): Field => field({ type: "duration" }, help, extra);
export const number = (help: string, extra?: Extra): Field => field({ type: "number" }, help, extra);
export const quantity = (help: string, extra?: Extra): Field => field({ type: "quantity" }, help, extra);
export const choice = (of: readonly string[], help: string, extra?: Extra): Field =>
  field({ type: "choice", of }, help, extra);
export const link = (to: readonly Kind[], help: string, extra?: Extra): Field =>
  field({ type: "link", to }, help, extra);
/** Several links; almost all relations are. */
export const links = (to: readonly Kind[], help: string, extra?: Extra): Field =>
  field({ type: "link", to }, help, { many: true, ...extra });
/** A relation that is written inside a group of the other kind and only read here. */
export const back = (to: Kind, from: string, help: string, asks: readonly string[] = []): Field =>
  field({ type: "link", to: [to] }, help, { many: true, from, asks });
export const groups = (parts: Readonly<Record<string, Part>>, help: string, extra?: Extra): Field =>
  field({ type: "group", parts }, help, { many: true, ...extra });

/** Fields that every kind has, at the end of its card. */
export const common: FieldTable = {
  topics: text("What it is about, one topic each: hydrogen, semiconductors.", {
    many: true,
    asks: ["topic", "area", "focus"],
  }),
  note: text("A remark for the reader: a doubt, a spelling, what is derived and how.", { many: true }),
};
