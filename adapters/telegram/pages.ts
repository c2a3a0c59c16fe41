import type { Reply } from "../../src/index.ts";
import { textEntities, textUnits } from "./limits.ts";
import { blankLine, footerOf, type Line, type Piece } from "./line.ts";

/** Lines cut into pages that fit a message each, with the sources that they cite. Nothing is lost; there is at least one. */
export function pagesOf(lines: readonly Line[], reply: Reply): readonly (readonly Line[])[] {
  const pages: Line[][] = [];
  let page: Line[] = [];
  for (const line of lines.flatMap((one) => (fits([one], reply) ? [one] : broken(one, reply)))) {
    if (page.length > 0 && !fits([...page, line], reply)) {
      pages.push(page);
      page = [];
    }
    if (page.length > 0 || line !== blankLine) page.push(line);
  }
  return page.length > 0 || pages.length === 0 ? [...pages, page] : pages;
}

function fits(lines: readonly Line[], reply: Reply): boolean {
  const pieces = [...lines, ...footerOf(lines, reply)].map((line) => line.pieces);
  const units = pieces.reduce((sum, line) => sum + 1 + line.reduce((of, { text }) => of + text.length, 0), 0);
  // Beside those of its pieces, a quote has one.
  const entities = 1 + pieces.flat().filter((piece) => piece.looks ?? piece.href ?? piece.at).length;
  return units <= textUnits && entities <= textEntities;
}

/** Two of these fit a message, whatever their characters. */
const pointsInPart = textUnits / 4;

/** A line too long for a message with its sources: in parts, and its sources as lines after it. */
function broken(line: Line, reply: Reply): readonly Line[] {
  const { asOf: _, ...words } = reply.words;
  const [first = blankLine, ...others] = [line, ...footerOf([line], { ...reply, words })].flatMap(
    ({ pieces, isQuoted }) =>
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
