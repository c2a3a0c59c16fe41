import { isDeepStrictEqual } from "node:util";
import { isRecord, type Params } from "../../../fake-server/params.ts";
import { type Check, checkOptional, checkString, checkText, fieldsOf, itemsOf } from "./check.ts";
import { limits } from "./limits.ts";

interface ElementRule {
  readonly required?: readonly string[];
  readonly optional?: readonly string[];
  check?(check: Check, at: string, element: Params): void;
}

const { placeholder, optionText } = limits;
const entry = ["placeholder", "focus_on_load"];
const menu = [...entry, "confirm"];
const typing = [...entry, "initial_value", "dispatch_action_config"];
const bounded = ["max_selected_items"];

const button: ElementRule = {
  required: ["text"],
  optional: ["value", "url", "style", "confirm", "accessibility_label"],
  check(check, at, element) {
    checkText(check, `${at}/text`, element.text, { max: limits.buttonText, plainOnly: true });
    checkOptional(check, `${at}/value`, element.value, limits.buttonValue);
    checkOptional(check, `${at}/url`, element.url, limits.url);
    checkOptional(check, `${at}/accessibility_label`, element.accessibility_label, limits.buttonText);
    if (element.style !== undefined && element.style !== "primary" && element.style !== "danger") {
      check.fail(`${at}/style`, `unsupported style: ${String(element.style)}`);
    }
    if (element.url !== undefined && !/^[a-z][a-z0-9+.-]*:/i.test(String(element.url))) {
      check.fail(`${at}/url`, "invalid URL");
    }
  },
};

const image: ElementRule = {
  required: ["alt_text"],
  optional: ["image_url", "slack_file"],
  check(check, at, element) {
    checkString(check, `${at}/alt_text`, element.alt_text, limits.imageText);
    if ((element.image_url === undefined) === (element.slack_file === undefined)) {
      check.fail(at, "must provide either image_url or slack_file");
    }
    checkOptional(check, `${at}/image_url`, element.image_url, limits.url);
  },
};

const choices = (max: number, min: number, initial: string, textType: "plain" | "any"): ElementRule => ({
  required: ["options"],
  optional: [initial, "confirm", "focus_on_load"],
  check(check, at, element) {
    checkOptions(check, `${at}/options`, element.options, max, min, textType);
    checkInitial(check, at, element, initial);
  },
});

const staticSelect = (initial: string, more: readonly string[] = []): ElementRule => ({
  optional: [...menu, "options", "option_groups", initial, ...more],
  check(check, at, element) {
    const { options, option_groups: groups } = element;
    if ((options === undefined) === (groups === undefined)) {
      check.fail(at, "must provide either options or option_groups");
    }
    if (options !== undefined) checkOptions(check, `${at}/options`, options, limits.options, 1, "plain");
    if (groups !== undefined) checkGroups(check, `${at}/option_groups`, groups);
    checkInitial(check, at, element, initial);
  },
});

const plainTextInput: ElementRule = {
  optional: [...typing, "multiline", "min_length", "max_length"],
  check(
    check,
    at,
    { min_length: least = 0, max_length: most = limits.inputLength, initial_value: value = "" },
  ) {
    if (String(value).length > Number(most)) check.fail(`${at}/initial_value`, "longer than max_length");
    if (Number(least) < 0 || Number(least) > limits.inputLength)
      check.fail(`${at}/min_length`, "out of range");
    if (Number(most) < 1 || Number(most) > limits.inputLength) check.fail(`${at}/max_length`, "out of range");
  },
};

const rules: Readonly<Record<string, ElementRule>> = {
  button,
  image,
  workflow_button: { required: ["text", "workflow"], optional: ["style", "accessibility_label"] },
  overflow: choices(limits.overflowOptions, 1, "", "plain"),
  checkboxes: choices(limits.choices, 1, "initial_options", "any"),
  radio_buttons: choices(limits.choices, 1, "initial_option", "any"),
  static_select: staticSelect("initial_option"),
  multi_static_select: staticSelect("initial_options", bounded),
  external_select: { optional: [...menu, "min_query_length", "initial_option"] },
  multi_external_select: { optional: [...menu, "min_query_length", "initial_options", ...bounded] },
  users_select: { optional: [...menu, "initial_user"] },
  multi_users_select: { optional: [...menu, "initial_users", ...bounded] },
  conversations_select: {
    optional: [
      ...menu,
      "initial_conversation",
      "default_to_current_conversation",
      "response_url_enabled",
      "filter",
    ],
  },
  multi_conversations_select: {
    optional: [...menu, "initial_conversations", "default_to_current_conversation", "filter", ...bounded],
  },
  channels_select: { optional: [...menu, "initial_channel", "response_url_enabled"] },
  multi_channels_select: { optional: [...menu, "initial_channels", ...bounded] },
  datepicker: { optional: [...menu, "initial_date"] },
  timepicker: { optional: [...menu, "initial_time", "timezone"] },
  datetimepicker: { optional: ["focus_on_load", "confirm", "initial_date_time"] },
  plain_text_input: plainTextInput,
  email_text_input: { optional: typing },
  url_text_input: { optional: typing },
  number_input: { required: ["is_decimal_allowed"], optional: [...typing, "min_value", "max_value"] },
  rich_text_input: { optional: typing },
  file_input: { optional: ["filetypes", "max_files"] },
  feedback_buttons: { required: ["positive_button", "negative_button"] },
  icon_button: {
    required: ["icon", "text"],
    optional: ["value", "confirm", "accessibility_label", "visible_to_user_ids"],
  },
};

