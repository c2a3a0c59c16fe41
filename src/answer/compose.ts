import { formatQuery } from "../question/command-line.ts";
import { chosenQuery, type Lookup, type Query } from "../question/query.ts";
import { kinds as allKinds } from "../register/field.ts";
import type { Entry } from "../register/statement.ts";
import { holdsWords } from "../search/holding.ts";
import { selectEntries } from "../search/selection.ts";
import { hasHan } from "../text.ts";
import { composeRules, composeWhoami } from "./compose-access.ts";
import { composeBrief } from "./compose-brief.ts";
import { composeCheck } from "./compose-check.ts";
import { composeCount } from "./compose-count.ts";
import { composeFacts } from "./compose-facts.ts";
import { composeList, composeUpcoming } from "./compose-list.ts";
import { composeCompare, composeTeam } from "./compose-meeting.ts";
import { composeOverview } from "./compose-overview.ts";
import { composeSetting } from "./compose-setting.ts";
import type { Composing, Draft } from "./composing.ts";
import { refOf, textPart } from "./composing.ts";
import { cardFacts } from "./facts.ts";
import { followUpsOf, suggestions } from "./follow-ups.ts";
import { mergeMarks } from "./marks.ts";
import { nothingCalled } from "./not-found.ts";
import type { ReplyPart } from "./reply.ts";
import { rowOf } from "./rows.ts";

/**
 * Composing: a Query over the register becomes what the bot says. Exactly: counts are counts, a date is as precise as
 * its source, and what is not recorded is said to be so.
 *
 * Each kind of Query has its composer; desk.ts cuts what they draft to a head and the rest.
 */
export function compose(query: Lookup, composing: Composing): Draft {
  switch (query.kind) {
    case "card":
      return composeCard(composing, query.entry);
    case "facts":
      return composeFacts(composing, query);
    case "list":
      return composeList(composing, query);
    case "count":
      return composeCount(composing, query);
    case "check":
      return composeCheck(composing, query);
    case "upcoming":
      return composeUpcoming(composing, query);
    case "compare":
      return composeCompare(composing, query.entries);
    case "brief":
      return composeBrief(composing, query.entry);
    case "team":
      return composeTeam(composing, query.entry);
    case "choose":
      return composeChoice(composing, query);
    case "search":
      return composeSearch(composing, query);
    case "help":
    case "start":
    case "smalltalk":
      return composeHelp(composing, query.kind);
    case "overview":
      return composeOverview(composing);
    case "setting":
      return composeSetting(composing, query);
    case "whoami":
      return composeWhoami(composing);
    case "access":
      return composeRules(composing);
    case "needsName":
      return {
        ...composeHelp(composing, "help"),
        parts: [textPart(composing.wording.messages.say("help.needsName", { command: query.command }))],
      };
    case "noCommand":
      return {
        ...composeHelp(composing, "help"),
        outcome: "notFound",
        parts: [textPart(composing.wording.messages.say("help.noCommand", { name: query.name }))],
      };
  }
}

function composeCard(composing: Composing, id: string): Draft {
  const entry = composing.view.get(id);
  return entry === undefined ? nothingCalled(composing, id) : cardDraft(composing, entry);
}

function cardDraft(composing: Composing, entry: Entry): Draft {
  const { wording } = composing;
  const facts = cardFacts(composing, entry);
  const card: ReplyPart = {
    kind: "card",
    entry: refOf(composing, entry),
    subtitle: wording.kindLabel(entry.kind),
    facts,
  };
  return {
    outcome: "answered",
    parts: [card],
    entries: [refOf(composing, entry)],
    followUps: followUpsOf(composing, entry),
  };
}

