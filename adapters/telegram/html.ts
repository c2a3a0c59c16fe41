import type { Line, Piece } from "../chat/line.ts";

/** Lines as Telegram's HTML: nothing of their text becomes markup. https://core.telegram.org/bots/api#html-style */
export function formatLines(lines: readonly Line[]): string {
  const blocks: string[] = [];
  let quoted: string[] = [];
  const close = (): void => {
    if (quoted.length > 0) blocks.push(`<blockquote expandable>${quoted.join("\n")}</blockquote>`);
    quoted = [];
  };
  for (const line of lines) {
    const html = line.pieces.map((piece) => formatPiece(line, piece)).join("");
    if (isQuoted(line)) {
      quoted.push(html);
      continue;
    }
    close();
    blocks.push(html);
  }
  close();
  return blocks.join("\n").trim();
}

/** Sources stand in a quote that opens when it is wanted. */
export const isQuoted = ({ is }: Line): boolean => is === "sources" || is === "source";

const isSlanted = ({ is }: Line): boolean => is === "asOf" || is === "page";

/** Whether a piece of a line is more than text to Telegram. */
export const isEntity = (line: Line, { is, href, at }: Piece): boolean =>
  is === "title" || href !== undefined || at !== undefined || isSlanted(line);

function formatPiece(line: Line, { text, is, href, at }: Piece): string {
  const escaped = escapeText(text);
  if (escaped.trim() === "") return escaped;
  if (href !== undefined) return `<a href="${escapeText(href)}">${escaped}</a>`;
  if (at !== undefined) return `<tg-time unix="${Math.floor(at / 1000)}">${escaped}</tg-time>`;
  if (is === "title") return `<b>${escaped}</b>`;
  return isSlanted(line) ? `<i>${escaped}</i>` : escaped;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? "");
}
