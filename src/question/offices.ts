import { isGroup } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { wordKey } from "../text.ts";
import type { Sense } from "./lexicon.ts";
import type { Mention, Reading } from "./reading.ts";

/** What a question's mentions come to once its positions are heeded. */
export interface Positioned {
  readonly mentions: readonly Mention[];
  /** Where a position is named, as a word index; elsewhere a word that may be one (a chair) asks who did something. */
  readonly positions: ReadonlySet<number>;
}

/**
 * A position beside an organisation is a person: "the head of the agency", "ABC CEO".
 *
 * Without one, the organisation that was spoken of before is meant if somebody holds it there. Where nobody does, the
 * organisation stays and the position is left to be looked for among its people. Of a country only what stands right
 * beside it is meant: half its bodies have a chairman.
 */
export function mergeOffices(
  reading: Reading,
  view: View,
  organisationsBefore: readonly string[],
): Positioned {
  const { mentions } = reading;
  const bodies = mentions.filter((mention) => view.get(mention.ids[0] ?? "")?.kind === "organisation");
  const merged = new Map<Mention, Mention | undefined>();
  const positions = new Set<number>();
  for (const office of mentions.filter((mention) => mention.by === "office")) {
    positions.add(office.start);
    for (const body of bodies) {
      if (isCountry(view, body) && !isOf(reading, office, body)) continue;
      const held = office.ids.filter((id) => holdsOfficeIn(view, id, body.ids));
      if (held.length === 0) continue;
      merged.set(office, { ...office, ids: held });
      merged.set(body, undefined);
      break;
    }
    if (merged.has(office)) continue;
    if (bodies.some((body) => (isCountry(view, body) ? isOf : areBeside)(reading, office, body)))
      merged.set(office, undefined);
    else if (mentions.length > 1 && mayAsk(reading, office)) {
      merged.set(office, undefined);
      positions.delete(office.start);
    }
    const here =
      office.ids.length > 1 ? office.ids.filter((id) => holdsOfficeIn(view, id, organisationsBefore)) : [];
    if (bodies.length === 0 && here.length > 0) merged.set(office, { ...office, ids: here });
    else if (bodies.length === 0 && isIts(reading, office) && isElsewhere(view, office, organisationsBefore))
      merged.set(office, undefined);
  }
  const offices = mentions.filter((mention) => mention.by === "office");
  for (const [index, office] of offices.entries()) {
    const next = offices[index + 1];
    if (next !== undefined && areBeside(reading, office, next) && isInPosition(view, office, reading, next))
      merged.set(next, undefined);
  }
  for (const body of bodies)
    if (
      isCountry(view, body) &&
      bodies.some((other) => areBeside(reading, body, other) && isBodyOf(view, other, body))
    )
      merged.set(body, undefined);
  return {
    mentions: mentions.flatMap((mention) => (merged.has(mention) ? (merged.get(mention) ?? []) : mention)),
    positions,
  };
}

/** Whether the word also asks who did something: `chair`. */
function mayAsk({ senses }: Reading, { start }: Mention): boolean {
  return senses.some((placed) => placed.start === start && placed.senses.some((sense) => sense.is === "ask"));
}

/** "Its rector": of what was spoken of before, not of any body. */
function isIts({ senses }: Reading, { start }: Mention): boolean {
  return senses.some(
    (placed) =>
      placed.end === start && placed.senses.some((sense) => sense.is === "do" && sense.does === "it"),
  );
}

/** Whether all who hold it do so in other bodies. */
function isElsewhere(view: View, { ids }: Mention, bodies: readonly string[]): boolean {
  return bodies.length > 0 && !ids.some((id) => holdsOfficeIn(view, id, bodies));
}

/** "Political secretary to the minister": the second is part of the first's position. */
function isInPosition(view: View, { ids }: Mention, { senses }: Reading, next: Mention): boolean {
  const office = senses
    .find((placed) => placed.start === next.start)
    ?.senses.flatMap((sense) => (sense.is === "office" ? [sense.office] : []))[0];
  return ids.some((id) => {
    const person = view.get(id);
    const roles = person === undefined ? [] : view.statements(person, "roles");
    return roles.some(
      ({ value }) =>
        isGroup(value) && office !== undefined && wordKey(String(value.position)).includes(` ${office}`),
    );
  });
}

/** "Norway's institute" is the institute: its country beside it says nothing more. */
function isBodyOf(view: View, { ids }: Mention, country: Mention): boolean {
  return ids.some((id) => {
    const entry = view.get(id);
    const own = entry === undefined ? [] : view.statements(entry, "country");
    return own.some(({ value }) => country.ids.includes(String(value)));
  });
}

function isCountry(view: View, { ids }: Mention): boolean {
  const entry = view.get(ids[0] ?? "");
  return entry !== undefined && view.statements(entry, "type").some(({ value }) => value === "country");
}

/** "rector of Norway", "Norway's rector": nothing stands between but a word for belonging; not "the minister to Norway". */
function isOf(reading: Reading, office: Mention, country: Mention): boolean {
  if (!areBeside(reading, office, country)) return false;
  const [start, end] =
    office.start < country.start ? [office.end, country.start] : [country.end, office.start];
  return reading.senses
    .filter((placed) => placed.start >= start && placed.end <= end)
    .every((placed) => placed.senses.some((sense) => sense.is === "do" && sense.does === "of"));
}

/** Nothing but words without meaning stands between them: "chairman of the agency", not "the minister visited". */
function areBeside({ senses }: Reading, one: Mention, other: Mention): boolean {
  const [start, end] = one.start < other.start ? [one.end, other.start] : [other.end, one.start];
  const between = Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
  return between.every((index) =>
    senses.some((placed) => placed.start <= index && index < placed.end && placed.senses.every(isSmall)),
  );
}

const isSmall = (sense: Sense): boolean =>
  sense.is === "noise" || (sense.is === "do" && ["of", "it", "in"].includes(sense.does));

/** In the organisation itself, or in one that is part of it or belongs to the country. */
function holdsOfficeIn(view: View, id: string, bodies: readonly string[]): boolean {
  return bodies.length > 0 && bodiesOf(view, id).some((one) => bodies.includes(one));
}

/** By view and person; a position may be held by hundreds, who are asked about with every reading of a question. */
const known = new WeakMap<View, Map<string, readonly string[]>>();

/** Where a person holds an office: the organisations, and what they are part of or belong to. */
function bodiesOf(view: View, id: string): readonly string[] {
  let kept = known.get(view);
  if (kept === undefined) {
    kept = new Map();
    known.set(view, kept);
  }
  let bodies = kept.get(id);
  if (bodies === undefined) {
    const person = view.get(id);
    const roles = person === undefined ? [] : view.statements(person, "roles");
    bodies = roles.flatMap(({ value }) => {
      const organisation = isGroup(value) ? view.get(String(value.organisation)) : undefined;
      if (organisation === undefined) return [];
      const above = ["parent", "country"].flatMap((field) =>
        view.statements(organisation, field).map((statement) => String(statement.value)),
      );
      return [organisation.id, ...above];
    });
    kept.set(id, bodies);
  }
  return bodies;
}
