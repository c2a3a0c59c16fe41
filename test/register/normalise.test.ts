import { describe, expect, test } from "vitest";
import { normaliseEntry } from "../../src/register/normalise.ts";

const report = { source: "report", paragraph: 2 };
const letter = { source: "letter" };

describe("an entry as it is written", () => {
  test("has its heading first, then its acronyms, then its other names", () => {
    const { names } = normaliseEntry("organisation", {
      id: "alpha",
      aliases: ["The Alpha", { value: "Α", lang: "el", shared: true, editorial: true }],
      acronym: ["AH", "A.H."],
      name: " Alpha House ",
    });
    expect(names).toEqual([
      { text: "Alpha House", type: "name", cites: [] },
      { text: "AH", type: "acronym", cites: [] },
      { text: "A.H.", type: "acronym", cites: [] },
      { text: "The Alpha", type: "alias", cites: [] },
      { text: "Α", type: "alias", lang: "el", shared: true, editorial: true, cites: [] },
    ]);
  });

  test("hands its citation to every name and statement that has none of its own, save what is editorial", () => {
    const { names, fields } = normaliseEntry("organisation", {
      id: "alpha",
      name: "Alpha",
      aliases: [{ value: "A", cite: "letter" }],
      cite: "report#2",
      type: "company",
      seat: { value: "Here", cite: ["letter", "report#2"] },
      country: { value: "beta", editorial: true },
    });
    expect(names.map(({ cites }) => cites)).toEqual([[report], [letter]]);
    expect(fields.type).toEqual([{ value: "company", cites: [report] }]);
    expect(fields.seat?.[0]?.cites).toEqual([letter, report]);
    expect(fields.country).toEqual([{ value: "beta", editorial: true, cites: [] }]);
  });

  test("does not hand its citation to a title, which is the registrar's own", () => {
    const { names } = normaliseEntry("agreement", {
      id: "mou",
      title: "MoU",
      aliases: ["Pact"],
      cite: "report#2",
    });
    expect(names.map(({ cites }) => cites)).toEqual([[], [report]]);
  });

  test.each<readonly [what: string, written: unknown, values: readonly unknown[]]>([
    ["a plain value", "beta", ["beta"]],
    ["a list of them", ["beta", "gamma"], ["beta", "gamma"]],
    ["a statement", { value: "beta", note: "N" }, ["beta"]],
    ["a statement of several values", { value: ["beta", "gamma"] }, ["beta", "gamma"]],
    [
      "a list of all these",
      ["beta", { value: ["gamma", "delta"] }, { value: "eta" }],
      ["beta", "gamma", "delta", "eta"],
    ],
  ])("may write a field as %s", (_, parties, values) => {
    const { fields } = normaliseEntry("agreement", { id: "mou", title: "MoU", parties });
    expect(fields.parties?.map(({ value }) => value)).toEqual(values);
  });

  test("marks each value of a statement alike", () => {
    const marks = { note: "N", derived: true, visibility: "restricted", groups: ["board"] } as const;
    const { fields } = normaliseEntry("agreement", {
      id: "mou",
      title: "MoU",
      parties: { value: ["a", "b"], ...marks },
    });
    expect(fields.parties).toEqual([
      { value: "a", cites: [], ...marks },
      { value: "b", cites: [], ...marks },
    ]);
  });

  test("keeps the parts of a group together and its marks apart", () => {
    const { fields } = normaliseEntry("person", {
      id: "ann",
      name: "Ann",
      roles: { position: " Dean ", as_of: 2024, cite: "report#2", visibility: "internal" },
    });
    expect(fields.roles).toEqual([
      { value: { position: "Dean", as_of: "2024" }, cites: [report], visibility: "internal" },
    ]);
  });

  test("keeps numbers and amounts as such, and writes years as dates", () => {
    const amount = { amount: 2.5, scale: "billion", unit: "RM" };
    const figure = normaliseEntry("figure", { id: "f", title: "F", value: amount, as_of: 2022 });
    expect(figure.fields).toMatchObject({ value: [{ value: amount }], as_of: [{ value: "2022" }] });
    expect(normaliseEntry("event", { id: "e", name: "E", ordinal: 3 }).fields.ordinal?.[0]?.value).toBe(3);
  });

  test("keeps its own visibility", () => {
    expect(
      normaliseEntry("person", { id: "ann", name: "Ann", visibility: "restricted", groups: ["board"] }),
    ).toMatchObject({ kind: "person", id: "ann", visibility: "restricted", groups: ["board"], fields: {} });
  });
});