const selects = Object.keys(rules).filter((type) => type.endsWith("_select"));
const pickers = ["checkboxes", "radio_buttons", "datepicker", "timepicker"];

/** Which elements stand in which part of a block. */
export const elementsOf = {
  accessory: ["button", "image", "overflow", "workflow_button", ...pickers, ...selects],
  actions: [
    "button",
    "overflow",
    "workflow_button",
    "datetimepicker",
    "rich_text_input",
    ...pickers,
    ...selects,
  ],
  contextActions: ["feedback_buttons", "icon_button"],
  input: [
    ...[
      "plain_text_input",
      "email_text_input",
      "url_text_input",
      "number_input",
      "rich_text_input",
      "file_input",
    ],
    ...["datetimepicker", ...pickers, ...selects],
  ],
  cardActions: ["button"],
} as const satisfies Record<string, readonly string[]>;

export function checkElement(check: Check, at: string, value: unknown, allowed: readonly string[]): void {
  const type = isRecord(value) ? String(value.type) : "";
  const rule = Object.hasOwn(rules, type) ? rules[type] : undefined;
  if (rule === undefined || !allowed.includes(type)) {
    check.fail(at, `unsupported type: ${type || JSON.stringify(value)}`);
    return;
  }
  const own = type === "image" ? [] : ["action_id"];
  const element = fieldsOf(
    check,
    at,
    value,
    ["type", ...(rule.required ?? [])],
    [...own, ...(rule.optional ?? [])],
  );
  if (element === undefined) return;
  checkOptional(check, `${at}/action_id`, element.action_id, limits.id);
  checkText(check, `${at}/placeholder`, element.placeholder, {
    max: placeholder,
    plainOnly: true,
    optional: true,
  });
  if (element.confirm !== undefined) checkConfirm(check, `${at}/confirm`, element.confirm);
  rule.check?.(check, at, element);
}

function checkConfirm(check: Check, at: string, value: unknown): void {
  const confirm = fieldsOf(check, at, value, ["title", "text", "confirm", "deny"], ["style"]);
  if (confirm === undefined) return;
  checkText(check, `${at}/title`, confirm.title, { max: limits.confirmTitle, plainOnly: true });
  checkText(check, `${at}/text`, confirm.text, { max: limits.confirmText });
  checkText(check, `${at}/confirm`, confirm.confirm, { max: limits.confirmButton, plainOnly: true });
  checkText(check, `${at}/deny`, confirm.deny, { max: limits.confirmButton, plainOnly: true });
}

export function checkOptions(
  check: Check,
  at: string,
  value: unknown,
  max: number,
  min: number,
  textType: "plain" | "any",
): void {
  for (const [item, here] of itemsOf(check, at, value, max, min)) {
    const option = fieldsOf(check, here, item, ["text", "value"], ["description", "url"]);
    if (option === undefined) continue;
    const plainOnly = textType === "plain";
    checkText(check, `${here}/text`, option.text, { max: optionText, plainOnly });
    checkText(check, `${here}/description`, option.description, {
      max: optionText,
      plainOnly,
      optional: true,
    });
    checkString(check, `${here}/value`, option.value, limits.optionValue);
    checkOptional(check, `${here}/url`, option.url, limits.url);
    const { length } = String(option.value);
    if (length > limits.optionValueSafe && length <= limits.optionValue) {
      check.note(
        "tolerated",
        `${here}/value has ${length} characters: some of Slack takes ${limits.optionValueSafe}`,
      );
    }
  }
}

export function checkGroups(check: Check, at: string, value: unknown): void {
  for (const [item, here] of itemsOf(check, at, value, limits.options)) {
    const group = fieldsOf(check, here, item, ["label", "options"]);
    if (group === undefined) continue;
    checkText(check, `${here}/label`, group.label, { max: optionText, plainOnly: true });
    checkOptions(check, `${here}/options`, group.options, limits.options, 1, "plain");
  }
}

function checkInitial(check: Check, at: string, element: Params, name: string): void {
  const initial = name === "" ? undefined : element[name];
  if (initial === undefined) return;
  const groups = Array.isArray(element.option_groups) ? element.option_groups : [];
  const offered = [...groups.filter(isRecord).map(({ options }) => options), element.options].flat();
  for (const one of Array.isArray(initial) ? initial : [initial]) {
    if (!offered.some((option) => isDeepStrictEqual(option, one)))
      check.fail(`${at}/${name}`, "must equal an option");
  }
}
