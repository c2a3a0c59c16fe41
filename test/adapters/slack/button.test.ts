import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { actionsOf, formatValue, parseValue } from "../../../adapters/slack/button.ts";
import { valueUnits } from "../../../adapters/slack/limits.ts";

const command = fc.string({ unit: "binary", minLength: 1, maxLength: 60 }).map((text) => `/${text}`);
const target = fc.record({ command, page: fc.integer({ min: 0, max: 9_999 }) });
const lang = fc.constantFrom("en", "ms", "zh");

describe("a button's value", () => {
  test("is read as it was written, with three steps back at most", () => {
    fc.assert(
      fc.property(target, lang, fc.array(target, { maxLength: 6 }), (to, inLang, steps) => {
        const value = formatValue(to, { lang: inLang, steps });
        expect(value.length).toBeLessThanOrEqual(valueUnits);
        expect(parseValue(value)).toEqual({ to, trail: { lang: inLang, steps: steps.slice(0, 3) } });
      }),
    );
  });

  test("drops the steps that it has no room for, the earliest first", () => {
    const step = (letter: string) => ({ command: `/${letter.repeat(900)}`, page: 0 });
    const value = formatValue(step("a"), { lang: "en", steps: [step("b"), step("c"), step("d")] });
    expect(parseValue(value)?.trail.steps).toEqual([step("b")]);
  });

  test("that is none is nothing, whatever it is", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json()), (text) => {
        const read = parseValue(text);
        if (read !== undefined) expect(read.to.command.startsWith("/")).toBe(true);
      }),
    );
    for (const text of ['["en"]', '["en","mou"]', '["EN","/a"]', '["en","/a",1]', '["en","/a","b"]', "{}"])
      expect(parseValue(text), text).toBeUndefined();
  });
});

test("buttons stand five in a row, without those that are too long or say nothing", () => {
  const to = (text: string) => ({ command: text, page: 0 });
  const buttons = Array.from({ length: 7 }, (_, at) => ({ label: `${at}`, to: to(`/${at}`) }));
  const odd = [
    { label: "", to: to("/empty") },
    { label: "long", to: to(`/${"a".repeat(2_000)}`) },
  ];
  const rows = actionsOf([...odd, ...buttons], { lang: "en", steps: [] }, "next");
  expect(rows.map(({ elements }) => elements.length)).toEqual([5, 2]);
  const ids = rows.flatMap(({ elements }) =>
    elements.map((one) => ("action_id" in one ? one.action_id : "")),
  );
  expect(new Set(ids).size).toBe(7);
});
