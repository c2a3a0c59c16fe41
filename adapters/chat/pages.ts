import type { Reply } from "../../src/index.ts";
import type { Button } from "./button.ts";
import { blankLine, type Footer, footerFor, type Line, linesOf, type Piece } from "./line.ts";

/** What one message of a platform can hold. */
export interface Room {
  /** Whether some lines fit one message with what stands below them. */
  fits(lines: readonly Line[], below: readonly Line[]): boolean;
  /** Two lines of so many code points fit one message, whatever their characters. */
  readonly partPoints: number;
}

/** One message of a reply, and where it stands among the others. */
export interface PageOfReply {
  /** 0 is the head; from 1 on, the pages of the whole reply. */
  readonly at: number;
  /** Whether a page of the whole was asked for, and not the head; it may be all there is. */
  readonly isWhole: boolean;
  /** 0 where the head is all there is. */
  readonly pages: number;
  readonly lines: readonly Line[];
  /** As of when the lines speak, and the sources that they cite. */
  readonly below: readonly Line[];
  /** Whether what could be asked next belongs here. */
  readonly isEnd: boolean;
}

/** What a message shows of a reply. What does not fit stands on the next page; a page too far is the last. */
export function pageOfReply(reply: Reply, page: number, room: Room): PageOfReply {
  const heads = pagesOf(linesOf(reply, "head"), reply, room);
  const hasMore = reply.more.length > 0 || heads.length > 1;
  const pages = hasMore ? pagesOf(linesOf(reply, "all"), reply, room) : [];
  const at = Math.min(page, pages.length);
  const lines = (at === 0 ? heads[0] : pages[at - 1]) ?? [];
  return {
    at,
    isWhole: page > 0,
    pages: pages.length,
    lines,
    below: footerFor(reply)(lines),
    isEnd: at === 0 || at === pages.length,
  };
}

/** Other pages of the lists on a page of a reply. Who reads lists whole goes on reading them whole. */
export function listTurns({ isWhole, lines }: PageOfReply): readonly Button[] {
  const turns = lines.flatMap((line) => line.turns ?? []);
  return !isWhole ? turns : turns.map(({ label, to }) => ({ label, to: { ...to, page: 1 } }));
}

/** Lines cut into pages that fit a message each, with the sources that they cite. Nothing is lost; there is at least one. */
function pagesOf(lines: readonly Line[], reply: Reply, room: Room): readonly (readonly Line[])[] {
  const footer = footerFor(reply);
  const isRoom = (some: readonly Line[]): boolean => room.fits(some, footer(some));
  // Most replies are one page, and adding up line by line would lay out its sources as often.
  if (lines[0] !== blankLine && isRoom(lines)) return [lines];
  const pages: (readonly Line[])[] = [];
  let rest = withoutBlanks(lines);
  for (let [first] = rest; first !== undefined; [first] = rest) {
    const whole = isRoom([first]) ? rest : [...broken(first, reply, room), ...rest.slice(1)];
    const page = whole.slice(0, fittingCount(whole, isRoom));
    pages.push(page);
    rest = withoutBlanks(whole.slice(page.length));
  }
  return pages.length === 0 ? [[]] : pages;
}

/** No page begins with a blank line. */
function withoutBlanks(lines: readonly Line[]): readonly Line[] {
  const start = lines.findIndex((line) => line !== blankLine);
  return start < 0 ? [] : lines.slice(start);
}

/**
 * How many lines, from the first on, fit one message: at least one, as that does by itself. Found by halves, as more lines never
 * take less room, and to lay out a page for each of its lines takes milliseconds.
 */
function fittingCount(lines: readonly Line[], isRoom: (some: readonly Line[]) => boolean): number {
  // The sources of a broken line end its page: below other lines they would be said twice.
  const end = lines.findIndex((line, at) => lines[at - 1]?.is === "source" && line.is !== "source");
  const most = end < 0 ? lines.length : end;
  let fits = 1;
  let tooMany = most + 1;
  for (let step = 1; fits + 1 < tooMany; ) {
    const tried = Math.min(fits + step, tooMany - 1);
    if (isRoom(lines.slice(0, tried))) {
      fits = tried;
      step *= 2;
    } else {
      tooMany = tried;
      step = Math.max(1, Math.floor((tooMany - fits) / 2));
    }
  }
  return fits;
}

/** A line too long for a message with its sources: in parts, and its sources as lines after it. */
function broken(line: Line, { sources, words: { asOf: _, ...words } }: Reply, room: Room): readonly Line[] {
  const footer: Footer = footerFor({ sources, words });
  const [first = blankLine, ...others] = [line, ...footer([line])].flatMap(({ is, pieces }) =>
    partsOf(pieces, room.partPoints).map((part): Line => ({ is, pieces: part, marks: [] })),
  );
  const { option, turns } = line;
  return [{ ...first, ...(option && { option }), ...(turns && { turns }) }, ...others];
}

function partsOf(pieces: readonly Piece[], partPoints: number): readonly (readonly Piece[])[] {
  const parts: Piece[][] = [];
  let room = 0;
  for (const piece of pieces) {
    let rest = [...piece.text];
    while (rest.length > 0) {
      if (room === 0) {
        parts.push([]);
        room = partPoints;
      }
      const taken = rest.slice(0, room);
      parts.at(-1)?.push({ ...piece, text: taken.join("") });
      rest = rest.slice(taken.length);
      room -= taken.length;
    }
  }
  return parts;
}
