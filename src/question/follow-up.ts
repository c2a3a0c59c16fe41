import type { Kind } from "../register/field.ts";
import { type Entry, isGroup, isQuantity } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { stemsOf } from "../search/entry-text.ts";
import { neighboursOf } from "../search/neighbours.ts";
import { type Condition, type Selection, selectEntries } from "../search/selection.ts";
import { heldIn, toldOf } from "../search/statement-words.ts";
import type { Asked } from "./asked.ts";
import { chooseReading, type Decision } from "./choose.ts";
import { fieldsFor } from "./fields.ts";
import { type Query, selectEntry } from "./query.ts";
import type { Mention } from "./reading.ts";

/**
 * Small talk, and questions that say only what is new: what was asked before says the rest ("and who witnessed it?", "and in
 * 2023?", "and MIMOS?", "how many?"). A question that stands by itself begins afresh.
 */
export function completeQuery(asked: Asked): Decision | undefined {
  const { signals, times, kinds, previous, view } = asked;
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
  const isSmallTalk = signals.isSmallTalk && times.length === 0 && signals.kinds.length === 0;
  return isSmallTalk && asked.mentions.length === 0 ? decided({ kind: "smalltalk" }) : undefined;
}

const decided = (query: Query): Decision => ({ rule: "follow-up", query, share: 1, others: [] });

/** Whether a question needs none before it: it names something and asks of it, and points at nothing. */
function standsAlone({ signals, mentions, reading, times }: Asked): boolean {
  if (mentions.some((mention) => mention.by === "office")) return true;
  if (pointsBack(signals.does)) return false;
  if (signals.does.has("upcoming") || signals.isSmallTalk) return true;
  if (mentions.length > 0)
    return signals.kinds.length > 0 || signals.wants.length > 0 || signals.asks.length > 0;
  return signals.kinds.length > 0 && (times.length > 0 || reading.leftovers.length > 0 || signals.does.has("list"));
}

/** "it", "they", "there": words that stand for what was spoken of before. */
function pointsBack(does: ReadonlySet<string>): boolean {
  return does.has("it") || does.has("person");
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
  if (signals.asks.length + signals.wants.length > 0) return undefined;
  if (mentions.length === 0) return described(asked, previous, before);
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
    return decided(withSelection(previous, { ...before, where }));
  }
  if (before.kinds[0] === "figure") return alike(asked, before, mention.ids);
  if (before.kinds[0] !== entry.kind || mention.ids.length > 1) return undefined;
  return decided(withSelection(previous, { ...before, kinds: [entry.kind], entries: [entry.id] }));
}

/** "And the vaccine agreement?": another entry that is described, not named. */
function described({ reading, view, resolve }: Asked, previous: Query, before: Selection): Decision | undefined {
  const entry = reading.leftovers.length === 0 ? undefined : view.get(resolve(reading.text) ?? "");
  if (entry === undefined || entry.kind !== before.kinds[0]) return undefined;
  return decided(withSelection(previous, { ...before, entries: [entry.id], where: [] }));
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
  const { sure, perhaps } = selectEntries(view, before);
  if (isNew || sure.length + perhaps.length < 2) return undefined;
  if (signals.does.has("count")) return decided({ kind: "count", of: before });
  const isPlain = signals.wants.length === 0 && (signals.does.has("list") || signals.asksWhich);
  return isPlain ? decided({ kind: "list", of: before, order: "newest", page: 1 }) : undefined;
}

/** How well a question must be taken up with what was spoken of before; less, where it points back. */
const leastShare = 0.8;
const leastPointed = 0.66;

/** "And who witnessed it?", "what did he say?": more of what was spoken of, of what was named in answer, or of what is linked with it. */
function moreOf(asked: Asked, previous: Query, before: Selection): Decision | undefined {
  const { view, signals, mentions, reading } = asked;
  const spoken = spokenOf(view, previous, before);
  const answered = namedInAnswer(view, previous, spoken);
  const subjects = signals.does.has("person") ? [...answered, ...spoken] : [...spoken, ...answered];
  if (mentions.length === 0 && signals.kinds.length === 0) {
    const own = fieldsOf(asked, before, spoken) ?? fieldsOfNamed(asked, answered) ?? fieldsNear(asked, spoken);
    if (own !== undefined) return own;
  }
  if (before.kinds[0] === "figure" && mentions.length + signals.kinds.length === 0)
    return decided({ kind: "list", of: before, order: "newest", page: 1 });
  const held = spoken.length <= fewEntries && reading.leftovers.length > 0 && mentions.length === 0;
  if (held && spoken.every((entry) => heldIn(stemsOf(view, entry), reading.leftovers).length > 0))
    return decided({ kind: "facts", of: before, fields: [], matching: reading.leftovers });
  for (const subject of subjects.slice(0, fewEntries)) {
    const { previous: _, ...afresh } = asked;
    const decision = chooseReading({ ...afresh, mentions: [mentionOf(subject), ...mentions] });
    const found = decision.others.find((one) => one.query === decision.query);
    const least = pointsBack(signals.does) ? leastPointed : leastShare;
    if (found !== undefined && !found.isEmpty && decision.share >= least)
      return { ...decision, rule: `follow-up, ${decision.rule}` };
  }
  return undefined;
}

