import { type Entry, isQuantity } from "../register/statement.ts";
import { neighboursOf } from "../search/neighbours.ts";
import { type Condition, type Selection, selectEntries } from "../search/selection.ts";
import type { Asked } from "./asked.ts";
import { selectionOf } from "./before.ts";
import type { Decision } from "./choose.ts";
import { fieldsFor } from "./fields.ts";
import { decided, moreOf, pointsBack } from "./more-of.ts";
import type { Query } from "./query.ts";
import { signalsOf } from "./signals.ts";

/**
 * Small talk, and questions that say only what is new: what was asked before says the rest ("and who witnessed it?", "and in
 * 2023?", "and the other one?", "how many?"). A question that stands by itself begins afresh.
 */
export function completeQuery(whole: Asked): Decision | undefined {
  const asked = withoutOffice(whole);
  const { signals, kinds, previous, view } = asked;
  if (kinds !== undefined) return undefined;
  const before = previous === undefined ? undefined : selectionOf(view, previous);
  const completed =
    before === undefined || previous === undefined || standsAlone(asked)
      ? undefined
      : (anotherTime(asked, previous, before) ??
        anotherName(asked, previous, before) ??
        anotherForm(asked, before) ??
        moreOf(asked, previous, before));
  if (completed !== undefined) return completed;
  const isSmallTalk = signals.isSmallTalk && signals.kinds.length === 0;
  return isSmallTalk && asked.mentions.length === 0 ? decided({ kind: "smalltalk" }) : undefined;
}

/** "And its chairman?": an office that several hold names nobody; it asks, where the word may ask at all. */
function withoutOffice(asked: Asked): Asked {
  const { mentions, reading } = asked;
  const [office, other] = mentions;
  if (office?.by !== "office" || office.ids.length === 1 || other !== undefined) return asked;
  const signals = signalsOf(reading, new Set());
  return signals.asks.length > 0 && reading.leftovers.length === 0
    ? { ...asked, signals, mentions: [] }
    : asked;
}

/** Whether a question needs none before it: it names something and asks of it, and points at nothing. */
function standsAlone({ signals, mentions, reading, times }: Asked): boolean {
  if (mentions.some((mention) => mention.by === "office")) return true;
  if (pointsBack(signals.does)) return false;
  if (signals.does.has("upcoming") || signals.isSmallTalk) return true;
  if (mentions.length > 0)
    return signals.kinds.length > 0 || signals.wants.length > 0 || signals.asks.length > 0;
  return (
    signals.kinds.length > 0 && (times.length > 0 || reading.leftovers.length > 0 || signals.does.has("list"))
  );
}

/** "And in 2023?": the same of another time. */
function anotherTime(
  { times, signals, mentions, reading }: Asked,
  previous: Query,
  before: Selection,
): Decision | undefined {
  const isNew = signals.asks.length + signals.wants.length + mentions.length + reading.leftovers.length > 0;
  if (times.length === 0 || isNew) return undefined;
  const where = before.where.filter((condition) => condition.test !== "during");
  const during = times.map((range): Condition => ({ test: "during", path: [], range }));
  const of = { ...before, where: [...where, ...during] };
  if (previous.kind === "count") return decided({ kind: "count", of });
  if (previous.kind === "facts") return decided({ ...previous, of });
  if (previous.kind === "check") return decided({ ...previous, of });
  return decided({ kind: "list", of, order: "newest", page: 1 });
}

