import { isDeepStrictEqual } from "node:util";
import { isMap, isSeq, type Node, parse, parseDocument, type YAMLMap, type YAMLSeq } from "yaml";
import { type Block, blockOf, lineEnd, lineStart, valueEnd } from "./block.ts";
import { formatItem, formatKey } from "./flow.ts";

/** An entry of a file: its keys in their order. */
type Data = Readonly<Record<string, unknown>>;

/** What is to become of an entry of a file. */
export interface EntryEdit {
  /** Its place in the file's list. */
  readonly index: number;
  /** Key → what it is to say; undefined where it is to be left out. */
  readonly keys: ReadonlyMap<string, unknown>;
  /** The keys of the entry, with more among them: in the order in which they are to stand. */
  withKeys(keys: readonly string[], added: readonly string[]): readonly string[];
}

/** What is to become of a file, which is a list of entries. */
export interface FileEdit {
  readonly edited: readonly EntryEdit[];
  /** Places in the file's list. */
  readonly removed: ReadonlySet<number>;
  readonly added: readonly Data[];
}

interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Changes a file's text so that only what is said otherwise is written otherwise: every other byte, comments and order
 * among them, stays. Where a file is written in a way that cannot be changed in places (one list on one line, values that
 * stand for others), it is written anew, without its comments.
 */
export function editEntries(text: string, edit: FileEdit): string {
  const wanted = dataAfter(text, edit);
  try {
    const edited = spliced(text, edit);
    if (edited !== undefined && isDeepStrictEqual(parse(edited) ?? [], wanted)) return edited;
  } catch {
    // What does not parse was not to be changed in places.
  }
  return formatEntries(wanted);
}

/** A file of these entries. */
export function formatEntries(entries: readonly Data[]): string {
  return entries.map((entry) => `${formatEntry(entry, "").join("\n")}\n`).join("\n");
}

function dataAfter(text: string, { edited, removed, added }: FileEdit): readonly Data[] {
  const list = ((parse(text, { maxAliasCount: 100 }) as readonly Data[] | null) ?? []).map((entry, index) => {
    const edit = edited.find((one) => one.index === index);
    return edit === undefined ? entry : entryAfter(entry, edit);
  });
  return [...list.filter((_, index) => !removed.has(index)), ...added];
}

function entryAfter(entry: Data, { keys, withKeys }: EntryEdit): Data {
  const kept = Object.keys(entry).filter((key) => !keys.has(key) || keys.get(key) !== undefined);
  const added = [...keys]
    .filter(([key, value]) => value !== undefined && !kept.includes(key))
    .map(([key]) => key);
  return Object.fromEntries(
    withKeys(kept, added).map((key) => [key, keys.has(key) ? keys.get(key) : entry[key]]),
  );
}

function formatEntry(entry: Data, indent: string): readonly string[] {
  const lines = Object.entries(entry).flatMap(([key, value]) => formatKey(key, value));
  return lines.map((line, index) => `${indent}${index === 0 ? "- " : "  "}${line}`);
}

/** Nothing where the text cannot be changed in places. */
function spliced(text: string, { edited, removed, added }: FileEdit): string | undefined {
  const document = parseDocument(text, { keepSourceTokens: true });
  const list = document.contents;
  const block = list === null ? undefined : blockOf(list, text);
  if (list !== null && block === undefined) return undefined;
  const splices: Splice[] = [];
  const items = block === undefined ? [] : (list as YAMLSeq<Node>).items;
  for (const edit of edited) {
    const item = items[edit.index];
    if (!isMap(item) || item.flow === true) return undefined;
    splices.push(...editedKeys(text, item as YAMLMap<Node, Node>, edit));
  }
  for (const index of removed) {
    const line = block?.lines[index];
    if (line === undefined) return undefined;
    splices.push({ start: line.start, end: gapEnd(text, line.end), text: "" });
  }
  const rest = apply(text, splices);
  const cut = removed.has(items.length - 1) ? rest.replace(/(\r?\n)(?:\r?\n)+$/, "$1") : rest;
  return cut + ending(cut, added, block);
}

/** A file has one kind of line end, that of its first line. */
function inLinesOf(text: string, added: string): string {
  return /^[^\n]*\r\n/.test(text) ? added.replaceAll("\n", "\r\n") : added;
}

/** The place after a line and the blank lines below it. */
function gapEnd(text: string, end: number): number {
  const blank = /^(?:[ \t]*\r?\n)*/.exec(text.slice(end))?.[0] ?? "";
  return end + blank.length;
}

