import fc from "fast-check";
import { expect, test } from "vitest";
import { loadRegister } from "../../src/index.ts";
import { formatQuery, parseCommandLine } from "../../src/question/command-line.ts";
import { loadLexicons } from "../../src/question/lexicon.ts";
import { changeSteps, editPurposes, type Query, watchTopics } from "../../src/question/query.ts";
import { formatRange, parseRange } from "../../src/question/range-text.ts";
import { understand } from "../../src/question/understand.ts";
import { createReading } from "../../src/question/view-reader.ts";
import { kinds } from "../../src/register/field.ts";
import { kindTables } from "../../src/register/kinds.ts";
import { addDays } from "../../src/register/partial-date.ts";
import { createView, publicClearance } from "../../src/register/view.ts";

const view = createView(await loadRegister(), publicClearance);
const { reader } = createReading(view, await loadLexicons());
const today = "2026-06-12";
const ids = view.entries.map((entry) => entry.id);

const kind = fc.constantFrom(...kinds);
const someKinds = fc.uniqueArray(kind, { minLength: 1, maxLength: 3 });
const id = fc.constantFrom(...ids);
const word = fc.oneof(
  fc.stringMatching(/^[\p{L}]{1,12}$/u),
  fc.constantFrom('a "quoted" one', "R&D", "two words", "a,b", "中关村", "x:y"),
);
const day = fc.integer({ min: -20_000, max: 20_000 }).map((count) => addDays("2000-01-01", count));
const range = fc.oneof(
  fc.tuple(day, day).map(([a, b]) => (a < b ? { first: a, last: b } : { first: b, last: a })),
  day.map((first) => ({ first, last: "9999-12-31" })),
  day.map((last) => ({ first: "0001-01-01", last })),
  fc.integer({ min: 1900, max: 2099 }).map((year) => ({ first: `${year}-01-01`, last: `${year}-12-31` })),
);
const field = fc.constantFrom(...new Set(kinds.flatMap((one) => Object.keys(kindTables[one].fields))));
const condition = fc.oneof(
  fc.record({
    test: fc.constant("is" as const),
    path: fc.array(field, { maxLength: 2 }),
    values: fc.array(word, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ test: fc.constant("during" as const), path: fc.array(field, { maxLength: 1 }), range }),
  fc.record({ test: fc.constant("about" as const), words: fc.array(word, { minLength: 1, maxLength: 3 }) }),
);
const selection = fc.record(
  {
    kinds: someKinds,
    where: fc.array(condition, { maxLength: 3 }),
    except: fc.array(id, { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: ["kinds", "where"] },
);
const page = fc.integer({ min: 1, max: 40 });

const watchSettings = fc.record(
  {
    leads: fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 1, maxLength: 4 }),
    zone: fc.constantFrom("Europe/London", "Mars/Olympus", "Kuala Lumpur"),
    quiet: fc.constantFrom("22:00-07:00", "25:00", "no time"),
  },
  { requiredKeys: [] },
);

const watchQuery: fc.Arbitrary<Query> = fc.oneof(
  fc.tuple(id, watchSettings).map(([entry, given]): Query => ({ kind: "watch", entry, ...given })),
  fc
    .tuple(fc.constantFrom(...watchTopics), watchSettings)
    .map(([topic, given]): Query => ({ kind: "watchTopic", topic, ...given })),
  fc.constant<Query>({ kind: "watching" }),
  fc
    .oneof(id, fc.constantFrom("digest", "all", ...watchTopics))
    .map((watched): Query => ({ kind: "unwatch", watched })),
  fc
    .tuple(
      fc.constantFrom("", "off", "daily 07:30", "weekly monday 08:00", "daily 25:00", "每周 星期一"),
      fc.constantFrom({}, { zone: "Europe/London" }),
    )
    .map(([rhythm, given]): Query => ({ kind: "digest", rhythm, ...given })),
);

const query: fc.Arbitrary<Query> = fc.oneof(
  watchQuery,
  id.map((entry): Query => ({ kind: "card", entry })),
  fc
    .tuple(selection, page, fc.constantFrom("newest" as const, "oldest" as const))
    .map(([of, at, order]): Query => ({ kind: "list", of, order, page: at })),
  fc
    .tuple(selection, fc.integer({ min: 1, max: 9 }))
    .map(([of, limit]): Query => ({ kind: "list", of, order: "newest", limit, page: 1 })),
  fc.tuple(kind, fc.array(id, { minLength: 1, maxLength: 3 })).map(
    ([one, entries]): Query => ({
      kind: "list",
      of: { kinds: [one], entries, where: [] },
      order: "newest",
      page: 1,
    }),
  ),
  selection.map((of): Query => ({ kind: "count", of })),
  fc
    .tuple(kind, id)
    .chain(([one, entry]) =>
      fc
        .subarray(Object.keys(kindTables[one].fields), { minLength: 1 })
        .map(
          (fields): Query => ({ kind: "facts", of: { kinds: [one], entries: [entry], where: [] }, fields }),
        ),
    ),
  fc
    .tuple(kind, fc.array(word, { minLength: 1, maxLength: 3 }))
    .map(
      ([one, matching]): Query => ({ kind: "facts", of: { kinds: [one], where: [] }, fields: [], matching }),
    ),
  fc.tuple(someKinds, page).map(([of, at]): Query => ({ kind: "upcoming", kinds: of, page: at })),
  fc.tuple(id, id).map((entries): Query => ({ kind: "compare", entries })),
  id.map((entry): Query => ({ kind: "brief", entry })),
  id.map((entry): Query => ({ kind: "team", entry })),
  fc.array(id, { minLength: 1, maxLength: 4 }).map((entries): Query => ({ kind: "choose", entries })),
  fc.tuple(word, fc.subarray([...kinds])).map(([text, of]): Query => ({ kind: "search", text, kinds: of })),
  fc
    .tuple(fc.array(id, { minLength: 1, maxLength: 4 }), fc.constantFrom("edit" as const, "history" as const))
    .map(([entries, then]): Query => ({ kind: "choose", entries, then })),
  fc
    .tuple(
      fc.array(id, { minLength: 1, maxLength: 4 }),
      fc.constant("watch" as const),
      watchSettings.map((told) => (Object.keys(told).length === 0 ? {} : { told })),
    )
    .map(([entries, then, given]): Query => ({ kind: "choose", entries, then, ...given })),
  fc
    .tuple(kind, fc.oneof(word, fc.constantFrom("", "add", "in:2024 page:2", "/show x", '"')))
    .map(([of, title]): Query => ({ kind: "add", of, title })),
  fc
    .record(
      { kind: fc.constant("edit" as const), entry: id, field, as: fc.constantFrom(...editPurposes) },
      { requiredKeys: ["kind", "entry"] },
    )
    .map((one): Query => one),
  id.map((entry): Query => ({ kind: "history", entry })),
  fc
    .option(fc.integer({ min: 1, max: 1_000_000 }), { nil: undefined })
    .chain((number) =>
      fc.constantFrom<Query>(
        { kind: "undo", ...(number === undefined ? {} : { revision: number }) },
        { kind: "wishes", ...(number === undefined ? {} : { close: number }) },
      ),
    ),
  fc
    .tuple(
      fc.stringMatching(/^[a-z0-9-]{1,12}$/),
      fc.constantFrom(...changeSteps),
      fc.oneof(word, fc.constantFrom("", "status=in-progress", "place=two words", "when:upcoming", "=")),
    )
    .map(([draft, step, value]): Query => ({ kind: "step", draft, step, value })),
  fc
    .constantFrom("cancel" as const, "back" as const, "skip" as const, "clear" as const, "save" as const)
    .map((step): Query => ({ kind: "step", step, value: "" })),
  fc
    .tuple(
      fc.constantFrom("language" as const, "timezone" as const),
      fc.constantFrom("", "ms", "Asia/Kuala_Lumpur", "page:2", "中文", '"', "two words"),
    )
    .map(([setting, value]): Query => ({ kind: "setting", setting, value })),
  fc
    .tuple(fc.constantFrom("feed" as const, "revoke" as const), fc.option(id))
    .map(([does, entry]): Query => ({ kind: "calendar", does, ...(entry === null ? {} : { entry }) })),
  id.map((entry): Query => ({ kind: "calendar", does: "file", entry })),
  fc
    .tuple(
      fc.array(id, { minLength: 2, maxLength: 3 }),
      fc.constantFrom(
        "edit" as const,
        "calendar" as const,
        "calendar-revoke" as const,
        "calendar-file" as const,
      ),
    )
    .map(([entries, then]): Query => ({ kind: "choose", entries, then })),
  fc.constantFrom<Query>(
    { kind: "calendar", does: "list" },
    { kind: "help" },
    { kind: "smalltalk" },
    { kind: "start" },
    { kind: "overview" },
    { kind: "whoami" },
    { kind: "access" },
  ),
);

const parsed = (line: string): Query => understand(line, { view, reader: reader(today), today }).query;

test("every Query prints as a command line that parses back to it", () => {
  fc.assert(
    fc.property(query, (one) => {
      expect(parsed(formatQuery(one))).toEqual(one);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ["2024", { first: "2024-01-01", last: "2024-12-31" }],
  ["2024-02", { first: "2024-02-01", last: "2024-02-29" }],
  ["2023-02", { first: "2023-02-01", last: "2023-02-28" }],
  ["2024-04-25", { first: "2024-04-25", last: "2024-04-25" }],
  ["..2013-12-31", { first: "0001-01-01", last: "2013-12-31" }],
  ["2024-05-01..", { first: "2024-05-01", last: "9999-12-31" }],
])("a range %s is written as it is read", (written, expected) => {
  expect(parseRange(written)).toEqual(expected);
  expect(formatRange(expected)).toBe(written);
});

test.each(["2024-13", "2024-02-30", "24", "", "x..y"])("%j is no range", (written) => {
  expect(parseRange(written)).toBeUndefined();
});

test("a command may carry the bot's name and keeps words that only look like settings", () => {
  expect(parseCommandLine("/mou@AnyBot ABC http://x.test page:2")).toEqual({
    name: "mou",
    settings: [["page", ["2"]]],
    words: "ABC http://x.test",
  });
});

test("text without a slash is no command line", () => {
  expect(parseCommandLine("mou ABC")).toBeUndefined();
});