function composeChoice(
  composing: Composing,
  { entries: ids, then, told }: Extract<Query, { kind: "choose" }>,
): Draft {
  const { view, wording } = composing;
  const entries = ids.flatMap((id) => view.get(id) ?? []);
  const [only] = entries;
  if (only === undefined) return nothingCalled(composing, ids.join(" "));
  if (entries.length === 1) return cardDraft(composing, only);
  const rows = entries.map((entry) => rowOf(composing, entry));
  const options = rows.map(({ entry, text, command: card }) => ({
    label: wording.messages.say("choose.option", {
      title: entry.title,
      text,
      kind: wording.kindLabel(entry.kind),
    }),
    command: then === undefined ? card : formatQuery(chosenQuery(then, entry.id, told)),
  }));
  // An option is a button's words and carries no marks: the question bears those of all that it offers.
  const marks = mergeMarks(rows.flatMap((row) => row.marks));
  return {
    outcome: "choose",
    parts: [
      { kind: "text", text: wording.messages.say("choose.which", { count: options.length }), marks },
      { kind: "choice", options },
    ],
    entries: entries.map((entry) => refOf(composing, entry)),
    followUps: [],
  };
}

/** How many near entries a search shows. */
const nearEntries = 5;

/** What no rule read: an answer where entries hold every word, otherwise the honest line with the nearest. */
function composeSearch(
  composing: Composing,
  { text, kinds, nearOnly }: Extract<Query, { kind: "search" }>,
): Draft {
  const { view, wording, contentWords, find } = composing;
  const words = contentWords(text);
  const found = find(text, 50)
    .flatMap(({ id }) => view.get(id) ?? [])
    .filter((entry) => kinds.length === 0 || kinds.includes(entry.kind));
  const whole =
    words.length === 0 || nearOnly === true
      ? []
      : found.filter((entry) => entry.kind !== "source" && holdsWords(view, entry, words));
  if (whole.length > 0) {
    const shown = whole.slice(0, nearEntries);
    const [only] = shown;
    if (shown.length === 1 && only !== undefined) return cardDraft(composing, only);
    return {
      outcome: "answered",
      parts: [
        textPart(wording.messages.say("search.found", { count: shown.length })),
        { kind: "list", rows: shown.map((entry) => rowOf(composing, entry)) },
      ],
      entries: shown.map((entry) => refOf(composing, entry)),
      followUps: [],
    };
  }
  const near = found.slice(0, 3);
  const isQuotable = words.length > 0 && !words.some(hasHan);
  const said = wording.messages.say("notFound.text", { text: isQuotable ? words.join(" ") : text });
  if (near.length === 0)
    return {
      outcome: "notFound",
      parts: [textPart(said), textPart(wording.messages.say("help.tryHelp"))],
      entries: [],
      followUps: suggestions(composing),
    };
  return {
    outcome: "notFound",
    parts: [
      textPart(said),
      textPart(wording.messages.say("notFound.nearest")),
      { kind: "list", rows: near.map((entry) => rowOf(composing, entry)) },
    ],
    entries: near.map((entry) => refOf(composing, entry)),
    followUps: [],
  };
}

function composeHelp(composing: Composing, kind: "help" | "start" | "smalltalk"): Draft {
  const { view, wording } = composing;
  const counts = allKinds
    .map((one) => ({ one, count: selectEntries(view, { kinds: [one], where: [] }).size }))
    .filter(({ count }) => count > 0)
    .map(({ one, count }) =>
      wording.messages.say("help.count", { count, kind: wording.kindLabel(one, count) }),
    );
  if (kind === "smalltalk")
    return {
      outcome: "answered",
      parts: [textPart(wording.messages.say("help.smalltalk"))],
      entries: [],
      followUps: suggestions(composing),
    };
  return {
    outcome: "answered",
    parts: [
      ...(kind === "start" ? [textPart(wording.messages.say("help.smalltalk"))] : []),
      textPart(
        wording.messages.say("help.what", { counts: counts.join(wording.messages.say("punctuation.parts")) }),
      ),
      ...(kind === "start" ? [] : [textPart(wording.messages.say("help.commands"))]),
      textPart(wording.messages.say("help.free")),
      ...(kind === "start" ? [] : [textPart(wording.messages.say("help.change"))]),
    ],
    entries: [],
    followUps: suggestions(composing),
  };
}
