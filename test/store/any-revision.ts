import fc from "fast-check";
import type { Change, NewRevision, Stated } from "../../src/change/revision.ts";
import { sampleRevision } from "./sample-revision.ts";

/** What databases treat differently: the character 0, half a surrogate pair, quotes, right-to-left marks. */
export const nastyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom("\0", "\ud800", "\udc00", "'", '"', "\\", "\u202e", "桥", "🌉", "%", "\n", "a"),
    maxLength: 20,
  }),
  fc.constantFrom("", "null", "__proto__", "'; drop table revisions; --", "x".repeat(20_000)),
);

const stated: fc.Arbitrary<Stated> = fc.oneof(
  fc.record({
    value: fc.oneof(
      nastyText,
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value)),
      fc.record({ amount: fc.integer(), unit: nastyText }),
    ),
    cites: fc.array(fc.record({ source: nastyText, paragraph: fc.nat() }), { maxLength: 2 }),
  }),
  fc.record({ text: nastyText, type: fc.constantFrom("name", "alias"), cites: fc.constant([]) }),
);

const change: fc.Arbitrary<Change> = fc.record(
  {
    field: nastyText,
    before: fc.array(stated, { maxLength: 2 }),
    after: fc.array(stated, { maxLength: 2 }),
    pack: fc.array(stated, { maxLength: 1 }),
  },
  { requiredKeys: ["field", "before", "after"] },
);

/** Any revision but for its draft and turn. */
export const anyRevision: fc.Arbitrary<NewRevision> = fc
  .record(
    {
      at: fc.nat({ max: 4_102_444_800_000 }),
      by: nastyText,
      byName: nastyText,
      from: nastyText,
      why: nastyText,
      entry: nastyText,
      does: fc.constantFrom("add" as const, "edit" as const, "remove" as const),
      changes: fc.array(change, { maxLength: 3 }),
      undoes: fc.nat(),
    },
    { requiredKeys: ["at", "by", "from", "why", "entry", "does", "changes"] },
  )
  .map((given) => sampleRevision(given));
