import fc from "fast-check";
import { expect, test } from "vitest";
import type { Kind } from "../../src/register/field.ts";
import {
  compareNewestFirst,
  compareOldestFirst,
  daysOf,
  fallsInto,
  partialDate,
} from "../../src/register/partial-date.ts";
import { createRegister } from "../../src/register/register.ts";
import type { Entry, Statement } from "../../src/register/statement.ts";
import { createView, publicClearance, type View } from "../../src/register/view.ts";
import type { Order } from "../../src/search/condition.ts";
import { splitByDay, withoutDate } from "../../src/search/date-order.ts";
import { dateOf } from "../../src/search/entry-dates.ts";
import { nearAnyOf, neighboursOf } from "../../src/search/neighbours.ts";
import { type Condition, selectEntries } from "../../src/search/selection.ts";
import { entriesAhead, latestPast } from "../../src/search/upcoming.ts";

/** Few different ones, so that dates, types and links meet, and more entries than an index goes through one by one. */
const dates = [
  "2022",
  "2023-05",
  "2023-05-07",
  "2023-05-01/2023-05-09",
  "before 2022-03",
  "after 2024",
  "2024-02-29",
];
const types = ["mou", "agreement", "renewal"];
const ranges = [
  { first: "2023-05-07", last: "2023-05-07" },
  { first: "2022-01-01", last: "2023-12-31" },
  { first: "0001-01-01", last: "2022-02-01" },
  { first: "2024-01-01", last: "9999-12-31" },
];
const bodies = 5;
const people = 40;

const statement = (value: string): Statement => ({ value, cites: [] });
const some = <T>(all: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...all);
const idOf = (start: string, count: number): fc.Arbitrary<string> =>
  fc.nat(count - 1).map((number) => `${start}-${number}`);

const agreement = fc.record({
  kind: fc.constant<Kind>("agreement"),
  type: fc.array(some(types), { maxLength: 2 }),
  signed: fc.array(some(dates), { maxLength: 1 }),
  expires: fc.array(some(dates), { maxLength: 2 }),
  parties: fc.uniqueArray(idOf("body", bodies), { maxLength: 2 }),
  witnesses: fc.uniqueArray(idOf("person", people), { maxLength: 2 }),
});
const visit = fc.record({
  kind: fc.constant<Kind>("visit"),
  period: fc.array(some(dates), { maxLength: 1 }),
  delegations: fc.uniqueArray(idOf("body", bodies), { maxLength: 1 }),
});

function entryOf(id: string, kind: Kind, fields: Readonly<Record<string, readonly string[]>>): Entry {
  const recorded = Object.entries(fields).filter(([, values]) => values.length > 0);
  return {
    id,
    kind,
    names: [{ text: id, lang: "en", type: "name", cites: [] }],
    fields: Object.fromEntries(recorded.map(([name, values]) => [name, values.map(statement)])),
  } as unknown as Entry;
}

const views: fc.Arbitrary<View> = fc
  .array(fc.oneof(agreement, visit), { minLength: 1, maxLength: 250, size: "max" })
  .map((written) => {
    const entries = written.map(({ kind, ...fields }, number) => entryOf(`${kind}-${number}`, kind, fields));
    const named = [
      ...Array.from({ length: bodies }, (_, number) => entryOf(`body-${number}`, "organisation", {})),
      ...Array.from({ length: people }, (_, number) => entryOf(`person-${number}`, "person", {})),
    ];
    return createView(createRegister([...entries, ...named]), publicClearance);
  });

const conditions: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    test: fc.constant("is" as const),
    path: fc.constant(["type"]),
    values: fc.uniqueArray(some(types), { minLength: 1 }),
  }),
  fc.record({
    test: fc.constant("is" as const),
    path: some([["parties"], ["delegations"]]),
    values: fc.uniqueArray(idOf("body", bodies), { minLength: 1 }),
  }),
  fc.record({
    test: fc.constant("is" as const),
    path: fc.constant(["witnesses"]),
    values: fc.uniqueArray(idOf("person", people), { minLength: 1, maxLength: people, size: "max" }),
  }),
  fc.record({
    test: fc.constant("during" as const),
    path: some([[], ["expires"], ["signed"]]),
    range: some(ranges),
  }),
);

/** Each asks of another field: then no two must hold of the same value. */
const questions = fc.uniqueArray(conditions, {
  maxLength: 3,
  selector: (one) => (one.test === "about" ? "" : one.path.join(".")),
});

