import { kindTables } from "../register/kinds.ts";
import type { Condition } from "../search/selection.ts";
import { tokensOf } from "../text.ts";
import { type Asked, kindOf } from "./asked.ts";
import { figuresFor } from "./counted.ts";
import type { Sense } from "./lexicon.ts";
import type { Query } from "./query.ts";

/** A question for yes or no, as it is checked. */
export type Check = Extract<Query, { kind: "check" }>;

/** "Is she the rector of ABC?": whether a person holds the position, there if a body is named. */
export function ofPosition({ view, mentions, reading }: Asked): Check | undefined {
  const placed = reading.senses.find(({ senses }) => senses.some((sense) => sense.is === "office"));
  const person = mentions.find((mention) => mention.by !== "office" && kindOf(view, mention) === "person");
  if (placed === undefined || person === undefined || person.ids.length > 1) return undefined;
  const before = reading.topics.find((topic) => topic.end === placed.start)?.words ?? [];
  const position = [...before, positionMeant(placed.words, placed.senses)].join(" ");
  const body = mentions.find((mention) => kindOf(view, mention) === "organisation");
  const isCountry =
    body?.ids.some((id) => {
      const entry = view.get(id);
      return entry !== undefined && view.statements(entry, "type").some(({ value }) => value === "country");
    }) === true;
  const inBody: readonly Condition[] =
    body === undefined || isCountry
      ? []
      : [{ test: "is", path: ["roles", "organisation"], values: body.ids }];
  return {
    kind: "check",
    of: {
      kinds: ["person"],
      entries: person.ids,
      where: [{ test: "is", path: ["roles", "position"], values: [position] }, ...inBody],
    },
    fields: ["roles"],
  };
}

/** What a word for a position stands for; the word itself where it is only the end of that ("mayor" of a deputy mayor). */
function positionMeant(words: string, senses: readonly Sense[]): string {
  const [office = words] = senses.flatMap((sense) => (sense.is === "office" ? [sense.office] : []));
  const isPart = tokensOf(words).every(({ word }) => office.split(" ").includes(word));
  return isPart ? words : office;
}

/** "Are there 30,000 firms?": whether the number is the one that a source states. */
export function ofAmount(asked: Asked): Query | undefined {
  const amounts = amountsIn(asked);
  const figures = amounts.length === 0 ? undefined : figuresFor(asked);
  const ids = figures?.kind === "list" ? figures.of.entries : undefined;
  if (ids === undefined) return undefined;
  const where: readonly Condition[] = [{ test: "is", path: ["value"], values: amounts }];
  return { kind: "check", of: { kinds: ["figure"], entries: ids, where }, fields: ["value"] };
}

/** The numbers of a question, those with signs for thousands as one. */
function amountsIn({ reading }: Asked): readonly string[] {
  const grouped = [...reading.text.matchAll(/\d{1,3}(?:[,.]\d{3})+/g)].map(([text]) =>
    text.replace(/[,.]/g, ""),
  );
  const single = reading.numbers.filter(({ value, isOrdinal }) => value > 1 && !isOrdinal);
  return grouped.length > 0 ? grouped : single.map(({ value }) => String(value));
}

/** "… in Johor?": the word behind one for a place, where it names nothing else. */
export function withoutPlace(asked: Asked): { readonly asked: Asked; readonly place?: string } {
  const { reading } = asked;
  const isBehindIn = ({ start }: { readonly start: number }): boolean =>
    reading.senses.some(
      (placed) =>
        placed.end === start && placed.senses.some((sense) => sense.is === "do" && sense.does === "in"),
    );
  const part = asked.mentions.find((mention) => mention.by === "part" && isBehindIn(mention));
  if (part !== undefined) {
    const mentions = asked.mentions.filter((mention) => mention !== part);
    return { asked: { ...asked, mentions }, place: part.text };
  }
  const placed = reading.topics.find(isBehindIn);
  if (placed === undefined) return { asked };
  const leftovers = reading.leftovers.filter((word) => !placed.words.includes(word));
  return { asked: { ...asked, reading: { ...reading, leftovers } }, place: placed.words.join(" ") };
}

/** A premise with the place that it takes for granted; nothing where its kind has none. */
export function withPlace(premise: Check, place: string | undefined): Check | undefined {
  if (place === undefined) return premise;
  const [kind = "agreement"] = premise.of.kinds;
  const field = Object.entries(kindTables[kind].fields).find(
    ([, shape]) => shape.type === "proper" && shape.asks.includes("where"),
  )?.[0];
  if (field === undefined) return undefined;
  const condition: Condition = { test: "is", path: [field], values: [place] };
  return { ...premise, of: { ...premise.of, where: [...premise.of.where, condition] } };
}
