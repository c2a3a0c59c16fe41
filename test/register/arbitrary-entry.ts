import fc from "fast-check";
import { type FieldShape, isWritten, type Kind } from "../../src/register/field.ts";
import { kindTables } from "../../src/register/kinds.ts";
import {
  bounds,
  type Entry,
  type Name,
  type Statement,
  scales,
  type Value,
  visibilities,
} from "../../src/register/statement.ts";

/** Words that YAML would take for something else, and what hurts in quotes, lines and scripts. */
const troublesome = [
  "yes",
  "null",
  "~",
  "12",
  "1e3",
  "0x1f",
  "2024-04-25",
  "- a",
  "a: b",
  "a #b",
  "#",
  "'",
  '"',
  "[a, b]",
  "{a}",
  "*a",
  "&a",
  "!a",
  "%a",
  "@a",
  "`",
  "? a",
  "| a",
  "> a",
  "---",
  "...",
  "a\nb",
  "a\n\nb: c\n- d",
  "tab\there",
  "中关村",
  "👩‍🚀 é",
  "back\\slash",
  "a,b",
  "trailing:",
  "x ".repeat(90).trim(),
];

export const wordsArbitrary: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...troublesome),
  fc.constantFrom("Oak", "Elm House", "To exchange staff.", "Ash, beech and fir."),
  fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
    .map((text) => text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, " ").trim())
    .filter((text) => text !== ""),
);

/** What an entry may link to and cite. */
export interface Among {
  readonly sources: readonly string[];
  /** Ids of entries of these kinds. */
  idsOf(kinds: readonly Kind[]): readonly string[];
}

const nowhere: Among = {
  sources: ["report", "letter-2024"],
  idsOf: () => ["alpha", "beta-2", "gamma"],
};

/** Citations that one entry's statements share more often than not. */
function citesArbitrary({ sources }: Among): fc.Arbitrary<Statement["cites"]> {
  const cites = fc.array(
    fc.record(
      { source: fc.constantFrom(...sources), paragraph: fc.integer({ min: 1, max: 9 }) },
      { requiredKeys: ["source"], noNullPrototype: true },
    ),
    { maxLength: 3 },
  );
  const shared = fc.constant([{ source: sources[0] ?? "", paragraph: 2 }]);
  return fc.oneof({ weight: 2, arbitrary: shared }, { weight: 1, arbitrary: cites });
}

const discretion = fc.oneof(
  { weight: 5, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.constantFrom(...visibilities).map((visibility) => ({ visibility })) },
  {
    weight: 1,
    arbitrary: fc.record({
      visibility: fc.constantFrom("internal" as const, "restricted" as const),
      groups: fc.array(wordsArbitrary, { minLength: 1, maxLength: 3 }),
    }),
  },
);
const flag = fc.constant(true as const);
function markingsArbitrary(among: Among) {
  return fc
    .tuple(
      citesArbitrary(among),
      fc.record(
        { derived: flag, editorial: flag, note: wordsArbitrary },
        { requiredKeys: [], noNullPrototype: true },
      ),
      discretion,
    )
    .map(([cites, marks, who]) => ({ cites, ...marks, ...who }));
}

function valueArbitrary(shape: FieldShape, among: Among): fc.Arbitrary<Value> {
  switch (shape.type) {
    case "text":
    case "proper":
      return wordsArbitrary;
    case "choice":
      return fc.constantFrom(...shape.of);
    case "date":
      return fc.constantFrom(
        "2024",
        "2003",
        "2024-04",
        "2024-04-25",
        "within 2024-04-24/2024-04-28",
        "2023-03-29/2023-04-02",
        "before 2023-04-06",
        "2026-12-01T09:00+08:00",
      );
    case "duration":
      return fc.constantFrom("5 years", "18 months");
    case "number":
      return fc.integer();
    case "quantity":
      return fc.record(
        {
          amount: fc
            .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
            .map((n) => n + 0),
          unit: wordsArbitrary,
          scale: fc.constantFrom(...scales),
          bound: fc.constantFrom(...bounds),
        },
        { requiredKeys: ["amount", "unit"], noNullPrototype: true },
      );
    case "link":
      return fc.constantFrom(...among.idsOf(shape.to));
    case "group": {
      const parts = Object.entries(shape.parts).filter(
        ([, part]) => part.type !== "link" || among.idsOf(part.to).length > 0,
      );
      return fc.record(
        Object.fromEntries(
          parts.map(([name, part]) => [name, valueArbitrary(part, among) as fc.Arbitrary<string | number>]),
        ),
        { requiredKeys: parts.filter(([, part]) => part.required === true).map(([name]) => name) },
      );
    }
  }
}

function statementsArbitrary(shape: FieldShape, among: Among): fc.Arbitrary<readonly Statement[]> {
  const markings = markingsArbitrary(among);
  const statement = fc
    .tuple(valueArbitrary(shape, among), markings)
    .map(([value, marks]) => ({ value, ...marks }));
  const alike = fc
    .tuple(fc.array(valueArbitrary(shape, among), { minLength: 1, maxLength: 4 }), markings)
    .map(([values, marks]) => values.map((value) => ({ value, ...marks })));
  return fc.oneof(fc.array(statement, { minLength: 1, maxLength: 3 }), alike);
}

function namesArbitrary(
  type: Name["type"],
  among: Among,
  length: { minLength: number; maxLength: number },
): fc.Arbitrary<readonly Name[]> {
  const own =
    type === "alias"
      ? fc.record(
          { lang: fc.constantFrom("zh", "ms"), shared: flag },
          { requiredKeys: [], noNullPrototype: true },
        )
      : fc.constant({});
  const name = fc
    .tuple(wordsArbitrary, markingsArbitrary(among), own)
    .map(([text, { note: _, ...marks }, more]) => ({ text, type, ...more, ...marks }));
  return fc.array(name, length);
}

/** Any entry of a kind that files can hold, not one that fits among others: its links and citations may lead nowhere. */
export function entryArbitrary(kind: Kind, among: Among = nowhere): fc.Arbitrary<Entry> {
  const table = kindTables[kind];
  const fields = Object.entries(table.fields).filter(
    ([, field]) => isWritten(field) && (field.type !== "link" || among.idsOf(field.to).length > 0),
  );
  return fc
    .record({
      heading: namesArbitrary("name", among, { minLength: 1, maxLength: 1 }),
      acronym: namesArbitrary("acronym", among, { minLength: 0, maxLength: 2 }),
      aliases: namesArbitrary("alias", among, { minLength: 0, maxLength: 3 }),
      discretion,
      fields: fc.record(
        Object.fromEntries(fields.map(([name, field]) => [name, statementsArbitrary(field, among)])),
        { requiredKeys: [], noNullPrototype: true },
      ),
    })
    .map(({ heading, acronym, aliases, discretion: who, fields: own }) => ({
      kind,
      id: "one-entry",
      names: [...heading, ...acronym, ...aliases],
      fields: own as Entry["fields"],
      ...who,
    }));
}
