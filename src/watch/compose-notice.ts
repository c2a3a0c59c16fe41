import { type Composing, type Draft, refOf, textPart } from "../answer/composing.ts";
import { cardFacts } from "../answer/facts.ts";
import type { Fact, FollowUp, Reply, ReplyPart } from "../answer/reply.ts";
import { formatQuery } from "../question/command-line.ts";
import type { Entry } from "../register/statement.ts";
import type { Amendment } from "./amendment.ts";
import type { Audience } from "./audience.ts";
import { composeDigest } from "./compose-digest.ts";
import { daysBetween } from "./local-time.ts";
import { nearingOf } from "./nearing.ts";
import type { Notice, Reminder } from "./notice.ts";
import { type Subscription, watchedKey } from "./subscription.ts";
import type { Telling, Told } from "./told.ts";

/** Nothing where there is nothing to tell any more: it is over, called off, moved, hidden by now, or empty. */
export function tellingOf(notice: Notice, telling: Telling): Told | undefined {
  switch (notice.kind) {
    case "reminder":
      return reminderOf(notice, telling);
    case "change":
      return changeOf(notice.revision, telling);
    case "digest":
      return composeDigest(notice, telling);
    case "back": {
      const { wording } = telling.audience.composing;
      const line = wording.messages.say("notice.back", { when: momentOf(telling, notice.since) });
      return { line, parts: [textPart(line)], command: formatQuery({ kind: "watching" }) };
    }
  }
}

const momentOf = ({ audience }: Telling, ms: number): string =>
  audience.composing.wording.moment(new Date(ms).toISOString());

function reminderOf(notice: Reminder, { audience, now }: Telling): Told | undefined {
  const { composing } = audience;
  const { view, wording, today } = composing;
  const entry = view.get(notice.entry);
  const near = entry === undefined ? undefined : nearingOf(view, entry);
  if (entry === undefined || near === undefined || near.written !== notice.date) return undefined;
  const { days, known, moment, about } = near;
  const isOver = known === "day" ? days.first < today : days.last < today;
  if (isOver || (moment !== undefined && moment <= now)) return undefined;
  const which = known === "day" ? about : `${about}-sometime`;
  const line = wording.messages.say(`notice.${which}`, {
    days: daysBetween(today, days.first),
    title: wording.title(entry),
    date: wording.date(near.date),
  });
  return { line, parts: [textPart(line), cardOf(composing, entry)], entry, command: cardLine(entry.id) };
}

const cardLine = (entry: string): string => formatQuery({ kind: "card", entry });

function cardOf(
  composing: Composing,
  entry: Entry,
  facts: readonly Fact[] = cardFacts(composing, entry),
): ReplyPart {
  return {
    kind: "card",
    entry: refOf(composing, entry),
    subtitle: composing.wording.kindLabel(entry.kind),
    facts,
  };
}

function changeOf(revision: number, { audience, subscription, news }: Telling): Told | undefined {
  const { composing } = audience;
  const { view, wording } = composing;
  const { say } = wording.messages;
  const one = news.find(({ number }) => number === revision);
  if (one === undefined) return undefined;
  const who = one.byName ?? one.by;
  const entry = view.get(one.entry);
  if (entry === undefined) {
    const { what } = subscription;
    // Only who watched it by its name knew it; whether it is gone or hidden is not told.
    if (one.does !== "remove" || what.kind !== "entry" || what.entry !== one.entry) return undefined;
    const line = say("notice.removed", { title: what.title });
    return { line, parts: [textPart(line)], command: formatQuery({ kind: "watching" }) };
  }
  if (one.does === "remove") return undefined;
  const title = wording.title(entry);
  const facts = one.does === "add" ? cardFacts(composing, entry) : audience.factsOf(one);
  if (facts.length === 0) return undefined;
  const isOff = view.statements(entry, "status")[0]?.value === "cancelled";
  const isCancelled = isOff && one.changes.some(({ field }) => field === "status");
  const line = say(
    isCancelled ? "notice.cancelled" : one.does === "add" ? "notice.added" : "notice.changed",
    {
      title,
      who,
      what: facts.map(({ label, text }) => `${label}: ${text}`).join(say("punctuation.parts")),
    },
  );
  const head = say(
    isCancelled ? "notice.cancelledBy" : one.does === "add" ? "notice.addedBy" : "notice.changedBy",
    {
      title,
      who,
      why: whyOf(composing, one),
    },
  );
  return {
    line,
    parts: [textPart(head), cardOf(composing, entry, facts)],
    entry,
    command: cardLine(entry.id),
  };
}

/** A source that the reader may not see is not named. */
function whyOf({ view }: Composing, { why }: Amendment): string {
  const [, source] = /^([a-z0-9-]+)#\d+$/.exec(why) ?? [];
  return why === "" || (source !== undefined && view.get(source) === undefined) ? "none" : why;
}

/** So many notices at once are told one by one; more become one summary. */
export const mostAtOnce = 3;

export interface ReplyOptions {
  readonly audience: Audience;
  readonly subscription: Subscription;
  /** Set where they may have arrived before. */
  readonly isRepeat: boolean;
}

export function replyOf(told: readonly Told[], { audience, subscription, isRepeat }: ReplyOptions): Reply {
  const { composing } = audience;
  const { say } = composing.wording.messages;
  const repeat = isRepeat ? [textPart(say("notice.repeat"))] : [];
  const stop: FollowUp = {
    label: say("followUp.unwatch"),
    command: formatQuery({ kind: "unwatch", watched: watchedName(subscription) }),
  };
  const list: FollowUp = { label: say("followUp.watching"), command: formatQuery({ kind: "watching" }) };
  const entries = told.flatMap(({ entry }) => entry ?? []);
  const [first] = told;
  const shown: readonly FollowUp[] = [...new Map(entries.map((entry) => [entry.id, entry])).values()]
    .slice(0, mostAtOnce)
    .map((entry) => ({ label: composing.wording.shortTitle(entry), command: cardLine(entry.id) }));
  const isOne = first !== undefined && told.length === 1;
  const head = isOne
    ? first.parts
    : [say("notice.summary", { count: told.length }), ...told.map(({ line }) => line)].map(textPart);
  const draft: Draft = {
    outcome: "answered",
    parts: [...repeat, ...head],
    entries: entries.map((entry) => refOf(composing, entry)),
    followUps: isOne ? [...shown, stop] : [...shown, list],
  };
  return audience.finish(draft, isOne ? first.command : formatQuery({ kind: "watching" }));
}

/** As `/unwatch` takes it. */
function watchedName({ what }: Subscription): string {
  return what.kind === "entry" ? what.entry : watchedKey(what);
}
