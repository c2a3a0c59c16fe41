import type { Kind } from "../register/field.ts";
import { addDays, type Day, type DayRange } from "../register/partial-date.ts";
import { isGroup } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { neighboursOf } from "../search/neighbours.ts";
import { type Selection, selectEntries } from "../search/selection.ts";
import { tokensOf } from "../text.ts";
import { type Described, describe, hasType } from "./conditions.ts";
import { fieldsFor } from "./fields.ts";
import { type Query, selectEntry } from "./query.ts";
import type { Mention, Reading } from "./reading.ts";
import { type Signals, signalsOf } from "./signals.ts";
import { waysTo } from "./paths.ts";

/** What a question is built against: the register, today, the kinds a command asks for, and what was asked before. */
export interface Setting {
  readonly view: View;
  readonly today: Day;
  /** The kinds that a command shows; in free text the question's own words say. */
  readonly kinds?: readonly Kind[];
  readonly previous?: Query;
}

const wellAsked = new Set(["who", "when", "where", "why", "many", "much"]);

/** Makes the Query of a question that was read. Rules stand in the order in which they are tried. */
export function buildQuery(reading: Reading, setting: Setting): Query {
  const signals = signalsOf(reading);
  const asked = { reading, signals, ...setting, mentions: mergeOffices(reading.mentions, setting), times: reading.times.map((time) => time.range) };
  return byOrder(asked) ?? aboutNothing(asked) ?? describedKind(asked) ?? aboutMentions(asked) ?? search(asked);
}

interface Asked extends Setting {
  readonly reading: Reading;
  readonly signals: Signals;
  readonly mentions: readonly Mention[];
  readonly times: readonly DayRange[];
}

/** Orders to do a thing with what is named: compare, brief, show the team. */
function byOrder({ signals, mentions, reading, kinds }: Asked): Query | undefined {
  const [first, second] = mentions;
  if (kinds !== undefined) return undefined;
  if (signals.does.has("compare") && first !== undefined && second !== undefined) return { kind: "compare", entries: mentions.flatMap((mention) => mention.ids.slice(0, 1)).slice(0, 2) };
  if (first?.ids.length === 1 && signals.kinds.length === 0 && first.ids[0] !== undefined) {
    if (signals.does.has("brief")) return { kind: "brief", entry: first.ids[0] };
    if (signals.does.has("team")) return { kind: "team", entry: first.ids[0] };
  }
  if (mentions.length === 0 && reading.leftovers.length === 0 && signals.does.has("help")) return { kind: "help" };
  return undefined;
}

/** Small talk, and questions that name nothing at all: a follow-up if something was asked before. */
function aboutNothing(asked: Asked): Query | undefined {
  const { reading, signals, mentions, times, kinds, previous } = asked;
  if (mentions.length > 0 || kinds !== undefined) return undefined;
  if (signals.isSmallTalk && times.length === 0 && signals.kinds.length === 0 && previousSelection(previous) === undefined) return { kind: "smalltalk" };
  const before = previousSelection(previous);
  if (before === undefined || reading.leftovers.length > 1 || signals.kinds.length > 0 || signals.does.has("upcoming")) {
    return signals.isSmallTalk && times.length === 0 && signals.kinds.length === 0 ? { kind: "smalltalk" } : undefined;
  }
  const [kind] = before.kinds;
  if (kind === undefined) return undefined;
  if (times.length > 0 && signals.asks.length === 0 && previous?.kind === "list") {
    const where = before.where.filter((condition) => condition.test !== "during");
    return { ...previous, page: 1, of: { ...before, where: [...where, ...times.map((range) => ({ test: "during" as const, path: [], range }))] } };
  }
  const { fields, score } = fieldsFor(kind, signals.asks, signals.wants);
  return score > 0 ? { kind: "facts", of: before, fields } : undefined;
}

function previousSelection(previous: Query | undefined): Selection | undefined {
  switch (previous?.kind) {
    case "facts":
    case "list":
    case "count":
      return previous.of;
    default:
      return undefined;
  }
}

