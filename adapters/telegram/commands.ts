import type { Api } from "grammy";
import type { BotCommand, BotCommandScope, LanguageCode } from "grammy/types";
import type { Desk } from "../../src/index.ts";
import { commandHelpPoints, commandName, commandsInScope, languageCode } from "./limits.ts";

type Scope = Extract<BotCommandScope, { type: "default" | "all_group_chats" }>;

/** What each kind of chat is offered: a person's own settings are not made in front of a group. */
const scopes: readonly { readonly scope: Scope; readonly without: ReadonlySet<string> }[] = [
  { scope: { type: "default" }, without: new Set() },
  { scope: { type: "all_group_chats" }, without: new Set(["language", "timezone"]) },
];

/**
 * Tells Telegram the desk's commands, for each scope and language, and those of the desk's own language for all others.
 * What Telegram has already is left as it is. Gives how many lists were changed.
 */
export async function registerCommands(api: Api, desk: Desk): Promise<number> {
  const isCode = (lang: string): lang is LanguageCode => languageCode.test(lang);
  const languages = [undefined, ...desk.languages.filter(isCode)];
  let changed = 0;
  for (const { scope, without } of scopes) {
    for (const lang of languages) {
      const wanted = commandsIn(desk, lang).filter(({ command }) => !without.has(command));
      const where = { scope, ...(lang === undefined ? {} : { language_code: lang }) } as const;
      const known = await api.getMyCommands(where);
      if (isSame(known, wanted)) continue;
      await api.setMyCommands(wanted, where);
      changed++;
    }
  }
  return changed;
}

function commandsIn(desk: Desk, lang: string | undefined): readonly BotCommand[] {
  return desk
    .commands(lang)
    .filter(({ name, help }) => commandName.test(name) && help !== "")
    .slice(0, commandsInScope)
    .map(({ name, help }) => ({
      command: name,
      description: [...help].slice(0, commandHelpPoints).join(""),
    }));
}

function isSame(known: readonly BotCommand[], wanted: readonly BotCommand[]): boolean {
  return (
    known.length === wanted.length &&
    wanted.every(({ command, description }, index) => {
      const one = known[index];
      return one?.command === command && one.description === description;
    })
  );
}
