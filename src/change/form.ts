import type { Composing } from "../answer/composing.ts";
import type { Form, FormField } from "../answer/reply.ts";
import { kindTables } from "../register/kinds.ts";
import type { Entry } from "../register/statement.ts";
import { clip } from "../text.ts";
import type { ChangeDraft } from "./change-draft.ts";
import { type Editing, seerOf } from "./editing.ts";
import { choiceLabel, labelAt, partLabel } from "./labels.ts";
import { formatLines, longestField } from "./lines.ts";
import { partedBy } from "./parted.ts";
import type { Wrong } from "./read.ts";
import type { Slot } from "./slots.ts";

/** The key under which a form hands back what bears the change out. */
export const whyKey = "why";

export function formOf(
  draft: ChangeDraft,
  current: Entry | undefined,
  wrongs: ReadonlyMap<string, Wrong>,
  editing: Editing,
  slots: readonly Slot[],
): Form {
  const { composing } = editing;
  const { wording } = composing;
  const { say } = wording.messages;
  const known = new Set([...slots.map(({ key }) => key), whyKey]);
  const sentence = (wrong: Wrong): string => say(wrong.say, wrong.with);
  const fields = slots.map((slot): FormField => {
    const { key } = slot;
    const wrong = wrongs.get(key);
    return {
      key,
      label: labelAt(composing, draft.kind, key),
      help: helpOf(composing, draft, slot),
      value: draft.typed[key] ?? typedNow(editing, current, slot),
      ...(optionsOf(composing, draft, slot) ?? {}),
      lines: slot.many || slot.shape.type === "text",
      required: slot.required,
      ...(wrong === undefined ? {} : { error: sentence(wrong) }),
      limitChars: longestField,
    };
  });
  const wrongWhy = wrongs.get(whyKey);
  const why: FormField = {
    key: whyKey,
    label: say("change.why"),
    help: say("change.help.why"),
    value: draft.why,
    lines: false,
    required: true,
    ...(wrongWhy === undefined ? {} : { error: sentence(wrongWhy) }),
    limitChars: 500,
  };
  return {
    title: titleOf(composing, draft, current),
    command: `/change ${draft.id} fill`,
    fields: [...fields, why],
    errors: [...wrongs].filter(([key]) => !known.has(key)).map(([, wrong]) => sentence(wrong)),
    submit: say("change.preview"),
    cancel: say("change.cancel"),
  };
}

/** Of a longer title the beginning is shown; code points. */
const longestTitle = 120;

export function titleOf(
  { wording, view }: Composing,
  draft: ChangeDraft,
  current: Entry | undefined,
): string {
  const { say } = wording.messages;
  const seen = current === undefined ? undefined : view.get(current.id);
  if (seen !== undefined) return wording.title(seen);
  const typed = draft.typed[kindTables[draft.kind].heading]?.trim() ?? "";
  if (typed !== "") return clip(typed, longestTitle);
  return say("change.new", { kind: wording.kindLabel(draft.kind) });
}

/** What stands under a key now, as the asker may see it and would type it. */
export function typedNow(editing: Editing, current: Entry | undefined, slot: Slot): string {
  return formatLines(slot, partedBy(seerOf(editing), current, slot.key).shown, editing.composing.view);
}

export function helpOf(composing: Composing, { kind }: ChangeDraft, { shape, many, key }: Slot): string {
  const { say } = composing.wording.messages;
  const parts =
    shape.type === "group" ? Object.keys(shape.parts).map((part) => partLabel(composing, kind, part)) : [];
  // A title is the registrar's own; a name is what documents print.
  const type = key === "title" ? "text" : key === "aliases" ? key : shape.type;
  const own = say(`change.help.${type}`, { parts: parts.join(" | ") });
  return many ? say("change.help.many", { help: own }) : own;
}

export function optionsOf(
  composing: Composing,
  { kind }: ChangeDraft,
  { shape, key }: Slot,
): Pick<FormField, "options"> | undefined {
  if (shape.type !== "choice") return undefined;
  return {
    options: shape.of.map((value) => ({ value, label: choiceLabel(composing, kind, key, value) })),
  };
}
