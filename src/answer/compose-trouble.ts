import { type Composing, type Draft, textPart } from "./composing.ts";

/** A file that was changed while the desk runs, and that it cannot take. */
export interface Trouble {
  readonly file: "register" | "access";
  /** Where the first problems are (`agreements.yaml:3:5`): what they say may quote what not everybody may see. */
  readonly places: readonly string[];
  /** How many problems there are in all. */
  readonly count: number;
}

/** What whoever administers the desk is told unasked. */
export function composeTrouble({ wording }: Composing, { file, places, count }: Trouble): Draft {
  const { messages } = wording;
  const told =
    places.length === 0 ? [] : [messages.say("trouble.places", { count, places: places.join(", ") })];
  const lines = [messages.say(`trouble.${file}`), ...told, messages.say("trouble.more")];
  return { outcome: "failed", parts: lines.map((line) => textPart(line)), entries: [], followUps: [] };
}
