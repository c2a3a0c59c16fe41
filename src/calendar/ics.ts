import type { KnownTime } from "../register/known-time.ts";
import { addDays, type Day } from "../register/partial-date.ts";

/**
 * Writes iCalendar (RFC 5545; name, description and refreshing after RFC 7986), byte for byte the same for the same events.
 *
 * Our own, for the libraries that were tried write names and descriptions of calendars without escaping them, so that a line
 * break in one begins a property of its own, escape addresses as if they were texts, and fold a thousand times more slowly.
 */

/** What a calendar that is fetched again and again is called, and says of itself. */
export interface Titled {
  readonly name: string;
  readonly description: string;
}

/** One event as a program reads it. */
export interface CalendarEvent {
  /** The same as long as the entry is there. */
  readonly uid: string;
  /** Of two versions of an event the one with the higher number is in force. */
  readonly sequence: number;
  /** When what is said of it was last revised; milliseconds since 1970. */
  readonly modified: number;
  readonly time: KnownTime;
  readonly summary: string;
  readonly location?: string;
  readonly description: string;
  readonly url?: string;
  readonly status?: EventStatus;
}

export type EventStatus = "TENTATIVE" | "CONFIRMED" | "CANCELLED";

/** How long a program may show what it has before it asks again. */
const refresh = "PT1H";

/** How a calendar begins, before its events; a file of one event has no title, for it goes into a calendar that has one. */
export function calendarHead(titled?: Titled): string {
  return written([
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Jambatan//Calendar//EN",
    "CALSCALE:GREGORIAN",
    ...(titled === undefined ? [] : titleOf(titled)),
  ]);
}

/** Each twice: as RFC 7986 names it, and as most programs know it. */
function titleOf({ name, description }: Titled): readonly string[] {
  return [
    ...text("NAME", name),
    ...text("X-WR-CALNAME", name),
    ...text("DESCRIPTION", description),
    ...text("X-WR-CALDESC", description),
    `REFRESH-INTERVAL;VALUE=DURATION:${refresh}`,
    `X-PUBLISHED-TTL:${refresh}`,
  ];
}

export const calendarEnd = "END:VCALENDAR\r\n";

export function formatEvent(event: CalendarEvent): string {
  const { uid, sequence, modified, time, summary, location, description, url, status } = event;
  return written([
    "BEGIN:VEVENT",
    ...text("UID", uid),
    // Without METHOD, DTSTAMP is when the event was last revised, not when the calendar was read.
    `DTSTAMP:${utc(modified)}`,
    `LAST-MODIFIED:${utc(modified)}`,
    `SEQUENCE:${sequence}`,
    ...when(time),
    ...text("SUMMARY", summary),
    ...text("LOCATION", location),
    ...text("DESCRIPTION", description),
    ...(url === undefined ? [] : [`URL:${url}`]),
    ...(status === undefined ? [] : [`STATUS:${status}`]),
    // What others do takes none of the reader's own time.
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ]);
}

/** Whole days end before the day that follows them. */
function when(time: KnownTime): readonly string[] {
  if (time.kind === "days") {
    return [
      `DTSTART;VALUE=DATE:${compact(time.first)}`,
      `DTEND;VALUE=DATE:${compact(addDays(time.last, 1))}`,
    ];
  }
  return [`DTSTART:${utc(time.from)}`, ...(time.to === undefined ? [] : [`DTEND:${utc(time.to)}`])];
}

const compact = (day: Day): string => day.replaceAll("-", "");

const utc = (at: number): string => new Date(at).toISOString().replace(/[-:]|\.\d+/g, "");

/** A property that holds a text, where there is one. */
function text(name: string, value: string | undefined): readonly string[] {
  return value === undefined || value === "" ? [] : [`${name}:${escaped(value)}`];
}

/** What no text may hold: control characters other than a tab. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

function escaped(value: string): string {
  return value
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n")
    .replace(control, "")
    .replace(/[\\;,]/g, "\\$&")
    .replaceAll("\n", "\\n");
}

const written = (lines: readonly string[]): string => lines.map((line) => `${fold(line)}\r\n`).join("");

/** Octets of a line, without its end. */
const lineOctets = 75;

/** Cuts a long line, and begins what follows with a space; never within a character. */
export function fold(line: string): string {
  // No character takes more than three octets for each of its units.
  if (line.length * 3 <= lineOctets) return line;
  let folded = "";
  let from = 0;
  let octets = 0;
  for (let at = 0; at < line.length; ) {
    const point = line.codePointAt(at) ?? 0;
    const size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4;
    if (octets + size > lineOctets) {
      folded += `${line.slice(from, at)}\r\n `;
      from = at;
      octets = 1;
    }
    octets += size;
    at += point < 0x1_0000 ? 1 : 2;
  }
  return folded + line.slice(from);
}
