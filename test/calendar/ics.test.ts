import fc from "fast-check";
import { expect, test } from "vitest";
import { type CalendarEvent, calendarEnd, calendarHead, fold, formatEvent } from "../../src/calendar/ics.ts";
import { byIcalJs, readCalendar } from "./read-calendar.ts";

/** What hurts: what is escaped, what takes several octets, what is no text at all, in lengths around a line's. */
const nasty = fc.array(
  fc.oneof(
    fc.constantFrom(
      "\\",
      ";",
      ",",
      ":",
      '"',
      "\n",
      "\r\n",
      "\t",
      "\0",
      "\u2028",
      "桥",
      "é",
      "🌉",
      "👩‍👩‍👧",
      "\ud83c",
      "BEGIN:VEVENT",
      "\\n",
    ),
    fc.string({ minLength: 1, maxLength: 80 }),
  ),
  { maxLength: 60 },
);

const event: CalendarEvent = {
  uid: "a@jambatan",
  sequence: 3,
  modified: 0,
  time: { kind: "days", first: "2024-12-31", last: "2024-12-31" },
  summary: "A visit",
  description: "",
};
const calendarOf = (one: CalendarEvent): string => calendarHead() + formatEvent(one) + calendarEnd;

/** What is left of a text that a calendar can hold. */
const held = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is left out
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "");

test("any text comes back from both parsers, and begins no property of its own", () => {
  fc.assert(
    fc.property(nasty, (pieces) => {
      const description = `.${pieces.join("")}.`;
      const text = calendarOf({ ...event, description });
      // node-ical takes a backslash and an n, each escaped, for a line break.
      const [read, ...others] = description.includes("\\") ? byIcalJs(text) : readCalendar(text);
      expect(others).toEqual([]);
      expect(read).toMatchObject({ uid: event.uid, summary: "A visit", description: held(description) });
    }),
    { numRuns: 300 },
  );
});

test("a line has at most 75 octets, and unfolds to what it was", () => {
  fc.assert(
    fc.property(nasty, (pieces) => {
      const line = pieces
        .join("")
        .replace(/[\r\n]/g, "")
        .toWellFormed();
      const folded = fold(line);
      expect(folded.replaceAll("\r\n ", "")).toBe(line);
      for (const part of folded.split("\r\n")) {
        expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75);
        expect(part.isWellFormed()).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test.each([
  ["x".repeat(75), 1],
  ["x".repeat(76), 2],
  ["é".repeat(37), 1],
  ["é".repeat(38), 2],
  [`${"x".repeat(72)}桥`, 1],
  [`${"x".repeat(73)}桥`, 2],
  ["x".repeat(75 + 74), 2],
  ["x".repeat(75 + 74 + 1), 3],
])("%s takes %i lines", (line, count) => {
  expect(fold(line).split("\r\n")).toHaveLength(count);
});

test("a moment is written in UTC, and without an end where none is known", () => {
  const at = Date.parse("2024-03-10T05:45:00+05:45");
  const text = formatEvent({ ...event, time: { kind: "moments", from: at } });
  expect(text).toContain("DTSTART:20240310T000000Z\r\n");
  expect(text).not.toContain("DTEND");
});
