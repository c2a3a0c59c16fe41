import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { modalOf } from "../../../adapters/slack/dialogue.ts";
import { errorsIn, type FormState, fieldBlock, valuesIn } from "../../../adapters/slack/form-blocks.ts";
import { firstLook } from "../../../adapters/slack/format.ts";
import { parseMemory } from "../../../adapters/slack/modal-memory.ts";
import type { Form, FormField } from "../../../src/index.ts";
import { fakeDesk, sampleReply } from "../sample-reply.ts";
import { checkedView } from "./fake-slack/blocks/view.ts";
import { controlsIn, stateOf } from "./fake-slack/controls.ts";

vi.setConfig({ testTimeout: 60_000 });
const runs = { numRuns: 60, interruptAfterTimeLimit: 20_000 };

const { phrases } = fakeDesk(() => {
  throw new Error("This desk is not asked.");
});

const awkward = fc.constantFrom(
  "<!channel>",
  "*b*",
  "&",
  "日本語",
  "👩‍👩‍👧",
  "\u202e",
  "\n",
  "a",
  " ",
  "\u0000",
  "=x",
);
/** Texts of all lengths, also around what an input, a label, an option and a heading hold. */
const textOf = (most: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ maxLength: 20, unit: "grapheme" }),
    fc.array(awkward, { maxLength: 8 }).map((parts) => parts.join("")),
    fc
      .tuple(
        fc.constantFrom("a", "日", "👍", "&", "\n", '"'),
        fc.constantFrom(24, 75, 150, 2000, 3000, 6000),
        fc.integer({ min: -2, max: 2 }),
      )
      .map(([char, length, off]) => char.repeat(Math.min(most, length + off)).slice(0, most)),
  );

const options = fc.option(
  fc.uniqueArray(fc.record({ value: textOf(100), label: textOf(100) }), {
    maxLength: 120,
    selector: ({ value }) => value,
  }),
  { nil: undefined },
);

const field = fc
  .record({
    key: textOf(300),
    label: textOf(2500),
    help: textOf(2500),
    value: textOf(7000),
    lines: fc.boolean(),
    required: fc.boolean(),
    limitChars: fc.constantFrom(1, 500, 3000, 5000),
    options,
    error: fc.option(textOf(2500), { nil: undefined }),
    isChosen: fc.boolean(),
  })
  .map(({ options: all, error, isChosen, ...rest }): FormField => {
    const value = isChosen && all?.[0] !== undefined ? all[0].value : rest.value;
    return {
      ...rest,
      value,
      ...(all === undefined ? {} : { options: all }),
      ...(error === undefined ? {} : { error }),
    };
  });

const form: fc.Arbitrary<Form> = fc.record({
  title: textOf(400),
  command: textOf(3500),
  fields: fc.oneof(
    fc.uniqueArray(field, { maxLength: 6, selector: ({ key }) => key }),
    // More than a modal holds, in blocks or in bytes.
    fc
      .tuple(field, fc.integer({ min: 80, max: 130 }))
      .map(([one, count]) => Array.from({ length: count }, (_, at) => ({ ...one, key: `key${at}` }))),
  ),
  errors: fc.array(textOf(4000), { maxLength: 14 }),
  submit: textOf(40),
  cancel: textOf(40),
});

const place = { channel: "C1", thread: "1.1" };

function modal(given: Form) {
  const reply = sampleReply("A form", { form: given, own: true, command: "/change d show" });
  return modalOf(reply, phrases(), firstLook, place) as unknown as Parameters<typeof checkedView>[0] & {
    readonly blocks: Parameters<typeof controlsIn>[0][];
    readonly callback_id: string;
    readonly private_metadata: string;
  };
}

/** What Slack says of a modal that is submitted as it was opened. */
function untouched(blocks: Parameters<typeof controlsIn>[0][]): FormState {
  const state: Record<string, Record<string, object>> = {};
  for (const control of blocks.flatMap(controlsIn))
    if (!/button/.test(control.type))
      state[control.blockId] = { [control.actionId]: stateOf(control, undefined) ?? { value: null } };
  return state as FormState;
}

describe("a form of any kind", () => {
  test("breaks no limit of a modal", () => {
    fc.assert(
      fc.property(form, (given) => {
        const notes: string[] = [];
        const view = modal(given);
        checkedView(view, (kind, message) => void notes.push(`${kind}: ${message}`));
        expect(notes).toEqual([]);
        // An input of one line would lose the ends of its lines.
        const inputs = view.blocks.flatMap(controlsIn).map(({ element }) => element);
        const single = inputs.filter(
          ({ type, multiline }) => type === "plain_text_input" && multiline !== true,
        );
        for (const { initial_value = "" } of single) expect(initial_value).not.toMatch(/[\r\n]/);
      }),
      runs,
    );
  });

  test("hands back each value as it was, or leaves its field out and says so", () => {
    let reached = 0;
    fc.assert(
      fc.property(form, (given) => {
        const view = modal(given);
        if (view.callback_id !== "form") return;
        expect(parseMemory(view.private_metadata)).toEqual({ lang: "en", command: given.command, ...place });
        const values = valuesIn(untouched(view.blocks));
        const left = given.fields.filter(({ key }) => !Object.hasOwn(values, key));
        for (const { key, value } of given.fields)
          if (Object.hasOwn(values, key)) expect(values[key]).toBe(value);
        expect(JSON.stringify(view.blocks).includes("Stays as it is")).toBe(left.length > 0);
        const small = given.fields.filter(
          ({ key, value, label, help, error = "" }) =>
            key.length < 200 && value.length <= 3000 && label.length + help.length + error.length < 2000,
        );
        if (given.fields.length <= 6) for (const { key } of small) expect(Object.keys(values)).toContain(key);
        reached += left.length;
      }),
      runs,
    );
    expect(reached).toBeGreaterThan(0);
  });

  test("has each error at its field, or is shown anew with all of them", () => {
    fc.assert(
      fc.property(form, (given) => {
        const view = modal(given);
        if (view.callback_id !== "form") return;
        const errors = errorsIn(given, untouched(view.blocks));
        const wrong = given.fields
          .filter(({ error }) => error !== undefined)
          .map(({ key }) => fieldBlock(key));
        if (errors !== undefined) expect(Object.keys(errors)).toEqual(wrong);
        else {
          const isPlain = given.errors.length === 0 && wrong.length > 0;
          const shown = Object.keys(untouched(view.blocks));
          expect(isPlain && wrong.every((block) => shown.includes(block))).toBe(false);
        }
      }),
      runs,
    );
  });
});