/** Questions that name a kind ("which MoUs …"), and the arguments of a command that shows one. */
function describedKind(asked: Asked): Query | undefined {
  const { view, signals, mentions, times, kinds, today, reading } = asked;
  const named = signals.kinds[0];
  if (kinds === undefined && named === undefined) return undefined;
  const wanted: readonly Kind[] = kinds ?? withTwin(named?.kind ?? "agreement", signals);
  const own = mentions.filter((mention) => mention.ids.some((id) => isOf(view, id, wanted)) && (kinds !== undefined || !linksItself(view, wanted, mention, signals.asks)));
  const subject = own[0];
  if (subject !== undefined && mentions.length - own.length === 0) {
    const ids = subject.ids.filter((id) => isOf(view, id, wanted));
    return subjectQuery({ ...asked, mentions: [{ ...subject, ids }, ...own.slice(1)] }, kinds !== undefined);
  }
  const type = (signals.kinds.find((one) => one.type !== undefined && wanted.includes(one.kind)) ?? named)?.type;
  const others = mentions.filter((mention) => !own.includes(mention));
  const range = rangeFor(signals, today, times);
  if (mentions.length === 0 && signals.does.has("upcoming") && times.length === 0 && wanted.every((kind) => kind === "visit" || kind === "event")) {
    return { kind: "upcoming", kinds: wanted, page: 1 };
  }
  const about = reading.leftovers;
  const described = narrow(view, {
    kinds: wanted,
    ...(type === undefined || !wanted.some((kind) => hasType(kind, type)) ? {} : { type }),
    mentions: others,
    times: range,
    about,
    asks: signals.asks,
  });
  if (kinds !== undefined && described.found === 0 && others.length === 0 && about.length > 0) return { kind: "search", text: reading.text, kinds };
  return askedOf(asked, wanted, described);
}

function withTwin(kind: Kind, signals: Signals): readonly Kind[] {
  const all = signals.kinds.map((one) => one.kind);
  if (all.includes("visit") && all.includes("event")) return ["visit", "event"];
  return kind === "programme" && all.includes("policy") ? ["programme", "policy"] : [kind];
}

/** What is left over is a topic; words that no entry of the kind knows are dropped one by one before giving up. */
function narrow(view: View, description: Parameters<typeof describe>[1]): Described {
  const whole = describe(view, description);
  if (whole.found > 0 || description.about.length < 2) return whole;
  for (const word of description.about) {
    const less = describe(view, { ...description, about: description.about.filter((other) => other !== word) });
    if (less.found > 0 && describe(view, { ...description, about: [word], mentions: [], times: [] }).found === 0) continue;
  }
  return whole;
}

/** Count, facts or a list of what was described. */
function askedOf(asked: Asked, wanted: readonly Kind[], described: Described): Query {
  const { view, signals, mentions, reading } = asked;
  const [kind = "agreement"] = wanted;
  if (signals.does.has("count")) {
    const figures = figuresFor(asked);
    if (figures !== undefined) return figures;
    return { kind: "count", of: described.selection };
  }
  const wants = signals.wants.filter((want) => wellAsked.has(want));
  const open = wants.length > 0 ? signals.asks : signals.asks.filter((ask) => !described.used.includes(ask));
  const { fields, score } = asked.kinds === undefined ? fieldsFor(kind, open, wants) : { fields: [], score: 0 };
  const order = signals.does.has("first") ? "oldest" : "newest";
  const single = signals.does.has("latest") || signals.does.has("first");
  if (score > 0 && !(kind === "person" && wants.includes("who")) && (mentions.length > 0 || single || described.selection.where.length > 0)) {
    const of = single ? firstOf(view, described.selection, order) : described.selection;
    return { kind: "facts", of, fields };
  }
  const limit = single && asked.kinds === undefined ? { limit: 1 } : {};
  if (asked.kinds !== undefined && mentions.length + asked.times.length + reading.leftovers.length === 0) return { kind: "list", of: described.selection, order, page: 1 };
  return { kind: "list", of: described.selection, order, ...limit, page: 1 };
}

