import type { FollowUp, Mark, Moment, PageOf, Reply, ReplyPart, Row, SourceMark } from "../../src/index.ts";
import { type Button, followUpButton, type Target } from "./button.ts";
import { visible } from "./visible.ts";

/** A run of text that is of one kind. */
export interface Piece {
  readonly text: string;
  readonly is?: "title" | "number";
  readonly href?: string;
  /** The text is a time of day: when that is, in milliseconds since 1970. */
  readonly at?: number;
}

/**
 * A reply as lines: what every chat shows, whatever it makes of them. Each knows what it is, the sources that it cites and the
 * buttons that belong to it.
 */
export interface Line {
  readonly is: "text" | "title" | "fact" | "row" | "page" | "asOf" | "sources" | "source" | "blank";
  readonly pieces: readonly Piece[];
  readonly marks: readonly Mark[];
  /** What can be opened here, under its number. */
  readonly option?: { readonly number: number; readonly to: Target };
  /** Other pages of the list that ends here. */
  readonly turns?: readonly Button[];
}

export const blankLine: Line = { is: "blank", pieces: [], marks: [] };

export const textOf = ({ pieces }: Line): string => pieces.map((piece) => piece.text).join("");

type Option = Row | FollowUp;
/** The numbers of what can be chosen, counted through a whole reply, so that every page of it keeps them. */
type Numbers = ReadonlyMap<Option, number>;

/** So many times of day in one line are marked as such; the others stay text. */
const momentsInLine = 10;
/** A longer address makes no link: a few of them would fill a message. */
const linkUnits = 200;
/** The seconds since 1970 that chats can say. */
const latestTime = 2_147_483_647;

/** The lines of a reply's head, or of all of it. */
export function linesOf(reply: Reply, show: "head" | "all"): readonly Line[] {
  const parts = show === "head" ? reply.head : [...reply.head, ...reply.more];
  const numbers = numberOptions(reply);
  return parts.flatMap((part, index) => {
    const goesOn = part.kind !== "text" && part.continues === true && index > 0;
    const lines = linesOfPart(part, numbers).slice(goesOn && part.kind === "card" ? 1 : 0);
    return index === 0 || goesOn ? lines : [blankLine, ...lines];
  });
}

function numberOptions({ head, more }: Reply): Numbers {
  const options = [...head, ...more].flatMap((part): readonly Option[] => {
    if (part.kind === "list") return part.rows;
    return part.kind === "choice" ? part.options : [];
  });
  return new Map([...new Set(options)].map((option, index) => [option, index + 1]));
}

function linesOfPart(part: ReplyPart, numbers: Numbers): readonly Line[] {
  switch (part.kind) {
    case "text":
      return part.text.split(/\r?\n/).map((text, index, all) => {
        return cited("text", [{ text: visible(text) }], index === all.length - 1 ? part.marks : []);
      });
    case "card":
      return [
        cited("title", titled(part.entry.title, [{ text: visible(part.subtitle) }]), []),
        ...part.facts.map(({ label, text, marks, moments }) =>
          cited("fact", [{ text: `${visible(label)}: ` }, ...timed(text, moments)], marks),
        ),
      ];
    case "list":
      return [
        ...part.rows.map((row) =>
          numbered(row, titled(row.entry.title, timed(row.text, row.moments)), row.marks, numbers),
        ),
        ...pageLines(part.page),
      ];
    case "choice":
      return part.options.map((option) => numbered(option, [{ text: visible(option.label) }], [], numbers));
  }
}

/** `[1 ¶4, 7]` after the text, for each source that bears it out. */
function cited(is: Line["is"], pieces: readonly Piece[], marks: readonly Mark[]): Line {
  const written = marks.map(({ source, paragraphs }) => ` [${[source, ...placed(paragraphs)].join(" ")}]`);
  return { is, pieces: written.length === 0 ? pieces : [...pieces, { text: written.join("") }], marks };
}

function placed(paragraphs: readonly number[]): readonly string[] {
  return paragraphs.length === 0 ? [] : [`¶${paragraphs.join(", ")}`];
}

