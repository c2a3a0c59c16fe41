import { onlyOf, selectEntries } from "../search/selection.ts";
import type { CommandLine } from "./command-line.ts";
import { comparedIn } from "./orders.ts";
import { type ChosenFor, chosenQuery, type Query, type WatchSettings } from "./query.ts";
import { readQuestion } from "./reading.ts";
import type { ReadWords, Understanding, Understood } from "./understood.ts";

/** Commands that take names: of one entry for a briefing or a team, of two to compare. */

export function chooseFor(entries: readonly string[], then?: ChosenFor, told: WatchSettings = {}): Query {
  return {
    kind: "choose",
    entries,
    ...(then === undefined ? {} : { then }),
    ...(Object.keys(told).length === 0 ? {} : { told }),
  };
}

type NamedCommand = "compare" | "brief" | "team";

export function understandNamed(
  to: NamedCommand,
  line: CommandLine,
  understanding: Understanding,
  readWords: ReadWords,
): Understood {
  if (line.words === "") return { query: { kind: "needsName", command: to } };
  const ids = line.words.split(" ");
  if (ids.every((id) => understanding.view.get(id) !== undefined)) return { query: named(to, ids) };
  const { previous: _, ...afresh } = understanding;
  const reading = readQuestion(line.words, understanding.reader);
  const { mentions } = reading;
  if (to === "compare") {
    const compared = comparedIn(reading, mentions, understanding.view, (words) =>
      resolve(words, { ...afresh, isPart: true }, readWords),
    );
    if (compared !== undefined) return { query: named(to, compared), reading };
  } else {
    const [first] = mentions;
    const described = resolve(line.words, afresh, readWords);
    if (described !== undefined) return { query: named(to, [described]), reading };
    if (first !== undefined && first.ids.length > 1) return { query: chooseFor(first.ids), reading };
    if (first !== undefined) return { query: named(to, first.ids), reading };
  }
  return { query: { kind: "search", text: line.words, kinds: [] }, reading };
}

/** What is done with the one entry that some words name, or a choice between those they may name. */
export function understandChosen(
  then: ChosenFor,
  line: CommandLine,
  understanding: Understanding,
  readWords: ReadWords,
): Understood {
  // A briefing, too, is of the one entry that some words name.
  const understood = understandNamed("brief", line, understanding, readWords);
  const { query } = understood;
  if (query.kind === "brief") return { ...understood, query: chosenQuery(then, query.entry) };
  return query.kind === "choose" ? { ...understood, query: chooseFor(query.entries, then) } : understood;
}

function named(to: NamedCommand, ids: readonly string[]): Query {
  const [first = "", second = ""] = ids;
  return to === "compare" ? { kind: to, entries: [first, second] } : { kind: to, entry: first };
}

/** The entry that some words name or describe, if it is one alone. */
export function resolve(
  words: string,
  understanding: Understanding,
  readWords: ReadWords,
): string | undefined {
  if (words.trim() === "") return undefined;
  const { query } = readWords(words, understanding);
  if (query.kind === "card") return query.entry;
  if (query.kind !== "facts" && query.kind !== "list") return undefined;
  return onlyOf(selectEntries(understanding.view, query.of))?.id;
}