function firstOf(view: View, selection: Selection, order: "newest" | "oldest"): Selection {
  const found = selectEntries(view, selection, order).sure[0];
  return found === undefined ? selection : selectEntry(found.kind, found.id);
}

function rangeFor(signals: Signals, today: Day, times: readonly DayRange[]): readonly DayRange[] {
  if (times.length > 0) return times;
  if (signals.does.has("upcoming")) return [{ first: today, last: "9999-12-31" }];
  return signals.does.has("past") ? [{ first: "0001-01-01", last: addDays(today, -1) }] : [];
}

function isOf(view: View, id: string, kinds: readonly Kind[]): boolean {
  const kind = view.get(id)?.kind;
  return kind !== undefined && kinds.includes(kind);
}

/** Whether the question names a relation between entries of one kind: "companies that are members of the park". */
function linksItself(view: View, wanted: readonly Kind[], mention: Mention, asks: readonly string[]): boolean {
  const kind = view.get(mention.ids[0] ?? "")?.kind;
  return wanted.some((from) => from === kind && waysTo(from, kind, asks).some((way) => way.hops === 1 && way.named.length > 0));
}

/** Questions about entries by name: a card, some fields, or what links two of them. */
function aboutMentions(asked: Asked): Query | undefined {
  const { mentions } = asked;
  if (mentions.length === 0) {
    if (asked.times.length === 0) return undefined;
    const described = describe(asked.view, { kinds: ["visit", "event", "agreement"], mentions: [], times: asked.times, about: asked.reading.leftovers, asks: [] });
    return { kind: "list", of: described.selection, order: "newest", page: 1 };
  }
  return subjectQuery(asked, false);
}

function subjectQuery(asked: Asked, whole: boolean): Query {
  const { view, signals, mentions, reading, times } = asked;
  const [subject] = mentions;
  const id = subject?.ids[0];
  const entry = id === undefined ? undefined : view.get(id);
  if (subject === undefined || entry === undefined) return search(asked);
  if (whole) return subject.ids.length > 1 ? { kind: "choose", entries: subject.ids } : { kind: "card", entry: entry.id };
  const figures = signals.does.has("count") || signals.wants.includes("much") ? figuresFor(asked) : undefined;
  if (figures !== undefined) return figures;
  const wants = signals.wants.filter((want) => wellAsked.has(want));
  const own = mentions.length === 1 || signals.asks.length > 0 ? fieldsFor(entry.kind, signals.asks, wants) : { fields: [], score: 0 };
  const beyond = mentions.length > 1 || times.length > 0 || own.score < 5 ? throughRelation(asked, own.score) : undefined;
  if (beyond !== undefined) return beyond;
  if (mentions.length > 1 && own.score === 0) return whatLinks(asked);
  if (subject.ids.length > 1) return { kind: "choose", entries: subject.ids };
  const isCard = entry.kind === "person" && wants.includes("who") && signals.asks.every((ask) => ask === "role");
  const matching = [...signals.offices.filter(() => subject.by !== "office"), ...reading.leftovers];
  if (own.score > 0 && !isCard) return { kind: "facts", of: selectEntry(entry.kind, entry.id), fields: own.fields, ...(matching.length === 0 ? {} : { matching }) };
  if (matching.length > 0) {
    const fields = signals.offices.length > 0 && entry.kind === "organisation" ? ["people"] : [];
    return { kind: "facts", of: selectEntry(entry.kind, entry.id), fields, matching };
  }
  return { kind: "card", entry: entry.id };
}

