import type { Finding } from "../pack/parse.ts";
import { tokensOf, wordKey } from "../text.ts";
import { type Placed, statementPath } from "./check.ts";
import type { FieldShape } from "./field.ts";
import { fieldOf } from "./kinds.ts";
import { paragraphsOf } from "./paragraphs.ts";
import { type DatePoint, partialDate } from "./partial-date.ts";
import { type Citation, type Entry, formatCitation, isGroup, isQuantity, type Value } from "./statement.ts";

/**
 * Proves citations against the sources' own texts: the paragraph that is cited must itself print the date, the
 * number or the name. Prose in the registrar's words is held to its digits alone.
 */
export function checkAgainstDocuments(
  placed: readonly Placed[],
  texts: ReadonlyMap<string, string>,
): readonly Finding[] {
  const pages = new Map([...texts].map(([source, text]) => [source, paragraphsOf(text).map(readParagraph)]));
  const byId = new Map(placed.map((one) => [one.entry.id, one.entry]));
  const findings: Finding[] = [];
  const prove = (
    one: Placed,
    path: Finding["path"],
    cites: readonly Citation[],
    missing: (paragraph: Paragraph) => readonly string[],
  ): void => {
    for (const citation of cites) {
      const paragraphs = pages.get(citation.source);
      if (paragraphs === undefined || citation.paragraph === undefined) continue;
      const paragraph = paragraphs[citation.paragraph - 1];
      const wrong =
        paragraph === undefined
          ? [`has no such paragraph; it has ${paragraphs.length}`]
          : missing(paragraph).map((what) => `does not hold ${what}`);
      for (const what of wrong)
        findings.push({
          file: one.file,
          path: [one.index, ...path],
          message: `${formatCitation(citation)} ${what}`,
        });
    }
  };
  for (const one of placed) {
    for (const name of one.entry.names) {
      prove(one, [], name.cites, (paragraph) =>
        name.derived === true || holdsWords(paragraph, name.text) ? [] : [`the name "${name.text}"`],
      );
    }
    for (const [field, statements] of Object.entries(one.entry.fields)) {
      const shape = fieldOf(one.entry.kind, field);
      if (shape === undefined) continue;
      statements.forEach((statement, index) => {
        prove(one, statementPath(one, field, index), statement.cites, (paragraph) =>
          missingFrom(paragraph, shape, statement.value, { byId, derived: statement.derived === true }),
        );
      });
    }
  }
  return findings;
}

interface Paragraph {
  /** Its words with a space before and after each, for finding runs of words. */
  readonly run: string;
  readonly words: ReadonlySet<string>;
  readonly numbers: ReadonlySet<number>;
}

interface Known {
  readonly byId: ReadonlyMap<string, Entry>;
  readonly derived: boolean;
}

function readParagraph(text: string): Paragraph {
  const words = tokensOf(text).map((token) => token.word);
  const numbers = new Set<number>();
  for (const [digits] of text.matchAll(/\d{1,3}(?:, ?\d{3}(?!\d))+(?:\.\d+)?|\d+(?:\.\d+)?/g))
    numbers.add(Number(digits.replace(/[, ]/g, "")));
  for (const word of words) {
    const spelled = numberWords.get(word);
    if (spelled !== undefined) numbers.add(spelled);
  }
  return { run: ` ${words.join(" ")} `, words: new Set(words), numbers };
}

const cardinals =
  "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty";
const ordinals = "first second third fourth fifth sixth seventh eighth ninth tenth";
const numberWords = new Map(
  [...cardinals.split(" "), ...ordinals.split(" ")].map((word, index) => [
    word,
    index < 20 ? index + 1 : index - 19,
  ]),
);

function holdsWords(paragraph: Paragraph, text: string): boolean {
  return paragraph.run.includes(` ${wordKey(text)} `);
}

/** What of a value the paragraph does not print. */
function missingFrom(paragraph: Paragraph, shape: FieldShape, value: Value, known: Known): readonly string[] {
  switch (shape.type) {
    case "group":
      if (!isGroup(value)) return [];
      return Object.entries(value).flatMap(([name, part]) => {
        const partShape = shape.parts[name];
        return partShape === undefined ? [] : missingFrom(paragraph, partShape, part, known);
      });
    case "link": {
      const target = known.byId.get(String(value));
      return target === undefined || known.derived || isNamed(paragraph, target)
        ? []
        : [`a name of ${target.id}`];
    }
    case "proper": {
      const lost = tokensOf(String(value)).filter((token) => !paragraph.words.has(token.word));
      return lost.length === 0 || known.derived
        ? []
        : [`"${String(value)}" (${lost.map((token) => token.word).join(", ")})`];
    }
    case "date":
      return missingDate(paragraph, String(value), known.derived);
    case "quantity":
      return !isQuantity(value) || paragraph.numbers.has(value.amount) ? [] : [`the number ${value.amount}`];
    case "number":
      return paragraph.numbers.has(Number(value)) ? [] : [`the number ${String(value)}`];
    case "text":
      return numbersIn(String(value))
        .filter((number) => !paragraph.numbers.has(number) && !known.derived)
        .map((number) => `the number ${number}`);
    default:
      return [];
  }
}

function numbersIn(text: string): readonly number[] {
  return [...text.matchAll(/\d{1,3}(?:,\d{3}(?!\d))+(?:\.\d+)?|\d+(?:\.\d+)?/g)].map(([digits]) =>
    Number(digits.replaceAll(",", "")),
  );
}

/** Named in any of the ways that documents print: a person also by a part of the name or by the office held. */
function isNamed(paragraph: Paragraph, target: Entry): boolean {
  if (target.kind === "person") {
    const parts = tokensOf(target.names[0]?.text ?? "").filter((token) => token.word.length > 2);
    if (parts.some((token) => paragraph.words.has(token.word))) return true;
    const offices = (target.fields.roles ?? []).flatMap(({ value }) => {
      const position = isGroup(value) ? value.position : undefined;
      return typeof position === "string" ? [tokensOf(position)[0]?.word ?? ""] : [];
    });
    if (
      offices.some(
        (office) => office !== "" && (paragraph.words.has(office) || paragraph.words.has(`${office}s`)),
      )
    )
      return true;
  }
  return target.names.some((name) => holdsWords(paragraph, name.text));
}

const monthNames: readonly (readonly string[])[] = Array.from({ length: 12 }, (_, month) =>
  ["en", "ms", "zh"].flatMap((lang) =>
    (["long", "short"] as const).map((style) =>
      wordKey(
        new Intl.DateTimeFormat(lang, { month: style, timeZone: "UTC" }).format(Date.UTC(2000, month, 15)),
      ),
    ),
  ),
);

/** A date's day, month and year must each stand in the paragraph; a derived one may lack its year. */
function missingDate(paragraph: Paragraph, written: string, derived: boolean): readonly string[] {
  const { from, to } = partialDate(written);
  const missing = new Set<string>();
  for (const point of [from, to] as readonly DatePoint[]) {
    if (!derived && !paragraph.numbers.has(point.year)) missing.add(`the year ${point.year}`);
    const { month } = point;
    if (
      month !== undefined &&
      monthNames[month - 1]?.some((name) => paragraph.run.includes(` ${name} `)) !== true &&
      !paragraph.numbers.has(month)
    ) {
      missing.add(`the month ${point.year}-${String(month).padStart(2, "0")}`);
    }
    if (point.day !== undefined && !paragraph.numbers.has(point.day))
      missing.add(`the day ${point.day} of ${written}`);
  }
  return [...missing];
}
