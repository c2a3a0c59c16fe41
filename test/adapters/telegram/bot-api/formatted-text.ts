import { isRecord, type Params } from "../../fake-server/params.ts";
import { parseHtml } from "./html.ts";
import type { Entity } from "./message.ts";
import { plainEntities, sorted } from "./plain-entities.ts";
import { badRequest, unimplemented } from "./refusal.ts";

export interface FormattedText {
  readonly text: string;
  readonly entities: readonly Entity[];
}

/** Which parameters carry the text, and how long it may be once parsed and trimmed. */
export interface TextRule {
  readonly text: string;
  readonly entities: string;
  /** In code points. */
  readonly limitChars: number;
  readonly mayBeEmpty: boolean;
  readonly tooLong: string;
}

export const messageText: TextRule = {
  text: "text",
  entities: "entities",
  limitChars: 4096,
  mayBeEmpty: false,
  tooLong: "message is too long",
};
export const inlineText: TextRule = { ...messageText, text: "message_text" };
export const caption: TextRule = {
  text: "caption",
  entities: "caption_entities",
  limitChars: 1024,
  mayBeEmpty: true,
  tooLong: "message caption is too long",
};

const limitRawBytes = 32_768;
/** More are cut off by Telegram without a word. */
const limitEntities = 100;

/** Parses, checks and trims a text as the server does; what it lets pass goes to `tolerate`. */
export function formattedText(
  params: Params,
  rule: TextRule,
  tolerate: (message: string) => void,
): FormattedText {
  const raw = params[rule.text] ?? "";
  if (typeof raw !== "string") throw badRequest(`${rule.text} must be a string`);
  if (Buffer.byteLength(raw) > limitRawBytes) throw badRequest("text is too long");
  if (!raw.isWellFormed()) throw badRequest("strings must be encoded in UTF-8");
  const parsed = parsedText(cleaned(raw), params, rule, tolerate);
  const trimmed = trim(parsed);
  const points = [...trimmed.text].length;
  if (points === 0 && !rule.mayBeEmpty) throw badRequest("message text is empty");
  if (points > rule.limitChars) throw badRequest(rule.tooLong);
  const entities = withoutNested(trimmed.entities, tolerate);
  const all = sorted([...entities, ...plainEntities(trimmed.text, entities)]);
  if (all.length > limitEntities)
    tolerate(`${all.length} entities, of which Telegram keeps ${limitEntities}`);
  return { text: trimmed.text, entities: all };
}

function parsedText(
  text: string,
  params: Params,
  rule: TextRule,
  tolerate: (message: string) => void,
): FormattedText {
  const mode = params.parse_mode;
  const given = params[rule.entities];
  if (mode === undefined || mode === "") {
    return { text, entities: Array.isArray(given) ? given.map((entity) => checkedEntity(entity, text)) : [] };
  }
  if (typeof mode !== "string" || !/^(html|markdown|markdownv2)$/i.test(mode))
    throw badRequest("unsupported parse_mode");
  if (!/^html$/i.test(mode)) throw unimplemented(`the parse mode ${mode}`);
  if (given !== undefined) tolerate(`${rule.entities} beside parse_mode: Telegram ignores one of them`);
  const { untidy, ...parsed } = parseHtml(text);
  for (const message of untidy) tolerate(message);
  return parsed;
}

function checkedEntity(entity: unknown, text: string): Entity {
  const { offset, length, type } = isRecord(entity) ? entity : {};
  if (typeof type !== "string" || !Number.isInteger(offset) || !Number.isInteger(length)) {
    throw badRequest("can't parse entities: Can't parse MessageEntity");
  }
  const [from, to] = [Number(offset), Number(offset) + Number(length)];
  if (from < 0 || to > text.length || to <= from) {
    throw badRequest(`can't parse entities: entity of ${type} at ${from} lies out of the text`);
  }
  for (const edge of [from, to]) {
    if (/^[\uDC00-\uDFFF]/.test(text.slice(edge)) && /[\uD800-\uDBFF]$/.test(text.slice(0, edge))) {
      throw badRequest(`can't parse entities: entity of ${type} at ${from} cuts a character in two`);
    }
  }
  return entity as Entity;
}

/** Control characters become spaces; carriage returns, line separators and bidirectional overrides go. */
function cleaned(text: string): string {
  return text
    .replaceAll(/[\r\u2028-\u202e]/g, "")
    .replaceAll(/[^\n\P{Cc}]/gu, (char) => (char >= "\u007f" ? char : " "));
}

function trim({ text, entities }: FormattedText): FormattedText {
  const start = text.length - text.trimStart().length;
  const kept = text.trim();
  return {
    text: kept,
    entities: entities.flatMap((entity) => {
      const from = Math.max(entity.offset - start, 0);
      const to = Math.min(entity.offset + entity.length - start, kept.length);
      return to > from ? [{ ...entity, offset: from, length: to - from }] : [];
    }),
  };
}

const isQuotation = ({ type }: Entity): boolean => type.endsWith("blockquote");
const isCode = ({ type }: Entity): boolean => type === "code" || type === "pre";

/** Nothing lies within code, and no quotation in a quotation: Telegram drops what is inside. */
function withoutNested(entities: readonly Entity[], tolerate: (message: string) => void): Entity[] {
  return sorted(entities)
    .filter((entity, index, all) => {
      const around = all.find(
        (other, at) =>
          other !== entity &&
          (isCode(other) ? !isQuotation(entity) : isQuotation(other) && isQuotation(entity)) &&
          other.offset <= entity.offset &&
          entity.offset + entity.length <= other.offset + other.length &&
          (!isCode(entity) || at < index),
      );
      if (around !== undefined) tolerate(`${entity.type} within ${around.type} is dropped`);
      return around === undefined;
    })
    .map(({ language, ...entity }) =>
      entity.type === "pre" && language !== undefined ? { ...entity, language } : entity,
    );
}