/** "When did A sign with B?": the fields of an entry that the question's verb leads to. */
function throughRelation({ view, signals, mentions, times }: Asked, ownScore: number): Query | undefined {
  const kind = view.get(mentions[0]?.ids[0] ?? "")?.kind;
  if (kind === undefined || signals.asks.length === 0) return undefined;
  let best: { readonly query: Query; readonly score: number } | undefined;
  const targets: readonly Kind[] = ["agreement", "visit", "event", "programme", "commitment"];
  for (const target of targets) {
    if (target === kind) continue;
    const ways = waysTo(target, kind, signals.asks).filter((way) => way.named.length > 0 && way.hops === 1);
    if (ways.length === 0) continue;
    const { fields, score } = fieldsFor(target, signals.asks, signals.wants);
    const described = describe(view, { kinds: [target], mentions, times, about: [], asks: signals.asks });
    if (described.found === 0) continue;
    const total = (score > 0 ? score : 3) + (times.length > 0 || mentions.length > 1 ? 1 : 0);
    const query: Query = signals.wants.length > 0 && score > 0 ? { kind: "facts", of: described.selection, fields } : { kind: "list", of: described.selection, order: "newest", page: 1 };
    if (total > ownScore && total > (best?.score ?? 0)) best = { query, score: total };
  }
  return best?.query;
}

/** Two names and no more: what they have in common, else both. */
function whatLinks({ view, mentions, times }: Asked): Query {
  const shared = view.entries.filter((entry) =>
    mentions.every((mention) => mention.ids.some((id) => entry.id !== id && neighboursOf(view, id).has(entry.id))) && entry.kind !== "source" && entry.kind !== "organisation",
  );
  const agreements = shared.filter((entry) => entry.kind === "agreement");
  const chosen = agreements.length > 0 ? agreements : shared;
  if (chosen.length === 1 && chosen[0] !== undefined && times.length === 0) return { kind: "card", entry: chosen[0].id };
  const ids = chosen.length > 0 ? chosen.map((entry) => entry.id) : [...new Set(mentions.flatMap((mention) => mention.ids))];
  const kinds = [...new Set(ids.flatMap((id) => view.get(id)?.kind ?? []))];
  return { kind: "list", of: { kinds, entries: ids, where: times.map((range) => ({ test: "during", path: [], range })) }, order: "newest", page: 1 };
}

/** Numbers that a source states about what is named, where the question's words are theirs. */
function figuresFor({ view, signals, mentions, reading }: Asked): Query | undefined {
  const words = [...reading.leftovers, ...reading.senses.filter((one) => one.senses.some((sense) => sense.is === "kind")).map((one) => one.words)];
  const subjects = mentions.filter((mention) => mention.ids.some((id) => view.get(id)?.fields.figures !== undefined));
  const tries = [words, reading.leftovers].filter((list) => list.length > 0 || signals.wants.includes("much"));
  for (const about of tries) {
    const described = describe(view, { kinds: ["figure"], mentions: subjects, times: [], about, asks: ["figure"] });
    if (described.found > 0 && (subjects.length > 0 || about.length > 0) && (subjects.length > 0 || mentions.length === 0)) return { kind: "list", of: described.selection, order: "newest", page: 1 };
  }
  return undefined;
}

/** A position beside an organisation is a person: "the minister of MOSTI", "MRANTI CEO". */
function mergeOffices(mentions: readonly Mention[], { view }: Setting): readonly Mention[] {
  const bodies = mentions.filter((mention) => view.get(mention.ids[0] ?? "")?.kind === "organisation");
  const merged = new Map<Mention, Mention | undefined>();
  for (const office of mentions.filter((mention) => mention.by === "office")) {
    for (const body of bodies) {
      const held = office.ids.filter((id) => holdsOfficeIn(view, id, body.ids, office.text));
      if (held.length === 0) continue;
      merged.set(office, { ...office, ids: held });
      merged.set(body, undefined);
      break;
    }
    if (!merged.has(office) && bodies.length > 0) merged.set(office, undefined);
  }
  return mentions.flatMap((mention) => (merged.has(mention) ? (merged.get(mention) ?? []) : mention));
}

function holdsOfficeIn(view: View, id: string, bodies: readonly string[], _office: string): boolean {
  const person = view.get(id);
  return person !== undefined && view.statements(person, "roles").some(({ value }) => isGroup(value) && bodies.includes(String(value.organisation)));
}

function search({ reading, kinds }: Asked): Query {
  const isWord = tokensOf(reading.text).length > 0;
  return isWord ? { kind: "search", text: reading.text, kinds: kinds ?? [] } : { kind: "help" };
}
