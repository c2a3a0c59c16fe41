import type { FollowUp, Mark, PageOf, Reply, ReplyPart, Row, SourceMark } from "../../src/index.ts";

/** How a reply is to look. */
export interface Look {
  readonly colour: boolean;
  /** A prompt shows the head first and then the rest; whoever cannot ask for the rest gets all. */
  readonly show: "all" | "head" | "more";
  /** Numbers before everything that can be chosen by typing its number, and what could be asked next. */
  readonly numbered?: boolean;
}

/** Reply → plain text for people. Nothing of the reply becomes a control sequence; only `colour` adds some. */
export function formatReply(reply: Reply, { colour, show, numbered = false }: Look): string {
  const paint = colour ? ansi : noPaint;
  const parts = partsOf(reply, show);
  const numbers = numberOptions(reply);
  const bullet = (option: Option, always: boolean): string => {
    const number = numbers.get(option);
    return number !== undefined && (numbered || always) ? paint.strong(`${number}.`) : "•";
  };
  const blocks: string[] = [];
  for (const part of parts) {
    const goesOn = part.kind !== "text" && part.continues === true && blocks.length > 0;
    const lines = formatPart(part, paint, bullet).slice(goesOn && part.kind === "card" ? 1 : 0);
    const before = goesOn ? `${blocks.pop() ?? ""}\n` : "";
    blocks.push(before + lines.join("\n"));
  }
  if (numbered && show !== "more" && reply.followUps.length > 0) {
    blocks.push(reply.followUps.map((next) => `${bullet(next, true)} ${plain(next.label)}`).join("\n"));
  }
  if (reply.words.asOf !== undefined) blocks.push(paint.faint(plain(reply.words.asOf)));
  blocks.push(formatSources(sourcesOf(reply, parts, show), plain(reply.words.sources), paint));
  return blocks.filter((block) => block !== "").join("\n\n");
}

/** The command lines that the numbers of a numbered reply stand for, in their order. */
export function commandsOf(reply: Reply): readonly string[] {
  return [...numberOptions(reply).keys()].map((option) => option.command);
}

/** What a number can stand for. */
type Option = Row | FollowUp;

type Paint = Readonly<Record<"strong" | "faint", (text: string) => string>>;
type Bullet = (option: Option, always: boolean) => string;

const ansi: Paint = {
  strong: (text) => `\u001b[1m${text}\u001b[22m`,
  faint: (text) => `\u001b[2m${text}\u001b[22m`,
};
const noPaint: Paint = { strong: (text) => text, faint: (text) => text };

/** Control, direction and zero-width characters: they could redraw the screen, or make a text read as another. */
const unseen =
  /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\u180e\u200b-\u200d\u2060-\u2065\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** One line of text that shows all it holds. */
export function plain(text: string): string {
  return text.toWellFormed().replace(/\s+/g, " ").replace(unseen, "").trim();
}

/** Sentences may be set in several lines, names and facts may not. */
function plainLines(text: string): string {
  return text.split(/\r?\n/).map(plain).join("\n").trim();
}

function partsOf(reply: Reply, show: Look["show"]): readonly ReplyPart[] {
  if (show === "all") return [...reply.head, ...reply.more];
  return show === "head" ? reply.head : reply.more;
}

/** The head's options come first and what could be asked next follows, so that "more" goes on counting. */
function numberOptions(reply: Reply): ReadonlyMap<Option, number> {
  const options = [...reply.head.flatMap(optionsIn), ...reply.followUps, ...reply.more.flatMap(optionsIn)];
  return new Map([...new Set(options)].map((option, index) => [option, index + 1]));
}

function optionsIn(part: ReplyPart): readonly Option[] {
  if (part.kind === "choice") return part.options;
  if (part.kind !== "list") return [];
  return [...part.rows, ...turnsOf(part.page)];
}

function turnsOf(page: PageOf | undefined): readonly FollowUp[] {
  return [page?.previous, page?.next].filter((turn) => turn !== undefined);
}

function formatPart(part: ReplyPart, paint: Paint, bullet: Bullet): readonly string[] {
  switch (part.kind) {
    case "text":
      return [joined(" ", plainLines(part.text), formatMarks(part.marks, paint))];
    case "card":
      return [
        joined(" — ", paint.strong(plain(part.entry.title)), plain(part.subtitle)),
        ...part.facts.map((fact) =>
          joined(" ", `${plain(fact.label)}:`, plain(fact.text), formatMarks(fact.marks, paint)),
        ),
      ];
    case "list":
      return [
        ...part.rows.map((row) => {
          const line = joined(" — ", plain(row.entry.title), plain(row.text));
          return joined(" ", bullet(row, false), line, formatMarks(row.marks, paint));
        }),
        ...formatPage(part.page, paint, bullet),
      ];
    case "choice":
      return part.options.map((option) => `${bullet(option, true)} ${plain(option.label)}`);
  }
}

/** `2/3 · 25`: which page of how many, and how many rows in all; a number needs no translation. */
function formatPage(page: PageOf | undefined, paint: Paint, bullet: Bullet): readonly string[] {
  if (page === undefined || page.pages < 2) return [];
  const turns = turnsOf(page).map((turn) => `${bullet(turn, false)} ${plain(turn.label)}`);
  return [[paint.faint(`${page.page}/${page.pages} · ${page.total}`), ...turns].join("  ")];
}

const paragraphsOf = (numbers: readonly number[]): string =>
  numbers.length === 0 ? "" : `¶${numbers.join(", ")}`;

function formatMarks(marks: readonly Mark[], paint: Paint): string {
  const written = marks.map((mark) => `[${joined(" ", String(mark.source), paragraphsOf(mark.paragraphs))}]`);
  return written.length === 0 ? "" : paint.faint(written.join(" "));
}

/** Of a part of the reply, only what that part cites. */
function sourcesOf(reply: Reply, parts: readonly ReplyPart[], show: Look["show"]): readonly SourceMark[] {
  if (show === "all") return reply.sources;
  const marks = parts.flatMap(marksIn);
  return reply.sources.flatMap((source) => {
    const own = marks.filter((mark) => mark.source === source.number);
    const shown = new Set(own.flatMap((mark) => mark.paragraphs));
    const paragraphs = source.paragraphs.filter((paragraph) => shown.has(paragraph));
    return own.length === 0 ? [] : [{ ...source, paragraphs }];
  });
}

function marksIn(part: ReplyPart): readonly Mark[] {
  if (part.kind === "text") return part.marks;
  if (part.kind === "card") return part.facts.flatMap((fact) => fact.marks);
  return part.kind === "list" ? part.rows.flatMap((row) => row.marks) : [];
}

function formatSources(sources: readonly SourceMark[], heading: string, paint: Paint): string {
  if (sources.length === 0) return "";
  const lines = sources.map((source) => {
    const place = joined(", ", plain(source.text), paragraphsOf(source.paragraphs));
    return joined(" ", `[${source.number}]`, place, plain(source.url ?? ""));
  });
  return [paint.faint(`${heading}:`), ...lines].join("\n");
}

const joined = (between: string, ...parts: readonly string[]): string =>
  parts.filter((part) => part !== "").join(between);
