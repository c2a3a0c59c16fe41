import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { kinds } from "../../src/register/field.ts";
import { loadRegister, shippedRegister } from "../../src/register/load.ts";
import { normaliseEntry } from "../../src/register/normalise.ts";
import { findIssues } from "../../src/register/schema.ts";
import { isWritable, writtenEntry, writtenField } from "../../src/register/written.ts";
import { entryArbitrary } from "./arbitrary-entry.ts";
import { university } from "./register-folder.ts";

const report = { source: "report", paragraph: 2 };
const letter = { source: "letter" };

describe.each(kinds)("any entry of kind %s", (kind) => {
  test("is written so that reading it gives the same entry, and nothing is wrong with it", () => {
    fc.assert(
      fc.property(entryArbitrary(kind), (entry) => {
        const written = writtenEntry(entry);
        expect(findIssues(kind, written)).toEqual([]);
        expect(normaliseEntry(kind, written)).toEqual(entry);
        expect(parse(stringify(written))).toEqual(written);
      }),
      { numRuns: 60 },
    );
  });
});

test.each([shippedRegister, university])(
  "every entry of %s is written as what it was read from",
  async (folder) => {
    const { entries } = await loadRegister(folder);
    expect(entries.length).toBeGreaterThan(10);
    for (const entry of entries) {
      expect(findIssues(entry.kind, writtenEntry(entry))).toEqual([]);
      expect(normaliseEntry(entry.kind, writtenEntry(entry))).toEqual(entry);
    }
  },
);

describe("a field is written", () => {
  const field = (key: string, stated: Parameters<typeof writtenField>[2]) =>
    writtenField("agreement", key, stated, [report]);

  test("bare where the entry's own citation bears it out", () => {
    expect(field("place", [{ value: "Oak", cites: [report] }])).toBe("Oak");
    expect(field("signed", [{ value: "2024", cites: [report] }])).toBe(2024);
    expect(field("aliases", [{ text: "Pact", type: "alias", cites: [report] }])).toEqual(["Pact"]);
  });

  test("with its citation where that is another, one as a text and several as a list", () => {
    expect(field("place", [{ value: "Oak", cites: [letter] }])).toEqual({ value: "Oak", cite: "letter" });
    expect(field("place", [{ value: "Oak", cites: [letter, report] }])).toEqual({
      value: "Oak",
      cite: ["letter", "report#2"],
    });
  });

  test("once for neighbours that are marked alike, each in its place", () => {
    const marked = { cites: [letter], note: "N" };
    expect(
      field("parties", [
        { value: "a", cites: [report] },
        { value: "b", ...marked },
        { value: "c", ...marked },
        { value: "d", cites: [report] },
      ]),
    ).toEqual(["a", { value: ["b", "c"], cite: "letter", note: "N" }, "d"]);
  });

  test("as a map of its parts and marks where it is a group", () => {
    const value = { area: "Oak", promise: "Elm" };
    expect(field("scope", [{ value, cites: [letter], derived: true }])).toEqual({
      ...value,
      cite: "letter",
      derived: true,
    });
  });

  test("not at all where nothing is stated", () => {
    expect(field("place", [])).toBeUndefined();
  });

  test("a title without a citation, for the entry's does not bear it out", () => {
    expect(field("title", [{ text: "Pact", type: "name", cites: [] }])).toBe("Pact");
    expect(field("title", [{ text: "Pact", type: "name", cites: [report] }])).toEqual({
      value: "Pact",
      cite: "report#2",
    });
  });
});

test("what nothing bears out cannot be written in an entry that has a citation for all", () => {
  const bare = [{ value: "A remark", cites: [] }];
  expect(isWritable("agreement", "note", bare, [report])).toBe(false);
  expect(isWritable("agreement", "note", bare, [])).toBe(true);
  expect(isWritable("agreement", "note", [{ value: "A remark", cites: [], editorial: true }], [report])).toBe(
    true,
  );
  expect(isWritable("agreement", "title", [{ text: "Pact", type: "name", cites: [] }], [report])).toBe(true);
});
