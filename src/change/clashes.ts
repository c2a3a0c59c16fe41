import type { Kind } from "../register/field.ts";
import { fieldOf, kindTables } from "../register/kinds.ts";
import { inverseOf, linksOf } from "../register/links.ts";
import { type DayRange, daysOf, partialDate } from "../register/partial-date.ts";
import type { Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { statedIn } from "../register/written.ts";
import { calledIn, keyOf } from "./called.ts";

/** What a change may have overlooked: no error, for it may be meant. Entries by id. */
export type Clash =
  /** The same person in two places on the same days. */
  | { readonly kind: "person"; readonly person: string; readonly other: string }
  /** Two visits with the same organisation on the same days. */
  | { readonly kind: "overlap"; readonly organisation: string; readonly other: string }
  /** Another entry has the same name. */
  | { readonly kind: "name"; readonly name: string; readonly other: string };

/** Kinds of entry at which people are present for some days. */
const gatherings: readonly Kind[] = ["visit", "event"];

/** What an entry clashes with of what somebody sees. */
export function clashesOf(entry: Entry, view: View): readonly Clash[] {
  return [...sameNames(entry, view), ...samePlaceInTime(entry, view)];
}

function sameNames(entry: Entry, view: View): readonly Clash[] {
  const clashes = new Map<string, Clash>();
  for (const key of new Set(entry.names.map(keyOf))) {
    for (const other of calledIn(view, key)) {
      const shared = other.names.find((name) => keyOf(name) === key);
      if (other.id === entry.id || shared === undefined || clashes.has(other.id)) continue;
      clashes.set(other.id, { kind: "name", name: shared.text, other: other.id });
    }
  }
  return [...clashes.values()];
}

function samePlaceInTime(entry: Entry, view: View): readonly Clash[] {
  const days = exactDays(entry);
  if (!gatherings.includes(entry.kind) || days === undefined || isCalledOff(entry)) return [];
  const [people, organisations] = [linkedOf(entry, "person"), linkedOf(entry, "organisation")];
  const others = gatherings.flatMap((kind) => view.ofKind(kind)).filter(({ id }) => id !== entry.id);
  const related = new Set(linksOf(entry).map(({ to }) => to));
  return others.flatMap((other): readonly Clash[] => {
    if (related.has(other.id) || isCalledOff(other)) return [];
    if (linksOf(other).some(({ to }) => to === entry.id)) return [];
    const theirs = exactDays(other);
    if (theirs === undefined || theirs.last < days.first || theirs.first > days.last) return [];
    const person = linkedOf(other, "person").find((id) => people.includes(id));
    if (person !== undefined) return [{ kind: "person", person, other: other.id }];
    const organisation =
      entry.kind === "visit" && other.kind === "visit"
        ? linkedOf(other, "organisation").find((id) => organisations.includes(id))
        : undefined;
    return organisation === undefined ? [] : [{ kind: "overlap", organisation, other: other.id }];
  });
}

/** The days of an entry whose days are known: of a month nobody can say what it clashes with. */
function exactDays(entry: Entry): DayRange | undefined {
  const { dated } = kindTables[entry.kind];
  const [first] = dated === undefined ? [] : statedIn(entry, dated);
  if (first === undefined || "text" in first) return undefined;
  const date = partialDate(String(first.value));
  const isExact =
    (date.form === "point" || date.form === "span") &&
    date.from.day !== undefined &&
    date.to.day !== undefined;
  return isExact ? daysOf(date) : undefined;
}

function isCalledOff(entry: Entry): boolean {
  return statedIn(entry, "status").some((one) => !("text" in one) && one.value === "cancelled");
}

/** Those of a kind who take part: what links to them is read from their side, too, and not only to be asked about. */
function linkedOf(entry: Entry, kind: Kind): readonly string[] {
  return linksOf(entry)
    .filter(({ field, part, kinds }) => {
      const shape = fieldOf(entry.kind, field);
      return kinds.includes(kind) && shape !== undefined && inverseOf(shape, part, kind) !== undefined;
    })
    .map(({ to }) => to);
}
