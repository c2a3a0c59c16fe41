import { describe, expect, test } from "vitest";
import { loadLanguages, loadRegister } from "../../src/index.ts";
import { createReadings } from "../../src/question/readings.ts";
import { type Clearance, createView, publicClearance } from "../../src/register/view.ts";
import { neighboursOf } from "../../src/search/neighbours.ts";

const [register, languages] = await Promise.all([loadRegister(), loadLanguages()]);
const board: Clearance = { level: "restricted", groups: ["board"] };
const [first] = register.entries;
if (first === undefined) throw new Error("the register is empty");
/** One entry of all is hidden, so that the view is not the register itself. */
const discreet = { entries: register.entries.with(0, { ...first, visibility: "internal" as const }) };

/** To see whether any is hidden, and to relate them from either side, 200 entries at a time. */
const viewSteps = (entries: number): number => 3 * Math.ceil(entries / 200);
/** Names, their parts, words of prose, texts, documents and relations, 50 at a time. */
const indexSteps = (entries: number): number => 6 * Math.ceil(entries / 50);

describe.each([
  ["in which nothing is hidden", register, publicClearance],
  ["in which an entry is hidden from everybody", discreet, publicClearance],
  ["in which an entry is hidden from others", discreet, board],
] as const)("a register %s, made ready in steps", (_, of, clearance) => {
  const readings = createReadings(of, languages);
  const pauses = [...readings.prepare(clearance)].length;
  const { view, find } = readings.for(clearance);
  const atOnce = createReadings(of, languages).for(clearance);

  test("pauses at every so many entries, each time that it goes through them", () => {
    const { length } = view.entries;
    expect(pauses).toBeGreaterThanOrEqual(viewSteps(length) + indexSteps(length));
  });

  test("has the entries of a view that is made at once", () => {
    expect(view.entries).toEqual(createView(of, clearance).entries);
  });

  test("finds and links what one finds and links that is made at once", () => {
    for (const entry of view.entries.slice(0, 50)) {
      const name = entry.names[0]?.text ?? entry.id;
      expect(find(name, 10)).toEqual(atOnce.find(name, 10));
      expect([...neighboursOf(view, entry.id)]).toEqual([...neighboursOf(atOnce.view, entry.id)]);
    }
  });

  test("is ready for whoever asks", () => {
    expect(readings.ready()).toEqual([clearance]);
    expect(readings.for(clearance).view).toBe(view);
    expect([...readings.for(clearance).prepare()].length).toBeLessThan(5);
  });
});
