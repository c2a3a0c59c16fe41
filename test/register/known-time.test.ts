import { expect, test } from "vitest";
import { knownTime } from "../../src/register/known-time.ts";
import { partialDate } from "../../src/register/partial-date.ts";

const days = (first: string, last = first) => ({ kind: "days", first, last });

test.each([
  ["2024-04-25", days("2024-04-25")],
  ["2024-02-28/2024-03-01", days("2024-02-28", "2024-03-01")],
  ["within 2024-04-25/2024-04-25", days("2024-04-25")],
  ["2024-04-25/2024-04-26T12:00+08:00", days("2024-04-25", "2024-04-26")],
  ["2024-04-25T09:00+08:00/2024-04-27T18:00+08:00", days("2024-04-25", "2024-04-27")],
  ["2024-04-25T09:00+08:00/2024-04-28T00:00+08:00", days("2024-04-25", "2024-04-27")],
])("%s is whole days", (written, expected) => {
  expect(knownTime(partialDate(written))).toEqual(expected);
});

test.each([
  ["2024-04-25T09:00+08:00", "2024-04-25T01:00:00.000Z", undefined],
  ["2024-04-25T22:00+05:30/2024-04-26T02:00+05:30", "2024-04-25T16:30:00.000Z", "2024-04-25T20:30:00.000Z"],
  ["2024-04-25T09:00+08:00/2024-04-25T09:00+08:00", "2024-04-25T01:00:00.000Z", undefined],
])("%s is moments", (written, from, to) => {
  expect(knownTime(partialDate(written))).toEqual({
    kind: "moments",
    from: Date.parse(from),
    ...(to === undefined ? {} : { to: Date.parse(to) }),
  });
});

test.each([
  "2024",
  "2024-04",
  "2024-04/2024-05",
  "2024-04-25/2024-05",
  "within 2024-04-24/2024-04-28",
  "before 2024-04-25",
  "after 2024-04-25",
])("%s has no day, and none is invented", (written) => {
  expect(knownTime(partialDate(written))).toBeUndefined();
});
