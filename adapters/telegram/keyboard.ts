import type { InlineKeyboardMarkup } from "grammy/types";
import type { ButtonRow } from "./button.ts";
import { formatPayload, parsePayload } from "./payload.ts";

export interface Keyboard {
  readonly markup: InlineKeyboardMarkup;
  /** Commands that are too long for their buttons. */
  readonly long: readonly string[];
}

/** Rows of buttons as Telegram takes them, what they lead to written into them. */
export function keyboardOf(rows: readonly ButtonRow[], lang: string): Keyboard {
  const long: string[] = [];
  const inline_keyboard = rows.map((row) =>
    row.map((button) => {
      if ("url" in button) return { text: button.label, url: button.url };
      const payload = formatPayload(lang, button.to);
      if (parsePayload(payload)?.kind === "digest") long.push(button.to.command);
      return { text: button.label, callback_data: payload };
    }),
  );
  return { markup: { inline_keyboard }, long };
}
