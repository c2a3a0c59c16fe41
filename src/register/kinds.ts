import type { Field, Kind, KindTable } from "./field.ts";
import { agreement } from "./kinds/agreement.ts";
import { commitment, figure } from "./kinds/commitment.ts";
import { event } from "./kinds/event.ts";
import { organisation } from "./kinds/organisation.ts";
import { person } from "./kinds/person.ts";
import { policy, programme } from "./kinds/programme.ts";
import { source } from "./kinds/source.ts";
import { visit } from "./kinds/visit.ts";

/** All that is known about the kinds of entry. */
export const kindTables: Readonly<Record<Kind, KindTable>> = {
  agreement,
  programme,
  policy,
  organisation,
  person,
  visit,
  event,
  commitment,
  figure,
  source,
};

export function fieldOf(kind: Kind, name: string): Field | undefined {
  const fields = kindTables[kind].fields;
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