/** New entries at the end of a text. */
function ending(text: string, added: readonly Data[], block: Block | undefined): string {
  if (added.length === 0) return "";
  const entries = added.map((entry) => `${formatEntry(entry, block?.indent ?? "").join("\n")}\n`);
  const gap = text === "" ? "" : text.endsWith("\n") ? "\n" : "\n\n";
  return inLinesOf(text, gap + entries.join("\n"));
}

function apply(text: string, splices: readonly Splice[]): string {
  let done = "";
  let at = 0;
  // What is put in at a place stands before what is taken out from there on.
  for (const splice of [...splices].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (splice.start < at) throw new RangeError("two changes of one place");
    done += text.slice(at, splice.start) + inLinesOf(text, splice.text);
    at = splice.end;
  }
  return done + text.slice(at);
}

function editedKeys(
  text: string,
  map: YAMLMap<Node, Node>,
  { keys, withKeys }: EntryEdit,
): readonly Splice[] {
  const pairs = new Map(map.items.map((pair) => [String(pair.key), pair]));
  const first = map.items[0]?.key.range?.[0] ?? 0;
  const indent = " ".repeat(first - lineStart(text, first));
  const placeOf = (key: string): { readonly start: number; readonly end: number } => {
    const pair = pairs.get(key);
    const start = pair?.key.range?.[0] ?? 0;
    return { start, end: pair?.value == null ? start : valueEnd(pair.value, text) };
  };
  const linesOf = (key: string): string => formatKey(key, keys.get(key)).join(`\n${indent}`);
  const splices: Splice[] = [];
  const added: string[] = [];
  for (const [key, value] of keys) {
    const { start, end } = placeOf(key);
    const next = pairs.has(key)
      ? map.items[map.items.findIndex((pair) => String(pair.key) === key) + 1]
      : undefined;
    if (!pairs.has(key)) {
      if (value !== undefined) added.push(key);
    } else if (value === undefined) {
      const isFirst = start === first;
      const gone = { start: lineStart(text, start), end: lineEnd(text, end) };
      splices.push(isFirst ? { start, end: next?.key.range?.[0] ?? end, text: "" } : { ...gone, text: "" });
    } else {
      const items = editedItems(text, pairs.get(key)?.value, value);
      splices.push(...(items ?? [{ start, end, text: linesOf(key) }]));
    }
  }
  const kept = [...pairs.keys()].filter((key) => !keys.has(key) || keys.get(key) !== undefined);
  const order = withKeys(kept, added);
  for (const [place, key] of order.entries()) {
    if (pairs.has(key)) continue;
    const anchor = order.slice(0, place).findLast((one) => pairs.has(one));
    if (anchor === undefined) splices.push({ start: first, end: first, text: `${linesOf(key)}\n${indent}` });
    else {
      const end = lineEnd(text, placeOf(anchor).end);
      splices.push({
        start: end,
        end,
        text: `${text.endsWith("\n", end) ? "" : "\n"}${indent}${linesOf(key)}\n`,
      });
    }
  }
  return splices;
}

/** The lines of a list's items that are said otherwise, where some stay; nothing where the whole is to be written. */
function editedItems(
  text: string,
  node: Node | null | undefined,
  value: unknown,
): readonly Splice[] | undefined {
  if (!isSeq(node) || !Array.isArray(value)) return undefined;
  const block = blockOf(node, text);
  if (block === undefined) return undefined;
  const old = node.toJSON() as readonly unknown[];
  const short = Math.min(old.length, value.length);
  let head = 0;
  while (head < short && isDeepStrictEqual(old[head], value[head])) head++;
  let tail = 0;
  while (tail < short - head && isDeepStrictEqual(old.at(-1 - tail), value.at(-1 - tail))) tail++;
  if (head + tail === 0) return undefined;
  const [from, to] = [block.lines[head], block.lines[old.length - tail - 1]];
  const start = head < block.lines.length ? from?.start : block.lines.at(-1)?.end;
  const end = head < old.length - tail ? to?.end : start;
  if (start === undefined || end === undefined) return undefined;
  const lines = value.slice(head, value.length - tail).map((one) => `${block.indent}- ${formatItem(one)}\n`);
  return [{ start, end, text: `${text.endsWith("\n", start) ? "" : "\n"}${lines.join("")}` }];
}
