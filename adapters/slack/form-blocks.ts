import type { InputBlock, KnownBlock, PlainTextOption } from "@slack/types";
import type { Form, FormField, Phrases } from "../../src/index.ts";
import { visible } from "../chat/visible.ts";
import {
  blocksInView,
  headerUnits,
  idUnits,
  inputUnits,
  labelUnits,
  optionsInSelect,
  optionUnits,
  sectionUnits,
  viewBytes,
} from "./limits.ts";
import { plainText } from "./text.ts";

/** What is left for what stands around the fields of a form: a heading, what is wrong, what is left out. */
const otherBlocks = 12;
const otherBytes = 60_000;
/** What is wrong with no field is said up to so many times. */
const mostErrors = 10;

const inputAction = "value";
const blockPrefix = "field:";

export const fieldBlock = (key: string): string => `${blockPrefix}${key}`;

/**
 * A form as the blocks of a modal. What Slack cannot hold whole (a text longer than an input takes, more fields than a modal
 * takes) is left out and said to be: what is not handed back stays as it is.
 */
export function formBlocks(form: Form, phrases: Phrases): readonly KnownBlock[] {
  const { shown, left } = roomFor(form, phrases);
  const errors = form.errors.slice(0, mostErrors).map(textBlock);
  return [
    ...headOf(form.title),
    ...errors,
    ...shown.flatMap((field) => blocksOfField(field, phrases)),
    ...(left.length === 0 ? [] : [textBlock(phrases.staysAsItIs(left.map(nameOf).join(" · ")))]),
  ];
}

/** The fields that there is room for, those that are wrong or must be filled in before the others; and those left out. */
function roomFor(
  { fields }: Form,
  phrases: Phrases,
): { readonly shown: readonly FormField[]; readonly left: readonly FormField[] } {
  const fitting = fields.filter(fits);
  const rank = ({ error, required }: FormField): number => (error !== undefined ? 0 : required ? 1 : 2);
  const kept = new Set<FormField>();
  let [blocks, bytes] = [blocksInView - otherBlocks, viewBytes - otherBytes];
  for (const field of [...fitting].sort((a, b) => rank(a) - rank(b))) {
    const own = blocksOfField(field, phrases);
    const size = Buffer.byteLength(JSON.stringify(own));
    if (own.length > blocks || size > bytes) continue;
    kept.add(field);
    blocks -= own.length;
    bytes -= size;
  }
  return {
    shown: fields.filter((field) => kept.has(field)),
    left: fields.filter((field) => !kept.has(field)),
  };
}

function fits({ key, value }: FormField): boolean {
  return value.length <= inputUnits && fieldBlock(key).length <= idUnits;
}

function blocksOfField(field: FormField, phrases: Phrases): readonly KnownBlock[] {
  const { key, help, required, error } = field;
  const hint = help.trim() === "" ? {} : { hint: plainText(help, labelUnits) };
  const input: InputBlock = {
    type: "input",
    block_id: fieldBlock(key),
    optional: !required,
    label: plainText(nameOf(field), labelUnits),
    ...hint,
    element: optionsOf(field, phrases) ?? textInput(field),
  };
  return error === undefined ? [input] : [textBlock(error), input];
}

/** A text without anything to be seen would be refused. */
function nameOf({ label, key }: FormField): string {
  return visible(label) || visible(key) || "…";
}

function textInput({ value, lines, limitChars }: FormField): InputBlock["element"] {
  // One line would lose the ends of its lines; and no longer text could be put in than what stands there.
  return {
    type: "plain_text_input",
    action_id: inputAction,
    multiline: lines || /[\r\n]/.test(value),
    max_length: Math.max(1, Math.min(inputUnits, Math.max(limitChars, value.length))),
    ...(value === "" ? {} : { initial_value: value }),
  };
}

/** The choice of nothing; what can be chosen begins with a sign of its own. */
const nothing = "-";
const chosen = (value: string): string => `=${value}`;

/** A menu; nothing where it could not say what stands there now, or all that there is to choose from: that is typed. */
function optionsOf(
  { options, value, required }: FormField,
  phrases: Phrases,
): InputBlock["element"] | undefined {
  if (options === undefined || options.length === 0) return undefined;
  const offered: PlainTextOption[] = options.map((option) => ({
    text: plainText(visible(option.label) || visible(option.value) || "…", optionUnits),
    value: chosen(option.value),
  }));
  const none = { text: plainText(phrases.nothing, optionUnits), value: nothing };
  const all = required ? offered : [none, ...offered];
  const isWhole =
    all.length <= optionsInSelect && all.every((one) => (one.value?.length ?? 0) <= optionUnits);
  const now =
    value === "" ? (required ? undefined : none) : offered.find((one) => one.value === chosen(value));
  if (!isWhole || (now === undefined && value !== "")) return undefined;
  return {
    type: "static_select",
    action_id: inputAction,
    options: all,
    ...(now === undefined ? {} : { initial_option: now }),
  };
}

function headOf(title: string): readonly KnownBlock[] {
  const text = visible(title);
  if (text === "") return [];
  if (text.length > headerUnits) return [textBlock(text)];
  return [{ type: "header", text: plainText(text, headerUnits) }];
}

function textBlock(text: string): KnownBlock {
  return { type: "section", text: plainText(visible(text) || "…", sectionUnits) };
}

/** What Slack says of a form that was submitted. */
export type FormState = Readonly<
  Record<
    string,
    Readonly<
      Record<
        string,
        { readonly value?: string | null; readonly selected_option?: { readonly value: string } | null }
      >
    >
  >
>;

/** What was filled in, by the keys of the fields. */
export function valuesIn(state: FormState): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(state).flatMap(([block, actions]) => {
      const filled = actions[inputAction];
      if (!block.startsWith(blockPrefix) || filled === undefined) return [];
      const option = filled.selected_option?.value ?? "";
      const value = option.startsWith("=") ? option.slice(1) : (filled.value ?? "");
      return [[block.slice(blockPrefix.length), value]];
    }),
  );
}

/** What is wrong by block, where each of it can stand at an input that is shown; else the form has to be shown anew. */
export function errorsIn(form: Form, state: FormState): Readonly<Record<string, string>> | undefined {
  const wrong = form.fields.flatMap(({ key, error }) => (error === undefined ? [] : [{ key, error }]));
  const isShown = wrong.every(({ key }) => Object.hasOwn(state, fieldBlock(key)));
  if (form.errors.length > 0 || wrong.length === 0 || !isShown) return undefined;
  return Object.fromEntries(
    wrong.map(({ key, error }) => [fieldBlock(key), plainText(visible(error) || "…", labelUnits).text]),
  );
}
