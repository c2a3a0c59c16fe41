import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createAccess } from "../../src/access/access.ts";
import { leastOf } from "../../src/access/least.ts";
import { loadRegister, type Register } from "../../src/index.ts";
import { type Clearance, createView, formatClearance, parseClearance } from "../../src/register/view.ts";
import { type Access, type Asking, openAccess, roles } from "../../src/standing.ts";
import { university } from "../register/register-folder.ts";
import { accessOf, discreet } from "./discreet-desk.ts";

const file = `people:
  telegram:1: { role: editor, clearance: internal }
  telegram:2: { role: admin, clearance: restricted, groups: [board, legal] }
  telegram:3: { clearance: internal }
  slack:T1/U1: { role: editor, clearance: restricted, groups: [board] }
  slack:T9/U9: { role: admin, clearance: restricted, groups: [board] }
places:
  telegram:-1: { clearance: internal }
  telegram:-2: { role: visitor, clearance: restricted, groups: [board, fleet] }
  telegram:-3: { clearance: restricted, groups: [fleet] }
  telegram:-4: {}
  slack:T1: { role: editor, clearance: internal }
  slack:T1/C1: { clearance: restricted, groups: [board] }
  slack:T1/C2: { role: member, clearance: public }
  slack:T1/D7: { clearance: public }
`;
const named = accessOf(file);
const welcoming = accessOf(`strangers: public\n${file}`);

const words = ({ known, role, clearance }: ReturnType<Access["standingOf"]>): string =>
  known ? `${role} ${formatClearance(clearance)}` : `unknown ${role} ${formatClearance(clearance)}`;

const direct = { placeIsDirect: true } as const;
const outside = { outside: true } as const;

/** docs/access.md has these rows in words. */
const table: readonly (readonly [because: string, asking: Asking, standing: string])[] = [
  [
    "alone with the bot, a person has their own",
    { asker: "telegram:1", place: "telegram:1", ...direct },
    "editor internal",
  ],
  [
    "alone, with groups",
    { asker: "telegram:2", place: "telegram:2", ...direct },
    "admin restricted:board,legal",
  ],
  ["a place caps its asker", { asker: "telegram:2", place: "telegram:-1" }, "admin internal"],
  ["an asker is not raised by a place", { asker: "telegram:1", place: "telegram:-2" }, "editor internal"],
  [
    "of two restricted, the groups they share",
    { asker: "telegram:2", place: "telegram:-2" },
    "admin restricted:board",
  ],
  [
    "sharing no group, they still see internal",
    { asker: "telegram:2", place: "telegram:-3" },
    "admin internal",
  ],
  [
    "a place named without clearance is public",
    { asker: "telegram:2", place: "telegram:-4" },
    "admin public",
  ],
  ["a place not named is public", { asker: "telegram:2", place: "telegram:-9" }, "admin public"],
  ["nowhere in particular is public", { asker: "telegram:2" }, "admin public"],
  [
    "a person without a role is a member",
    { asker: "telegram:3", place: "telegram:3", ...direct },
    "member internal",
  ],
  [
    "who has no role of their own has the place's",
    { asker: "telegram:3", place: "telegram:-2" },
    "visitor internal",
  ],
  [
    "in a named place anybody is a member, of the public",
    { asker: "telegram:8", place: "telegram:-1" },
    "member public",
  ],
  ["or what the place says", { asker: "telegram:8", place: "telegram:-2" }, "visitor public"],
  ["nobody in particular in a named place", { place: "telegram:-1" }, "member public"],
  ["named nowhere", { asker: "telegram:8", place: "telegram:8", ...direct }, "unknown visitor public"],
  [
    "named nowhere, in a place that is not",
    { asker: "telegram:8", place: "telegram:-9" },
    "unknown visitor public",
  ],
  [
    "a channel's own line wins over its workspace's",
    { asker: "slack:T1/U1", place: "slack:T1/C1" },
    "editor restricted:board",
  ],
  ["also where it says less", { asker: "slack:T1/U1", place: "slack:T1/C2" }, "editor public"],
  [
    "a channel not named is as its workspace",
    { asker: "slack:T1/U1", place: "slack:T1/C5" },
    "editor internal",
  ],
  [
    "a direct message is no channel of the workspace",
    { asker: "slack:T1/U1", place: "slack:T1/D1", ...direct },
    "editor restricted:board",
  ],
  ["unless it is named itself", { asker: "slack:T1/U1", place: "slack:T1/D7", ...direct }, "editor public"],
  [
    "who is not named belongs to a named workspace",
    { asker: "slack:T1/U8", place: "slack:T1/D8", ...direct },
    "editor public",
  ],
  ["the channel's role wins there", { asker: "slack:T1/U8", place: "slack:T1/C2" }, "member public"],
  [
    "the workspace's where the channel has none",
    { asker: "slack:T1/U8", place: "slack:T1/C1" },
    "editor public",
  ],
  [
    "another workspace is not named",
    { asker: "slack:T2/U8", place: "slack:T2/C1" },
    "unknown visitor public",
  ],
  [
    "a channel shared with others hears what is public, whatever is said of it",
    { asker: "slack:T1/U1", place: "slack:T1/C1", placeIsShared: true },
    "editor public",
  ],
  [
    "also where its workspace hears more",
    { asker: "slack:T1/U1", place: "slack:T1/C5", placeIsShared: true },
    "editor public",
  ],
  [
    "from outside a named place gives nothing",
    { asker: "slack:T2/U8", place: "slack:T1/C1", ...outside },
    "unknown visitor public",
  ],
  [
    "from outside, one who is named gets public answers",
    { asker: "slack:T9/U9", place: "slack:T1/C1", ...outside },
    "visitor public",
  ],
  ["the operator may do everything", { asker: "terminal", place: "terminal" }, "admin public"],
  ["the terminal is the operator's", { place: "terminal" }, "admin public"],
  ["only there", { asker: "terminal", place: "telegram:-9" }, "unknown visitor public"],
];

