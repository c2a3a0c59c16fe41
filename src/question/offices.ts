import { isGroup } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import type { Mention, Reading } from "./reading.ts";

/**
 * A position beside an organisation is a person: "the head of the agency", "ABC CEO".
 *
 * Without one, the organisation that was spoken of before is meant if somebody holds it there. Where nobody does, the
 * organisation stays and the position is left to be looked for among its people.
 */
export function mergeOffices(
  reading: Reading,
  view: View,
  organisationsBefore: readonly string[],
): readonly Mention[] {
  const { mentions } = reading;
  const bodies = mentions.filter((mention) => view.get(mention.ids[0] ?? "")?.kind === "organisation");
  const merged = new Map<Mention, Mention | undefined>();
  for (const office of mentions.filter((mention) => mention.by === "office")) {
    for (const body of bodies) {
      const held = office.ids.filter((id) => holdsOfficeIn(view, id, body.ids));
      if (held.length === 0) continue;
      merged.set(office, { ...office, ids: held });
      merged.set(body, undefined);
      break;
    }
    if (merged.has(office)) continue;
    if (bodies.some((body) => areBeside(reading, office, body))) merged.set(office, undefined);
    const here =
      office.ids.length > 1 ? office.ids.filter((id) => holdsOfficeIn(view, id, organisationsBefore)) : [];
    if (bodies.length === 0 && here.length > 0) merged.set(office, { ...office, ids: here });
  }
  return mentions.flatMap((mention) => (merged.has(mention) ? (merged.get(mention) ?? []) : mention));
}

/** Nothing but words without meaning stands between them: "chairman of the agency", not "the minister visited". */
function areBeside({ senses }: Reading, one: Mention, other: Mention): boolean {
  const [start, end] = one.start < other.start ? [one.end, other.start] : [other.end, one.start];
  const between = Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
  return between.every((index) =>
    senses.some(
      (placed) =>
        placed.start <= index && index < placed.end && placed.senses.every((sense) => sense.is === "noise"),
    ),
  );
}

/** In the organisation itself, or in one that is part of it or belongs to the country. */
function holdsOfficeIn(view: View, id: string, bodies: readonly string[]): boolean {
  const person = view.get(id);
  if (person === undefined) return false;
  return view.statements(person, "roles").some(({ value }) => {
    const organisation = isGroup(value) ? view.get(String(value.organisation)) : undefined;
    if (organisation === undefined) return false;
    const above = ["parent", "country"].flatMap((field) =>
      view.statements(organisation, field).map((statement) => String(statement.value)),
    );
    return [organisation.id, ...above].some((one) => bodies.includes(one));
  });
}
