import type { User } from "grammy/types";
import type { Question } from "../../src/index.ts";
import { visible } from "../chat/visible.ts";

/** Of a longer name the beginning is kept; code points. */
const nameLimitPoints = 64;

/**
 * Who asks, what they are called, and in which language their Telegram speaks to them (`zh-hans` is `zh`).
 *
 * Administrators who write in a group's name all come as one and the same bot: nobody in particular asks.
 */
export function personOf(user: User): Pick<Question, "asker" | "askerName" | "appLang"> {
  const { id, is_bot, language_code } = user;
  const [appLang] = language_code?.split("-") ?? [];
  const askerName = nameOf(user);
  return {
    ...(is_bot ? {} : { asker: `telegram:${id}` }),
    ...(is_bot || askerName === "" ? {} : { askerName }),
    ...(appLang === undefined ? {} : { appLang }),
  };
}

/** People call themselves what they like, with characters that would turn a line around, too. */
function nameOf({ first_name, last_name = "", username = "" }: User): string {
  const name = visible(`${first_name} ${last_name}`) || visible(username);
  return [...name].slice(0, nameLimitPoints).join("");
}
