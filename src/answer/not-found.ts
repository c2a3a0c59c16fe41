import { type Composing, type Draft, textPart } from "./composing.ts";
import { suggestions } from "./follow-ups.ts";

/** The honest line where nothing is called so. */
export function nothingCalled(composing: Composing, name: string): Draft {
  return {
    outcome: "notFound",
    parts: [textPart(composing.wording.messages.say("notFound.text", { text: name }))],
    entries: [],
    followUps: suggestions(composing),
  };
}

/** A text that is too long to be a question; code points. */
export function tooLong(composing: Composing, length: number, max: number): Draft {
  return {
    outcome: "notFound",
    parts: [textPart(composing.wording.messages.say("tooLong", { length, max }))],
    entries: [],
    followUps: suggestions(composing),
  };
}
