import type { Kind } from "../register/field.ts";
import { type Entry, isGroup } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { stemsOf } from "../search/entry-text.ts";
import { neighboursOf } from "../search/neighbours.ts";
import { type Selection, selectEntries } from "../search/selection.ts";
import { heldIn, toldOf } from "../search/statement-words.ts";
import type { Asked } from "./asked.ts";
import { chooseReading, type Decision } from "./choose.ts";
import { fieldsFor } from "./fields.ts";
import { type Query, selectEntry } from "./query.ts";
import type { Mention } from "./reading.ts";

/** "it", "they", "there": words that stand for what was spoken of before. */
export function pointsBack(does: ReadonlySet<string>): boolean {
  return does.has("it") || does.has("person");
}

export const decided = (query: Query): Decision => ({ rule: "follow-up", query, share: 1, others: [] });

/** How well a question must be taken up with what was spoken of before; less, where it points back. */
const leastShare = 0.7;

const leastPointed = 0.66;

/** "And who witnessed it?", "what did he say?": more of what was spoken of, of what was named in answer, or of what is linked with it. */
export function moreOf(asked: Asked, previous: Query, before: Selection): Decision | undefined {
  const { view, signals, mentions, reading } = asked;
  const spoken = spokenOf(view, previous, before);
  const answered = namedInAnswer(view, previous, spoken);
  const subjects = signals.does.has("person") ? [...answered, ...spoken] : [...spoken, ...answered];
  if (mentions.length === 0 && signals.kinds.length === 0) {
    const own =
      fieldsOf(asked, before, spoken) ?? fieldsOfNamed(asked, answered) ?? fieldsNear(asked, spoken);
    if (own !== undefined) return own;
  }
  if (before.kinds[0] === "figure" && mentions.length + signals.kinds.length === 0)
    return decided({ kind: "list", of: before, order: "newest", page: 1 });
  const held = spoken.length <= fewEntries && reading.leftovers.length > 0 && mentions.length === 0;
  if (held && spoken.every((entry) => heldIn(stemsOf(view, entry), reading.leftovers).length > 0))
    return decided({ kind: "facts", of: before, fields: [], matching: reading.leftovers });
  if (isNameAlone(asked)) return undefined;
  for (const subject of subjects.slice(0, fewEntries)) {
    const { previous: _, ...afresh } = asked;
    const decision = chooseReading({ ...afresh, mentions: [mentionOf(subject), ...mentions] });
    const found = decision.others.find((one) => one.query === decision.query);
    if (decision.query.kind === "card" && signals.does.has("count")) continue;
    const least = pointsBack(signals.does) ? leastPointed : leastShare;
    if (found !== undefined && !found.isEmpty && decision.share >= least)
      return { ...decision, rule: `follow-up, ${decision.rule}` };
  }
  return undefined;
}

/** A name and no word more looks that name up, whatever was spoken of. */
function isNameAlone({ mentions, signals, reading, times }: Asked): boolean {
  const { kinds, asks, wants, does } = signals;
  const more = kinds.length + asks.length + wants.length + reading.leftovers.length + times.length;
  return mentions.length > 0 && more === 0 && !pointsBack(does);
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
  const { all } = selectEntries(view, before);
  if (previous.kind !== "check" || all.length > 0) return all;
  return (before.entries ?? []).flatMap((id) => view.get(id) ?? []);
}

function fieldsOf(
  { view, signals, reading }: Asked,
  all: Selection,
  spoken: readonly Entry[],
): Decision | undefined {
  const before = all.entries === undefined ? all : { ...all, where: [] };
  const [kind] = before.kinds;
  if (kind === undefined) return undefined;
  const isRecorded = (field: string): boolean =>
    spoken.some((entry) => view.statements(entry, field).length > 0);
  const { fields, score } = fieldsFor(kind, signals.asks, signals.wants, isRecorded);
  const isBare = signals.asks.length + reading.leftovers.length === 0 && signals.wants.some(isShaped);
  const isSaid =
    score >= named || (score > 0 && (isBare || fields.some(isRecorded) || isComputed(kind, fields)));
  const words = [...signals.offices, ...reading.leftovers];
  const matching = words.length === 0 ? {} : { matching: words };
  return isSaid ? decided({ kind: "facts", of: before, fields, ...matching }) : undefined;
}

/** "And where?" asks of nothing but what was spoken of: that no place is recorded is the answer. */
const isShaped = (want: string): boolean => want === "where" || want === "when" || want === "why";

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
    .filter((entry) => entry.kind !== "source" && (entry.kind !== "figure" || isOfAny(view, entry, spoken)))
    .map((entry) => ({
      entry,
      ...fieldsFor(
        entry.kind,
        signals.asks,
        signals.wants,
        (field) => view.statements(entry, field).length > 0,
      ),
    }))
    .filter(
      ({ entry, fields, score }) =>
        score >= named && fields.some((field) => view.statements(entry, field).length > 0),
    );
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

/** A figure tells of its subjects; of what is only counted in it, it tells nothing. */
function isOfAny(view: View, figure: Entry, spoken: readonly Entry[]): boolean {
  return view
    .statements(figure, "subject")
    .some(({ value }) => spoken.some(({ id }) => id === String(value)));
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
