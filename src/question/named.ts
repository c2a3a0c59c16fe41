import type { Kind } from "../register/field.ts";
import { kindTables } from "../register/kinds.ts";
import { daysOf } from "../register/partial-date.ts";
import type { Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { dateOf } from "../search/entry-dates.ts";
import { holdsWords } from "../search/holding.ts";
import { neighboursOfAny } from "../search/neighbours.ts";
import { numberingOf } from "../search/numbering.ts";
import type { Selection } from "../search/selection.ts";
import { hasHan } from "../text.ts";
import { type Asked, isCountry, kindOf } from "./asked.ts";
import { describe } from "./conditions.ts";
import { figuresFor } from "./counted.ts";
import { type FieldsFound, fieldsFor } from "./fields.ts";
import { waysTo } from "./paths.ts";
import { holdersFitting, ofItsPeople, ofOneSide } from "./people-of.ts";
import { type Query, selectEntry } from "./query.ts";
import type { Mention } from "./reading.ts";

/** Questions about entries by name: a card, some fields, or what links two of them. */
export function aboutNamed(asked: Asked): readonly Query[] {
  return asked.mentions.length === 0 ? [] : aboutSubject(asked, false);
}

/**
 * What may be asked of the first entry named, the likeliest first. With `whole`, as for a command, its card is all that
 * is asked.
 */
export function aboutSubject(asked: Asked, whole: boolean): readonly Query[] {
  const { view, signals, mentions, times } = asked;
  const [subject] = mentions;
  const entry = view.get(subject?.ids[0] ?? "");
  if (subject === undefined || entry === undefined) return [];
  const card: Query =
    subject.ids.length > 1 ? { kind: "choose", entries: subject.ids } : { kind: "card", entry: entry.id };
  if (whole && times.length > 0) {
    const where = times.map((range) => ({ test: "during", path: [], range }) as const);
    return [
      { kind: "list", of: { kinds: [entry.kind], entries: subject.ids, where }, order: "newest", page: 1 },
    ];
  }
  if (whole || entry.kind === "figure") return [card];
  if (signals.does.has("upcoming") && mentions.length === 1 && isPast(asked, entry))
    return [{ kind: "upcoming", kinds: [entry.kind], page: 1 }];
  const own = fieldsFor(
    entry.kind,
    signals.asks,
    signals.wants,
    (field) => view.statements(entry, field).length > 0,
  );
  const shared = mentions.length > 1 ? linking(view, mentions) : [];
  const others = [
    figuresFor(asked),
    throughRelation(asked),
    ofOneSide(asked, entry),
    holdersFitting(asked, subject),
    own.score < 5 && signals.wants.includes("who") ? whoSays(asked) : undefined,
    mentions.length > 1 ? whatLinks(asked, shared) : undefined,
  ].filter((query) => query !== undefined);
  const ofPeople = mentions.length === 1 ? ofItsPeople(asked, subject) : [];
  return [
    ...ofPeople,
    ...ownFields(asked, subject.ids, entry, own),
    ...others,
    ...linkedOnes(asked, shared),
    card,
  ];
}

/** The fields of the subject itself that the question asks for, else those of its statements that hold its words. */
function ownFields(
  { signals, reading, mentions, view }: Asked,
  ids: readonly string[],
  entry: Entry,
  own: FieldsFound,
): readonly Query[] {
  const isPerson = entry.kind === "person" && mentions[0]?.by === "office";
  const offices = isPerson ? [] : signals.offices;
  const held = (word: string): boolean =>
    mentions.some((mention) => {
      const named = view.get(mention.ids[0] ?? "");
      return named !== undefined && named !== entry && holdsWords(view, named, [word]);
    });
  const matching = [...offices, ...reading.leftovers.filter((word) => !held(word))];
  const matched = matching.length === 0 ? {} : { matching };
  const asksWho =
    entry.kind === "person" && signals.wants.includes("who") && signals.asks.every((ask) => ask === "role");
  const of: Selection =
    ids.length === 1 ? selectEntry(entry.kind, entry.id) : { kinds: [entry.kind], entries: ids, where: [] };
  if (own.score > 0 && !asksWho) return [{ kind: "facts", of, fields: own.fields, ...matched }];
  if (matching.length === 0 || ids.length > 1) return [];
  const fields = offices.length > 0 && entry.kind === "organisation" ? ["people"] : [];
  return [{ kind: "facts", of, fields, matching }];
}

/**
 * Whether the topic of a question may go where nothing holds it: only if the register knows its words from elsewhere,
 * for else another question would be answered. One Han character is the rest of a phrase, not a topic of its own.
 */
function mayDropTopic({ reading, isKnownWord }: Asked): boolean {
  return reading.leftovers.every((word) => isKnownWord(word) || (word.length === 1 && hasHan(word)));
}

/** Whether a visit or event was before today: then the next of its kind is asked for, not this one. */
function isPast({ view, today }: Asked, entry: Entry): boolean {
  const date = entry.kind === "visit" || entry.kind === "event" ? dateOf(view, entry) : undefined;
  return date !== undefined && daysOf(date).last < today;
}

const targets: readonly Kind[] = ["event", "agreement", "visit", "programme", "commitment"];

/** "When did A sign with B?": the fields of the entries that the question's verb leads to from what is named. */
function throughRelation(asked: Asked): Query | undefined {
  const { view, signals, mentions, times, reading } = asked;
  const kind = kindOf(view, mentions[0]);
  if (kind === undefined || signals.asks.length === 0) return undefined;
  let best: { readonly query: Query; readonly score: number } | undefined;
  for (const target of targets) {
    if (
      mentions.some((mention) => kindOf(view, mention) === target) ||
      !waysTo(target, kind, signals.asks).some((way) => way.named.length > 0 && way.hops === 1)
    )
      continue;
    const { fields, score } = fieldsFor(target, signals.asks, signals.wants);
    const asking = { kinds: [target], mentions, times, asks: signals.asks };
    const tries = [
      { ...asking, about: reading.leftovers, notBy: fields },
      { ...asking, about: reading.leftovers },
      ...(mayDropTopic(asked) ? [{ ...asking, about: [] }] : []),
    ].map((one) => describe(view, one));
    const described = tries.find((one) => one.found > 0);
    if (described === undefined) continue;
    const total = (score > 0 ? score : 3) + (times.length > 0 || mentions.length > 1 ? 1 : 0);
    const query: Query =
      signals.wants.length > 0 && score > 0
        ? { kind: "facts", of: described.selection, fields }
        : { kind: "list", of: described.selection, order: "newest", page: 1 };
    if (total > (best?.score ?? 0)) best = { query, score: total };
  }
  return best?.query;
}

/** "Who brought up the bloc?": what persons said or spoke on that holds the name. */
function whoSays({ view, signals, mentions }: Asked): Query | undefined {
  const { fields, score } = fieldsFor("person", signals.asks, []);
  const telling = [kindTables.person.fields.said, kindTables.person.fields.talks].flatMap(
    (field) => field?.asks ?? [],
  );
  if (!signals.asks.some((ask) => telling.includes(ask))) return undefined;
  const words = mentions.map((mention) => mention.text);
  if (score === 0 || kindOf(view, mentions[0]) === "person") return undefined;
  const described = describe(view, { kinds: ["person"], mentions: [], times: [], about: words, asks: [] });
  return described.found === 0
    ? undefined
    : { kind: "facts", of: described.selection, fields, matching: words };
}

/** Each of the few entries that link all that is named, by itself: what is asked of it, and its card. */
function linkedOnes({ view, signals, reading }: Asked, shared: readonly Entry[]): readonly Query[] {
  if (shared.length > fewEntries) return [];
  return shared.flatMap((entry): readonly Query[] => {
    const isRecorded = (field: string): boolean => view.statements(entry, field).length > 0;
    const { fields, score } = fieldsFor(entry.kind, signals.asks, signals.wants, isRecorded);
    const of = selectEntry(entry.kind, entry.id);
    const matching = reading.leftovers.length === 0 ? {} : { matching: reading.leftovers };
    const facts: readonly Query[] =
      score > 0 && fields.some(isRecorded) ? [{ kind: "facts", of, fields, ...matching }] : [];
    return [...facts, { kind: "card", entry: entry.id }];
  });
}

const fewEntries = 5;

function isNear(view: View, { ids }: Mention, entry: Entry, hops: number): boolean {
  return neighboursOfAny(view, ids, hops).has(entry.id);
}

/** What links all that is named; an agreement also with what its parties belong to. */
function linking(view: View, mentions: readonly Mention[]): readonly Entry[] {
  const [first, ...others] = mentions.map(({ ids }) => neighboursOfAny(view, ids, 2));
  const { entries } = numberingOf(view);
  return [...(first?.numbers ?? [])]
    .filter((number) => others.every((other) => other.hasNumber(number)))
    .flatMap((number) => entries[number] ?? [])
    .filter(
      (entry) =>
        entry.kind !== "source" &&
        entry.kind !== "organisation" &&
        mentions.every((mention) =>
          isNear(view, mention, entry, entry.kind !== "agreement" || hasOwn(view, mention) ? 1 : 2),
        ) &&
        mentions.some((mention) => isNear(view, mention, entry, 1)),
    );
}

/** A body with agreements of its own has no part in another's, whoever was at both. */
function hasOwn(view: View, { ids }: Mention): boolean {
  return ids.every((id) => {
    const entry = view.get(id);
    if (entry?.kind !== "organisation" || isCountry(view, id)) return false;
    return view.statements(entry, "agreements").length > 0;
  });
}

/** Two names and no more: what they have in common; where nothing links them, both; a country only says whose the other is. */
function whatLinks(
  { view, mentions, times, signals, reading }: Asked,
  shared: readonly Entry[],
): Query | undefined {
  const agreements = shared.filter((entry) => entry.kind === "agreement");
  const chosen = agreements.length > 0 ? agreements : shared;
  const [only] = chosen;
  if (chosen.length === 1 && only !== undefined && times.length === 0)
    return { kind: "card", entry: only.id };
  const isBare =
    signals.kinds.length + signals.asks.length + signals.wants.length + reading.leftovers.length === 0;
  if (chosen.length === 0 && !isBare) return undefined;
  const [whose, further] = mentions.filter((mention) => !isCountry(view, mention.ids[0]));
  const [id, other] = whose?.ids ?? [];
  if (chosen.length === 0 && id !== undefined && further === undefined && other === undefined)
    return { kind: "card", entry: id };
  const ids =
    chosen.length > 0
      ? chosen.map((entry) => entry.id)
      : [...new Set(mentions.flatMap((mention) => mention.ids))];
  const kinds = [...new Set(ids.flatMap((id) => view.get(id)?.kind ?? []))];
  return {
    kind: "list",
    of: { kinds, entries: ids, where: times.map((range) => ({ test: "during", path: [], range })) },
    order: "newest",
    page: 1,
  };
}
