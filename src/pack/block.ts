import { isAlias, isCollection, isMap, isSeq, type Node } from "yaml";

/** A list whose items stand below each other, each after its dash. */
export interface Block {
  /** What stands before a dash. */
  readonly indent: string;
  /** Of each item the lines from its dash to its last value, in offsets. */
  readonly lines: readonly { readonly start: number; readonly end: number }[];
}

/** The list as it stands in the text, which was parsed with its tokens kept; nothing where it is no such list. */
export function blockOf(list: Node, text: string): Block | undefined {
  if (!isSeq(list) || list.srcToken?.type !== "block-seq") return undefined;
  const dashes = list.srcToken.items.flatMap(({ start }) =>
    start.filter(({ type }) => type === "seq-item-ind").map(({ offset }) => offset),
  );
  const lines = dashes.map((dash, index) => {
    const item = list.items[index] as Node | undefined;
    return { start: lineStart(text, dash), end: lineEnd(text, item == null ? dash : valueEnd(item, text)) };
  });
  const [dash = 0] = dashes;
  const indent = text.slice(lineStart(text, dash), dash);
  return dashes.length === list.items.length && indent.trim() === "" ? { indent, lines } : undefined;
}

/** Where a value ends, without the comments and blank lines after it. */
export function valueEnd(node: Node, text: string): number {
  const last = isMap(node) ? (node.items.at(-1)?.value as Node | null | undefined) : undefined;
  const inside = isSeq(node) ? (node.items.at(-1) as Node | undefined) : last;
  if (isCollection(node) && node.flow !== true && inside != null) return valueEnd(inside, text);
  const [start, end] = node.range ?? [0, 0, 0];
  if (isAlias(node) || isCollection(node)) return end;
  return start + text.slice(start, end).trimEnd().length;
}

/** Where the line of a place begins. */
export function lineStart(text: string, place: number): number {
  return text.lastIndexOf("\n", place - 1) + 1;
}

/** Where the line of a place ends, after its line end. */
export function lineEnd(text: string, place: number): number {
  const end = text.indexOf("\n", place);
  return end < 0 ? text.length : end + 1;
}
