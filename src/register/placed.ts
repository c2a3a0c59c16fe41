import type { Path } from "../pack/parse.ts";
import type { Kind } from "./field.ts";
import { kindTables } from "./kinds.ts";
import type { Entry, Name } from "./statement.ts";

/** An entry with the place it was written at. */
export interface Placed {
  readonly entry: Entry;
  readonly file: string;
  readonly index: number;
  readonly written: Readonly<Record<string, unknown>>;
}

/** The key under which a name of this type is written. */
export function keyOfName(kind: Kind, type: Name["type"]): string {
  return type === "name" ? kindTables[kind].heading : type === "alias" ? "aliases" : "acronym";
}

/** Where each name of an entry was written, in the order of its names. */
export function namePaths({ entry, written }: Placed): readonly Path[] {
  const listed = (key: string): readonly Path[] => {
    const value = written[key];
    if (value === undefined) return [];
    return Array.isArray(value) ? value.map((_, index) => [key, index]) : [[key]];
  };
  return [...listed(kindTables[entry.kind].heading), ...listed("acronym"), ...listed("aliases")];
}

/** Where the statement with this index among a field's was written, for a list may hold statements of several values. */
export function statementPath({ written }: Placed, field: string, index: number, part?: string): Path {
  const tail = part === undefined ? [] : [part];
  const inside = (value: unknown, path: Path, position: number): Path => {
    if (typeof value !== "object" || value === null || !("value" in value)) return [...path, ...tail];
    return Array.isArray(value.value) ? [...path, "value", position] : [...path, "value"];
  };
  const value = written[field];
  if (!Array.isArray(value)) return inside(value, [field], index);
  let position = index;
  for (const [place, one] of value.entries()) {
    const count =
      typeof one === "object" && one !== null && "value" in one && Array.isArray(one.value)
        ? one.value.length
        : 1;
    if (position < count) return inside(one, [field, place], position);
    position -= count;
  }
  return [field];
}
