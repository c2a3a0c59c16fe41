import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDate } from "../../src/change/date-text.ts";
import { loadLexicons } from "../../src/question/lexicon.ts";
import { createTimeReader } from "../../src/question/time/find-times.ts";
import { addDays } from "../../src/register/partial-date.ts";

const times = createTimeReader((await loadLexicons()).map(({ time }) => time));
const typing = {
  timezone: "Asia/Kuala_Lumpur",
  readTime: (tokens: Parameters<typeof times>[0], text: string) => times(tokens, "2026-06-12", text),
};
const read = (text: string): ReturnType<typeof readDate> => readDate(text, typing);

describe("a date is read as people write it, and no more precisely", () => {
  test.each([
    ["2026", "2026"],
    ["May 2026", "2026-05"],
    ["3 May 2026", "2026-05-03"],
    ["3–5 May 2026", "2026-05-03/2026-05-05"],
    ["28 April - 2 May 2026", "2026-04-28/2026-05-02"],
    ["May to July 2026", "2026-05/2026-07"],
    ["2024-2026", "2024/2026"],
    ["1 June to 31 August 2026", "2026-06-01/2026-08-31"],
    ["3 May", "2026-05-03"],
    ["tomorrow", "2026-06-13"],
    ["3 Mei 2026", "2026-05-03"],
    ["3 hingga 5 Mei 2026", "2026-05-03/2026-05-05"],
    ["2026年5月3日", "2026-05-03"],
    ["5月3日至5日", "2026-05-03/2026-05-05"],
    ["before 2026-05-03", "before 2026-05-03"],
    ["within 2026-05-01/2026-05-09", "within 2026-05-01/2026-05-09"],
    ["3 May 2026 09:30", "2026-05-03T09:30+08:00"],
    ["3 May 2026 at 9:30 pm", "2026-05-03T21:30+08:00"],
    ["3 May 2026 12:05 am", "2026-05-03T00:05+08:00"],
    ["2026-05-03 9:30 Europe/London", "2026-05-03T09:30+01:00"],
    ["2026-01-03 9:30 Europe/London", "2026-01-03T09:30+00:00"],
    ["3 May 2026 09:30 -03:30", "2026-05-03T09:30-03:30"],
    ["3 May 2026 09:30 UTC", "2026-05-03T09:30+00:00"],
  ])("%s", (typed, written) => {
    expect(read(typed)).toEqual({ value: written });
  });
});

describe("what is no date is said at once", () => {
  test.each([
    ["31 February 2026", "noSuchDate"],
    ["2026-13-01", "noSuchDate"],
    ["2026-05-05/2026-05-03", "endsFirst"],
    ["within 2026-05-09/2026-05-01", "endsFirst"],
    ["5-3 May 2026", "endsFirst"],
    ["5 May 2026 to 3 May 2026", "endsFirst"],
    ["2026 to 2024", "endsFirst"],
    ["3 May 2026 25:10", "noSuchTime"],
    ["3 May 2026 13:10 pm", "noSuchTime"],
    ["3 May 2026 09:30 Mars/Base", "zone"],
    ["3 May 2026 09:30 BST", "zone"],
    ["3-5 May 2026 09:30", "date"],
    ["May 2026 and June 2026", "date"],
    ["since May 2026", "date"],
    ["some day", "date"],
    ["", "date"],
  ])("%j", (typed, wrong) => {
    expect(read(typed).wrong?.say).toBe(`change.wrong.${wrong}`);
  });
});

const day = fc.integer({ min: 0, max: 40_000 }).map((count) => addDays("1950-01-01", count));
const point = fc.oneof(
  day,
  day.map((one) => one.slice(0, 7)),
  day.map((one) => one.slice(0, 4)),
  fc
    .tuple(day, fc.integer({ min: 0, max: 23 }), fc.constantFrom("Z", "+08:00", "-03:30"))
    .map(([one, hour, zone]) => `${one}T${String(hour).padStart(2, "0")}:30${zone}`),
);

test("a date that a register writes reads as itself", () => {
  fc.assert(
    fc.property(point, point, fc.constantFrom("", "before ", "after ", "within ", "span"), (a, b, form) => {
      const [first, last] = a.slice(0, 4) < b.slice(0, 4) ? [a, b] : [b, a];
      fc.pre(form !== "within " && form !== "span" ? true : first.slice(0, 4) < last.slice(0, 4));
      const written =
        form === "within " ? `within ${first}/${last}` : form === "span" ? `${first}/${last}` : `${form}${a}`;
      expect(read(written)).toEqual({ value: written });
    }),
  );
});

test("no text makes it throw, and what it reads is a date of a register", () => {
  const piece = fc.constantFrom(
    "3",
    "31",
    "May",
    "2026",
    "-",
    "/",
    "to",
    "5月",
    "9:30",
    "pm",
    "until",
    "Z",
    "  ",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 6 }), (pieces) => {
      const { value } = read(pieces.join(" "));
      if (value !== undefined) expect(read(value)).toEqual({ value });
    }),
    { numRuns: 400 },
  );
});
