import type { User } from "grammy/types";
import type { Question } from "../../src/index.ts";

/** Who asks, and in which language their Telegram speaks to them (`zh-hans` is `zh`). */
export function personOf({ id, language_code }: User): Pick<Question, "asker" | "appLang"> {
  const [appLang] = language_code?.split("-") ?? [];
  return { asker: `telegram:${id}`, ...(appLang === undefined ? {} : { appLang }) };
}
