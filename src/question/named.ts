import type { Kind } from "../register/field.ts";
import { daysOf } from "../register/partial-date.ts";
import type { Entry } from "../register/statement.ts";
import { neighboursOf } from "../search/neighbours.ts";
import { dateOf } from "../search/selection.ts";
import { type Asked, kindOf, searchFor } from "./asked.ts";
import { describe } from "./conditions.ts";
import { figuresFor } from "./counted.ts";
import { fieldsFor } from "./fields.ts";
import { waysTo } from "./paths.ts";
import { type Query, selectEntry } from "./query.ts";

/** Questions about entries by name: a card, some fields, or what links two of them. */
export function aboutNamed(asked: Asked): Query | undefined {
  return asked.mentions.length === 0 ? undefined : aboutSubject(asked, false);
}

/** The first entry named is the subject. With `whole`, as for a command, its card is all that is asked. */
export function aboutSubject(asked: Asked, whole: boolean): Query {
  const { view, signals, mentions, reading } = asked;
  const [subject] = mentions;
  const entry = view.get(subject?.ids[0] ?? "");
  if (subject === undefined || entry === undefined) return searchFor(asked);
  const card: Query =
    subject.ids.length > 1 ? { kind: "choose", entries: subject.ids } : { kind: "card", entry: entry.id };
  if (whole || entry.kind === "figure") return card;
  const figures = figuresFor(asked);
  if (figures !== undefined) return figures;
  if (signals.does.has("upcoming") && mentions.length === 1 && isPast(asked, entry))
    return { kind: "upcoming", kinds: [entry.kind], page: 1 };
  const own = fieldsFor(
    entry.kind,
    signals.asks,
    signals.wants,
    (field) => view.statements(entry, field).length > 0,
  );
  const beyond = throughRelation(asked, own.score);
  if (beyond !== undefined) return beyond;
  const saying = own.score < 5 && signals.wants.includes("who") ? whoSays(asked) : undefined;
  if (saying !== undefined) return saying;
  const linking = mentions.length > 1 && mayDropTopic(asked) ? whatLinks(asked) : undefined;
  if (linking !== undefined) return linking;
  if (subject.ids.length > 1 && own.score > 0 && signals.kinds.length > 0) {
    return {
      kind: "facts",
      of: { kinds: [entry.kind], entries: subject.ids, where: [] },
      fields: own.fields,
    };
  }
  if (subject.ids.length > 1) return card;
  const asksWho =
    entry.kind === "person" && signals.wants.includes("who") && signals.asks.every((ask) => ask === "role");
  const offices = subject.by === "office" ? [] : signals.offices;
  const matching = [...offices, ...reading.leftovers];
  if (own.score > 0 && !asksWho) {
    return {
      kind: "facts",
      of: selectEntry(entry.kind, entry.id),
      fields: own.fields,
      ...(matching.length === 0 ? {} : { matching }),
    };
  }
  if (matching.length === 0) return card;
  const fields = offices.length > 0 && entry.kind === "organisation" ? ["people"] : [];
  return { kind: "facts", of: selectEntry(entry.kind, entry.id), fields, matching };
}

/**
 * Whether the topic of a question may go where nothing holds it: only if the register knows its words from elsewhere,
 * for else another question would be answered. One Han character is the rest of a phrase, not a topic of its own.
 */
function mayDropTopic({ reading, isKnownWord }: Asked): boolean {
  return reading.leftovers.every((word) => isKnownWord(word) || /^\p{Script=Han}$/u.test(word));
}

/** Whether a visit or event was before today: then the next of its kind is asked for, not this one. */
function isPast({ view, today }: Asked, entry: Entry): boolean {
  const date = entry.kind === "visit" || entry.kind === "event" ? dateOf(view, entry) : undefined;
  return date !== undefined && daysOf(date).last < today;
}

const targets: readonly Kind[] = ["event", "agreement", "visit", "programme", "commitment"];

/** "When did A sign with B?": the fields of the entries that the question's verb leads to from what is named. */
function throughRelation(asked: Asked, ownScore: number): Query | undefined {
  const { view, signals, mentions, times, reading } = asked;
  const kind = kindOf(view, mentions[0]);
  if (kind === undefined || signals.asks.length === 0) return undefined;
  let best: { readonly query: Query; readonly score: number } | undefined;
  for (const target of targets) {
    if (
      target === kind ||
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
    if (total > ownScore && total > (best?.score ?? 0)) best = { query, score: total };
  }
  return best?.query;
}

/** "Who brought up the bloc?": what persons said or spoke on that holds the name. */
function whoSays({ view, signals, mentions }: Asked): Query | undefined {
  const { fields, score } = fieldsFor("person", signals.asks, []);
  const words = mentions.map((mention) => mention.text);
  if (score === 0 || kindOf(view, mentions[0]) === "person") return undefined;
  const described = describe(view, { kinds: ["person"], mentions: [], times: [], about: words, asks: [] });
  return described.found === 0
    ? undefined
    : { kind: "facts", of: described.selection, fields, matching: words };
}

/** Two names and no more: what they have in common; where nothing links them, both. */
function whatLinks({ view, mentions, times, signals }: Asked): Query | undefined {
  const isLinked = (entry: Entry): boolean =>
    mentions.every((mention) =>
      mention.ids.some((id) => id !== entry.id && neighboursOf(view, id).has(entry.id)),
    );
  const shared = view.entries.filter(
    (entry) => entry.kind !== "source" && entry.kind !== "organisation" && isLinked(entry),
  );
  const agreements = shared.filter((entry) => entry.kind === "agreement");
  const chosen = agreements.length > 0 ? agreements : shared;
  const [only] = chosen;
  if (chosen.length === 1 && only !== undefined && times.length === 0)
    return { kind: "card", entry: only.id };
  if (chosen.length === 0 && signals.asks.length > 0) return undefined;
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
