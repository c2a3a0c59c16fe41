import type { Kind } from "../../register/field.ts";
import { fieldOf, kindTables } from "../../register/kinds.ts";
import { relations } from "../../register/links.ts";
import { type Entry, isQuantity } from "../../register/statement.ts";
import { countHeld } from "../../search/entry-text.ts";
import type { Asked } from "../asked.ts";
import { nounsAfterCount } from "../counted.ts";
import { meets } from "../fields.ts";
import type { Sense } from "../lexicon.ts";
import type { Query } from "../query.ts";
import type { PlacedSense } from "../reading.ts";
import type { Answer } from "./answer.ts";
import { linkedTo } from "./named-share.ts";

export function shareOfSense(
  asked: Asked,
  answer: Answer,
  query: Query,
  sense: Sense,
  placed: PlacedSense,
): number {
  switch (sense.is) {
    case "ask":
      if (answer.asks.has(sense.ask)) return 1;
      if (sense.ask === "amount" && answer.entries.some(({ kind }) => kind === "figure")) return 1;
      if (isCountedIn(asked, answer, sense.ask)) return 1;
      if (query.kind === "list" && asked.signals.asksWhich && hasRelation(answer, sense.ask)) return 0.8;
      return answer.isWhole && hasAsked(answer, sense.ask) ? 0.5 : 0;
    case "kind":
      return shareOfKind(asked, answer, sense.kind);
    case "wants":
      return shareOfWant(answer, query, sense.wants);
    case "office":
      return asked.mentions.some((mention) => mention.by === "office" && mention.start <= placed.start)
        ? 1
        : answer.asks.has("people") || answer.asks.has("role")
          ? 1
          : 0;
    case "do":
      return shareOfOrder(asked, answer, query, sense.does);
    default:
      return 0;
  }
}

/** "How many talks": whether each figure of the answer is named for what is asked. */
function isCountedIn(asked: Asked, { entries }: Answer, ask: string): boolean {
  return (
    asked.signals.does.has("count") &&
    entries.length > 0 &&
    entries.every(
      ({ kind, names }) => kind === "figure" && names.some((name) => countHeld(name.text, [ask]) > 0),
    )
  );
}

/** Whether a card shows a field that is asked for. */
export function hasAsked({ entries }: Answer, ask: string): boolean {
  return entries.some((entry) =>
    Object.keys(entry.fields).some((field) => fieldOf(entry.kind, field)?.asks.includes(ask) === true),
  );
}

/** Whether what is listed has a relation that is called so: "which policy does it follow?" */
function hasRelation({ entries }: Answer, ask: string): boolean {
  return entries.some((entry) =>
    relations.some((relation) => relation.kind === entry.kind && relation.asks.includes(ask)),
  );
}

function shareOfKind({ view, mentions }: Asked, answer: Answer, kind: string): number {
  if (answer.kinds.includes(kind)) return 1;
  const isNamed = (entry: Entry): boolean => mentions.some(({ ids }) => ids.includes(entry.id));
  if (answer.entries.some((entry) => entry.kind === kind && !isNamed(entry))) return 1;
  const isFigureOf = (entry: Entry): boolean =>
    entry.kind === "figure" && linkedTo(view, entry).some((other) => other.kind === kind);
  if (answer.entries.some(isFigureOf)) return 0.8;
  const leads = answer.entries.some((entry) =>
    answer.fields.some((name) => {
      const field = fieldOf(entry.kind, name);
      const isLink = field?.type === "link" && (field.to as readonly string[]).includes(kind);
      return isLink && view.statements(entry, name).length > 0;
    }),
  );
  if (leads) return 1;
  return mentions.some((mention) => view.get(mention.ids[0] ?? "")?.kind === kind) ? 0.9 : 0;
}

function shareOfWant(answer: Answer, query: Query, want: string): number {
  const [entry] = answer.entries;
  if (want === "which") return 1;
  if (entry === undefined)
    return answer.kinds.some((kind) => isShown(kind as Kind, answer.fields, want)) ? 1 : 0;
  if (want === "many" && query.kind === "count") return 0.5;
  if ((want === "many" || want === "much") && entry.kind === "figure") return 1;
  if (want === "who" && entry.kind === "person") return 1;
  if (want === "who" && entry.kind === "organisation" && answer.fields.length === 0)
    return answer.isWhole ? 0.6 : 1;
  const shown =
    answer.fields.length > 0
      ? answer.fields
      : answer.isWhole
        ? Object.keys(entry.fields)
        : kindTables[entry.kind].row;
  const met = isShown(entry.kind, shown, want);
  return met ? (answer.fields.length > 0 ? 1 : 0.7) : 0;
}

/** Whether entries are counted where the question counts something else, that is no kind of entry: "how many jobs". */
export function countsOther(asked: Asked, query: Query): boolean {
  const { does, kinds } = asked.signals;
  return (
    query.kind === "count" &&
    does.has("count") &&
    !countsAsked(
      asked,
      kinds.map(({ kind }) => kind),
    )
  );
}

/** Whether what is counted is asked for: what stands right behind "how many", any kind that is named where nothing does. */
function countsAsked(asked: Asked, kinds: readonly Kind[]): boolean {
  const nouns = nounsAfterCount(asked);
  return asked.signals.kinds.some(
    ({ kind, type }) => kinds.includes(kind) && (nouns.length === 0 || nouns.includes(type ?? kind)),
  );
}

/** Whether one of the fields has the shape that is wanted. */
function isShown(kind: Kind, fields: readonly string[], want: string): boolean {
  return fields.some((name) => {
    const field = kindTables[kind].fields[name];
    return field !== undefined && meets(field, want) === true;
  });
}

function shareOfOrder(asked: Asked, answer: Answer, query: Query, does: string): number {
  switch (does) {
    case "count":
      if (answer.entries.some((entry) => entry.kind === "figure")) return 1;
      if (query.kind === "count") return countsAsked(asked, query.of.kinds) ? 1 : 0.2;
      return query.kind === "facts" && !answer.statements.some(({ value }) => isQuantity(value)) ? 0 : 0.2;
    case "latest":
    case "first":
      return answer.entries.length === 1 || (query.kind === "list" && query.limit !== undefined) ? 1 : 0.3;
    case "compare":
    case "brief":
    case "team":
    case "upcoming":
      return query.kind === does ? 1 : 0.5;
    default:
      return 1;
  }
}
