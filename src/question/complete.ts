import type { View } from "../register/view.ts";
import { fold } from "../text.ts";
import { commandTable } from "./command-table.ts";

/** At most so many completions are offered. */
const mostCompletions = 40;

/** The lines that a beginning may become: commands while a command is typed, then names. */
export function completionsFor(text: string, view: View): readonly string[] {
  const command = /^\/(\S*)$/.exec(text);
  if (command !== null)
    return commandTable
      .filter((one) => one.listed && one.name.startsWith(command[1] ?? ""))
      .map((one) => `/${one.name} `);
  const match = /^(\/\S+\s+|.*\s)?(\S*)$/su.exec(text);
  const [before, last] = [match?.[1] ?? "", fold(match?.[2] ?? "")];
  if (last === "") return [];
  const names = view.entries
    .flatMap((entry) => entry.names.map((name) => name.text))
    .filter((name) => fold(name).startsWith(last));
  return [...new Set(names)]
    .sort((a, b) => a.length - b.length)
    .slice(0, mostCompletions)
    .map((name) => `${before}${name}`);
}
