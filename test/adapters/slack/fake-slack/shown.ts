import { isRecord, type Params } from "../../fake-server/params.ts";
import { type Control, controlsIn } from "./controls.ts";
import { linksIn, shownMrkdwn } from "./mrkdwn.ts";

/** What a person sees of a message or a view. */
export interface Shown {
  /** Everything to be read, block by block, without marks; the message's text only where there are no blocks. */
  readonly text: string;
  /** What a notification says. */
  readonly notification: string;
  readonly title: string;
  readonly controls: readonly Control[];
  readonly links: readonly { readonly label: string; readonly url: string }[];
}

export interface Showable {
  readonly text?: string;
  readonly blocks?: readonly Params[];
  readonly title?: unknown;
  readonly [field: string]: unknown;
}

export function shown({ text = "", blocks = [], title }: Showable): Shown {
  const notification = shownMrkdwn(text);
  const lines = blocks.map(textOfBlock).filter((line) => line !== "");
  return {
    text: blocks.length === 0 ? notification : lines.join("\n"),
    notification,
    title: plain(title),
    controls: blocks.flatMap(controlsIn),
    links: [...(blocks.length === 0 ? linksIn(text) : []), ...linksBelow(blocks)],
  };
}

/** A text object, or a string that is one's text. */
function plain(value: unknown): string {
  if (typeof value === "string") return value;
  if (!isRecord(value)) return "";
  if (value.type === "rich_text") return lineOf(value);
  if (value.type === "image") return `[${String(value.alt_text)}]`;
  if (value.type === "raw_number") return String(value.text ?? value.value);
  return value.type === "mrkdwn" ? shownMrkdwn(String(value.text)) : String(value.text ?? "");
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const joined = (values: readonly unknown[], between: string): string =>
  values
    .map(plain)
    .filter((text) => text !== "")
    .join(between);

function textOfBlock(block: Params): string {
  const { text, fields, elements, rows, title, caption, label, hint } = block;
  switch (block.type) {
    case "section":
      return joined([text, ...list(fields)], "\n");
    case "header":
    case "alert":
      return plain(text);
    case "markdown":
      return String(text).replaceAll(/\*\*|__|`|^#+ /gm, "");
    case "context":
      return joined(list(elements), " ");
    case "image":
      return joined([title, `[${String(block.alt_text)}]`], "\n");
    case "rich_text":
      return lineOf(block);
    case "input":
      return joined([label, hint], "\n");
    case "table":
    case "data_table":
      return [plain(caption), ...list(rows).map((row) => list(row).map(plain).join(" | "))]
        .filter((line) => line !== "")
        .join("\n");
    case "card":
      return joined([title, block.subtitle, block.body], "\n");
    case "carousel":
      return list(elements).filter(isRecord).map(textOfBlock).join("\n");
    case "container":
      return [
        joined([title, block.subtitle], "\n"),
        ...list(block.child_blocks).filter(isRecord).map(textOfBlock),
      ].join("\n");
    case "plan":
    case "task_card":
      return [plain(title), ...list(block.tasks).filter(isRecord).map(textOfBlock)].join("\n");
    default:
      return "";
  }
}

/** Rich text, list items on lines of their own. */
function lineOf(value: unknown): string {
  if (!isRecord(value)) return "";
  const below = list(value.elements);
  switch (value.type) {
    case "rich_text":
      return below.map(lineOf).join("\n");
    case "rich_text_list":
      return below
        .map((item, index) => `${value.style === "ordered" ? `${index + 1}.` : "•"} ${lineOf(item)}`)
        .join("\n");
    case "text":
      return String(value.text);
    case "link":
      return String(value.text ?? value.url);
    case "emoji":
      return `:${String(value.name)}:`;
    case "user":
      return `@${String(value.user_id)}`;
    case "channel":
      return `#${String(value.channel_id)}`;
    case "broadcast":
      return `@${String(value.range)}`;
    default:
      return below.map(lineOf).join("");
  }
}

function linksBelow(value: unknown): { label: string; url: string }[] {
  if (Array.isArray(value)) return value.flatMap(linksBelow);
  if (!isRecord(value)) return [];
  if (value.type === "mrkdwn") return linksIn(String(value.text));
  if (value.type === "link") return [{ label: String(value.text ?? value.url), url: String(value.url) }];
  return Object.values(value).flatMap(linksBelow);
}
