import { metadataUnits } from "./limits.ts";
import type { Place } from "./place.ts";

/** What a modal carries for what is done in it: the command line that its button to submit stands for, and where it was opened. */
export interface ModalMemory {
  readonly command: string;
  readonly lang: string;
  /** What one person may see there holds for what they type there, too. */
  readonly channel: string;
  readonly thread?: string | undefined;
}

/** Nothing where it is too much for a modal. */
export function formatMemory(
  { channel, thread }: Pick<Place, "channel" | "thread">,
  { command, lang }: Pick<ModalMemory, "command" | "lang">,
): string | undefined {
  const text = JSON.stringify([lang, command, channel, ...(thread === undefined ? [] : [thread])]);
  return text.length > metadataUnits ? undefined : text;
}

/** Nothing where a text is no memory of ours. */
export function parseMemory(text: string): ModalMemory | undefined {
  let parts: unknown;
  try {
    parts = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(parts) || !parts.every((part) => typeof part === "string")) return undefined;
  const [lang, command, channel, thread] = parts as readonly string[];
  if (lang === undefined || command === undefined || channel === undefined) return undefined;
  return { lang, command, channel, thread };
}