describe("a standing", () => {
  test.each(table)("%s", (_, asking, expected) => {
    expect(words(named.standingOf(asking))).toBe(expected);
  });

  test.each(table)("where strangers get public answers: %s", (_, asking, expected) => {
    expect(words(welcoming.standingOf(asking))).toBe(expected.replace("unknown ", ""));
  });

  test("without a file is a visitor's for everybody but the operator", () => {
    for (const [, asking] of table)
      expect(words(openAccess.standingOf(asking))).toBe(
        asking.place === "terminal" ? "admin public" : "visitor public",
      );
    expect(openAccess.rules()).toBeUndefined();
  });
});

const clearance = fc
  .tuple(
    fc.constantFrom<Clearance["level"]>("public", "internal", "restricted", "restricted"),
    fc.subarray(["board", "legal", "deans", "fleet"]),
  )
  .map(([level, groups]): Clearance => ({ level, groups: level === "restricted" ? groups : [] }));

/** Ids of the entries, and the statements of each, that a clearance sees. */
function seenBy(one: Clearance, register: Register): ReadonlySet<string> {
  const view = createView(register, one);
  return new Set(
    view.entries.flatMap((entry) => [
      entry.id,
      ...Object.entries(entry.fields).flatMap(([field, statements]) =>
        statements.map(({ value }) => `${entry.id} ${field} ${JSON.stringify(value)}`),
      ),
    ]),
  );
}

const [shared, apart] = await Promise.all([loadRegister(university), loadRegister(discreet)]);

function bothSee(one: Clearance, other: Clearance, register: Register): ReadonlySet<string> {
  const right = seenBy(other, register);
  return new Set([...seenBy(one, register)].filter((seen) => right.has(seen)));
}

describe("the least of two clearances", () => {
  test("sees exactly what both see, where no thing is for several groups", () => {
    fc.assert(
      fc.property(clearance, clearance, (one, other) => {
        expect(seenBy(leastOf(one, other), apart)).toEqual(bothSee(one, other, apart));
      }),
      { numRuns: 200 },
    );
  });

  test("sees nothing that either does not", () => {
    fc.assert(
      fc.property(clearance, clearance, (one, other) => {
        const both = bothSee(one, other, shared);
        expect([...seenBy(leastOf(one, other), shared)].filter((seen) => !both.has(seen))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test("does not depend on their order, nor on saying one twice", () => {
    fc.assert(
      fc.property(clearance, clearance, (one, other) => {
        expect(leastOf(one, other)).toEqual(leastOf(other, one));
        const least = leastOf(one, other);
        expect(leastOf(least, one)).toEqual(least);
        expect(parseClearance(formatClearance(least))).toEqual(least);
      }),
    );
  });
});

test("no standing sees more than its asker, nor more than its place", () => {
  const groups = fc.subarray(["board", "legal", "fleet"], { minLength: 1 });
  const line = fc.record(
    {
      role: fc.constantFrom(...roles),
      clearance: fc.oneof(
        fc.constant<Clearance>({ level: "public", groups: [] }),
        fc.constant<Clearance>({ level: "internal", groups: [] }),
        groups.map((some): Clearance => ({ level: "restricted", groups: some })),
      ),
    },
    { requiredKeys: [] },
  );
  const people = ["slack:T1/U1", "slack:T1/U2", "slack:T2/U1"];
  const places = ["slack:T1", "slack:T1/C1", "slack:T1/C2", "slack:T1/D1"];
  const lines = (keys: readonly string[]) =>
    fc
      .tuple(...keys.map((key) => fc.option(line.map((one) => ({ key, ...one })))))
      .map((some) => some.filter((one) => one !== null));
  const rules = fc.record({
    strangers: fc.constantFrom("none" as const, "public" as const),
    people: lines(people),
    places: lines(places),
  });
  const asking = fc.record({
    asker: fc.constantFrom(...people, "slack:T1/U3"),
    place: fc.constantFrom("slack:T1/C1", "slack:T1/C2", "slack:T1/C3", "slack:T1/D1"),
    isOutside: fc.boolean(),
  });
  const none: Clearance = { level: "public", groups: [] };
  fc.assert(
    fc.property(rules, asking, (written, { asker, place, isOutside }) => {
      const isDirect = place === "slack:T1/D1";
      const standing = createAccess(() => written).standingOf({
        asker,
        place,
        ...(isDirect ? direct : {}),
        ...(isOutside ? outside : {}),
      });
      const own = written.people.find(({ key }) => key === asker)?.clearance ?? none;
      const at = (key: string) => written.places.find((one) => one.key === key)?.clearance;
      const here = isDirect ? (at(place) ?? own) : (at(place) ?? at("slack:T1") ?? none);
      const isWithin = (limit: Clearance): boolean =>
        formatClearance(leastOf(standing.clearance, limit)) === formatClearance(standing.clearance);
      expect([own, here, ...(isOutside || !standing.known ? [none] : [])].every(isWithin)).toBe(true);
      if (!isOutside) expect(formatClearance(standing.clearance)).toBe(formatClearance(leastOf(own, here)));
    }),
    { numRuns: 1_000 },
  );
});
