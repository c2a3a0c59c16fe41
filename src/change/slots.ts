import { type FieldShape, isWritten, type Kind } from "../register/field.ts";
import { fieldOf, kindTables } from "../register/kinds.ts";
import { visibilities } from "../register/statement.ts";
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

/** What a change of an entry may fill in, what matters most first. Who may see it is asked of those who see more than all do. */
export function slotsOf(kind: Kind, maySeeMore: boolean): readonly Slot[] {
  const { heading, head, fields } = kindTables[kind];
  const shown = Object.keys(fields).filter((key) => fields[key]?.hidden !== true);
  const keys = [
    heading,
    ...head,
    ...shown.filter((key) => !head.includes(key)),
    "acronym",
    "aliases",
    ...(maySeeMore ? ["visibility", "groups"] : []),
  ];
  return keys.flatMap((key) => slotOf(kind, key) ?? []);
}

export function slotOf(kind: Kind, key: string): Slot | undefined {
  const isHeading = key === kindTables[kind].heading;
  if (nameTypeOf(kind, key) !== undefined)
    return { key, shape: { type: "proper" }, many: !isHeading, required: isHeading };
  if (key === "visibility")
    return { key, shape: { type: "choice", of: visibilities }, many: false, required: false };
  if (key === "groups") return { key, shape: { type: "proper" }, many: true, required: false };
  const field = fieldOf(kind, key);
  return field === undefined || !isWritten(field)
    ? undefined
    : { key, shape: field, many: field.many, required: false };
}
