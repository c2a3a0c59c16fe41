/**
 * The symbols that a lexicon of time words maps its phrases to, so that the grammar knows no language.
 *
 * A phrase maps to one symbol (`month:4`), to alternatives of which the place in the question decides
 * (`~before|ago`), or to several symbols in a row (`shift:-1 unit:year`). A leading `~` says that the word stands after
 * what it belongs to: `before` is written "before 2014", `~before` is written "2014年之前".
 */

const units = ["day", "week", "weekend", "month", "quarter", "half", "year", "decade"] as const;
const marks = ["day", "month", "year", "decade"] as const;

export type Unit = (typeof units)[number];
type Mark = (typeof marks)[number];

/** Words that are all of their meaning. */
const flags = [
  // A bound of a date: up to the day before it, from the day after it, from its first day, up to its last.
  ...(["before", "after", "since", "until", "~before", "~after", "~since", "~until"] as const),
  // Two dates: from … to …, between … and … (`~between` closes: 2021年和2023年之间).
  ...(["from", "to", "between", "and", "~between"] as const),
  // A number of units back or ahead: three years ago, two weeks from now; `over` makes a stretch of them.
  ...(["ago", "hence", "over"] as const),
  // Beside `shift`, for a named month or weekday: the latest before today, the first after it.
  ...(["latest", "coming"] as const),
  // A number before or after it is an ordinal: 第, -th.
  ...(["nth", "~nth"] as const),
  // A preposition of time; a word that may stand inside a date; one that makes a noun of what follows ("the 2023 visit").
  ...(["in", "filler", "article"] as const),
  // Needs a day, a year, a preposition or a shift beside it: "may", "march".
  "weak",
  // A number beside it counts something; the phrase means no time at all ("may i").
  ...(["amount", "none"] as const),
] as const;

/** Words with a number, and the least and the greatest it can be. */
const counts = {
  number: [0, 999],
  times: [10, 10],
  ordinal: [1, 31],
  month: [1, 12],
  weekday: [1, 7],
  quarter: [1, 4],
  half: [1, 2],
  third: [1, 3],
  "~third": [1, 3],
  shift: [-9, 9],
  "~shift": [-9, 9],
  span: [-1, 1],
  "~span": [-1, 1],
} as const;

/** All that a word may mean; the grammar takes what fits its place. */
export type Meaning = { readonly [F in (typeof flags)[number]]?: true } & {
  readonly [C in keyof typeof counts]?: number;
} & { readonly unit?: Unit; readonly mark?: Mark };

/** A word of a time lexicon whose symbol is not one. */
export class TimeWordError extends Error {
  override readonly name = "TimeWordError";

  constructor(phrase: string, symbol: string) {
    super(
      `The time word "${phrase}" means "${symbol}", which is no symbol of time: see symbols.ts for those there are.`,
    );
  }
}

/** What a phrase means, one meaning for each symbol in a row. Throws TimeWordError where a symbol is unknown. */
export function parseSymbols(phrase: string, written: string): readonly Meaning[] {
  return written
    .trim()
    .split(/\s+/)
    .map((alternatives) => {
      const meanings = alternatives.split("|").map((symbol) => {
        const meaning = parseSymbol(symbol);
        if (meaning === undefined) throw new TimeWordError(phrase, symbol);
        return meaning;
      });
      return Object.assign({}, ...meanings) as Meaning;
    });
}

function parseSymbol(symbol: string): Meaning | undefined {
  const [name = "", value, ...more] = symbol.split(":");
  if (more.length > 0) return undefined;
  if (value === undefined) return isOf(flags, name) ? { [name]: true } : undefined;
  if (name === "unit") return isOf(units, value) ? { unit: value } : undefined;
  if (name === "mark") return isOf(marks, value) ? { mark: value } : undefined;
  if (!Object.hasOwn(counts, name)) return undefined;
  const [least, greatest] = counts[name as keyof typeof counts];
  const isSpan = name === "span" || name === "~span";
  const count = isSpan ? Number(`${value}1`) : Number(value);
  if (isSpan ? !/^[+-]$/.test(value) : !/^[+-]?\d+$/.test(value)) return undefined;
  return count >= least && count <= greatest ? { [name]: count } : undefined;
}

function isOf<T extends string>(list: readonly T[], word: string): word is T {
  return (list as readonly string[]).includes(word);
}
