import type { Understood } from "../question/understood.ts";
import { clip } from "../text.ts";
import type { Messages } from "./messages.ts";

/** What must be said before the answer: words that were taken for others, dates that are none. */
export function remarksOn({ reading }: Understood, messages: Messages): readonly string[] {
  if (reading === undefined) return [];
  return [
    ...reading.bent
      .filter(({ to }) => !reading.strangers.includes(to))
      .map(({ from, to }) => messages.say("bent", { from: clip(from, 40), to })),
    ...reading.impossibleDates
      .slice(0, 3)
      .map((text) => messages.say("impossibleDate", { text: clip(text, 40) })),
  ];
}
