import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatTyped, readTyped, type Typing } from "../../src/change/field-text.ts";
import { formatLines, readLines } from "../../src/change/lines.ts";
import { type Slot, slotsFor } from "../../src/change/slots.ts";
import { loadRegister } from "../../src/index.ts";
import { loadLexicons } from "../../src/question/lexicon.ts";
import { createTimeReader } from "../../src/question/time/find-times.ts";
import { bounds, type Quantity, scales, type Value } from "../../src/register/statement.ts";
import { type Clearance, createView } from "../../src/register/view.ts";
import { type Stated, statedIn } from "../../src/register/written.ts";
import { discreet } from "../access/discreet-desk.ts";
import { university } from "../register/register-folder.ts";

const times = createTimeReader((await loadLexicons()).map(({ time }) => time));
const all: Clearance = { level: "restricted", groups: ["board", "fleet"] };

async function typingOver(folder?: string): Promise<Typing> {
  return {
    view: createView(await loadRegister(folder), all),
    timezone: "Asia/Kuala_Lumpur",
    readTime: (tokens, text) => times(tokens, "2026-06-12", text),
    choiceLabel: (_, value) => ({ confirmed: "disahkan", "in-progress": "进行中" })[value] ?? value,
    partLabel: (part) => part,
    near: () => [],
  };
}

describe.each([
  ["the starter register", undefined],
  ["a university's", university],
  ["a discreet one", discreet],
])("in %s", async (_, folder) => {
  const typing = await typingOver(folder);
  const { view } = typing;
  const written = view.entries.flatMap((entry) =>
    slotsFor(entry.kind, all).map((slot) => ({ entry, slot, stated: statedIn(entry, slot.key) })),
  );

  test("every value reads back from what is shown to be typed", () => {
    const differing: unknown[] = [];
    for (const { entry, slot, stated } of written) {
      for (const one of stated) {
        if ("text" in one || slot.shape.type === "text") continue;
        const typed = formatTyped(slot.shape, one.value, view);
        const read = readTyped(slot.shape, slot.key, typed, typing);
        const isSame = JSON.stringify(read.value) === JSON.stringify(orderedAs(one.value, read.value));
        if (read.wrong !== undefined || !isSame) differing.push([entry.id, slot.key, typed, read]);
      }
    }
    expect(differing).toEqual([]);
  });

  test("a form that is handed back untouched changes nothing", () => {
    const why = { text: "told by the secretariat", view };
    const changed = written.filter(({ entry, slot, stated }) => {
      const read = readLines(entry.kind, slot, formatLines(slot, stated, view), stated, why, typing);
      const isEmpty = stated.length === 0 && slot.required;
      return !isEmpty && JSON.stringify(read.value) !== JSON.stringify(stated);
    });
    expect(changed.map(({ entry, slot }) => `${entry.id} ${slot.key}`)).toEqual([]);
  });
});

/** The parts of a group in the order of another. */
function orderedAs(value: Value, other: Value | undefined): Value {
  if (typeof value !== "object" || typeof other !== "object") return value;
  const own = value as Readonly<Record<string, Quantity>>;
  return Object.fromEntries(
    [...Object.keys(other), ...Object.keys(value)].flatMap((key) =>
      Object.hasOwn(own, key) ? [[key, own[key] as Quantity] as const] : [],
    ),
  );
}

