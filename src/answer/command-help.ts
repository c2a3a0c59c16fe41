import { commandTable } from "../question/command-table.ts";
import type { Messages } from "./messages.ts";

/** A command as a platform lists it, in one language. */
export interface CommandHelp {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly usage: string;
  readonly help: string;
}

export function commandHelp(messages: Messages): readonly CommandHelp[] {
  return commandTable
    .filter((command) => command.listed)
    .map(({ name, aliases, takes }) => ({
      name,
      aliases,
      usage: messages.say(`takes.${takes}`),
      help: messages.say(`command.${name}`),
    }));
}
