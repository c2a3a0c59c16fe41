import { isRecord, type Params } from "../../fake-server/params.ts";

export interface Choice {
  readonly label: string;
  readonly value: string;
  /** As it stands in the block. */
  readonly option: Params;
}

/** Something to press, to choose from or to fill in. */
export interface Control {
  /** "button", "static_select", "overflow", "plain_text_input", … */
  readonly type: string;
  readonly blockId: string;
  readonly actionId: string;
  /** A button's words, a menu's placeholder, an input's label. */
  readonly label: string;
  readonly value: string | undefined;
  readonly url: string | undefined;
  readonly style: string | undefined;
  readonly choices: readonly Choice[];
  /** An input that must be filled in. */
  readonly isRequired: boolean;
  readonly element: Params;
}

const words = (value: unknown): string => (isRecord(value) ? String(value.text ?? "") : "");
const text = (value: unknown): string | undefined => (value === undefined ? undefined : String(value));
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export function controlsIn(block: Params): Control[] {
  const inside = block.type === "rich_text" ? [] : [...list(block.elements), ...list(block.actions)];
  const children = [...list(block.child_blocks), ...(block.type === "carousel" ? list(block.elements) : [])];
  return [
    ...[...inside, block.accessory, block.element].filter(isRecord).flatMap((one) => controlsOf(block, one)),
    ...children.filter(isRecord).flatMap(controlsIn),
  ];
}

function controlsOf(block: Params, element: Params): Control[] {
  const type = String(element.type);
  if (["image", "mrkdwn", "plain_text", "card"].includes(type)) return [];
  const common = {
    type,
    blockId: String(block.block_id),
    actionId: String(element.action_id),
    url: text(element.url),
    style: text(element.style),
    choices: choicesOf(element),
    isRequired: block.type === "input" && block.optional !== true,
    element,
  };
  if (type === "feedback_buttons") {
    return [element.positive_button, element.negative_button].filter(isRecord).map((button) => ({
      ...common,
      label: words(button.text),
      value: text(button.value),
    }));
  }
  const label = words(element.text) || words(block.label) || words(element.placeholder);
  return [{ ...common, label, value: text(element.value) }];
}

function choicesOf({ options, option_groups: groups }: Params): Choice[] {
  const grouped = list(groups)
    .filter(isRecord)
    .flatMap((group) => list(group.options));
  return [...list(options), ...grouped]
    .filter(isRecord)
    .map((option) => ({ label: words(option.text), value: String(option.value), option }));
}

/** The control with that label, action_id or value; the complaint names those that there are. */
export function findControl(controls: readonly Control[], name: string): Control {
  const by = [
    ({ label }: Control) => label === name,
    ({ actionId }: Control) => actionId === name,
    ({ value }: Control) => value === name,
    ({ blockId }: Control) => blockId === name,
  ];
  const found = by.map((isMeant) => controls.find(isMeant)).find((control) => control !== undefined);
  if (found !== undefined) return found;
  const there = controls.map(({ label, actionId }) => `"${label}" (${actionId})`).join(", ") || "none";
  throw new Error(`There is no "${name}" to use; there are: ${there}`);
}

export function findChoice({ choices, label }: Control, name: string): Choice {
  const found = choices.find((choice) => choice.label === name || choice.value === name);
  if (found !== undefined) return found;
  const there = choices.map((choice) => `"${choice.label}"`).join(", ") || "none";
  throw new Error(`"${label}" does not offer "${name}"; it offers: ${there}`);
}

/** What a filled-in control says in `state.values`, or undefined where nothing is filled in. */
export function stateOf(control: Control, given: string | readonly string[] | undefined): Params | undefined {
  const { type, element } = control;
  const many = given === undefined ? undefined : Array.isArray(given) ? given.map(String) : [String(given)];
  const [one] = many ?? [];
  const options = (): Params[] | undefined => many?.map((name) => findChoice(control, name).option);
  switch (type) {
    case "static_select":
    case "radio_buttons":
    case "external_select":
      return valued(type, "selected_option", options()?.[0] ?? element.initial_option);
    case "multi_static_select":
    case "checkboxes":
      return valued(type, "selected_options", options() ?? element.initial_options);
    case "datepicker":
      return valued(type, "selected_date", one ?? element.initial_date);
    case "timepicker":
      return valued(type, "selected_time", one ?? element.initial_time);
    case "datetimepicker":
      return valued(type, "selected_date_time", one === undefined ? element.initial_date_time : Number(one));
    case "users_select":
      return valued(type, "selected_user", one ?? element.initial_user);
    case "conversations_select":
      return valued(type, "selected_conversation", one ?? element.initial_conversation);
    case "channels_select":
      return valued(type, "selected_channel", one ?? element.initial_channel);
    default:
      return /_input$/.test(type) ? valued(type, "value", one ?? element.initial_value) : undefined;
  }
}

const valued = (type: string, name: string, value: unknown): Params | undefined =>
  value === undefined ? undefined : { type, [name]: value };
