import { kindTables } from "../register/kinds.ts";
import type { Entry } from "../register/statement.ts";
import { selectEntries } from "../search/selection.ts";
import { type Asked, isCountry, kindOf } from "./asked.ts";
import { describe } from "./conditions.ts";
import { fieldsFor } from "./fields.ts";
import type { Query } from "./query.ts";
import type { Mention } from "./reading.ts";

/** "Who was there from Norway?": of those who took part, the people of that country's bodies. */
export function ofOneSide({ view, signals, mentions, reading }: Asked, subject: Entry): Query | undefined {
  const [country, other] = mentions.filter((mention) => isCountry(view, mention.ids[0]));
  const isThere = fieldsFor("person", signals.asks, []).score > 0 && subject.kind === "event";
  if (country === undefined || other !== undefined || mentions.length > 2 || !isThere) return undefined;
  const asking = { kinds: ["person"] as const, mentions, times: [], asks: signals.asks };
  const { selection, found } = describe(view, { ...asking, about: [] });
  const isTopic = reading.leftovers.length > 0;
  return found === 0 || isTopic ? undefined : { kind: "list", of: selection, order: "newest", page: 1 };
}

/** "Chairmen who spoke at the forum": of several who hold an office, those that the rest of the question fits. */
export function holdersFitting(
  { view, signals, mentions, times }: Asked,
  office: Mention,
): Query | undefined {
  const others = mentions.filter((mention) => mention !== office);
  if (office.by !== "office" || office.ids.length === 1 || others.length === 0) return undefined;
  const { selection } = describe(view, {
    kinds: ["person"],
    mentions: others,
    times,
    about: [],
    asks: signals.asks,
  });
  return { kind: "list", of: { ...selection, entries: office.ids }, order: "newest", page: 1 };
}

/** "The telephone number of ABC": what a body itself has not, its people may have. */
export function ofItsPeople({ view, signals, reading }: Asked, body: Mention): readonly Query[] {
  const fields = Object.entries(kindTables.person.fields).flatMap(([name, { type, asks }]) =>
    type === "proper" && asks.some((ask) => signals.asks.includes(ask)) ? [name] : [],
  );
  if (fields.length === 0 || kindOf(view, body) !== "organisation") return [];
  const people = {
    kinds: ["person"] as const,
    mentions: [body],
    times: [],
    about: reading.leftovers,
    asks: [],
  };
  const { selection: of } = describe(view, people);
  const isTold = (entry: Entry): boolean => fields.some((name) => view.statements(entry, name).length > 0);
  return selectEntries(view, of).sure.some(isTold) ? [{ kind: "facts", of, fields }] : [];
}
