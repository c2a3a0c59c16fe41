import { isRecord } from "../../fake-server/params.ts";
import { checkedLink } from "./html-tags.ts";
import type { InlineKeyboard } from "./message.ts";
import { badRequest } from "./refusal.ts";

const actions = [
  "url",
  "callback_data",
  "web_app",
  "login_url",
  "switch_inline_query",
  "switch_inline_query_current_chat",
  "switch_inline_query_chosen_chat",
  "copy_text",
  "callback_game",
  "pay",
] as const;
const limitButtons = 100;
const limitButtonsInRow = 8;
const limitDataBytes = 64;
const limitCopyChars = 256;

const markupKinds = ["inline_keyboard", "keyboard", "remove_keyboard", "force_reply"] as const;

/** The inline keyboard of a call, checked; undefined for none and for the other kinds of markup. */
export function inlineKeyboard(markup: unknown): InlineKeyboard | undefined {
  if (markup === undefined) return undefined;
  if (!isRecord(markup) || !markupKinds.some((kind) => kind in markup)) {
    throw badRequest("object expected as reply markup");
  }
  if (!("inline_keyboard" in markup)) return undefined;
  const rows = markup.inline_keyboard;
  if (!Array.isArray(rows)) throw badRequest('Field "inline_keyboard" must be of type Array');
  for (const row of rows) {
    if (!Array.isArray(row)) throw badRequest('Field "inline_keyboard" must be an Array of Arrays');
    if (row.length > limitButtonsInRow)
      throw badRequest("BUTTON_ROW_TOO_LONG: at most 8 buttons are shown in a row");
    for (const button of row) checkButton(button);
  }
  if (rows.flat().length > limitButtons) throw badRequest("reply markup is too long");
  return rows.flat().length === 0 ? undefined : (markup as unknown as InlineKeyboard);
}

function checkButton(button: unknown): void {
  const wrong = (what: string): Error => badRequest(`can't parse inline keyboard button: ${what}`);
  if (!isRecord(button)) throw wrong("InlineKeyboardButton must be an Object");
  const { text, callback_data: data, url, style, copy_text: copy } = button;
  if (text === undefined) throw wrong('Can\'t find field "text"');
  if (typeof text !== "string") throw wrong('Field "text" must be of type String');
  if (text.trim() === "") throw wrong("Inline button text must be non-empty");
  const given = actions.filter((action) => button[action] !== undefined);
  if (given.length === 0 || data === "") throw wrong("Text buttons are unallowed in the inline keyboard");
  if (given.length > 1) throw wrong(`exactly one action is allowed, found ${given.join(" and ")}`);
  if (typeof data === "string" && Buffer.byteLength(data) > limitDataBytes)
    throw badRequest("BUTTON_DATA_INVALID");
  if (url !== undefined && (typeof url !== "string" || checkedLink(url) === undefined)) {
    throw badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
  }
  if (copy !== undefined) {
    const copied = isRecord(copy) && typeof copy.text === "string" ? [...copy.text].length : 0;
    if (copied < 1 || copied > limitCopyChars) throw badRequest("BUTTON_COPY_TEXT_INVALID");
  }
  if (style !== undefined && !["danger", "success", "primary"].includes(String(style))) {
    throw badRequest("BUTTON_STYLE_INVALID");
  }
}