/** From this score on a field is asked for by name, so that its not being recorded is an answer. */
const named = 3;
/** More entries than this are not spoken of as "it". */
const fewEntries = 3;

function mentionOf(entry: Entry): Mention {
  return { start: 0, end: 0, ids: [entry.id], by: "name", text: entry.names[0]?.text ?? entry.id };
}

/** What was spoken of; of a premise that did not hold, what it was about. */
function spokenOf(view: View, previous: Query, before: Selection): readonly Entry[] {
  const { sure, perhaps } = selectEntries(view, before);
  if (previous.kind !== "check" || sure.length + perhaps.length > 0) return [...sure, ...perhaps];
  return (before.entries ?? []).flatMap((id) => view.get(id) ?? []);
}

function fieldsOf({ view, signals, reading }: Asked, all: Selection, spoken: readonly Entry[]): Decision | undefined {
  const before = all.entries === undefined ? all : { ...all, where: [] };

  const [kind] = before.kinds;
  if (kind === undefined) return undefined;
  const isRecorded = (field: string): boolean =>
    spoken.some((entry) => view.statements(entry, field).length > 0);
  const { fields, score } = fieldsFor(kind, signals.asks, signals.wants, isRecorded);
  const isSaid = score >= named || (score > 0 && (fields.some(isRecorded) || isComputed(kind, fields)));
  const matching = reading.leftovers.length === 0 ? {} : { matching: reading.leftovers };
  return isSaid ? decided({ kind: "facts", of: before, fields, ...matching }) : undefined;
}

function isComputed(kind: Kind, fields: readonly string[]): boolean {
  return kind === "agreement" && fields.includes("status");
}

function fieldsOfNamed(asked: Asked, answered: readonly Entry[]): Decision | undefined {
  const [only, other] = answered;
  if (only === undefined || other !== undefined) return undefined;
  return fieldsOf(asked, selectEntry(only.kind, only.id), [only]);
}

/** Where what was spoken of has no such field, what is linked with it may: who else was at the ceremony of an agreement. */
function fieldsNear({ view, signals, reading }: Asked, spoken: readonly Entry[]): Decision | undefined {
  if (signals.asks.length === 0 || spoken.length > fewEntries) return undefined;
  const near = new Set(spoken.flatMap((entry) => [...neighboursOf(view, entry.id)]));
  const able = [...near]
    .flatMap((id) => view.get(id) ?? [])
    .filter((entry) => entry.kind !== "source")
    .map((entry) => ({
      entry,
      ...fieldsFor(entry.kind, signals.asks, signals.wants, (field) => view.statements(entry, field).length > 0),
    }))
    .filter(({ entry, fields, score }) => score >= 3 && fields.some((field) => view.statements(entry, field).length > 0));
  const best = Math.max(0, ...able.map(({ score }) => score));
  const chosen = able.filter(({ score }) => score === best).slice(0, fewEntries);
  const [first] = chosen;
  if (first === undefined) return undefined;
  const same = chosen.filter(({ entry }) => entry.kind === first.entry.kind);
  return decided({
    kind: "facts",
    of: { kinds: [first.entry.kind], entries: same.map(({ entry }) => entry.id), where: [] },
    fields: [...new Set(same.flatMap(({ fields }) => fields))],
    ...(reading.leftovers.length === 0 ? {} : { matching: reading.leftovers }),
  });
}

/** The entries that the answer to the question before named. */
function namedInAnswer(view: View, previous: Query, spoken: readonly Entry[]): readonly Entry[] {
  if (previous.kind !== "facts") return [];
  const values = spoken.flatMap((entry) =>
    toldOf(view, entry, previous.fields, previous.matching).flatMap(({ statements }) =>
      statements.flatMap(({ value }) => (isGroup(value) ? Object.values(value) : [value])),
    ),
  );
  const ids = new Set(values.map(String));
  return [...ids].flatMap((id) => view.get(id) ?? []);
}

/** The organisations that what was asked before is about, or that its people belong to: "and its chairman?". */
export function organisationsBefore(view: View, previous: Query | undefined): readonly string[] {
  const before = previous === undefined ? undefined : selectionOf(view, previous);
  if (before === undefined) return [];
  const { sure } = selectEntries(view, before);
  return sure.flatMap((entry) => {
    if (entry.kind === "organisation") return [entry.id];
    return view
      .statements(entry, "roles")
      .flatMap(({ value }) =>
        isGroup(value) && typeof value.organisation === "string" ? [value.organisation] : [],
      );
  });
}

/** What a Query was about. */
function selectionOf(view: View, query: Query): Selection | undefined {
  switch (query.kind) {
    case "facts":
    case "list":
    case "count":
    case "check":
      return query.of;
    case "card":
    case "brief":
    case "team": {
      const entry = view.get(query.entry);
      return entry === undefined ? undefined : selectEntry(entry.kind, entry.id);
    }
    default:
      return undefined;
  }
}
