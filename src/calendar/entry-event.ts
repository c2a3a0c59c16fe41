import type { Composing } from "../answer/composing.ts";
import { factsOf } from "../answer/facts.ts";
import { createMarks, dateOfSource } from "../answer/marks.ts";
import type { Mark, SourceMark } from "../answer/reply.ts";
import type { Kind } from "../register/field.ts";
import { kindTables } from "../register/kinds.ts";
import { knownTime } from "../register/known-time.ts";
import type { Entry } from "../register/statement.ts";
import type { Clearance, View } from "../register/view.ts";
import { dateOf } from "../search/entry-dates.ts";
import type { CalendarEvent, EventStatus } from "./ics.ts";
import { type History, seenRevisions } from "./revised.ts";

/** What an entry becomes an event with. */
export interface EventWorld {
  readonly composing: Composing;
  readonly clearance: Clearance;
  readonly history: History;
}

/** The event of a visit or an event; nothing where its day is not known. */
export function eventOf(
  { composing, clearance, history }: EventWorld,
  entry: Entry,
): CalendarEvent | undefined {
  const { view, wording } = composing;
  const date = dateOf(view, entry);
  const time = date === undefined ? undefined : knownTime(date);
  if (time === undefined) return undefined;
  const revisions = seenRevisions(history, entry, view, clearance);
  // Each event has its sources numbered for itself.
  const own: Composing = { ...composing, marks: createMarks(view, wording) };
  const facts = fieldsOf(entry.kind)
    .flatMap((field) => factsOf(own, entry, field))
    .map(({ label, text, marks }) => `${label}: ${text}${formatMarks(marks)}`);
  const sources = own.marks.sources();
  const location = view
    .statements(entry, "place")
    .map((statement) => wording.value(entry.kind, "place", statement))
    .join(wording.messages.say("punctuation.list"));
  const url = addressOf(sources);
  const status = statusOf(view, entry);
  return {
    uid: `${entry.id}@jambatan`,
    sequence: revisions.length,
    modified: revisions.at(-1)?.at ?? writtenAt(view, sources),
    time,
    summary: wording.title(entry),
    ...(location === "" ? {} : { location }),
    description: [
      wording.kindLabel(entry.kind),
      ...facts,
      ...(sources.length === 0 ? [] : ["", `${wording.messages.say("sources")}:`]),
      ...sources.map(({ number, text, url: address }) =>
        [`[${number}]`, text, ...(address === undefined ? [] : [address])].join(" "),
      ),
    ].join("\n"),
    ...(url === undefined ? {} : { url }),
    ...(status === undefined ? {} : { status }),
  };
}

/** What a phone shows first of it, and what whoever goes there wants to know. */
const fieldsOf = (kind: Kind): readonly string[] => [...new Set([...kindTables[kind].head, ...further])];
const further: readonly string[] = ["purpose", "agenda"];

function formatMarks(marks: readonly Mark[]): string {
  return marks
    .map(({ source, paragraphs }) =>
      paragraphs.length === 0 ? ` [${source}]` : ` [${source} ¶${paragraphs.join(", ")}]`,
    )
    .join("");
}

const statuses: Readonly<Record<string, EventStatus>> = {
  planned: "TENTATIVE",
  confirmed: "CONFIRMED",
  done: "CONFIRMED",
  cancelled: "CANCELLED",
};

function statusOf(view: View, entry: Entry): EventStatus | undefined {
  const value = view.statements(entry, "status")[0]?.value;
  return typeof value === "string" && Object.hasOwn(statuses, value) ? statuses[value] : undefined;
}

/** Of the sources, the first that can be opened: it bears out what stands first. */
function addressOf(sources: readonly SourceMark[]): string | undefined {
  const urls = sources.flatMap(({ url = "" }) => (URL.canParse(url) ? [new URL(url)] : []));
  return urls.find(({ protocol }) => protocol === "https:" || protocol === "http:")?.href;
}

/** Nobody revised it: as old as the newest source that bears it out, as far as that is known to the day. */
function writtenAt(view: View, sources: readonly SourceMark[]): number {
  const days = sources.flatMap(({ id }) => {
    const source = view.get(id);
    const date = source === undefined ? undefined : dateOfSource(view, source);
    const time = date === undefined ? undefined : knownTime(date);
    return time?.kind === "days" ? [Date.parse(time.last)] : [];
  });
  return Math.max(0, ...days);
}
