import type { Query } from "../question/query.ts";
import { kindTables } from "../register/kinds.ts";
import type { Entry } from "../register/statement.ts";
import { selectEntries } from "../search/selection.ts";
import { toldOf } from "../search/statement-words.ts";
import type { Composing, Draft } from "./composing.ts";
import { refOf, textPart } from "./composing.ts";
import { cardFacts, factsOf, headFacts } from "./facts.ts";
import { followUpsOf, suggestions } from "./follow-ups.ts";
import type { Fact, ReplyPart } from "./reply.ts";

type FactsQuery = Extract<Query, { kind: "facts" }>;

/** More entries than this are not told apart in one answer. */
const mostCards = 12;

/** Some fields of the entries that a question chose; where none records them, the reply says exactly that. */
export function composeFacts(composing: Composing, query: FactsQuery): Draft {
  const { view, wording } = composing;
  const { all: chosen } = selectEntries(view, query.of);
  const [first] = chosen;
  if (first === undefined)
    return {
      outcome: "notFound",
      parts: [textPart(wording.messages.say("notFound.none"))],
      entries: [],
      followUps: suggestions(composing),
    };
  const answered: { readonly entry: Entry; readonly facts: readonly Fact[] }[] = [];
  for (const entry of chosen) {
    // What is not shown is not put into words, and its sources are none of the reply's.
    if (answered.length === mostCards) break;
    const facts = fieldFacts(composing, entry, query);
    if (facts.length > 0) answered.push({ entry, facts });
  }
  if (answered.length === 0) return notRecorded(composing, query, first);
  const only = answered.length === 1 ? answered[0] : undefined;
  const parts: ReplyPart[] = answered.map(({ entry, facts }) => ({
    kind: "card",
    entry: refOf(composing, entry),
    subtitle: wording.kindLabel(entry.kind),
    facts,
  }));
  const missing = query.fields.filter(
    (field) =>
      view.statements(first, field).length === 0 && kindTables[first.kind].fields[field]?.computed !== true,
  );
  if (
    answered.length === 1 &&
    chosen.length === 1 &&
    missing.length > 0 &&
    missing.length < query.fields.length
  ) {
    parts.push(
      textPart(
        wording.messages.say("notFound.fields", {
          fields: labels(composing, first, missing),
          entry: wording.title(first),
        }),
      ),
    );
  }
  return {
    outcome: "answered",
    parts,
    entries: answered.map(({ entry }) => refOf(composing, entry)),
    followUps: chosen.length === 1 ? followUpsOf(composing, first) : [],
    ...(only === undefined ? {} : { behind: restOf(composing, only.entry, query, only.facts) }),
  };
}

/** What else is known of the one entry that was asked about: the rest of the fields asked, and what a phone shows first. */
function restOf(
  composing: Composing,
  entry: Entry,
  { of, fields }: FactsQuery,
  told: readonly Fact[],
): readonly ReplyPart[] {
  if (fields.length === 0) return [];
  const { head } = kindTables[entry.kind];
  const rest = [
    ...(of.except === undefined ? fields : []),
    ...head.filter((field) => !fields.includes(field)),
  ];
  const isTold = ({ label, text }: Fact): boolean =>
    told.some((fact) => fact.label === label && fact.text === text);
  const facts = rest.flatMap((field) => factsOf(composing, entry, field)).filter((fact) => !isTold(fact));
  if (facts.length === 0) return [];
  const { wording } = composing;
  return [
    textPart(wording.messages.say("card.also")),
    { kind: "card", entry: refOf(composing, entry), subtitle: wording.kindLabel(entry.kind), facts },
  ];
}

function labels({ wording }: Composing, entry: Entry, fields: readonly string[]): string {
  return fields
    .map((field) => wording.fieldLabel(entry.kind, field))
    .join(wording.messages.say("punctuation.list"));
}

/** The lines of the fields asked, of the statements that answer. */
function fieldFacts(
  composing: Composing,
  entry: Entry,
  { of, fields, matching }: FactsQuery,
): readonly Fact[] {
  return toldOf(composing.view, entry, fields, matching, of.except).flatMap(({ field, statements }) => {
    const told = new Set(statements);
    return factsOf(composing, entry, field, (statement) => told.has(statement));
  });
}

/** A known entry whose asked field is not recorded: said as it is, with what is known beside it. */
function notRecorded(composing: Composing, { fields, matching }: FactsQuery, entry: Entry): Draft {
  const { wording } = composing;
  const title = wording.title(entry);
  const what = matching === undefined ? labels(composing, entry, fields) : matching.join(" ");
  const facts = headFacts(composing, entry);
  return {
    outcome: "notFound",
    parts: [
      textPart(
        wording.messages.say(matching === undefined ? "notFound.field" : "notFound.words", {
          what,
          entry: title,
        }),
      ),
      textPart(wording.messages.say("notFound.instead")),
      { kind: "card", entry: refOf(composing, entry), subtitle: wording.kindLabel(entry.kind), facts },
    ],
    entries: [refOf(composing, entry)],
    followUps: followUpsOf(composing, entry),
    behind: cardRest(composing, entry),
  };
}

/** The card of an entry beyond what a phone shows first. */
function cardRest(composing: Composing, entry: Entry): readonly ReplyPart[] {
  const shown = headFacts(composing, entry).length;
  const facts = cardFacts(composing, entry).slice(shown);
  const { wording } = composing;
  return facts.length === 0
    ? []
    : [{ kind: "card", entry: refOf(composing, entry), subtitle: wording.kindLabel(entry.kind), facts }];
}
