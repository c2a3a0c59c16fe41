import type { User } from "grammy/types";
import type { Question } from "../../src/index.ts";

/**
 * Who asks, and in which language their Telegram speaks to them (`zh-hans` is `zh`).
 *
 * Administrators who write in a group's name all come as one and the same bot: nobody in particular asks.
 */
export function personOf({ id, is_bot, language_code }: User): Pick<Question, "asker" | "appLang"> {
  const [appLang] = language_code?.split("-") ?? [];
  return {
    ...(is_bot ? {} : { asker: `telegram:${id}` }),
    ...(appLang === undefined ? {} : { appLang }),
  };
}
