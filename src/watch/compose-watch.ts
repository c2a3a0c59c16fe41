import { type Composing, type Draft, refOf, textPart } from "../answer/composing.ts";
import { nothingCalled } from "../answer/not-found.ts";
import type { FollowUp } from "../answer/reply.ts";
import { formatQuery } from "../question/command-line.ts";
import type { WatchQuery, WatchSettings } from "../question/query.ts";
import { usualLeads } from "./plan.ts";
import {
  mostSubscriptions,
  type Subscription,
  type SubscriptionKeeper,
  type Watched,
  watchedKey,
} from "./subscription.ts";
import { formatClock, formatWeekday, parseQuiet, parseRhythm, parseZone } from "./watch-text.ts";

/** Who asks to be told of something, and where. */
export interface Watcher {
  readonly composing: Composing;
  readonly by: string;
  readonly place: string;
  readonly placeIsDirect?: true;
  readonly placeIsShared?: true;
  readonly outside?: true;
  readonly timezone: string;
  readonly langs: readonly string[];
  readonly now: number;
  /** True where an answer is only looked at: then nothing is kept. */
  readonly onlyLooks: boolean;
  newId(): string;
}

/** Answers what somebody wants to be told. @throws NotSaved */
export async function composeWatch(
  query: WatchQuery,
  watcher: Watcher,
  keeper: SubscriptionKeeper,
): Promise<Draft> {
  switch (query.kind) {
    case "watching":
      return composeWatching(watcher, keeper);
    case "unwatch":
      return composeUnwatch(query.watched, watcher, keeper);
    case "watchTopic":
      return keep({ kind: "topic", topic: query.topic }, query, watcher, keeper);
    case "watch": {
      const entry = watcher.composing.view.get(query.entry);
      if (entry === undefined) return nothingCalled(watcher.composing, query.entry);
      const title = watcher.composing.wording.title(entry);
      return keep({ kind: "entry", entry: entry.id, title }, query, watcher, keeper);
    }
    case "digest":
      return composeDigestChoice(query, watcher, keeper);
  }
}

async function composeDigestChoice(
  query: Extract<WatchQuery, { kind: "digest" }>,
  watcher: Watcher,
  keeper: SubscriptionKeeper,
): Promise<Draft> {
  const { say } = watcher.composing.wording.messages;
  const { rhythm } = query;
  if (rhythm === "off") {
    if (!watcher.onlyLooks) await keeper.remove(watcher.place, "digest");
    return said("answered", say("watch.digestOff"));
  }
  if (rhythm === "") {
    const own = (await ownOf(watcher, keeper)).filter(({ what }) => what.kind === "digest");
    const [line] = own.map((one) => lineOf(watcher, one));
    return said("answered", line === undefined ? say("watch.noDigest") : say("watch.kept", { what: line }));
  }
  const every = parseRhythm(rhythm, watcher.langs);
  if (every === undefined) return said("notFound", say("watch.wrongRhythm", { text: rhythm }));
  return keep({ kind: "digest", every }, query, watcher, keeper);
}

async function keep(
  what: Watched,
  { leads, zone, quiet }: WatchSettings,
  watcher: Watcher,
  keeper: SubscriptionKeeper,
): Promise<Draft> {
  const { composing, by, place, placeIsDirect, placeIsShared, outside, now } = watcher;
  const { messages } = composing.wording;
  const { say } = messages;
  const timezone = zone === undefined ? watcher.timezone : parseZone(zone);
  if (timezone === undefined) return said("notFound", say("watch.wrongZone", { text: zone ?? "" }));
  const silence = quiet === undefined ? undefined : parseQuiet(quiet);
  if (quiet !== undefined && silence === undefined)
    return said("notFound", say("watch.wrongQuiet", { text: quiet }));
  const subscription: Subscription = {
    id: watcher.newId(),
    place,
    ...(placeIsDirect === undefined ? {} : { placeIsDirect }),
    by,
    ...(placeIsShared === undefined ? {} : { placeIsShared }),
    ...(outside === undefined ? {} : { outside }),
    what,
    lang: messages.lang,
    timezone,
    ...(leads === undefined ? {} : { leads: [...new Set(leads)].sort((a, b) => b - a) }),
    ...(silence === undefined ? {} : { quiet: silence }),
    createdAt: now,
  };
  const kept = watcher.onlyLooks ? "new" : await keeper.put(subscription, mostSubscriptions);
  if (kept === "tooMany")
    return said("refused", say("watch.tooMany", { max: mostSubscriptions }), [listButton(watcher)]);
  const entry = what.kind === "entry" ? composing.view.get(what.entry) : undefined;
  return {
    ...said("answered", say("watch.kept", { what: lineOf(watcher, subscription) }), [
      listButton(watcher),
      stopButton(watcher, subscription),
    ]),
    entries: entry === undefined ? [] : [refOf(composing, entry)],
  };
}

