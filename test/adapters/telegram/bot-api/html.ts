import { markupOf, type Tag, tagNames } from "./html-tags.ts";
import type { Entity } from "./message.ts";
import { badRequest } from "./refusal.ts";

export interface ParsedHtml {
  readonly text: string;
  readonly entities: readonly Entity[];
  /** What Telegram lets pass but documents otherwise, or drops without a word. */
  readonly untidy: readonly string[];
}

const bytesBefore = (html: string, at: number): number => Buffer.byteLength(html.slice(0, at));
const failed = (what: string): Error => badRequest(`can't parse entities: ${what}`);

/** The end of the text counts as a space, as in tdlib, whose strings end in a zero. */
const isSpace = (char: string): boolean => char === "" || " \t\r\n\v\0".includes(char);

/**
 * Telegram's HTML parse mode, as tdlib's `parse_html` reads it: known tags only, end tags must match (or be `</>`),
 * the named entities lt gt amp quot with or without semicolon, and every numeric one.
 *
 * Throws the refusal of the server, with its wording and its byte offsets.
 */
export function parseHtml(html: string): ParsedHtml {
  const untidy: string[] = [];
  const entities: Entity[] = [];
  const open: Tag[] = [];
  let text = "";
  let surrogates = false;
  let at = 0;

  while (at < html.length) {
    const char = html.charAt(at);
    if (char === "&") {
      const decoded = decodeEntity(html, at);
      if (decoded === undefined) untidy.push(`"&" at byte offset ${bytesBefore(html, at)} should be &amp;`);
      else surrogates ||= /^\p{Surrogate}$/u.test(decoded.char);
      text += decoded?.char ?? char;
      at = decoded?.next ?? at + 1;
    } else if (char !== "<") {
      if (char === ">") untidy.push(`">" at byte offset ${bytesBefore(html, at)} should be &gt;`);
      text += char;
      at += 1;
    } else if (html.charAt(at + 1) === "/") {
      at = closeTag(at);
    } else {
      const { tag, next } = readTag(html, at, text.length);
      open.push(tag);
      at = next;
    }
  }
  const last = open.at(-1);
  if (last !== undefined) throw failed(`Can't find end tag corresponding to start tag "${last.name}"`);
  if (surrogates) {
    throw failed(
      "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units",
    );
  }
  return { text, entities, untidy };

  function closeTag(begin: number): number {
    const tag = open.pop();
    if (tag === undefined) throw failed(`Unexpected end tag at byte offset ${bytesBefore(html, begin)}`);
    let end = begin + 2;
    while (!isSpace(html.charAt(end)) && html.charAt(end) !== ">") end += 1;
    const name = html.slice(begin + 2, end).toLowerCase();
    while (end < html.length && isSpace(html.charAt(end))) end += 1;
    if (html.charAt(end) !== ">") throw failed(`Unclosed end tag at byte offset ${bytesBefore(html, begin)}`);
    if (name !== "" && name !== tag.name) {
      const found = `expected "</${tag.name}>", found "</${name}>"`;
      throw failed(`Unmatched end tag at byte offset ${bytesBefore(html, begin)}, ${found}`);
    }
    const problem = markupOf(tag, text, entities);
    if (problem?.kind === "refused") throw failed(problem.message);
    if (problem?.kind === "dropped") untidy.push(problem.message);
    return end + 1;
  }
}

/** `<` at `begin` opens a tag: reads its name and attributes up to and with the `>`. */
function readTag(html: string, begin: number, offset: number): { tag: Tag; next: number } {
  const offsetBytes = bytesBefore(html, begin);
  let at = begin + 1;
  const skipSpaces = (): void => {
    while (at < html.length && isSpace(html.charAt(at))) at += 1;
  };
  while (!isSpace(html.charAt(at)) && html.charAt(at) !== ">") at += 1;
  if (at >= html.length) throw failed(`Unclosed start tag at byte offset ${offsetBytes}`);
  const name = html.slice(begin + 1, at).toLowerCase();
  if (!tagNames.has(name)) throw failed(`Unsupported start tag "${name}" at byte offset ${offsetBytes}`);

  const attributes = new Map<string, string>();
  for (;;) {
    skipSpaces();
    if (html.charAt(at) === ">") break;
    const from = at;
    while (!isSpace(html.charAt(at)) && html.charAt(at) !== "=" && html.charAt(at) !== ">") at += 1;
    const attribute = html.slice(from, at);
    if (at >= html.length) throw failed(`Unclosed start tag "${name}" at byte offset ${offsetBytes}`);
    if (attribute === "")
      throw failed(`Empty attribute name in the tag "${name}" at byte offset ${offsetBytes}`);
    skipSpaces();
    if (html.charAt(at) !== "=") {
      attributes.set(attribute, "");
      continue;
    }
    at += 1;
    skipSpaces();
    if (at >= html.length) throw failed(`Unclosed start tag "${name}" at byte offset ${offsetBytes}`);
    attributes.set(attribute, readValue());
    if (at >= html.length) throw failed(`Unclosed start tag at byte offset ${offsetBytes}`);
  }
  if (name === "span" && attributes.get("class") !== "tg-spoiler") {
    throw failed(`Tag "span" must have class "tg-spoiler" at byte offset ${offsetBytes}`);
  }
  return { tag: { name, attributes, offset }, next: at + 1 };

  function readValue(): string {
    const quote = html.charAt(at);
    if (quote !== "'" && quote !== '"') {
      const [token = ""] = /^[a-z0-9.-]*/i.exec(html.slice(at)) ?? [];
      const end = html.charAt(at + token.length);
      if (!isSpace(end) && end !== ">") {
        throw failed(`Unexpected end of name token at byte offset ${bytesBefore(html, at)}`);
      }
      at += token.length;
      return token.toLowerCase();
    }
    let value = "";
    at += 1;
    while (at < html.length && html.charAt(at) !== quote) {
      const decoded = html.charAt(at) === "&" ? decodeEntity(html, at) : undefined;
      value += decoded?.char ?? html.charAt(at);
      at = decoded?.next ?? at + 1;
    }
    at += 1;
    return value;
  }
}

const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };

/** The character that `&…` at `at` stands for; undefined when Telegram leaves it as it is. */
function decodeEntity(html: string, at: number): { char: string; next: number } | undefined {
  const rest = html.slice(at, at + 40);
  const [written, hex, decimal, word] = /^&(?:#x([0-9a-f]*)|#([0-9]*)|([a-z]*))/i.exec(rest) ?? [];
  if (written === undefined) return undefined;
  const next = at + written.length + (rest.charAt(written.length) === ";" ? 1 : 0);
  if (word !== undefined) {
    const char = Object.hasOwn(named, word) ? named[word] : undefined;
    return char === undefined ? undefined : { char, next };
  }
  const code = hex === undefined ? Number.parseInt(decimal ?? "", 10) : Number.parseInt(hex, 16);
  if (!(code > 0 && code < 0x10ffff) || written.length >= 10) return undefined;
  return { char: String.fromCodePoint(code), next };
}
