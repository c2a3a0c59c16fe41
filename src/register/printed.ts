import { tokensOf, wordKey } from "../text.ts";
import type { FieldShape } from "./field.ts";
import { type DatePoint, partialDate } from "./partial-date.ts";
import { type Entry, isGroup, isQuantity, type Value } from "./statement.ts";

/** A paragraph of a source's text, as far as it matters what is printed in it. */
export interface Paragraph {
  /** Its words with a space before and after each, for finding runs of words. */
  readonly run: string;
  readonly words: ReadonlySet<string>;
  readonly numbers: ReadonlySet<number>;
  /** The numbers in dates such as 25.4.2024, any of which may be the month. */
  readonly inDates: ReadonlySet<number>;
}

export function readParagraph(text: string): Paragraph {
  const words = tokensOf(text).map((token) => token.word);
  const inDates = new Set(
    [...text.matchAll(numericDate)].flatMap(([date]) => (date.match(/\d+/g) ?? []).map(Number)),
  );
  const numbers = new Set(inDates);
  for (const [digits] of text.matchAll(/\d{1,3}(?:, ?\d{3}(?!\d))+(?:\.\d+)?|\d+(?:\.\d+)?/g))
    numbers.add(Number(digits.replace(/[, ]/g, "")));
  for (const word of words) {
    const spelled = numberWords.get(word);
    if (spelled !== undefined) numbers.add(spelled);
  }
  return { run: ` ${words.join(" ")} `, words: new Set(words), numbers, inDates };
}

const numericDate = /(?<!\d)\d{1,4}([-/.])\d{1,2}\1\d{1,4}(?!\d)/g;

const cardinals =
  "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty";
const ordinals = "first second third fourth fifth sixth seventh eighth ninth tenth";
const numberWords = new Map(
  [...cardinals.split(" "), ...ordinals.split(" ")].map((word, index) => [
    word,
    index < 20 ? index + 1 : index - 19,
  ]),
);

export function holdsWords(paragraph: Paragraph, text: string): boolean {
  return paragraph.run.includes(` ${wordKey(text)} `);
}

/** What of a value the paragraph does not print; of a derived one, what it does not print and nobody could work out. */
export function missingFrom(
  paragraph: Paragraph,
  shape: FieldShape,
  value: Value,
  derived: boolean,
): readonly string[] {
  switch (shape.type) {
    case "proper": {
      const lost = tokensOf(String(value)).filter((token) => !paragraph.words.has(token.word));
      return lost.length === 0 || derived
        ? []
        : [`"${String(value)}" (${lost.map((token) => token.word).join(", ")})`];
    }
    case "date":
      return missingDate(paragraph, String(value), derived);
    case "quantity": {
      if (!isQuantity(value)) return [];
      const { amount, scale } = value;
      return [
        ...(paragraph.numbers.has(amount) ? [] : [`the number ${amount}`]),
        ...(scale === undefined || derived || paragraph.words.has(scale) ? [] : [`the word ${scale}`]),
      ];
    }
    case "number":
      return paragraph.numbers.has(Number(value)) ? [] : [`the number ${String(value)}`];
    case "duration":
    case "text":
      return numbersIn(String(value))
        .filter((number) => !paragraph.numbers.has(number) && !derived)
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
export function isNamed(paragraph: Paragraph, target: Entry): boolean {
  if (target.kind === "person") {
    const parts = tokensOf(target.names[0]?.text ?? "").filter((token) => token.word.length > 2);
    if (parts.some((token) => paragraph.words.has(token.word))) return true;
    const offices = (target.fields.roles ?? []).flatMap(({ value, editorial }) => {
      if (editorial === true) return [];
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
      !paragraph.inDates.has(month)
    ) {
      missing.add(`the month ${point.year}-${String(month).padStart(2, "0")}`);
    }
    if (point.day !== undefined && !paragraph.numbers.has(point.day))
      missing.add(`the day ${point.day} of ${written}`);
  }
  return [...missing];
}
