import { fieldOf, kindTables } from "../../register/kinds.ts";
import type { DayRange } from "../../register/partial-date.ts";
import type { Entry, Statement } from "../../register/statement.ts";
import type { View } from "../../register/view.ts";
import { type Path, type Selection, selectEntries } from "../../search/selection.ts";
import { toldOf } from "../../search/statement-words.ts";
import type { Asked } from "../asked.ts";
import { type PathRead, readPath } from "../paths.ts";
import type { Query } from "../query.ts";

/** So many entries of an answer are looked at. */
const mostLookedAt = 40;

/** What a Query would answer with. */
export interface Answer {
  readonly entries: readonly Entry[];
  /** The fields it shows, and those that led to the entries. */
  readonly fields: readonly string[];
  readonly asks: ReadonlySet<string>;
  readonly statements: readonly Statement[];
  /** How well each thing named is taken up. */
  readonly ids: ReadonlyMap<string, number>;
  readonly about: ReadonlySet<string>;
  readonly isWhole: boolean;
  /** What it would find, were there any. */
  readonly kinds: readonly string[];
  readonly ranges: readonly DayRange[];
}

export function answerOf(asked: Asked, query: Query): Answer | undefined {
  const { view } = asked;
  switch (query.kind) {
    case "card":
    case "brief":
    case "team":
      return whole(asked, [query.entry]);
    case "compare":
    case "choose":
      return whole(asked, query.entries);
    case "facts":
    case "list":
    case "count":
      return chosen(asked, query.of, query);
    case "upcoming":
      return whole(
        asked,
        query.kinds.flatMap((kind) => view.ofKind(kind).map((entry) => entry.id)),
      );
    default:
      return undefined;
  }
}

function whole({ view }: Asked, ids: readonly string[]): Answer {
  const entries = ids.flatMap((id) => view.get(id) ?? []).slice(0, mostLookedAt);
  return {
    entries,
    fields: [],
    asks: new Set(),
    statements: entries.flatMap((entry) => Object.values(entry.fields).flat()),
    ids: new Map(ids.map((id) => [id, 1])),
    about: new Set(),
    isWhole: true,
    kinds: [],
    ranges: [],
  };
}

function chosen({ view, signals }: Asked, of: Selection, query: Query): Answer {
  const entries = selectEntries(view, of).all.slice(0, mostLookedAt);
  const [kind] = of.kinds;
  const isOne = entries.length === 1;
  const ids = new Map(entries.map((entry) => [entry.id, isOne ? 1 : amongOthers]));
  for (const id of of.entries ?? []) ids.set(id, 1);
  const asks = new Set<string>();
  const about = new Set<string>();
  const fields: string[] = [];
  for (const condition of of.where) {
    if (condition.test === "about") {
      for (const word of condition.words) about.add(word);
      continue;
    }
    const read = kind === undefined ? unread : readPath(kind, condition.path);
    if (condition.test === "is") {
      const share = shareOfPath(condition.path, read, signals.asks) * (entries.length === 0 ? unfound : 1);
      for (const id of condition.values) ids.set(id, Math.max(share, ids.get(id) ?? 0));
    }
    for (const ask of read.asks) asks.add(ask);
    const dated = kind === undefined || condition.path.length > 0 ? undefined : kindTables[kind].dated;
    if (condition.test === "during" && kind !== undefined && dated !== undefined)
      for (const ask of fieldOf(kind, dated)?.asks ?? []) asks.add(ask);
    if (condition.path[0] !== undefined) fields.push(condition.path[0]);
  }
  const asFacts = query.kind === "facts" ? query : undefined;
  const told = (asFacts?.fields ?? []).filter((field) => entries.some((entry) => isTold(view, entry, field)));
  // Beside a field that tells something one that is not recorded takes nothing up; where none does, that is what is said.
  for (const field of told.length > 0 ? told : (asFacts?.fields ?? [])) {
    for (const one of of.kinds) for (const ask of fieldOf(one, field)?.asks ?? []) asks.add(ask);
  }
  const statements =
    asFacts === undefined
      ? []
      : entries.flatMap((entry) =>
          toldOf(view, entry, asFacts.fields, asFacts.matching).flatMap((told) => told.statements),
        );
  return {
    entries,
    fields: asFacts?.fields ?? [],
    asks,
    statements,
    ids,
    about,
    isWhole: query.kind === "list" && entries.length === 1,
    kinds: entries.length === 0 ? of.kinds : [],
    ranges: entries.length === 0 ? of.where.flatMap((one) => (one.test === "during" ? [one.range] : [])) : [],
  };
}

function isTold(view: View, entry: Entry, field: string): boolean {
  return view.statements(entry, field).length > 0 || fieldOf(entry.kind, field)?.computed === true;
}

/** A name that leads to nothing is taken up less than one that does. */
const unfound = 0.85;

/** One of many that were found is not what was named. */
const amongOthers = 0.3;

const unread: PathRead = { asks: new Set(), hops: 0 };

/** A long way to a name is a guess, above all where the question calls none of its relations so; not that to a body's country. */
function shareOfPath(path: Path, { asks, hops }: PathRead, asked: readonly string[]): number {
  if (path.length === 0) return 0.8;
  if (path[0] === "*") return 0.4;
  if (path.at(-1) === "country") return 1;
  if (hops <= 1) return 1;
  return asked.some((ask) => asks.has(ask)) ? 0.85 : 0.6;
}

/** Whether a Query finds nothing to say. */
export function isEmpty(query: Query, { entries, statements, fields }: Answer): boolean {
  if (query.kind !== "facts") return entries.length === 0;
  const isComputed = entries.some((entry) =>
    fields.some((field) => fieldOf(entry.kind, field)?.computed === true),
  );
  return statements.length === 0 && !isComputed;
}
