import type { Kind } from "../register/field.ts";
import { fieldOf, kindTables } from "../register/kinds.ts";
import { relations } from "../register/links.ts";
import type { View } from "../register/view.ts";
import { entriesHolding } from "../search/holding.ts";
import { recordedFields } from "../search/recorded-fields.ts";
import { type Condition, selectEntries } from "../search/selection.ts";
import { type Asked, isCountry, isOf, kindOf } from "./asked.ts";
import { type Described, type Description, describe, hasType } from "./conditions.ts";
import { figuresFor } from "./counted.ts";
import { fieldsFor } from "./fields.ts";
import { aboutSubject } from "./named.ts";
import { waysTo } from "./paths.ts";
import type { Query } from "./query.ts";
import type { Mention } from "./reading.ts";
import type { Signals } from "./signals.ts";
import { firstOf } from "./superlative.ts";
import { rangesFor } from "./timed.ts";

/** Questions that name a kind ("which MoUs …"), and the arguments of a command that shows one. */
export function aboutDescribed(asked: Asked): readonly Query[] {
  const { view, signals, mentions, times, kinds, today, reading } = asked;
  const named = signals.kinds[0];
  if (kinds === undefined && named === undefined) return [];
  const wanted: readonly Kind[] = kinds ?? withTwin(named?.kind ?? "agreement", signals);
  const own = mentions.filter(
    (mention) =>
      mention.ids.some((id) => isOf(view, id, wanted)) &&
      (kinds !== undefined ||
        !(linksItself(asked, wanted, mention) || isFilter(asked, named?.type, mention))),
  );
  const subject = own[0];
  if (subject !== undefined && own.length === mentions.length) {
    const ids = subject.ids.filter((id) => isOf(view, id, wanted));
    return aboutSubject({ ...asked, mentions: [{ ...subject, ids }, ...own.slice(1)] }, kinds !== undefined);
  }
  if (
    mentions.length === 0 &&
    times.length === 0 &&
    signals.does.has("upcoming") &&
    wanted.every((kind) => kind === "visit" || kind === "event")
  ) {
    return [{ kind: "upcoming", kinds: wanted, page: 1 }];
  }
  const type = (signals.kinds.find((one) => one.type !== undefined && wanted.includes(one.kind)) ?? named)
    ?.type;
  const description: Description = {
    kinds: wanted,
    ...(type === undefined || !wanted.some((kind) => hasType(kind, type)) ? {} : { type }),
    mentions: mentions.filter((mention) => !own.includes(mention)),
    times: rangesFor(signals, today, times),
    about: reading.leftovers,
    asks: signals.asksBesideKind,
    countries: mentions.filter((one) => one.end === named?.start && isCountry(view, one.ids[0])),
    via: signals.kinds
      .slice(1)
      .map((one) => one.kind)
      .filter((kind) => !wanted.includes(kind)),
  };
  const described = inSeries(asked, narrow(asked, description));
  const isAhead =
    description.times.length > 0 &&
    description.times.every(
      (range) => range.first > today || (range.last >= today && signals.does.has("upcoming")),
    );
  if (
    described.found === 0 &&
    isAhead &&
    mentions.every((mention) => isCountry(view, mention.ids[0])) &&
    wanted.every((kind) => kind === "visit" || kind === "event")
  ) {
    return [{ kind: "upcoming", kinds: wanted, page: 1 }];
  }
  if (
    kinds !== undefined &&
    described.found === 0 &&
    description.mentions.length === 0 &&
    description.about.length > 0
  )
    return [{ kind: "search", text: reading.text, kinds }];
  const isNumbered = described.selection.where.some((one) => one.test === "is" && one.path[0] === "ordinal");
  if (isNumbered) return askedOf(asked, wanted, described);
  const plain = narrow(asked, { ...description, asks: [] });
  const without = { ...description, asks: [], about: [] };
  const bare =
    description.about.length > 0 && description.about.every((word) => isCommon(view, word))
      ? [narrow(asked, without)]
      : [];
  const { type: _, ...untyped } = without;
  const loose = type === undefined ? [] : [describe(view, { ...untyped, asks: description.asks })];
  const readings = [
    described,
    ...[plain, ...bare, ...(signals.does.has("count") ? [] : loose)].filter((one) => one.found > 0),
  ];
  // "/mou ABC witnesses": what leads nowhere as a relation is asked of what is found.
  const used = kinds !== undefined && described.found === 0 ? [] : described.used;
  return readings.flatMap((one) => askedOf(asked, wanted, { ...one, used }));
}

/** "The third research group": of a series, the one with that number, if there is one. */
function inSeries({ view, reading }: Asked, described: Described): Described {
  const ordinal = reading.numbers.find(({ isOrdinal }) => isOrdinal);
  if (ordinal === undefined) return described;
  const { all } = selectEntries(view, described.selection);
  if (!all.some((entry) => view.statements(entry, "ordinal").length > 0)) return described;
  const where: readonly Condition[] = [
    ...described.selection.where,
    { test: "is", path: ["ordinal"], values: [String(ordinal.value)] },
  ];
  const selection = { ...described.selection, where };
  return { ...described, selection, found: selectEntries(view, selection).size };
}

/** "Visits and meetings", "programmes or policies": two kinds beside each other are asked for together. */
function withTwin(kind: Kind, signals: Signals): readonly Kind[] {
  const beside = signals.kinds
    .slice(1)
    .filter((one) => one.start - (signals.kinds[0]?.start ?? 0) <= 2)
    .map((one) => one.kind);
  const twins: readonly (readonly Kind[])[] = [
    ["visit", "event"],
    ["programme", "policy"],
  ];
  return (
    twins.find(
      (twin) => twin.includes(kind) && beside.some((other) => other !== kind && twin.includes(other)),
    ) ?? [kind]
  );
}

