import type { Query } from "../question/query.ts";
import { kindTables } from "../register/kinds.ts";
import { type Entry, isGroup } from "../register/statement.ts";
import { checkPremise } from "../search/premise.ts";
import type { Condition } from "../search/selection.ts";
import { composeFacts } from "./compose-facts.ts";
import { composeList, wordsOf } from "./compose-list.ts";
import { type Composing, type Draft, refOf, textPart } from "./composing.ts";
import { headFacts } from "./facts.ts";
import { followUpsOf } from "./follow-ups.ts";

type CheckQuery = Extract<Query, { kind: "check" }>;

/** Yes or no, with what bears it out; no more than the register says. */
export function composeCheck(composing: Composing, query: CheckQuery): Draft {
  const { view, wording } = composing;
  const { of, fields } = query;
  const checked = checkPremise(view, of);
  const say = (key: string): string => wording.messages.say(key);
  switch (checked.is) {
    case "so":
    case "perhaps":
      return preceded(say(`check.${checked.is}`), showing(composing, checked.entries, fields), "answered");
    case "otherwise":
    case "open":
      return preceded(
        say(`check.${checked.is}`),
        showing(composing, checked.entries, [checked.field]),
        "answered",
      );
    case "notSaid": {
      const linking = linkingFields(composing, checked.entries, checked.dropped);
      const said = say("check.notSaid");
      if (linking.length > 0) return preceded(said, showing(composing, checked.entries, linking), "partly");
      const asked = fields.filter((field) => field !== checked.field);
      const isFound = of.entries === undefined && checked.dropped.test === "about";
      return preceded(said, showing(composing, checked.entries, asked), isFound ? "partly" : "notFound");
    }
    case "none": {
      const [kind = "agreement"] = of.kinds;
      const none = wording.messages.say("check.none", {
        kind: wording.kindLabel(kind, 0),
        what: wordsOf(composing, of),
      });
      return { ...named(composing, of.where), parts: [textPart(none), ...named(composing, of.where).parts] };
    }
  }
}

function preceded(said: string, draft: Draft, outcome: Draft["outcome"]): Draft {
  return { ...draft, outcome, parts: [textPart(said), ...draft.parts] };
}

/** The fields of the entries, or their rows where none of them is recorded. */
function showing(composing: Composing, entries: readonly Entry[], fields: readonly string[]): Draft {
  const { view } = composing;
  const recorded = fields.filter((field) =>
    entries.some(
      (entry) =>
        view.statements(entry, field).length > 0 || kindTables[entry.kind].fields[field]?.computed === true,
    ),
  );
  const of = {
    kinds: [...new Set(entries.map((entry) => entry.kind))],
    entries: entries.map((entry) => entry.id),
    where: [],
  };
  return recorded.length > 0
    ? composeFacts(composing, { kind: "facts", of, fields: recorded })
    : composeList(composing, { kind: "list", of, order: "newest", page: 1 });
}

/** How what was asked of is linked with the entries, though not as the question has it. */
function linkingFields(
  { view }: Composing,
  entries: readonly Entry[],
  dropped: Condition,
): readonly string[] {
  if (dropped.test !== "is") return [];
  const isMeant = (value: unknown): boolean => dropped.values.includes(String(value));
  const fields = entries.flatMap((entry) =>
    Object.keys(entry.fields).filter((field) =>
      view
        .statements(entry, field)
        .some(({ value }) => (isGroup(value) ? Object.values(value).some(isMeant) : isMeant(value))),
    ),
  );
  return [...new Set(fields)];
}

/** What is known of the first thing that the question names. */
function named(composing: Composing, where: readonly Condition[]): Draft {
  const { view, wording } = composing;
  const [entry] = where.flatMap((condition) =>
    condition.test === "is" ? condition.values.flatMap((value) => view.get(value) ?? []) : [],
  );
  if (entry === undefined) return { outcome: "answered", parts: [], entries: [], followUps: [] };
  return {
    outcome: "answered",
    parts: [
      textPart(wording.messages.say("notFound.instead")),
      {
        kind: "card",
        entry: refOf(composing, entry),
        subtitle: wording.kindLabel(entry.kind),
        facts: headFacts(composing, entry),
      },
    ],
    entries: [refOf(composing, entry)],
    followUps: followUpsOf(composing, entry),
  };
}
