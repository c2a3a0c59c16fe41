import { type Composing, type Draft, textPart } from "./composing.ts";

/** Why somebody gets no answer now: they ask too often, too many others ask, or the answer took too long. */
export type Excuse = "often" | "busy" | "slow";

const outcomes = { often: "refused", busy: "failed", slow: "failed" } as const;

export function composeExcuse({ wording }: Composing, why: Excuse): Draft {
  const text = wording.messages.say(`excuse.${why}`);
  return { outcome: outcomes[why], parts: [textPart(text)], entries: [], followUps: [] };
}
