import type {
  ExplainedBend,
  ExplainedDecision,
  ExplainedEntry,
  ExplainedLanguage,
  ExplainedLeftover,
  ExplainedMention,
  ExplainedReading,
  ExplainedTime,
  ExplainedWord,
  Explanation,
  Match,
  Meaning,
  Reason,
  Span,
} from "../../src/index.ts";
import { plain } from "./format.ts";

/** Entries that one name fits are listed up to so many. */
const shownFits = 5;

/** Explanation → plain text for a registrar: a heading for each step, and under it what was found there. */
export function formatExplanation(explanation: Explanation): string {
  const { text, language, reading, query, decision, conditions, outcome, entries, entryCount } = explanation;
  const count = entryCount === 1 ? "1 entry" : `${entryCount} entries`;
  const first = entryCount > entries.length ? `, of which the first ${entries.length}` : "";
  return [
    [`Question: ${plain(text)}`, `Language: ${formatLanguage(language)}`],
    ...(reading === undefined ? [] : formatReading(reading, text)),
    query === undefined
      ? ["Asked: nothing; the text is too long for a question"]
      : [`Asked: ${plain(query)}`, ...indent([formatRule(decision)])],
    section(
      "Its conditions, each by itself:",
      conditions.map(
        ({ condition, met }) => `${plain(condition)} — met by ${met === 1 ? "1 entry" : `${met} entries`}`,
      ),
    ),
    section("What else it might ask:", (decision?.others ?? []).map(formatOther)),
    [`Answer: ${outcome}, ${count}${first}`, ...indent(entries.flatMap(formatEntry))],
  ]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

const indent = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);
const section = (heading: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [heading, ...indent(lines)];
const quote = (text: string): string => `“${plain(text)}”`;
const percent = (share: number): string => `${Math.round(share * 100)}%`;

function formatLanguage({ lang, from }: ExplainedLanguage): string {
  const why = {
    asker: "as was asked for",
    text: "by its words",
    app: "the asker's app speaks it",
    desk: "none of its words tells another",
  };
  return `${lang} (${why[from]})`;
}

function formatReading(reading: ExplainedReading, text: string): readonly (readonly string[])[] {
  const { mentions, times, words, numbers, leftovers, bent, impossibleDates } = reading;
  const meant = words.filter((word) => !isEmpty(word));
  const empty = words.filter(isEmpty);
  return [
    reading.text === text
      ? []
      : [`Read: ${plain(reading.text)} (the words of the command; places count in them)`],
    section("Spelling:", bent.map(formatBend)),
    section("Names:", mentions.flatMap(formatMention)),
    section("Times:", [
      ...times.map(formatTime),
      ...impossibleDates.map((date) => `${quote(date)} is no date`),
    ]),
    section("Words of the lexicons:", [
      ...meant.map((word) => `${placed(word)}: ${formatMeanings(word)}`),
      ...(empty.length === 0
        ? []
        : [`mean nothing: ${empty.map(({ written }) => quote(written)).join(" ")}`]),
    ]),
    section(
      "Numbers:",
      numbers.map((number) => `${placed(number)}: ${number.value}${number.isOrdinal ? " in a series" : ""}`),
    ),
    section("Left over:", leftovers.map(formatLeftover)),
  ];
}

/** `4–10 “chaird”`: characters from the beginning, the end not included. */
const placed = ({ start, end, written }: Span): string => `${start}–${end} ${quote(written)}`;

const isEmpty = ({ meanings }: ExplainedWord): boolean =>
  meanings.every(({ section }) => section === "noise");

function formatBend({ to, orElse, ...span }: ExplainedBend): string {
  const doubt = orElse.length === 0 ? "" : `, or else ${orElse.map(quote).join(", ")}`;
  return `${placed(span)} taken as ${quote(to)}${doubt}`;
}

function formatMention({ fits, ...span }: ExplainedMention): readonly string[] {
  const [only] = fits;
  const hidden = fits.length - shownFits;
  if (only !== undefined && fits.length === 1)
    return [`${placed(span)}: ${only.entry.kind} ${only.entry.id} — ${formatMatch(only.match)}`];
  return [
    `${placed(span)}: fits ${fits.length} entries`,
    ...indent(
      fits.slice(0, shownFits).map(({ entry, match }) => `${entry.kind} ${entry.id} — ${formatMatch(match)}`),
    ),
    ...(hidden > 0 ? indent([`and ${hidden} more`]) : []),
  ];
}

function formatMatch(match: Match): string {
  if (match.by === "id") return "its id";
  if (match.by === "position") return `its position ${quote(match.position)}`;
  const { text, type, lang, editorial } = match.name;
  const tags = [...(lang === undefined ? [] : [lang]), ...(editorial === true ? ["editorial"] : [])];
  const name = `its ${type} ${quote(text)}${tags.length === 0 ? "" : ` (${tags.join(", ")})`}`;
  return match.by === "name" ? name : match.by === "form" ? `${name} in another form` : `a part of ${name}`;
}

function formatTime({ range, isYearGuessed, ...span }: ExplainedTime): string {
  return `${placed(span)}: ${range}${isYearGuessed ? ", no year being written" : ""}`;
}

/** `ask: sign (en, ms); kind: agreement/mou (en)` */
function formatMeanings({ meanings }: ExplainedWord): string {
  const named = meanings.map(({ section, meaning }: Meaning) =>
    meaning === undefined ? section : `${section}: ${plain(meaning)}`,
  );
  return [...new Set(named)]
    .map((name) => {
      const langs = meanings.flatMap(({ lang }, index) => (named[index] === name ? [lang] : []));
      return `${name} (${[...new Set(langs)].join(", ")})`;
    })
    .join("; ");
}

function formatLeftover({ words, isKnown, ...span }: ExplainedLeftover): string {
  return `${placed(span)}: ${isKnown ? "in texts of the register" : "neither in the register nor in a lexicon"}`;
}

/** What the rules look for; a name in brackets, or what stands after a colon, is the question's own. */
const rules: Readonly<Record<string, string>> = {
  described: "a kind of entry that is described",
  named: "an entry that is named",
  figures: "a number",
  "among all": "all of a kind",
  "in a time": "what lies in a time",
  evidence: "what holds the words of the question",
  "full text": "nothing that a rule reads, so full text",
  "nothing said": "what an entry does not say",
  words: "a name taken for mere words",
  entry: "an entry that is described",
  topic: "an entry that the words left over tell of",
  "first question": "the first of two questions",
  order: "an order, such as to compare",
  series: "one of a series",
  premise: "whether something is so",
  "follow-up": "a question that names nothing by itself",
};

function formatRule(decision: ExplainedDecision | undefined): string {
  if (decision === undefined) return "as the command line has it";
  const { rule, share } = decision;
  return `by the rule ${formatRuleName(rule)}; it takes up ${percent(share)} of the question`;
}

function formatRuleName(rule: string): string {
  const gloss = rules[/^[^:(,]+/.exec(rule)?.[0].trim() ?? ""];
  return `${quote(rule)}${gloss === undefined ? "" : ` (${gloss})`}`;
}

function formatOther({ rule, query, share, isEmpty }: ExplainedDecision["others"][number]): string {
  return `${percent(share)} ${plain(query)} — ${quote(rule)}${isEmpty ? ", finds nothing" : ""}`;
}

function formatEntry({ entry, reasons }: ExplainedEntry): readonly string[] {
  return [`${entry.kind} ${entry.id} — ${plain(entry.title)}`, ...indent(reasons.map(formatReason))];
}

function formatReason(reason: Reason): string {
  switch (reason.by) {
    case "name":
      return `${quote(reason.written)} is ${formatMatch(reason.match)}`;
    case "condition":
      return `${reason.isSure ? "meets" : "may meet"} ${plain(reason.condition)}`;
    case "words":
      return [
        ...(reason.held.length === 0 ? [] : [`holds ${reason.held.map(quote).join(" ")}`]),
        ...(reason.missing.length === 0 ? [] : [`does not hold ${reason.missing.map(quote).join(" ")}`]),
      ].join("; ");
    case "link":
      return `is linked with ${reason.with.kind} ${reason.with.id}`;
    case "kind":
      return `is one of all of the kind ${reason.kind}`;
    case "rule":
      return `was found by the rule ${quote(reason.rule)}`;
    case "command":
      return "is named by the command line";
  }
}
