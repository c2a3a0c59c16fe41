import ICAL from "ical.js";
import nodeIcal, { type VEvent } from "node-ical";
import { expect } from "vitest";

/** An event as both parsers understand it. */
export interface Read {
  readonly uid: string;
  readonly sequence: number;
  readonly summary: string;
  /** `2024-02-29` for whole days, else a moment in UTC. */
  readonly start: string;
  /** The first day, or the moment, that is no longer part of it; empty where no end is known. */
  readonly end: string;
  readonly status: string;
  readonly modified: string;
  readonly location: string;
  readonly description: string;
  readonly url: string;
}

/** Reads a calendar with two parsers that know nothing of each other, which must agree on every event. */
export function readCalendar(text: string): readonly Read[] {
  const [one, other] = [byIcalJs(text), byNodeIcal(text)];
  expect(other).toEqual(one);
  return one;
}

/** A calendar's own property, such as `x-wr-calname`. */
export function titleIn(text: string, property: string): string {
  return String(new ICAL.Component(ICAL.parse(text)).getFirstPropertyValue(property) ?? "");
}

/** As one of the parsers reads it. */
export function byIcalJs(text: string): readonly Read[] {
  const root = new ICAL.Component(ICAL.parse(text));
  return root.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    const value = (name: string): string => String(component.getFirstPropertyValue(name) ?? "");
    const time = (name: string): string => {
      const at = component.getFirstPropertyValue(name);
      if (!(at instanceof ICAL.Time)) return "";
      return at.isDate ? at.toString() : at.toJSDate().toISOString();
    };
    return {
      uid: event.uid,
      sequence: event.sequence,
      summary: event.summary,
      start: time("dtstart"),
      end: time("dtend"),
      status: value("status"),
      modified: time("last-modified"),
      location: event.location ?? "",
      description: event.description ?? "",
      url: value("url"),
    };
  });
}

function byNodeIcal(text: string): readonly Read[] {
  const events = Object.values(nodeIcal.sync.parseICS(text)).filter(
    (component): component is VEvent => component?.type === "VEVENT",
  );
  return events.map((event) => {
    const local = (at: Date): string =>
      [at.getFullYear(), at.getMonth() + 1, at.getDate()]
        .map((part, index) => String(part).padStart(index === 0 ? 4 : 2, "0"))
        .join("-");
    const time = (at: Date | undefined): string =>
      at === undefined ? "" : event.datetype === "date" ? local(at) : at.toISOString();
    const hasEnd = new RegExp(`UID:${event.uid}\\r\\n(?:(?!END:VEVENT).*\\r\\n)*?DTEND`).test(text);
    return {
      uid: event.uid,
      sequence: Number(event.sequence),
      summary: String(event.summary),
      start: time(event.start),
      end: hasEnd ? time(event.end) : "",
      status: event.status ?? "",
      modified: event.lastmodified?.toISOString() ?? "",
      location: String(event.location ?? ""),
      description: String(event.description ?? ""),
      url: String(event.url ?? ""),
    };
  });
}
