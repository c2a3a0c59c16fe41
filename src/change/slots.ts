import { type FieldShape, isWritten, type Kind } from "../register/field.ts";
import { fieldOf, kindTables } from "../register/kinds.ts";
import type { Clearance } from "../register/view.ts";
import { nameTypeOf } from "../register/written.ts";

/** A place of an entry that people fill in: its heading, a field, its other names, who may see it. */
export interface Slot {
  /** The key under which a file writes it. */
  readonly key: string;
  readonly shape: FieldShape;
  /** True where several values are typed one a line. */
  readonly many: boolean;
  readonly required: boolean;
}

/** What somebody may fill in of an entry, what matters most first. */
export function slotsFor(kind: Kind, clearance: Clearance): readonly Slot[] {
  const { heading, head, fields } = kindTables[kind];
  const shown = Object.keys(fields).filter((key) => fields[key]?.hidden !== true);
  const keys = [
    heading,
    ...head,
    ...shown.filter((key) => !head.includes(key)),
    "acronym",
    "aliases",
    "visibility",
    "groups",
  ];
  return keys.flatMap((key) => slotFor(kind, key, clearance) ?? []);
}

/** Who may see an entry is asked of those who see more than all do, and nobody can hide it from themselves. */
export function slotFor(kind: Kind, key: string, { level, groups }: Clearance): Slot | undefined {
  const isBound = level === "restricted" && groups.length > 0;
  if (key === "visibility") {
    const of = ["public", "internal", ...(isBound ? ["restricted"] : [])];
    return level === "public"
      ? undefined
      : { key, shape: { type: "choice", of }, many: false, required: false };
  }
  if (key === "groups")
    return isBound ? { key, shape: { type: "choice", of: groups }, many: true, required: false } : undefined;
  const isHeading = key === kindTables[kind].heading;
  if (nameTypeOf(kind, key) !== undefined)
    return { key, shape: { type: "proper" }, many: !isHeading, required: isHeading };
  const field = fieldOf(kind, key);
  return field === undefined || !isWritten(field)
    ? undefined
    : { key, shape: field, many: field.many, required: false };
}
