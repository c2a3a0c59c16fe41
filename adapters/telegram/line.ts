import type { FollowUp, Mark, Moment, PageOf, Reply, ReplyPart, Row, SourceMark } from "../../src/index.ts";
import { type Button, type ButtonRow, followUpButton } from "./button.ts";
import { linkUnits } from "./limits.ts";
import { visible } from "./visible.ts";

/** A run of text that looks the same. */
export interface Piece {
  readonly text: string;
  readonly looks?: "bold" | "italic";
  readonly href?: string;
  /** The text is a time of day: when that is, in milliseconds since 1970. */
  readonly at?: number;
}

/** A line of a message, with the sources that it cites and the buttons that belong to it. */
export interface Line {
  readonly pieces: readonly Piece[];
  readonly marks: readonly Mark[];
  readonly isQuoted?: true;
  readonly option?: Button;
  readonly turns?: ButtonRow;
}

export const blankLine: Line = { pieces: [], marks: [] };

type Option = Row | FollowUp;
/** The numbers of what can be chosen, counted through a whole reply, so that every page of it keeps them. */
export type Numbers = ReadonlyMap<Option, number>;

/** So many times of day in one line become entities; the others stay text. */
const momentsInLine = 10;

export function numberOptions({ head, more }: Reply): Numbers {
  const options = [...head, ...more].flatMap((part): readonly Option[] => {
    if (part.kind === "list") return part.rows;
    return part.kind === "choice" ? part.options : [];
  });
  return new Map([...new Set(options)].map((option, index) => [option, index + 1]));
}

export function linesOf(parts: readonly ReplyPart[], numbers: Numbers): readonly Line[] {
  return parts.flatMap((part, index) => {
    const goesOn = part.kind !== "text" && part.continues === true && index > 0;
    const lines = linesOfPart(part, numbers).slice(goesOn && part.kind === "card" ? 1 : 0);
    return index === 0 || goesOn ? lines : [blankLine, ...lines];
  });
}

function linesOfPart(part: ReplyPart, numbers: Numbers): readonly Line[] {
  switch (part.kind) {
    case "text":
      return part.text.split(/\r?\n/).map((text, index, all) => {
        return cited([{ text: visible(text) }], index === all.length - 1 ? part.marks : []);
      });
    case "card":
      return [
        cited(titled(part.entry.title, [{ text: visible(part.subtitle) }]), []),
        ...part.facts.map(({ label, text, marks, moments }) =>
          cited([{ text: `${visible(label)}: ` }, ...timed(text, moments)], marks),
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
function cited(pieces: readonly Piece[], marks: readonly Mark[]): Line {
  const written = marks.map(({ source, paragraphs }) => ` [${[source, ...placed(paragraphs)].join(" ")}]`);
  return { pieces: written.length === 0 ? pieces : [...pieces, { text: written.join("") }], marks };
}

function placed(paragraphs: readonly number[]): readonly string[] {
  return paragraphs.length === 0 ? [] : [`¶${paragraphs.join(", ")}`];
}

function numbered(option: Option, pieces: readonly Piece[], marks: readonly Mark[], numbers: Numbers): Line {
  const label = String(numbers.get(option) ?? 0);
  return {
    ...cited([{ text: `${label}. ` }, ...pieces], marks),
    option: { label, to: { command: option.command, page: 0 } },
  };
}

function titled(title: string, rest: readonly Piece[]): readonly Piece[] {
  const isAlone = rest.every(({ text }) => text === "");
  return [{ text: visible(title), looks: "bold" }, ...(isAlone ? [] : [{ text: " — " }, ...rest])];
}

/** A text cut at the times of day in it. */
function timed(text: string, moments: readonly Moment[] = []): readonly Piece[] {
  let rest = visible(text);
  const pieces: Piece[] = [];
  for (const moment of moments.slice(0, momentsInLine)) {
    const written = visible(moment.text);
    const start = written === "" ? -1 : rest.indexOf(written);
    if (start < 0) continue;
    pieces.push({ text: rest.slice(0, start) }, { text: written, at: moment.at });
    rest = rest.slice(start + written.length);
  }
  return [...pieces, { text: rest }].filter((piece) => piece.text !== "");
}

/** `2/3 · 25`: which page of how many, and how many rows in all; a number needs no translation. */
function pageLines(page: PageOf | undefined): readonly Line[] {
  if (page === undefined || page.pages < 2) return [];
  const { previous, next } = page;
  const turns = [
    ...(previous === undefined ? [] : [followUpButton({ ...previous, label: `‹ ${previous.label}` })]),
    ...(next === undefined ? [] : [followUpButton({ ...next, label: `${next.label} ›` })]),
  ];
  return [{ ...cited([{ text: `${page.page}/${page.pages} · ${page.total}`, looks: "italic" }], []), turns }];
}

/** What stands below some lines: as of when they speak, and the sources that they cite. */
export function footerOf(lines: readonly Line[], { sources, words }: Reply): readonly Line[] {
  const asOf = words.asOf === undefined ? [] : [cited([{ text: visible(words.asOf), looks: "italic" }], [])];
  const marks = lines.flatMap((line) => line.marks);
  const cites = sources.flatMap((source) => {
    const own = marks.filter((mark) => mark.source === source.number);
    const shown = new Set(own.flatMap((mark) => mark.paragraphs));
    return own.length === 0
      ? []
      : [
          sourceLine(
            source,
            source.paragraphs.filter((one) => shown.has(one)),
          ),
        ];
  });
  if (cites.length === 0) return asOf;
  return [...asOf, { ...cited([{ text: `${visible(words.sources)}:` }], []), isQuoted: true }, ...cites];
}

function sourceLine({ number, text, url }: SourceMark, paragraphs: readonly number[]): Line {
  const isLink =
    url !== undefined && url.length <= linkUnits && /^https?:\/\//i.test(url) && URL.canParse(url);
  const title = { text: visible(text), ...(isLink ? { href: new URL(url).href } : {}) };
  const place = placed(paragraphs).map((written) => ({ text: `, ${written}` }));
  return { pieces: [{ text: `[${number}] ` }, title, ...place], marks: [], isQuoted: true };
}
