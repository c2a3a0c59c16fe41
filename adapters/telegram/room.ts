import type { Line } from "../chat/line.ts";
import type { Room } from "../chat/pages.ts";
import { formatLines, isEntity, isQuoted } from "./html.ts";
import { captionUnits, optionsInPage, rawBytes, textEntities, textUnits } from "./limits.ts";

const roomOf = (mostUnits: number): Room => ({
  fits(lines, below) {
    const { units, links, entities, options } = sizeOf([...lines, ...below]);
    if (units > mostUnits || entities > textEntities || options > optionsInPage) return false;
    const most = (units + links) * bytesOfUnit + entities * bytesOfTags;
    return most <= rawBytes || Buffer.byteLength(formatLines([...lines, ...below])) <= rawBytes;
  },
  partPoints: mostUnits / 4,
});

/** What Telegram counts in lines. */
interface Size {
  /** UTF-16 units of text, a line's end among them. */
  readonly units: number;
  /** Of addresses, too. */
  readonly links: number;
  readonly entities: number;
  readonly options: number;
}

/** Beside the entities of its pieces, each quoted line counts as one, where it is not one quote with the line before. */
function sizeOf(lines: readonly Line[]): Size {
  let [units, links, entities, options] = [0, 0, 0, 0];
  let isQuote = false;
  for (const line of lines) {
    units++;
    for (const piece of line.pieces) {
      units += piece.text.length;
      links += piece.href?.length ?? 0;
      if (isEntity(line, piece)) entities++;
    }
    if (isQuoted(line) && !isQuote) entities++;
    isQuote = isQuoted(line);
    if (line.option !== undefined) options++;
  }
  return { units, links, entities, options };
}

/** The most that one UTF-16 unit becomes: a quotation mark is `&quot;`. */
const bytesOfUnit = 6;
/** The most that an entity adds: `<blockquote expandable></blockquote>`, `<tg-time unix="2147483647"></tg-time>`. */
const bytesOfTags = 40;

/** What a message of Telegram can hold, and what can stand below a file. */
export const messageRoom = roomOf(textUnits);
export const captionRoom = roomOf(captionUnits);
