import type { Field, FieldShape, Kind } from "./field.ts";
import { fieldOf, kindTables } from "./kinds.ts";
import { type Entry, isGroup, type Statement } from "./statement.ts";

/** One link of an entry to another, as it stands in a field or inside a group of it. */
export interface Link {
  readonly field: string;
  readonly part?: string;
  readonly to: string;
  readonly kinds: readonly Kind[];
  readonly statement: Statement;
  /** The place among the field's statements. */
  readonly index: number;
}

const known = new WeakMap<Entry, readonly Link[]>();

/** The links that an entry writes; kept, for each view of a register reads them all again. */
export function linksOf(entry: Entry): readonly Link[] {
  const links = known.get(entry) ?? readLinks(entry);
  known.set(entry, links);
  return links;
}

function readLinks(entry: Entry): readonly Link[] {
  const links: Link[] = [];
  for (const [name, statements] of Object.entries(entry.fields)) {
    const field = fieldOf(entry.kind, name);
    if (field === undefined || (field.type !== "link" && field.type !== "group")) continue;
    for (const [index, statement] of statements.entries()) {
      if (field.type === "link") {
        links.push({ field: name, to: String(statement.value), kinds: field.to, statement, index });
      } else if (isGroup(statement.value)) {
        for (const [part, shape] of linkParts(field)) {
          const to = statement.value[part];
          if (typeof to === "string")
            links.push({ field: name, part, to, kinds: shape.to, statement, index });
        }
      }
    }
  }
  return links;
}

/** The parts of a group that are links. */
export function linkParts(
  field: FieldShape,
): readonly (readonly [string, { readonly to: readonly Kind[]; readonly inverse?: string }])[] {
  if (field.type !== "group") return [];
  return Object.entries(field.parts).flatMap(([name, part]) =>
    part.type === "link"
      ? [[name, { to: part.to, ...(part.inverse === undefined ? {} : { inverse: part.inverse }) }] as const]
      : [],
  );
}

/** The field on a target of `kind` that shows a link read backwards; nothing where that kind shows none. */
export function inverseOf(field: Field, part: string | undefined, kind: Kind): string | undefined {
  const name =
    part === undefined ? field.inverse : linkParts(field).find(([own]) => own === part)?.[1].inverse;
  return name !== undefined && fieldOf(kind, name) !== undefined ? name : undefined;
}

/** Every field of every kind that leads to other entries, with the kinds it leads to. */
export interface Relation {
  readonly kind: Kind;
  readonly field: string;
  readonly part?: string;
  readonly to: readonly Kind[];
  readonly asks: readonly string[];
}

export const relations: readonly Relation[] = Object.values(kindTables).flatMap(({ kind, fields }) =>
  Object.entries(fields).flatMap(([name, field]): readonly Relation[] => {
    if (field.type === "link") return [{ kind, field: name, to: field.to, asks: field.asks }];
    return linkParts(field).map(([part, { to }]) => ({ kind, field: name, part, to, asks: field.asks }));
  }),
);
