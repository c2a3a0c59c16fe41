import type { Reply } from "../../src/index.ts";
import { formatLines } from "./html.ts";
import { optionsInPage, rawBytes, textEntities, textUnits } from "./limits.ts";
import { blankLine, type Footer, footerFor, type Line, type Piece } from "./line.ts";

/** Lines cut into pages that fit a message each, with the sources that they cite. Nothing is lost; there is at least one. */
export function pagesOf(lines: readonly Line[], reply: Reply): readonly (readonly Line[])[] {
  const footer = footerFor(reply);
  // Most replies are one page, and adding up line by line would lay out its sources as often.
  if (lines[0] !== blankLine && fits(lines, sizeOf(lines), footer)) return [lines];
  const pages: Line[][] = [];
  let page: Line[] = [];
  let size = nothing;
  for (const line of lines.flatMap((one) =>
    fits([one], sizeOf([one]), footer) ? [one] : broken(one, reply),
  )) {
    const own = sizeOf([line]);
    let grown = sum(size, own);
    if (page.length > 0 && !fits([...page, line], grown, footer)) {
      pages.push(page);
      page = [];
      grown = own;
    }
    if (page.length === 0 && line === blankLine) continue;
    page.push(line);
    size = grown;
  }
  return page.length > 0 || pages.length === 0 ? [...pages, page] : pages;
}

/** What Telegram counts in lines. */
interface Size {
  /** UTF-16 units of text, a line's end among them. */
  readonly units: number;
  /** Of addresses, too. */
  readonly links: number;
  readonly entities: number;
  readonly options: number;
}

const nothing: Size = { units: 0, links: 0, entities: 0, options: 0 };

const sum = (a: Size, b: Size): Size => ({
  units: a.units + b.units,
  links: a.links + b.links,
  entities: a.entities + b.entities,
  options: a.options + b.options,
});

/** Beside the entities of its pieces, each quoted line counts as one, where they are not one quote with the line before. */
function sizeOf(lines: readonly Line[]): Size {
  let [units, links, entities, options] = [0, 0, 0, 0];
  let isQuote = false;
  for (const { pieces, isQuoted = false, option } of lines) {
    units++;
    for (const { text, looks, href, at } of pieces) {
      units += text.length;
      links += href?.length ?? 0;
      if (looks !== undefined || href !== undefined || at !== undefined) entities++;
    }
    if (isQuoted && !isQuote) entities++;
    isQuote = isQuoted;
    if (option !== undefined) options++;
  }
  return { units, links, entities, options };
}

/** Whether lines of a size fit one message with what stands below them. */
function fits(lines: readonly Line[], size: Size, footer: Footer): boolean {
  if (size.units > textUnits || size.entities > textEntities || size.options > optionsInPage) return false;
  const below = footer(lines);
  const { units, links, entities } = sum(size, sizeOf(below));
  if (units > textUnits || entities > textEntities) return false;
  const most = (units + links) * bytesOfUnit + entities * bytesOfTags;
  return most <= rawBytes || Buffer.byteLength(formatLines([...lines, ...below])) <= rawBytes;
}

/** The most that one UTF-16 unit becomes: a quotation mark is `&quot;`. */
const bytesOfUnit = 6;
/** The most that an entity adds: `<blockquote expandable></blockquote>`, `<tg-time unix="2147483647"></tg-time>`. */
const bytesOfTags = 40;

/** Two of these fit a message, whatever their characters. */
const pointsInPart = textUnits / 4;

/** A line too long for a message with its sources: in parts, and its sources as lines after it. */
function broken(line: Line, { sources, words: { asOf: _, ...words } }: Reply): readonly Line[] {
  const below = footerFor({ sources, words })([line]);
  const [first = blankLine, ...others] = [line, ...below].flatMap(({ pieces, isQuoted }) =>
    partsOf(pieces).map((part): Line => ({ pieces: part, marks: [], ...(isQuoted && { isQuoted }) })),
  );
  const { option, turns } = line;
  return [{ ...first, ...(option && { option }), ...(turns && { turns }) }, ...others];
}

function partsOf(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const parts: Piece[][] = [];
  let room = 0;
  for (const piece of pieces) {
    let rest = [...piece.text];
    while (rest.length > 0) {
      if (room === 0) {
        parts.push([]);
        room = pointsInPart;
      }
      const taken = rest.slice(0, room);
      parts.at(-1)?.push({ ...piece, text: taken.join("") });
      rest = rest.slice(taken.length);
      room -= taken.length;
    }
  }
  return parts;
}
