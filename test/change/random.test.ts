import fc from "fast-check";
import { expect, test } from "vitest";
import { slotsFor } from "../../src/change/slots.ts";
import { loadRegister } from "../../src/index.ts";
import { changeSteps } from "../../src/question/query.ts";
import { checkEntries } from "../../src/register/check.ts";
import { type FieldShape, type Kind, kinds } from "../../src/register/field.ts";
import { kindTables } from "../../src/register/kinds.ts";
import { findIssues } from "../../src/register/schema.ts";
import { publicClearance } from "../../src/register/view.ts";
import { writtenEntry } from "../../src/register/written.ts";
import { university } from "../register/register-folder.ts";
import { editingDesk } from "./editing-desk.ts";

const register = await loadRegister(university);
const ids = register.entries.map(({ id }) => id);
const fields = [...new Set(kinds.flatMap((kind) => Object.keys(kindTables[kind].fields)))];
const id = fc.constantFrom(...ids);
const value = fc.oneof(
  id,
  fc.constantFrom(
    "3 May 2026",
    "2026",
    "5 years",
    "24 places",
    "planned",
    "cancelled",
    "tomas-ibarra | Dean",
  ),
  fc.constantFrom(
    "Skarvik University",
    "gazette-2025#6",
    "| | |",
    "<b>",
    "a\nb",
    "'",
    "\u202e",
    "public",
    "zh: 名称",
  ),
  fc.string({ unit: "binary", maxLength: 12 }),
);
const line = fc.oneof(
  { weight: 4, arbitrary: value },
  fc
    .tuple(id, fc.constantFrom(...fields, "aliases", "acronym", "title", "name"))
    .map(([one, field]) => `/edit ${one} field:${field}`),
  fc.tuple(fc.constantFrom(...kinds), value).map(([kind, title]) => `/add ${kind} ${JSON.stringify(title)}`),
  fc.constantFrom("/skip", "/back", "/clear", "/cancel", "/undo", "/undo 1", "/wishes", "told by somebody"),
  { weight: 3, arbitrary: fc.constant("/save") },
  fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom(...changeSteps), fc.constantFrom(...fields), value)
    .map(([draft, step, field, one]) =>
      step === "set"
        ? `/change k${draft} set ${JSON.stringify(`${field}=${one}`)}`
        : `/change k${draft} ${step} ${step === "field" ? field : ""}`,
    ),
);

/** What fits a field of some kind, as somebody types it. */
function fitting(shape: FieldShape): fc.Arbitrary<string> {
  switch (shape.type) {
    case "link":
      return fc.constantFrom(...entriesOf(shape.to));
    case "choice":
      return fc.constantFrom(...shape.of);
    case "group":
      return fc
        .tuple(...Object.values(shape.parts).map((part) => fitting(part)))
        .map((parts) => parts.join(" | "));
    case "date":
      return fc.constantFrom("3 May 2026", "2024", "2030-01", "1990-01-01/1990-02-01");
    case "duration":
      return fc.constant("5 years");
    case "number":
      return fc.constant("3");
    case "quantity":
      return fc.constant("24 places");
    default:
      return fc.constantFrom("Old Harbour", "To learn", "<b>&</b>", "名称");
  }
}

const entriesOf = (of: readonly Kind[]): readonly string[] =>
  register.entries.filter(({ kind }) => of.includes(kind)).map((entry) => entry.id);

/** A change that goes through to the end, where its value fits what else is recorded. */
const change = fc.constantFrom(...register.entries).chain((entry) => {
  const slots = slotsFor(entry.kind, publicClearance);
  return fc
    .constantFrom(...slots)
    .chain((slot) => fitting(slot.shape).map((typed) => ({ slot, typed })))
    .map(({ slot, typed }) => [
      `/edit ${entry.id} field:${slot.key}`,
      slot.shape.type === "choice" ? `/change k1 set ${slot.key}=${typed}` : typed,
      typed,
      "told by somebody",
      "/save",
    ]);
});
const lines = fc
  .array(
    fc.oneof(
      line.map((one) => [one]),
      change,
    ),
    { minLength: 2, maxLength: 10 },
  )
  .map((all) => all.flat());

test("whatever is said, nothing throws, and the register in force holds together", {
  timeout: 180_000,
}, async () => {
  let saved = 0;
  await fc.assert(
    fc.asyncProperty(lines, async (texts) => {
      const desk = await editingDesk({ register });
      for (const text of texts) await desk.says(text);
      saved += desk.living.revisions().length;
      const { entries } = desk.living.register();
      expect(desk.living.aside()).toEqual([]);
      for (const entry of entries) expect(findIssues(entry.kind, writtenEntry(entry))).toEqual([]);
      const placed = entries.map((entry, index) => ({
        entry,
        file: entry.kind,
        index,
        written: writtenEntry(entry),
      }));
      expect(checkEntries(placed, { kinds: new Set(), keys: new Set() })).toEqual([]);
    }),
    { numRuns: 60 },
  );
  // It has gone through to the end often enough to mean something.
  expect(saved).toBeGreaterThan(20);
});
