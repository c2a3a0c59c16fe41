import { isRecord, type Params } from "../../fake-server/params.ts";
import { formattedText, inlineText } from "./formatted-text.ts";
import { inlineKeyboard } from "./keyboard.ts";
import { badRequest } from "./refusal.ts";

export interface InlineResult {
  readonly id: string;
  readonly type: string;
  readonly title?: string;
  readonly description?: string;
  /** The text and entities that choosing it would send; empty for results that are no text. */
  readonly text: string;
  readonly [field: string]: unknown;
}

/** What a person sees below the message field while typing. */
export interface InlineAnswer {
  readonly results: readonly InlineResult[];
  readonly nextOffset: string;
  readonly cacheTimeS: number;
  readonly isPersonal: boolean;
  readonly button: Readonly<Record<string, unknown>> | undefined;
}

const limitResults = 50;
const limitIdBytes = 64;
const limitOffsetBytes = 64;
const startParameter = /^[A-Za-z0-9_-]{1,64}$/;

/** What each type needs beside its type and id, where the text is not the result itself. */
const needs: Readonly<Record<string, readonly string[]>> = {
  article: ["title", "input_message_content"],
  photo: ["photo_url|photo_file_id", "thumbnail_url|photo_file_id"],
  gif: ["gif_url|gif_file_id"],
  mpeg4_gif: ["mpeg4_url|mpeg4_file_id"],
  video: ["video_url|video_file_id", "title"],
  audio: ["audio_url|audio_file_id"],
  voice: ["voice_url|voice_file_id", "title"],
  document: ["title", "document_url|document_file_id"],
  location: ["latitude", "longitude", "title"],
  venue: ["latitude", "longitude", "title", "address"],
  contact: ["phone_number", "first_name"],
  game: ["game_short_name"],
  sticker: ["sticker_file_id"],
};

export function inlineAnswer(params: Params, tolerate: (message: string) => void): InlineAnswer {
  const { results, next_offset: nextOffset = "", cache_time: cacheTime = 300 } = params;
  if (!Array.isArray(results)) throw badRequest("can't parse inline query results JSON array");
  if (results.length > limitResults) throw badRequest("RESULTS_TOO_MUCH");
  const read = results.map((result) => inlineResult(result, tolerate));
  if (new Set(read.map(({ id }) => id)).size < read.length) throw badRequest("RESULT_ID_DUPLICATE");
  if (Buffer.byteLength(String(nextOffset)) > limitOffsetBytes) throw badRequest("NEXT_OFFSET_INVALID");
  if (!(Number(cacheTime) >= 0 && Number(cacheTime) <= 86_400)) {
    tolerate(`cache_time ${String(cacheTime)} is cut to 0–86400 seconds`);
  }
  return {
    results: read,
    nextOffset: String(nextOffset),
    cacheTimeS: Math.min(Math.max(Number(cacheTime), 0), 86_400),
    isPersonal: params.is_personal === true,
    button: buttonOf(params.button),
  };
}

function inlineResult(result: unknown, tolerate: (message: string) => void): InlineResult {
  const wrong = (what: string): Error => badRequest(`can't parse inline query result: ${what}`);
  if (!isRecord(result)) throw wrong("Inline query result must be an Object");
  const { type, id } = result;
  const wanted = typeof type === "string" && Object.hasOwn(needs, type) ? needs[type] : undefined;
  if (wanted === undefined) throw wrong(`Unallowed type "${String(type)}" of inline query result`);
  if (typeof id !== "string" || id === "" || Buffer.byteLength(id) > limitIdBytes)
    throw badRequest("RESULT_ID_INVALID");
  for (const field of wanted) {
    const present = field.split("|").some((name) => result[name] !== undefined && result[name] !== "");
    if (!present) throw wrong(`Can't find field "${field}"`);
  }
  inlineKeyboard(result.reply_markup);
  const content = result.input_message_content;
  const text =
    isRecord(content) && "message_text" in content ? formattedText(content, inlineText, tolerate).text : "";
  return { ...result, type: String(type), id, text };
}

function buttonOf(button: unknown): InlineAnswer["button"] {
  if (button === undefined) return undefined;
  if (!isRecord(button) || typeof button.text !== "string" || button.text === "") {
    throw badRequest("can't parse inline query results button: it needs a text");
  }
  const { web_app: app, start_parameter: start } = button;
  if ((app === undefined) === (start === undefined)) {
    throw badRequest(
      "can't parse inline query results button: exactly one of web_app and start_parameter must be used",
    );
  }
  if (start !== undefined && !startParameter.test(String(start))) throw badRequest("START_PARAM_INVALID");
  return button;
}
