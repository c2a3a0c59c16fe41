import type { Line, Piece } from "./line.ts";

/** Lines as Telegram's HTML: nothing of their text becomes markup. https://core.telegram.org/bots/api#html-style */
export function formatLines(lines: readonly Line[]): string {
  const blocks: string[] = [];
  let quoted: string[] = [];
  const close = (): void => {
    if (quoted.length > 0) blocks.push(`<blockquote expandable>${quoted.join("\n")}</blockquote>`);
    quoted = [];
  };
  for (const line of lines) {
    const html = line.pieces.map(formatPiece).join("");
    if (line.isQuoted === true) {
      quoted.push(html);
      continue;
    }
    close();
    blocks.push(html);
  }
  close();
  return blocks.join("\n").trim();
}

function formatPiece({ text, looks, href, at }: Piece): string {
  const escaped = escapeText(text);
  if (escaped.trim() === "") return escaped;
  if (href !== undefined) return `<a href="${escapeText(href)}">${escaped}</a>`;
  if (at !== undefined) return `<tg-time unix="${Math.floor(at / 1000)}">${escaped}</tg-time>`;
  if (looks === undefined) return escaped;
  return looks === "bold" ? `<b>${escaped}</b>` : `<i>${escaped}</i>`;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? "");
}
