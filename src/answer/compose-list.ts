import { formatQuery } from "../question/command-line.ts";
import type { Query } from "../question/query.ts";
import { formatRange } from "../question/range-text.ts";
import type { Entry } from "../register/statement.ts";
import { joined, splitByDay, withoutDate } from "../search/date-order.ts";
import { type Selection, selectEntries } from "../search/selection.ts";
import { entriesAhead, latestPast } from "../search/upcoming.ts";
import { type Composing, type Draft, pageOf, refOf, refsOf, textPart } from "./composing.ts";
import { cardFacts } from "./facts.ts";
import { followUpsOf, suggestions } from "./follow-ups.ts";
import type { ReplyPart } from "./reply.ts";
import { rowOf } from "./rows.ts";

type ListQuery = Extract<Query, { kind: "list" }>;
type UpcomingQuery = Extract<Query, { kind: "upcoming" }>;

/** Entries in rows, newest first; one alone is shown as its card. */
export function composeList(composing: Composing, query: ListQuery): Draft {
  const { view, wording, pageRows } = composing;
  const selected = selectEntries(view, query.of, query.order);
  const isOpen =
    query.limit !== undefined && query.order === "oldest" && withoutDate(view, selected.all).length > 0;
  if (isOpen)
    return composeUndated(composing, { kind: "list", of: query.of, order: query.order, page: query.page });
  // What lies after the day asked is never the latest: it comes behind what was known by then.
  const known = splitByDay(view, selected.sure, composing.today);
  const sure = query.limit === undefined ? joined(known.past, known.later) : known.past.slice(0, query.limit);
  const perhaps = query.limit === undefined ? selected.perhaps : [];
  const entries = joined(sure, perhaps);
  const [only] = entries;
  if (only === undefined) return emptyList(composing, query.of);
  if (entries.length === 1 && perhaps.length === 0) {
    const facts = cardFacts(composing, only);
    return {
      outcome: "answered",
      parts: [
        {
          kind: "card",
          entry: refOf(composing, only),
          subtitle: wording.kindLabel(only.kind),
          facts,
        },
      ],
      entries: [refOf(composing, only)],
      followUps: followUpsOf(composing, only),
    };
  }
  const follow = (page: number) => ({
    label: wording.messages.say("list.page", { page }),
    command: formatQuery({ ...query, page }),
  });
  const { shown, page } = pageOf(entries, query, pageRows, follow);
  const [kind = "agreement"] = query.of.kinds;
  const isMixed = query.of.entries !== undefined && query.of.kinds.length > 1;
  const said = wording.messages.say("list.head", {
    count: sure.length,
    kind: isMixed
      ? wording.messages.say("list.entries", { count: sure.length })
      : wording.kindLabel(kind, sure.length),
    what: wordsOf(composing, query.of),
  });
  const parts: ReplyPart[] =
    sure.length > 0 ? [textPart(said)] : [...emptyList(composing, query.of).parts.slice(0, 1)];
  const isUnsure = new Set(perhaps);
  const surely = shown.filter((entry) => !isUnsure.has(entry));
  const maybe = shown.filter((entry) => isUnsure.has(entry));
  if (surely.length > 0)
    parts.push({
      kind: "list",
      rows: surely.map((entry) => rowOf(composing, entry)),
      ...(page === undefined || maybe.length > 0 ? {} : { page }),
    });
  if (maybe.length > 0) {
    parts.push(textPart(wording.messages.say("list.perhaps", { count: perhaps.length })));
    parts.push({
      kind: "list",
      rows: maybe.map((entry) => rowOf(composing, entry)),
      ...(page === undefined ? {} : { page }),
    });
  }
  return {
    outcome: sure.length > 0 ? "answered" : "partly",
    parts,
    entries: refsOf(composing, entries),
    followUps: [],
  };
}

/** The first of several cannot be told where one of them has no date: all are shown. */
function composeUndated(composing: Composing, query: ListQuery): Draft {
  const draft = composeList(composing, query);
  const said = textPart(composing.wording.messages.say("list.undated"));
  return { ...draft, outcome: "partly", parts: [said, ...draft.parts] };
}