type Sureness = "no" | "perhaps" | "yes";
const grades: readonly Sureness[] = ["no", "perhaps", "yes"];
const least = (all: readonly Sureness[]): Sureness =>
  grades[Math.min(2, ...all.map((one) => grades.indexOf(one)))] ?? "no";
const best = (all: readonly Sureness[]): Sureness =>
  grades[Math.max(0, ...all.map((one) => grades.indexOf(one)))] ?? "no";

/** What is asked, looked up in the entry itself. */
function meets(view: View, entry: Entry, where: readonly Condition[]): Sureness {
  return least(
    where.map((condition) => {
      if (condition.test === "about") throw new Error("no words are asked for here");
      const dated = entry.kind === "visit" ? "period" : "signed";
      const said = view.statements(entry, condition.path[0] ?? dated).map(({ value }) => String(value));
      return best(
        said.map((value) => {
          if (condition.test === "during") return fallsInto(partialDate(value), condition.range);
          return condition.values.includes(value) ? "yes" : "no";
        }),
      );
    }),
  );
}

/** By date, those without one last, else in the register's order: a stable sort of all. */
function inOrder(view: View, entries: readonly Entry[], order: Order): readonly Entry[] {
  const compare = order === "newest" ? compareNewestFirst : compareOldestFirst;
  return [...entries].sort((a, b) => {
    const [left, right] = [dateOf(view, a), dateOf(view, b)];
    if (left === undefined || right === undefined)
      return Number(left === undefined) - Number(right === undefined);
    return compare(left, right);
  });
}

const kindsAsked = some<readonly Kind[]>([["agreement"], ["visit"], ["visit", "agreement"]]);
const orders = some<Order>(["newest", "oldest"]);

test("a selection finds what looking at each entry by itself finds, in the same order", () => {
  fc.assert(
    fc.property(views, kindsAsked, questions, orders, (view, kinds, where, order) => {
      const all = view.entries.filter(({ kind }) => kinds.includes(kind));
      const meeting = (sureness: Sureness): readonly Entry[] =>
        inOrder(
          view,
          all.filter((entry) => meets(view, entry, where) === sureness),
          order,
        );
      const selected = selectEntries(view, { kinds, where }, order);
      expect(selected.size).toBe(selected.sure.length + selected.perhaps.length);
      expect(selected.sure).toEqual(meeting("yes"));
      expect(selected.perhaps).toEqual(meeting("perhaps"));
      expect(selected.all).toEqual([...meeting("yes"), ...meeting("perhaps")]);
    }),
    { numRuns: 300 },
  );
});

test("of what was found, what has no date and what lies after a day is told apart", () => {
  fc.assert(
    fc.property(views, kindsAsked, some(["2022-06-01", "2023-05-07", "2024-03-01"]), (view, kinds, day) => {
      const found = selectEntries(view, { kinds, where: [] }).all;
      const isLater = (entry: Entry): boolean => {
        const date = dateOf(view, entry);
        return date !== undefined && daysOf(date).first > day;
      };
      expect(withoutDate(view, found)).toEqual(found.filter((entry) => dateOf(view, entry) === undefined));
      expect(splitByDay(view, found, day)).toEqual({
        past: found.filter((entry) => !isLater(entry)),
        later: found.filter(isLater),
      });
    }),
  );
});

test("what is to come, and what was last, is what looking at each entry's days finds", () => {
  fc.assert(
    fc.property(views, kindsAsked, some(["2022-06-01", "2023-05-07", "2024-03-01"]), (view, kinds, today) => {
      const dated = view.entries.filter(
        (entry) => kinds.includes(entry.kind) && dateOf(view, entry) !== undefined,
      );
      const isOver = (entry: Entry): boolean => {
        const date = dateOf(view, entry);
        return date !== undefined && daysOf(date).last < today;
      };
      const ahead = dated.filter((entry) => !isOver(entry));
      expect(entriesAhead(view, kinds, today)).toEqual(inOrder(view, ahead, "oldest"));
      const past = inOrder(view, dated.filter(isOver), "newest");
      expect(latestPast(view, kinds, { today, count: 3 })).toEqual(past.slice(0, 3));
    }),
  );
});

test("whether an entry is linked with any of many is the same from either side", () => {
  const ids = fc.uniqueArray(idOf("person", people), { minLength: 1, maxLength: people, size: "max" });
  fc.assert(
    fc.property(views, ids, some([1, 2]), (view, meant, hops) => {
      const isNear = nearAnyOf(view, meant, hops);
      for (const [number, { id }] of view.entries.entries())
        expect(isNear(number)).toBe(meant.some((one) => one !== id && neighboursOf(view, one, hops).has(id)));
    }),
  );
});
