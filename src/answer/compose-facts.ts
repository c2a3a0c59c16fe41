import type { Query } from "../question/query.ts";
import { kindTables } from "../register/kinds.ts";
import type { Entry } from "../register/statement.ts";
import { selectEntries } from "../search/selection.ts";
import type { Composing, Draft } from "./composing.ts";
import { refOf, textPart } from "./composing.ts";
import { factsOf, headFacts, statementHolds } from "./facts.ts";
import { followUpsOf, suggestions } from "./follow-ups.ts";
import type { Fact, ReplyPart } from "./reply.ts";

type FactsQuery = Extract<Query, { kind: "facts" }>;

/** Where words alone say what is asked, so many of them must stand in one statement. */
const shareHeld = 0.6;

/** More entries than this are not told apart in one answer. */
const mostCards = 12;

/** Some fields of the entries that a question chose; where none records them, the reply says exactly that. */
export function composeFacts(composing: Composing, query: FactsQuery): Draft {
  const { view, wording } = composing;
  const { sure, perhaps } = selectEntries(view, query.of);
  const chosen = [...sure, ...perhaps];
  const [first] = chosen;
  if (first === undefined)
    return {
      outcome: "notFound",
      parts: [textPart(wording.messages.say("notFound.none"))],
      entries: [],
      followUps: suggestions(composing),
    };
  const told = chosen.map((entry) => ({ entry, facts: fieldFacts(composing, entry, query) }));
  const answered = told.filter(({ facts }) => facts.length > 0).slice(0, mostCards);
  if (answered.length === 0) return notRecorded(composing, query, first);
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
  };
}

function labels({ wording }: Composing, entry: Entry, fields: readonly string[]): string {
  return fields
    .map((field) => wording.fieldLabel(entry.kind, field))
    .join(wording.messages.say("punctuation.list"));
}

/**
 * The lines of the fields asked. Words to match choose among them where some line holds one; where none does, they
 * are held to only if they alone say what is asked (no field is named, a position among people, a number: the second
 * meeting is not the third).
 */
function fieldFacts(composing: Composing, entry: Entry, { fields, matching }: FactsQuery): readonly Fact[] {
  const table = kindTables[entry.kind].fields;
  const all =
    fields.length > 0 ? fields : Object.keys(table).filter((field) => table[field]?.computed !== true);
  if (matching === undefined) return all.flatMap((field) => factsOf(composing, entry, field));
  const least = fields.length > 0 ? 1 : Math.ceil(matching.length * shareHeld);
  const matched = all.flatMap((field) =>
    factsOf(composing, entry, field, statementHolds(composing, entry, field, matching, least)),
  );
  const isExact = matching.some((word) => /\d/.test(word));
  if (matched.length > 0 || isExact || fields.length === 0 || fields.includes("people")) return matched;
  return all.flatMap((field) => factsOf(composing, entry, field));
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
  };
}
