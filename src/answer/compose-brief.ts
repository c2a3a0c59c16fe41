import { formatQuery } from "../question/command-line.ts";
import type { Kind } from "../register/field.ts";
import { daysOf } from "../register/partial-date.ts";
import type { Entry } from "../register/statement.ts";
import { sortByDate } from "../search/date-order.ts";
import { dateOf } from "../search/entry-dates.ts";
import { neighboursOf } from "../search/neighbours.ts";
import { type Composing, type Draft, refOf, textPart } from "./composing.ts";
import { factsOf, headFacts } from "./facts.ts";
import { followUpsOf } from "./follow-ups.ts";
import { nothingCalled } from "./not-found.ts";
import type { ReplyPart } from "./reply.ts";
import { rowOf } from "./rows.ts";

/** The kinds that a briefing goes through, in the order in which they are needed before a meeting. */
const briefed: readonly Kind[] = [
  "agreement",
  "programme",
  "person",
  "visit",
  "event",
  "commitment",
  "figure",
];
/** Visits and meetings are told as what comes and what was. */
const timely: readonly Kind[] = ["visit", "event"];
/** A promise that was kept or dropped is no business of the next meeting. */
const closed: readonly string[] = ["done", "dropped"];
/** Rows of one section. */
const mostRows = 6;

/** One page before a meeting: what it is, then what is linked with it, kind by kind. */
export function composeBrief(composing: Composing, id: string): Draft {
  const { view, wording, today } = composing;
  const entry = view.get(id);
  if (entry === undefined) return nothingCalled(composing, id);
  const card: ReplyPart = {
    kind: "card",
    entry: refOf(composing, entry),
    subtitle: wording.messages.say("brief.of", { kind: wording.kindLabel(entry.kind) }),
    facts: headFacts(composing, entry),
  };
  const near = neighboursOf(view, id).entries();
  const sections = briefed.flatMap((kind): readonly ReplyPart[] => {
    const linked = near.filter((other) => other.kind === kind && isOpen(composing, other));
    if (!timely.includes(kind))
      return section(composing, id, kind, "section", sortByDate(view, linked, "newest"));
    const isAhead = (other: Entry): boolean => {
      const date = dateOf(view, other);
      return date !== undefined && daysOf(date).last >= today;
    };
    return [
      ...section(composing, id, kind, "next", sortByDate(view, linked.filter(isAhead), "oldest")),
      ...section(
        composing,
        id,
        kind,
        "last",
        sortByDate(
          view,
          linked.filter((other) => !isAhead(other)),
          "newest",
        ),
      ),
    ];
  });
  return {
    outcome: "answered",
    parts: [card, ...sections],
    entries: [refOf(composing, entry)],
    followUps: followUpsOf(composing, entry),
  };
}

function isOpen({ view }: Composing, entry: Entry): boolean {
  return (
    entry.kind !== "commitment" ||
    !view.statements(entry, "status").some(({ value }) => closed.includes(String(value)))
  );
}

function section(
  composing: Composing,
  id: string,
  kind: Kind,
  heading: "section" | "next" | "last",
  entries: readonly Entry[],
): readonly ReplyPart[] {
  const { wording } = composing;
  if (entries.length === 0) return [];
  const said = wording.messages.say(`brief.${heading}`, {
    kind: wording.kindLabel(kind, entries.length),
    count: entries.length,
  });
  const rows = entries
    .slice(0, mostRows)
    .map((entry) => rowOf(composing, entry, { ahead: heading === "next" }));
  const rest = entries.length - rows.length;
  const more =
    rest === 0
      ? []
      : [textPart(wording.messages.say("brief.andMore", { count: rest, command: listCommand(kind, id) }))];
  const cards =
    kind === "agreement" ? entries.slice(0, mostCards).flatMap((entry) => aimsOf(composing, entry)) : [];
  return [textPart(said), { kind: "list", rows }, ...more, ...cards];
}

/** Agreements of which a briefing also tells what they are for. */
const mostCards = 3;
const aims: readonly string[] = ["purpose", "scope", "outcomes"];

function aimsOf(composing: Composing, entry: Entry): readonly ReplyPart[] {
  const facts = aims.flatMap((field) => factsOf(composing, entry, field));
  const subtitle = composing.wording.kindLabel(entry.kind);
  return facts.length === 0 ? [] : [{ kind: "card", entry: refOf(composing, entry), subtitle, facts }];
}

function listCommand(kind: Kind, id: string): string {
  return formatQuery({
    kind: "list",
    of: { kinds: [kind], where: [{ test: "is", path: [], values: [id] }] },
    order: "newest",
    page: 1,
  });
}
