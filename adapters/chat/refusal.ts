import type { Reply } from "../../src/index.ts";

/** What a stranger is told, where the desk answers none; nothing where it answers. Not a refusal of what was asked: that has a command. */
export function strangersLine({ outcome, command, head }: Reply): string | undefined {
  const [first] = head;
  return outcome === "refused" && command === undefined && first?.kind === "text" ? first.text : undefined;
}