/** Shown at once. */
const shownWatches = 30;
const mostButtons = 5;

async function composeWatching(watcher: Watcher, keeper: SubscriptionKeeper): Promise<Draft> {
  const { wording } = watcher.composing;
  const { say } = wording.messages;
  const own = await ownOf(watcher, keeper);
  if (own.length === 0) return said("answered", say("watch.none"));
  const [paused] = own.flatMap((one) => one.paused ?? []);
  const shown = own.slice(0, shownWatches);
  return {
    outcome: "answered",
    parts: [
      ...(paused === undefined
        ? []
        : [say("watch.paused", { when: wording.moment(new Date(paused.since).toISOString()) })]),
      say("watch.list", { count: own.length }),
      ...shown.map((one) => lineOf(watcher, one)),
    ].map(textPart),
    entries: [],
    followUps: shown.slice(0, mostButtons).map((one) => stopButton(watcher, one)),
  };
}

async function composeUnwatch(watched: string, watcher: Watcher, keeper: SubscriptionKeeper): Promise<Draft> {
  const { say } = watcher.composing.wording.messages;
  const own = await ownOf(watcher, keeper);
  const found = own.filter(
    (one) => watched === "all" || nameOf(one.what) === watched || isTitled(one.what, watched),
  );
  if (found.length === 0) return said("notFound", say("watch.notWatched"), [listButton(watcher)]);
  if (!watcher.onlyLooks) for (const { what } of found) await keeper.remove(watcher.place, watchedKey(what));
  const what = found.map((one) => titleOf(watcher, one.what)).join(say("punctuation.parts"));
  return said("answered", say("watch.gone", { what }), [listButton(watcher)]);
}

/** What is gone from the register is still called as it was. */
const isTitled = (what: Watched, text: string): boolean =>
  what.kind === "entry" && what.title.toLowerCase() === text.toLowerCase();

async function ownOf({ place }: Watcher, keeper: SubscriptionKeeper): Promise<readonly Subscription[]> {
  const own = (await keeper.all()).filter((one) => one.place === place);
  return own.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
}

function titleOf({ composing }: Watcher, what: Watched): string {
  const { wording, view } = composing;
  const { say, lang } = wording.messages;
  switch (what.kind) {
    case "topic":
      return say(`watch.topic.${what.topic}`);
    case "entry": {
      const entry = view.get(what.entry);
      return entry === undefined ? what.title : wording.title(entry);
    }
    case "digest": {
      const { weekday, atMinutes } = what.every;
      const time = formatClock(atMinutes);
      return weekday === undefined
        ? say("watch.digestDaily", { time })
        : say("watch.digestWeekly", { time, day: formatWeekday(weekday, lang) });
    }
  }
}

/** What is watched, how long before, in which zone. */
function lineOf(watcher: Watcher, { what, leads, quiet, timezone }: Subscription): string {
  const { say } = watcher.composing.wording.messages;
  const usual =
    what.kind !== "topic"
      ? undefined
      : usualLeads[({ visits: "begins", expiring: "lapses", commitments: "falls-due" } as const)[what.topic]];
  const before = (leads ?? usual)?.map((days) => say("watch.lead", { days })).join(say("punctuation.list"));
  return [
    titleOf(watcher, what),
    ...(before === undefined || what.kind === "digest" ? [] : [before]),
    ...(quiet === undefined
      ? []
      : [say("watch.quiet", { from: formatClock(quiet.from), to: formatClock(quiet.to) })]),
    timezone,
  ].join(say("punctuation.cells"));
}

const nameOf = (what: Watched): string => (what.kind === "entry" ? what.entry : watchedKey(what));

const listButton = ({ composing }: Watcher): FollowUp => ({
  label: composing.wording.messages.say("followUp.watching"),
  command: formatQuery({ kind: "watching" }),
});

const stopButton = (watcher: Watcher, { what }: Subscription): FollowUp => ({
  label: watcher.composing.wording.messages.say("watch.stop", { what: titleOf(watcher, what) }),
  command: formatQuery({ kind: "unwatch", watched: nameOf(what) }),
});

function said(outcome: Draft["outcome"], text: string, followUps: readonly FollowUp[] = []): Draft {
  return { outcome, parts: [textPart(text)], entries: [], followUps };
}