export function emptyList(composing: Composing, of: Selection): Draft {
  const { wording } = composing;
  const [kind = "agreement"] = of.kinds;
  const said = wording.messages.say("list.none", {
    kind: wording.kindLabel(kind, 0),
    what: wordsOf(composing, of),
  });
  const near = nearTo(composing, of);
  const parts: ReplyPart[] = [textPart(said)];
  if (near.length > 0)
    parts.push(textPart(wording.messages.say("notFound.instead")), {
      kind: "list",
      rows: near.map((entry) => rowOf(composing, entry)),
    });
  return { outcome: "notFound", parts, entries: [], followUps: suggestions(composing) };
}

/** So many entries stand in for what was not found. */
const mostNear = 3;

/** What there is where the words of a topic are let go: the nearest thing that the register does say. */
function nearTo({ view }: Composing, of: Selection): readonly Entry[] {
  const where = of.where.filter(({ test }) => test !== "about");
  const isNamed = where.some(({ test }) => test === "is");
  if (where.length === of.where.length || !isNamed) return [];
  return selectEntries(view, { ...of, where }).all.slice(0, mostNear);
}

/** What a selection asks for, in words: names, times, topics. */
export function wordsOf({ view, wording }: Composing, of: Selection): string {
  const words = of.where.map((condition) => {
    if (condition.test === "about") return condition.words.join(" ");
    if (condition.test === "during") return formatRange(condition.range);
    return condition.values
      .map((value) => {
        const entry = view.get(value);
        return entry === undefined
          ? wording.messages.label(
              of.kinds.flatMap((kind) => [`choice.${kind}.type.${value}`, `choice.${value}`]),
              value,
            )
          : wording.shortTitle(entry);
      })
      .join(` ${wording.messages.say("punctuation.or")} `);
  });
  return words.length === 0
    ? ""
    : wording.messages.say("list.what", { what: words.join(wording.messages.say("punctuation.parts")) });
}

/** How many past entries stand in for upcoming ones. */
const pastShown = 5;

/** What is to come; where nothing is, that is said and the latest past ones follow. */
export function composeUpcoming(composing: Composing, query: UpcomingQuery): Draft {
  const { view, wording, today, pageRows } = composing;
  const ahead = entriesAhead(view, query.kinds, today).filter((entry) => !isCancelled(composing, entry));
  const [kind = "visit"] = query.kinds;
  if (ahead.length > 0) {
    const follow = (page: number) => ({
      label: wording.messages.say("list.page", { page }),
      command: formatQuery({ ...query, page }),
    });
    const { shown, page } = pageOf(ahead, query, pageRows, follow);
    const rows = shown.map((entry) => rowOf(composing, entry, { ahead: true }));
    const said = wording.messages.say("upcoming.head", {
      count: ahead.length,
      kind: wording.kindLabel(kind, ahead.length),
    });
    return {
      outcome: "answered",
      parts: [textPart(said), { kind: "list", rows, ...(page === undefined ? {} : { page }) }],
      entries: refsOf(composing, ahead),
      followUps: [],
    };
  }
  const past = latestPast(view, query.kinds, { today, count: pastShown });
  const said = wording.messages.say(past.length === 0 ? "upcoming.noneAtAll" : "upcoming.none", {
    kind: wording.kindLabel(kind, 0),
    count: past.length,
  });
  const parts: ReplyPart[] = [textPart(said)];
  if (past.length > 0) parts.push({ kind: "list", rows: past.map((entry) => rowOf(composing, entry)) });
  return {
    outcome: past.length === 0 ? "notFound" : "partly",
    parts,
    entries: past.map((entry) => refOf(composing, entry)),
    followUps: past.length === 0 ? suggestions(composing) : [],
  };
}

function isCancelled({ view }: Composing, entry: Entry): boolean {
  return view.statements(entry, "status").some((statement) => statement.value === "cancelled");
}
