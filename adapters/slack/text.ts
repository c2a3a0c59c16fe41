import type { MrkdwnElement, PlainTextElement } from "@slack/types";
import type { Piece } from "../chat/line.ts";

/** A text object that shows exactly what the pieces say; what is beyond `limitUnits` is cut. */
export function textObject(pieces: readonly Piece[], limitUnits: number): MrkdwnElement | PlainTextElement {
  const marked = pieces.map(formatPiece).join("");
  const isSafe = pieces.every(({ text }) => !formats.test(text)) && marked.length <= limitUnits;
  if (isSafe) return { type: "mrkdwn", text: marked, verbatim: true };
  return plainText(pieces.map((piece) => piece.text).join(""), limitUnits);
}

/** Text in which Slack reads nothing: no markup, no mention, no emoji. */
export function plainText(text: string, limitUnits: number): PlainTextElement {
  return { type: "plain_text", text: cut(text, limitUnits), emoji: false };
}

/**
 * What Slack would take for markup and what cannot be escaped there: then the text is sent as one that has none. A quote begins
 * with `>`, which escaping does not undo.
 */
const formats = /[*_~`]|^\s*>|:[\w+'-]+:/;

function formatPiece({ text, is, href, at }: Piece): string {
  const escaped = escapeText(text);
  if (escaped.trim() === "") return escaped;
  if (href !== undefined) return `<${escapeText(href).replaceAll("|", "%7C")}|${escaped}>`;
  if (at !== undefined) return `<!date^${Math.floor(at / 1000)}^{date_long_full} {time}|${escaped}>`;
  return is === "title" ? `*${escaped}*` : escaped;
}

/** https://docs.slack.dev/messaging/formatting-message-text#escaping */
export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (character) => entities[character] ?? "");
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** What a person typed, as Slack hands it over: entities decoded, links and channels by their words, people left out. */
export function readText(text: string): string {
  return (
    text
      // Slack escapes every other "<"; looking no further than to the next one keeps a text full of them quick to read.
      .replace(/<[@!][^<>]*>/g, " ")
      .replace(/<#([^<>]*)>/g, (_, channel: string) =>
        channel.slice(channel.indexOf("|") + 1 || channel.length),
      )
      .replace(/<([^|<>]*)(?:\|([^<>]*))?>/g, (_, link: string, label?: string) => label ?? link)
      .replace(/&(amp|lt|gt);/g, (_, name: string) => ({ amp: "&", lt: "<", gt: ">" })[name] ?? "")
      .replace(/\s+/g, " ")
      .trim()
  );
}

/** Not in the middle of a surrogate pair. */
function cut(text: string, limitUnits: number): string {
  if (text.length <= limitUnits) return text;
  return `${text.slice(0, limitUnits - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