describe("a value that somebody types", async () => {
  const typing = await typingOver(university);
  const { view } = typing;

  test.each([
    ["24 companies", { amount: 24, unit: "companies" }],
    ["RM3.5 million", { amount: 3.5, unit: "RM", scale: "million" }],
    ["about 3.5 million RM", { amount: 3.5, unit: "RM", scale: "million", bound: "about" }],
    ["1,200 places", { amount: 1200, unit: "places" }],
    ["€20", { amount: 20, unit: "€" }],
  ])("%s is an amount", (typed, quantity) => {
    expect(readTyped({ type: "quantity" }, "amount", typed, typing)).toEqual({ value: quantity });
  });

  test.each(["many", "12", "", "3 4", "RM"])("%j is no amount, or lacks what it counts", (typed) => {
    const { value, wrong } = readTyped({ type: "quantity" }, "amount", typed, typing);
    if (typed === "3 4") expect(value).toEqual({ amount: 3, unit: "4" });
    else expect(wrong?.say).toBe("change.wrong.quantity");
  });

  test("a choice may be typed as it is called in the asker's language, or as a file writes it", () => {
    const shape = { type: "choice", of: ["planned", "confirmed", "in-progress"] } as const;
    const read = (typed: string): unknown => readTyped(shape, "status", typed, typing).value;
    expect(["confirmed", "Disahkan", "CONFIRMED", "进行中", "in progress"].map(read)).toEqual([
      "confirmed",
      "confirmed",
      "confirmed",
      "in-progress",
      "in-progress",
    ]);
    expect(readTyped(shape, "status", "perhaps", typing).wrong?.with.options).toBe(
      "planned, disahkan, 进行中",
    );
  });

  test("every amount and every text of a group reads back", () => {
    const amount = fc.oneof(
      fc.integer({ min: -1e12, max: 1e12 }),
      fc.double({ noNaN: true, min: 0, max: 1e20 }),
    );
    const unit = fc.constantFrom("companies", "RM", "€", "places a year", "%", "米");
    const quantity = fc
      .record(
        { amount, unit, scale: fc.constantFrom(...scales), bound: fc.constantFrom(...bounds) },
        { requiredKeys: ["amount", "unit"] },
      )
      .map((one) => ({ ...one, amount: one.amount === 0 ? 0 : one.amount }));
    const word = fc
      .string({
        unit: fc.constantFrom("a", "|", "\\", " ", "*", "<", "&", "中", "😀", "-", "/"),
        minLength: 1,
      })
      .map((text) => text.replace(/\s+/g, " ").trim())
      .filter((text) => text !== "" && !text.endsWith("\\"));
    const parts = { area: { type: "text", required: true }, promise: { type: "text" } } as const;
    fc.assert(
      fc.property(quantity, word, fc.option(word, { nil: undefined }), (number, area, promise) => {
        const typed = formatTyped({ type: "quantity" }, number, view);
        expect(readTyped({ type: "quantity" }, "amount", typed, typing).value).toEqual(number);
        const group = { area, ...(promise === undefined ? {} : { promise }) };
        const shape = { type: "group", parts } as const;
        expect(readTyped(shape, "scope", formatTyped(shape, group, view), typing).value).toEqual(group);
      }),
      { numRuns: 500 },
    );
  });
});

describe("lines", async () => {
  const typing = await typingOver(university);
  const why = { text: "gazette-2025#6", view: typing.view };
  const slot: Slot = { key: "outcomes", shape: { type: "text" }, many: true, required: false };
  const [first, second]: readonly Stated[] = [
    { value: "Ice", cites: [{ source: "gazette-2025", paragraph: 2 }] },
    { value: "Salt", cites: [{ source: "memo-2025" }], visibility: "restricted", groups: ["board"] },
  ];
  const read = (typed: string, before: readonly Stated[] = [first, second] as readonly Stated[]) =>
    readLines("visit", slot, typed, before, why, typing);

  test("a line that stays keeps its statement, wherever it stands", () => {
    expect(read("Salt\nIce").value).toEqual([second, first]);
  });

  test("two lines that say the same keep their own statements", () => {
    const twice = [first, { ...first, cites: [] }] as readonly Stated[];
    expect(read("Ice\nIce", twice).value).toEqual(twice);
  });

  test("a new line is borne out by the reason", () => {
    expect(read("Ice\nSalt\nFish").value?.[2]).toEqual({
      value: "Fish",
      cites: [{ source: "gazette-2025", paragraph: 6 }],
    });
  });

  test("what replaces something hidden is as hidden", () => {
    expect(read("Ice\nFish").value?.[1]).toMatchObject({
      value: "Fish",
      visibility: "restricted",
      groups: ["board"],
    });
  });

  test.each([
    ["x".repeat(3_001), "tooLong"],
    ["a\u202eb", "invisible"],
    ["a\u0000b", "invisible"],
    ["half \ud800 a pair", "invisible"],
  ])("a line that no register takes is said (%#)", (typed, wrong) => {
    expect(read(typed, []).wrong?.say).toBe(`change.wrong.${wrong}`);
  });

  test("what stands there already may be longer than what is typed may be", () => {
    const long = Array.from(
      { length: 200 },
      (_, index): Stated => ({ value: `Matter ${index} `.repeat(3).trim(), cites: [] }),
    );
    const typed = formatLines(slot, long, typing.view);
    expect(typed.length).toBeGreaterThan(3_000);
    expect(read(`${typed}\nOne more`, long).value).toHaveLength(201);
  });

  test("carriage returns of a form are line ends", () => {
    expect(read("Ice\r\nSalt\r\n").value).toEqual([first, second]);
  });
});
