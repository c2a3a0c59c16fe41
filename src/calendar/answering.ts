import { type Composing, type Draft, refOf, textPart } from "../answer/composing.ts";
import type { Attachment, FollowUp } from "../answer/reply.ts";
import { formatQuery } from "../question/command-line.ts";
import { partialDate } from "../register/partial-date.ts";
import type { Entry } from "../register/statement.ts";
import { type Feed, mostFeeds } from "./feed.ts";

/** What is said in chat about calendars. */

/** A draft that may bring a file along. */
export interface CalendarDraft extends Draft {
  readonly attachment?: Attachment;
}

/** Where what was asked for is not to be had, and why: a key of the catalogues. */
export function draftRefusal({ wording }: Composing, why: string, values = {}): CalendarDraft {
  return said("refused", [wording.messages.say(`calendar.${why}`, values)]);
}

/** A new address; the only time that it is shown. */
export function draftAddress(composing: Composing, address: string, entry?: Entry): CalendarDraft {
  const { say } = composing.wording.messages;
  return {
    ...said("answered", [
      say("calendar.address", { what: nameOf(composing, entry) }),
      address,
      say("calendar.keep"),
    ]),
    followUps: [revoking(composing, entry)],
  };
}

/** The addresses that somebody has, by what they are of: the addresses themselves are not kept. */
export function draftFeeds(composing: Composing, feeds: readonly Feed[]): CalendarDraft {
  const { view, wording } = composing;
  const { say } = wording.messages;
  const lines = feeds.map(({ entry: id, madeAt }) => {
    const entry = id === undefined ? undefined : view.get(id);
    const what = id !== undefined && entry === undefined ? say("calendar.gone") : nameOf(composing, entry);
    return say("calendar.made", { what, date: wording.date(partialDate(dayOf(madeAt))) });
  });
  return {
    ...said("answered", [say("calendar.count", { count: feeds.length, most: mostFeeds }), ...lines]),
    followUps: feeds.length === 0 ? [] : [revoking(composing)],
  };
}

export function draftRevoked({ wording }: Composing, count: number): CalendarDraft {
  return said("answered", [wording.messages.say("calendar.revoked", { count })]);
}

/** A visit or an event as a file. */
export function draftFile(composing: Composing, entry: Entry, text: string): CalendarDraft {
  const { wording } = composing;
  return {
    ...said("answered", [wording.messages.say("calendar.file", { title: wording.title(entry) })]),
    entries: [refOf(composing, entry)],
    attachment: { name: `${entry.id}.ics`, type: "text/calendar; charset=utf-8", text },
  };
}

function nameOf({ wording }: Composing, entry: Entry | undefined): string {
  return entry === undefined ? wording.messages.say("calendar.all") : wording.title(entry);
}

function revoking({ wording }: Composing, entry?: Entry): FollowUp {
  const of = entry === undefined ? {} : { entry: entry.id };
  return {
    label: wording.messages.say("calendar.revoke"),
    command: formatQuery({ kind: "calendar", does: "revoke", ...of }),
  };
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

function said(outcome: Draft["outcome"], texts: readonly string[]): CalendarDraft {
  return { outcome, parts: texts.map(textPart), entries: [], followUps: [] };
}
