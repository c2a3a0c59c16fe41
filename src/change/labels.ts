import type { Composing } from "../answer/composing.ts";
import type { Kind } from "../register/field.ts";

/** What a key of an entry is called where it is changed; the empty one is the entry itself. */
export function labelAt({ wording }: Composing, kind: Kind, key: string): string {
  if (key === "") return wording.kindLabel(kind);
  if (key === "why") return wording.messages.say("change.why");
  return wording.messages.label([`change.key.${key}`], wording.fieldLabel(kind, key));
}

export function partLabel({ wording }: Composing, kind: Kind, part: string): string {
  return wording.messages.label([`change.part.${part}`], wording.fieldLabel(kind, part));
}

/** What a choice is called. */
export function choiceLabel({ wording }: Composing, kind: Kind, key: string, value: string): string {
  return wording.messages.label([`choice.${kind}.${key}.${value}`, `choice.${value}`], value);
}
