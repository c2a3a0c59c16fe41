import type { Kind } from "../register/field.ts";
import { kindTables } from "../register/kinds.ts";
import type { Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { textOf } from "../search/entry-text.ts";
import { holdsWords } from "../search/holding.ts";
import { organisationsWith } from "../search/names-within.ts";
import { neighboursOf } from "../search/neighbours.ts";
import { type Checked, checkPremise } from "../search/premise.ts";
import { type Condition, selectEntries } from "../search/selection.ts";
import { fold } from "../text.ts";
import { type Asked, isCountry, isOf, kindOf } from "./asked.ts";
import { describe, hasType } from "./conditions.ts";
import { fieldsFor } from "./fields.ts";
import { waysTo } from "./paths.ts";
import { type Check, ofAmount, ofPosition, withoutPlace, withPlace } from "./premise-parts.ts";
import type { Query } from "./query.ts";
import type { Mention } from "./reading.ts";

const targets: readonly Kind[] = ["agreement", "event", "visit", "programme", "commitment"];

/** "Was it signed in 2022?", "did A sign with B?": what such a question takes for granted, to be checked. */
export function premiseOf(whole: Asked): Query | undefined {
  const { asked: placed, place } = withoutPlace(whole);
  const asked = withoutAttributes(placed);
  const { signals, mentions, times, reading, isKnownWord } = asked;
  const { leftovers } = reading;
  if (!signals.isPolar || asked.kinds !== undefined || signals.does.has("count")) return undefined;
  const sure = ofPosition(whole) ?? ofAmount(whole);
  if (sure !== undefined) return sure;
  if (isAboutOne(asked)) return undefined;
  if (!leftovers.every((word) => isKnownWord(word) || isPartner(asked, word))) return undefined;
  const isOther = signals.kinds.some((named) =>
    mentions.every((mention) => kindOf(whole.view, mention) !== named.kind),
  );
  const places = place === undefined ? 0 : 1;
  if (mentions.length + times.length + leftovers.length + places + (isOther ? 1 : 0) < 2) return undefined;
  if (mentions.length === 0 && signals.kinds.length === 0) return undefined;
  if (mentions.some((mention) => mention.by === "office")) return undefined;
  const widely = mentions.map((mention) => withNamesakes(whole.view, mention));
  const turned = mentions.map((mention, at) => [mention, ...widely.filter((_, other) => other !== at)]);
  const happened = turned.filter(([first]) => isHappening(kindOf(asked.view, first)));
  const isPlaced = place !== undefined && happened.length > 0;
  const premises = [
    ...(isPlaced ? [] : [ofKind, ofTarget].map((of) => of({ ...asked, mentions: widely }))),
    ...(isPlaced ? happened : turned).map((all) => ofSubject({ ...asked, mentions: all })),
  ]
    .filter((premise) => premise !== undefined)
    .flatMap((premise) => withPlace(premise, place) ?? [])
    .filter(({ of }) => of.entries === undefined || of.where.length > 0);
  const ranked = premises
    .map((premise) => {
      const checked = checkPremise(asked.view, premise.of);
      return { premise, checked, rank: ranks[checked.is] + (isOfBody(premise) ? ofBody : 0) };
    })
    .sort((a, b) => a.rank - b.rank);
  const [best] = ranked;
  if (best?.checked.is !== "so" || isProven(asked, best.checked.entries)) return best?.premise;
  const { of, fields } = best.premise;
  return fields.length === 0 ? undefined : { kind: "facts", of, fields };
}

/** Whether nothing was said beside what was checked: "the first", "alone", or a number that the entries do not have, is no "yes": the facts are shown without one. */
function isProven({ view, signals, reading }: Asked, entries: readonly Entry[]): boolean {
  if (signals.does.has("first") || signals.does.has("alone")) return false;
  const texts = entries.map((entry) => fold(textOf(view, entry)));
  return reading.numbers
    .filter(({ value }) => value > 1)
    .every(({ value }) => texts.some((text) => new RegExp(`\\b${value}(?:st|nd|rd|th)?\\b`, "u").test(text)));
}

/** A body may be called by a word of its name that is another's whole name: what is linked with it may be with either. */
function withNamesakes(view: View, mention: Mention): Mention {
  if (mention.by !== "name" || kindOf(view, mention) !== "organisation") return mention;
  return { ...mention, ids: [...new Set([...mention.ids, ...organisationsWith(view, mention.text)])] };
}

/** What has a place of its own, which is not that of who took part. */
function isHappening(kind: Kind | undefined): boolean {
  return kind !== undefined && kind !== "organisation" && kind !== "person";
}

/** "Has it expired?", "is it binding?": a field of what is named is asked for, and nothing taken for granted of it. */
function isAboutOne({ view, signals, mentions, times, reading }: Asked): boolean {
  const kind = signals.kinds[0]?.kind ?? kindOf(view, mentions[0]);
  if (kind === undefined || times.length > 0 || reading.leftovers.length > 0) return false;
  const { fields, score } = fieldsFor(kind, signals.asksBesideKind, []);
  const shapes = fields.map((field) => kindTables[kind].fields[field]?.type);
  return (
    score > 0 &&
    shapes.every((type) => type === "date" || type === "duration" || type === "choice" || type === "text")
  );
}

/** What a question calls the things that it names says nothing of the premise; a position asks whose it is. */
function withoutAttributes(asked: Asked): Asked {
  const { view, mentions, reading, signals } = asked;
  const isOwn = (word: string): boolean =>
    signals.kinds.length === 0 &&
    mentions.some((mention) => {
      const entry = view.get(mention.ids[0] ?? "");
      return entry !== undefined && holdsWords(view, entry, [word]);
    });
  const leftovers = reading.leftovers.filter((word) => !isOwn(word));
  const asks = signals.offices.length > 0 ? [...signals.asks, "people"] : signals.asks;
  return { ...asked, reading: { ...reading, leftovers }, signals: { ...signals, asks } };
}

/** "Is it true that A signed with X?": nobody knows X, but with whom A did sign is known; "did A?" asks of X, and takes nothing for granted. */
function isPartner({ view, mentions, signals, reading }: Asked, word: string): boolean {
  const isTakenForGranted = reading.senses.some(({ senses }) =>
    senses.some((sense) => sense.is === "wants" && sense.wants === "polar"),
  );
  const isSigning = isTakenForGranted && (signals.asks.includes("sign") || signals.asks.includes("party"));
  const isBody = ({ ids }: Mention): boolean =>
    ids.some((id) => (view.get(id)?.kind === "organisation" && !isCountry(view, id)) === true);
  const isBehindWith = reading.topics.some(
    ({ start, words }) =>
      words.includes(word) &&
      reading.senses.some(
        (placed) =>
          placed.end === start && placed.senses.some((sense) => sense.is === "do" && sense.does === "apart"),
      ),
  );
  return isSigning && isBehindWith && mentions.some(isBody);
}

/** Of several ways to see a premise, the one that the register says most to. */
const ranks: Readonly<Record<Checked["is"], number>> = {
  so: 0,
  otherwise: 1,
  perhaps: 2,
  open: 3,
  none: 4,
  notSaid: 5,
};

/** What happened tells more than who did it: "did A chair it?" is best shown by all who did. */
function isOfBody({ of }: Check): boolean {
  return of.kinds[0] === "person" || of.kinds[0] === "organisation";
}

const ofBody = 0.5;

/** "Is there an MoU of A with B?", "was the forum held in May?" */
function ofKind(asked: Asked): Check | undefined {
  const { view, signals, mentions, times, reading } = asked;
  const [named] = signals.kinds;
  if (named === undefined || mentions.some((mention) => isOf(view, mention.ids[0] ?? "", [named.kind])))
    return undefined;
  const { selection } = describe(view, {
    kinds: [named.kind],
    ...(named.type !== undefined && hasType(named.kind, named.type) ? { type: named.type } : {}),
    mentions,
    times,
    about: reading.leftovers,
    asks: signals.asks,
    isStrict: true,
  });
  return { kind: "check", of: selection, fields: fieldsFor(named.kind, signals.asksBesideKind, []).fields };
}

/** "Did A sign with B?": the verb names what links them. */
function ofTarget({ view, signals, mentions, times, reading }: Asked): Check | undefined {
  const kind = kindOf(view, mentions[0]);
  if (kind === undefined) return undefined;
  const target = targets.find(
    (one) =>
      one !== kind &&
      !mentions.some((mention) => kindOf(view, mention) === one) &&
      waysTo(one, kind, signals.asks).some((way) => way.named.length > 0 && way.hops === 1),
  );
  if (target === undefined) return undefined;
  const { selection } = describe(view, {
    kinds: [target],
    mentions,
    times,
    about: reading.leftovers,
    asks: signals.asks,
    isStrict: true,
  });
  return { kind: "check", of: selection, fields: fieldsFor(target, signals.asks, []).fields };
}

/** "Was X signed in Oslo?": of the entry named first, or of the one that the verb asks of. */
function ofSubject({ view, signals, mentions, times, reading }: Asked): Check | undefined {
  const [subject, ...others] = mentions;
  const kind = kindOf(view, subject);
  if (subject === undefined || kind === undefined) return undefined;
  const isAttribute = (mention: Mention): boolean =>
    others.some(
      (other) =>
        other !== mention &&
        other.ids.some((id) => mention.ids.some((own) => neighboursOf(view, id).has(own))) &&
        view.get(mention.ids[0] ?? "")?.kind === "organisation",
    );
  const linked = others
    .filter((mention) => !isAttribute(mention))
    .map((mention): Condition => {
      const to = kindOf(view, mention);
      const ways = to === undefined ? [] : waysTo(kind, to, signals.asks);
      const conditions = ways
        .filter((way) => way.hops === 1 && way.named.length > 0)
        .map(({ path }): Condition => ({ test: "is", path, values: mention.ids }));
      const isMet = (condition: Condition): boolean =>
        selectEntries(view, { kinds: [kind], entries: subject.ids, where: [condition] }).sure.length > 0;
      return conditions.find(isMet) ?? conditions[0] ?? { test: "is", path: [], values: mention.ids };
    });
  const { dated, fields } = kindTables[kind];
  const when = Object.keys(fields).find((name) => fields[name]?.asks.includes("when") === true);
  const path = dated === undefined && when !== undefined ? [when] : [];
  const during = times.map((range): Condition => ({ test: "during", path, range }));
  const about: readonly Condition[] =
    reading.leftovers.length === 0 ? [] : [{ test: "about", words: reading.leftovers }];
  return {
    kind: "check",
    of: { kinds: [kind], entries: subject.ids, where: [...linked, ...during, ...about] },
    fields: fieldsFor(kind, signals.asks, []).fields,
  };
}