/** "Norwegian bodies": a country beside another word for a body is where it belongs to. */
function isFilter({ view }: Asked, type: string | undefined, mention: Mention): boolean {
  return type !== "country" && isCountry(view, mention.ids[0]);
}

/**
 * What is left over of the words is a topic. Where no entry holds all of them, those that the register uses elsewhere
 * may go where many entries hold them, but never one that it does not know: that would answer another question than was asked. A type that was
 * named wrongly (an MoU that is a heads of agreement) is let go, except where it is counted.
 */
function narrow({ view, signals, isKnownWord }: Asked, description: Description): Described {
  const isCount = signals.does.has("count");
  const whole = describe(view, description);
  if (whole.found > 0) return whole;
  const { about, type: _, ...untyped } = description;
  const mayGo = (word: string): boolean => isCommon(view, word) && isKnownWord(word);
  const held = about.filter((word) => describe(view, { ...description, about: [word] }).found > 0);
  if (held.length > 0 && about.every((word) => held.includes(word) || mayGo(word))) {
    const less = describe(view, { ...description, about: held });
    if (less.found > 0) return less;
  }
  if (description.type === undefined || isCount) return whole;
  const anyType = describe(view, { ...untyped, about });
  return anyType.found > 0 && description.mentions.length > 0 ? anyType : whole;
}

/** Of more entries than this no single field is asked by a kind alone. */
const fewFound = 5;

/** The fields that lead from one kind to another: "at which | exhibition | was the MoU signed". */
function fieldsTo(from: Kind, to: Kind): readonly string[] {
  return relations
    .filter((relation) => relation.kind === from && relation.to.includes(to))
    .map((relation) => relation.field);
}

/** A word that more than this share of the entries hold tells little of what is asked. */
const commonShare = 0.03;
const isCommon = (view: View, word: string): boolean =>
  entriesHolding(view, word).size > view.entries.length * commonShare;

/** Count, facts or a list of what was described. */
function askedOf(asked: Asked, wanted: readonly Kind[], described: Described): readonly Query[] {
  const { view, signals, mentions, kinds } = asked;
  const [kind = "agreement"] = wanted;
  const of = described.selection;
  if (signals.does.has("count")) {
    const figures = figuresFor(asked);
    return [...(figures === undefined ? [] : [figures]), { kind: "count", of }];
  }
  const order = signals.does.has("first") ? "oldest" : "newest";
  const single = signals.does.has("latest") || signals.does.has("first");
  const timed = asked.times.length > 0 ? (fieldOf(kind, kindTables[kind].dated ?? "")?.asks ?? []) : [];
  const used = new Set([...described.used, ...timed]);
  const open =
    signals.wants.length > 0
      ? signals.asksBesideKind
      : signals.asksBesideKind.filter((ask) => !used.has(ask));
  const found = selectEntries(view, of);
  const isRecorded = (field: string): boolean =>
    (of.entries !== undefined || of.kinds.some((one) => recordedFields(view, one).has(field))) &&
    found.all.some((entry) => view.statements(entry, field).length > 0);
  const isTooMany = kinds !== undefined && found.size > fewFound;
  const { fields, score } = fieldsFor(
    kind,
    isTooMany ? [] : open,
    isTooMany ? [] : signals.wants,
    isRecorded,
  );
  const further = signals.kinds
    .filter((other) => other.kind !== kind)
    .flatMap((other) => fieldsTo(kind, other.kind).filter(isRecorded));
  const toFurther: readonly Query[] =
    further.length > 0 && found.size <= fewFound ? [{ kind: "facts", of, fields: further }] : [];
  const isPersonWanted = kind === "person" && signals.wants.includes("who");
  const first = single ? firstOf(view, of, order, asked.today) : of;
  const list: Query = {
    kind: "list",
    of: order === "oldest" && first.entries !== undefined ? first : of,
    order,
    ...(single && kinds === undefined ? { limit: 1 } : {}),
    page: 1,
  };
  const called = signals.placedAsks.flatMap(({ ask, start }) =>
    start === signals.kinds[0]?.start ? [ask] : [],
  );
  const told = Object.entries(kindTables[kind].fields).flatMap(([name, { type, asks }]) =>
    type === "proper" && asks.some((ask) => called.includes(ask)) && isRecorded(name) ? [name] : [],
  );
  // "The contacts of ABC" are people, and how to reach them.
  if (told.length > 0 && kinds === undefined && of.where.length > 0)
    return [{ kind: "facts", of, fields: told }, list];
  if (
    score > 0 &&
    !isPersonWanted &&
    (open.length > 0 || mentions.length > 0 || single || of.where.length > 0)
  ) {
    return [{ kind: "facts", of: first, fields }, ...toFurther, list];
  }
  return [...toFurther, list];
}

/**
 * Whether the question names a relation between entries of one kind: "companies that are members of the park", "which
 * bodies signed with ABC". One that asks for a date or place of the entry asks of it itself.
 */
function linksItself({ view, signals }: Asked, wanted: readonly Kind[], mention: Mention): boolean {
  const kind = kindOf(view, mention);
  const isShaped = signals.wants.some((want) => want === "when" || want === "where" || want === "much");
  if (isShaped) return false;
  return wanted.some(
    (from) =>
      from === kind &&
      waysTo(from, kind, signals.asks).some(
        (way) => way.named.length > 0 && (way.hops === 1 || signals.asksWhich),
      ),
  );
}