/** "And the other park?": the same of another entry of the kind. */
function anotherName(asked: Asked, previous: Query, before: Selection): Decision | undefined {
  const { view, signals, mentions, reading } = asked;
  const [mention] = mentions;
  const entry = view.get(mention?.ids[0] ?? "");
  if (signals.asks.length + signals.wants.length > 0) return askedOfAnother(asked, before);
  const isNew = signals.kinds.length + reading.leftovers.length > 0;
  if (mention === undefined || entry === undefined || mentions.length > 1 || isNew) return undefined;
  const isSameKind = (id: string): boolean => view.get(id)?.kind === entry.kind;
  const place = before.where.findIndex(
    (condition) => condition.test === "is" && condition.values.some(isSameKind),
  );
  if (place >= 0) {
    const where = before.where.map((condition, index) =>
      index === place && condition.test === "is" ? { ...condition, values: mention.ids } : condition,
    );
    const of = { ...before, where };
    // Where the same of another entry is nothing, the name is meant by itself; a number or a yes may well be none.
    const isCounted = previous.kind === "count" || previous.kind === "check";
    return isCounted || selectEntries(view, of).size > 0 ? decided(withSelection(previous, of)) : undefined;
  }
  if (before.kinds[0] === "figure") return alike(asked, before, mention.ids);
  if (before.kinds[0] !== entry.kind || mention.ids.length > 1) return undefined;
  return decided(withSelection(previous, { ...before, kinds: [entry.kind], entries: [entry.id] }));
}

/** "What about the other one with ABC, what does it cover?": asked of what is had when the new name stands for one of those before. */
function askedOfAnother(
  { view, signals, mentions, reading }: Asked,
  before: Selection,
): Decision | undefined {
  const [mention, other] = mentions;
  const [kind] = before.kinds;
  const named = view.get(mention?.ids[0] ?? "")?.kind;
  if (mention === undefined || other !== undefined || kind === undefined || named === kind) return undefined;
  if (!signals.does.has("also") || reading.leftovers.length > 0) return undefined;
  const { fields, score } = fieldsFor(kind, signals.asks, signals.wants);
  if (score === 0) return undefined;
  const isSameKind = (id: string): boolean => view.get(id)?.kind === named;
  for (const one of before.where) {
    if (one.test !== "is" || !one.values.some(isSameKind)) continue;
    const where = before.where.map((each) => (each === one ? { ...one, values: mention.ids } : each));
    const of = { kinds: before.kinds, where };
    const { sure, perhaps } = selectEntries(view, of);
    if (sure.length + perhaps.length > 0) return decided({ kind: "facts", of, fields });
  }
  return undefined;
}

/** A number of the same unit, of something else. */
function alike({ view }: Asked, before: Selection, ids: readonly string[]): Decision | undefined {
  const unitsOf = (entry: Entry | undefined): readonly string[] =>
    entry === undefined
      ? []
      : view.statements(entry, "value").flatMap(({ value }) => (isQuantity(value) ? [value.unit] : []));
  const units = new Set((before.entries ?? []).flatMap((id) => unitsOf(view.get(id))));
  const entries = view
    .ofKind("figure")
    .filter((figure) => ids.some((id) => neighboursOf(view, id).has(figure.id)))
    .filter((figure) => unitsOf(figure).some((unit) => units.has(unit)))
    .map((figure) => figure.id);
  const of: Selection = { kinds: ["figure"], entries, where: [] };
  return entries.length === 0 ? undefined : decided({ kind: "list", of, order: "newest", page: 1 });
}

function withSelection(previous: Query, of: Selection): Query {
  switch (previous.kind) {
    case "facts":
    case "count":
    case "check":
      return { ...previous, of };
    case "list":
      return { ...previous, of, page: 1 };
    case "brief":
    case "team":
      return { kind: previous.kind, entry: of.entries?.[0] ?? previous.entry };
    default:
      return { kind: "card", entry: of.entries?.[0] ?? "" };
  }
}

/** "How many?" after a list, "which ones?" after a number. */
function anotherForm({ signals, mentions, reading, view }: Asked, before: Selection): Decision | undefined {
  const isNew = mentions.length + reading.leftovers.length + signals.kinds.length + signals.asks.length > 0;
  if (isNew || selectEntries(view, before).size < 2) return undefined;
  if (signals.does.has("count")) return decided({ kind: "count", of: before });
  const isPlain = signals.wants.length === 0 && (signals.does.has("list") || signals.asksWhich);
  return isPlain ? decided({ kind: "list", of: before, order: "newest", page: 1 }) : undefined;
}
