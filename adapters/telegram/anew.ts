import type { Reply } from "../../src/index.ts";
import { digestOf } from "./payload.ts";

/** Steps from where the search begins to the button that was pressed: a list, its next page, the one after. */
const mostSteps = 3;
/** Commands that are asked at one step. */
const mostAsked = 20;

/** The command with this digest, looked for among what the answers to some questions lead to. */
export async function commandLedTo(
  digest: string,
  questions: readonly string[],
  ask: (text: string) => Promise<Reply>,
): Promise<string | undefined> {
  let asked = questions;
  for (let step = 0; step < mostSteps; step++) {
    const replies = await Promise.all(asked.slice(0, mostAsked).map(ask));
    const commands = [...new Set(replies.flatMap(commandsIn))];
    const found = commands.find((command) => digestOf(command) === digest);
    if (found !== undefined) return found;
    asked = commands.filter((command) => !asked.includes(command));
  }
  return undefined;
}

/** Everything that the buttons of a reply can lead to; turning its own pages comes first. */
function commandsIn({ command, head, more, followUps }: Reply): readonly string[] {
  const parts = [...head, ...more];
  const turns = parts.flatMap((part) => (part.kind === "list" ? [part.page?.next, part.page?.previous] : []));
  const options = parts.flatMap((part): readonly { readonly command: string }[] => {
    if (part.kind === "list") return part.rows;
    return part.kind === "choice" ? part.options : [];
  });
  const led = [...turns, ...options, ...followUps].flatMap((one) => one?.command ?? []);
  return command === undefined ? led : [command, ...led];
}