function numbered(option: Option, pieces: readonly Piece[], marks: readonly Mark[], numbers: Numbers): Line {
  const number = numbers.get(option) ?? 0;
  return {
    ...cited("row", [{ text: `${number}. `, is: "number" }, ...pieces], marks),
    option: { number, to: { command: option.command, page: 0 } },
  };
}

function titled(title: string, rest: readonly Piece[]): readonly Piece[] {
  const isAlone = rest.every(({ text }) => text === "");
  return [{ text: visible(title), is: "title" }, ...(isAlone ? [] : [{ text: " — " }, ...rest])];
}

/** A text cut at the times of day in it. */
function timed(text: string, moments: readonly Moment[] = []): readonly Piece[] {
  let rest = visible(text);
  const pieces: Piece[] = [];
  for (const moment of moments.slice(0, momentsInLine)) {
    const written = visible(moment.text);
    const start = written === "" ? -1 : rest.indexOf(written);
    if (start < 0) continue;
    const at = isTime(moment.at) ? { at: moment.at } : {};
    pieces.push({ text: rest.slice(0, start) }, { text: written, ...at });
    rest = rest.slice(start + written.length);
  }
  return [...pieces, { text: rest }].filter((piece) => piece.text !== "");
}

function isTime(at: number): boolean {
  return at >= 1_000 && at / 1_000 <= latestTime;
}

/** `2/3 · 25`: which page of how many, and how many rows in all; a number needs no translation. */
function pageLines(page: PageOf | undefined): readonly Line[] {
  if (page === undefined || page.pages < 2) return [];
  const { previous, next } = page;
  const turns = [
    ...(previous === undefined ? [] : [followUpButton({ ...previous, label: `‹ ${previous.label}` })]),
    ...(next === undefined ? [] : [followUpButton({ ...next, label: `${next.label} ›` })]),
  ];
  return [{ ...cited("page", [{ text: `${page.page}/${page.pages} · ${page.total}` }], []), turns }];
}

/** What stands below some lines. */
export type Footer = (lines: readonly Line[]) => readonly Line[];

/** As of when some lines speak, and the sources that they cite. */
export function footerFor({ sources, words }: Pick<Reply, "sources" | "words">): Footer {
  const asOf = words.asOf === undefined ? [] : [cited("asOf", [{ text: visible(words.asOf) }], [])];
  const heading = cited("sources", [{ text: `${visible(words.sources)}:` }], []);
  const titles = new Map<SourceMark, Piece>();
  const titleOf = (source: SourceMark): Piece => {
    const title = titles.get(source) ?? titleOfSource(source);
    titles.set(source, title);
    return title;
  };
  return (lines) => {
    const own = citedIn(lines);
    if (own.size === 0) return asOf;
    const cites = sources.flatMap((source) => {
      const shown = own.get(source.number);
      if (shown === undefined) return [];
      const place = placed(source.paragraphs.filter((one) => shown.has(one))).map((text) => ({
        text: `, ${text}`,
      }));
      const pieces = [{ text: `[${source.number}] ` }, titleOf(source), ...place];
      return [{ is: "source" as const, pieces, marks: [] }];
    });
    return cites.length === 0 ? asOf : [...asOf, heading, ...cites];
  };
}

function titleOfSource({ text, url }: SourceMark): Piece {
  const href = linkOf(url);
  return { text: visible(text), ...(href === undefined ? {} : { href }) };
}

/** The paragraphs that lines cite, by source. */
function citedIn(lines: readonly Line[]): ReadonlyMap<number, ReadonlySet<number>> {
  const cites = new Map<number, Set<number>>();
  for (const { source, paragraphs } of lines.flatMap((line) => line.marks)) {
    const known = cites.get(source) ?? new Set();
    cites.set(source, known);
    for (const paragraph of paragraphs) known.add(paragraph);
  }
  return cites;
}

/**
 * The address as it is sent: made canonical it may be much longer, each letter that is not ASCII becoming nine. A host
 * without a dot is none that a reader could reach.
 */
function linkOf(url: string | undefined): string | undefined {
  if (url === undefined || url.length > linkUnits || !/^https?:\/\//i.test(url) || !URL.canParse(url))
    return undefined;
  const { href, hostname } = new URL(url);
  return href.length <= linkUnits && /[.:]/.test(hostname) ? href : undefined;
}
