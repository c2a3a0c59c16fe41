import type { Kind } from "../register/field.ts";
import type { Day } from "../register/partial-date.ts";
import type { View } from "../register/view.ts";
import { selectEntries } from "../search/selection.ts";
import { clean, clip } from "../text.ts";
import type { Setting } from "./asked.ts";
import { buildQuery } from "./build.ts";
import type { Decision } from "./choose.ts";
import { type CommandLine, parseCommandLine, unquote } from "./command-line.ts";
import { type Command, commandNamed } from "./command-table.ts";
import { comparedIn } from "./orders.ts";
import type { Query } from "./query.ts";
import type { Reader, Reading } from "./reading.ts";
import { readQuestion } from "./reading.ts";
import { readSettings } from "./settings.ts";

/**
 * Understanding: a text becomes a Query, by rules over the lexicons and the register, the same every time.
 *
 * reading.ts finds names, times and words; build.ts decides what is asked; command-line.ts is how a Query is written.
 */
export interface Understood {
  readonly query: Query;
  /** Absent where the text was a whole command line that needed no reading. */
  readonly reading?: Reading;
  /** Why the Query is what it is. */
  readonly decision?: Decision;
}

export interface Understanding {
  readonly view: View;
  readonly reader: Reader;
  readonly today: Day;
  readonly previous?: Query;
}

export function understand(text: string, understanding: Understanding): Understood {
  const cleaned = clean(text);
  const line = parseCommandLine(cleaned);
  if (line === undefined) return understandWords(cleaned, understanding);
  const command = commandNamed(line.name);
  if (command === undefined) return { query: { kind: "noCommand", name: line.name } };
  return understandCommand(command, line, understanding);
}

function understandWords(text: string, understanding: Understanding, kinds?: readonly Kind[]): Understood {
  const { view, reader, today, previous } = understanding;
  const setting: Setting = {
    view,
    today,
    isKnownWord: reader.isKnownWord,
    isProse: reader.names.isProse,
    resolve: (words) => resolve(words, { view, reader, today }),
    ...(kinds === undefined ? {} : { kinds }),
    ...(previous === undefined ? {} : { previous }),
  };
  const decided = readings(text, reader).map((reading) => ({
    reading,
    decision: buildQuery(reading, setting),
  }));
  // Of two spellings that read the question alike, the one that names more: an office rather than a kind.
  const [best] = decided.sort(
    (a, b) => b.decision.share - a.decision.share || b.reading.mentions.length - a.reading.mentions.length,
  );
  if (best === undefined) return { query: { kind: "help" } };
  return { query: best.decision.query, reading: best.reading, decision: best.decision };
}

/** The question read with each of what its misspelt words of doubt may be taken for; mostly there is none. */
function readings(text: string, reader: Reader): readonly Reading[] {
  const first = readQuestion(text, reader);
  if (first.doubts.length === 0) return [first];
  return spellings(first).map((chosen) => readQuestion(text, reader, chosen));
}

/** What the misspelt words of doubt may be taken for. */
function spellings({ doubts }: Reading): readonly ReadonlyMap<number, string>[] {
  let ways: readonly ReadonlyMap<number, string>[] = [new Map()];
  for (const { index, options } of doubts) {
    const more = ways.flatMap((way) => options.map((option) => new Map([...way, [index, option]])));
    if (more.length > mostSpellings) break;
    ways = more;
  }
  return ways;
}

/** A longer value of a setting names nothing; code points. */
const longestValue = 64;

/** Reading a question takes a third of a millisecond; one is not read more often than this. */
const mostSpellings = 6;

/** The entry that some words name or describe, if it is one alone. */
function resolve(words: string, understanding: Understanding): string | undefined {
  if (words.trim() === "") return undefined;
  const { query } = understandWords(words, understanding);
  if (query.kind === "card") return query.entry;
  if (query.kind !== "facts" && query.kind !== "list") return undefined;
  const { sure, perhaps } = selectEntries(understanding.view, query.of);
  const [only, other] = [...sure, ...perhaps];
  return other === undefined ? only?.id : undefined;
}

function understandCommand(command: Command, line: CommandLine, understanding: Understanding): Understood {
  const { view } = understanding;
  const { does } = command;
  switch (does.to) {
    case "help":
      return { query: { kind: line.settings.some(([key]) => key === "small") ? "smalltalk" : "help" } };
    case "start":
    case "overview":
      return { query: { kind: does.to } };
    case "names":
      return line.words === "" ? { query: { kind: "help" } } : understandNames(line.words, understanding);
    case "set":
      return {
        query: { kind: "setting", setting: does.setting, value: clip(unquote(line.words), longestValue) },
      };
    case "ask":
      return line.words === "" ? { query: { kind: "help" } } : understandWords(line.words, understanding);
    case "search": {
      const isNear = line.settings.some(([key]) => key === "near");
      const { kinds } = readSettings(line.settings);
      const text = unquote(line.words);
      return { query: { kind: "search", text, kinds, ...(isNear ? { nearOnly: true } : {}) } };
    }
    case "list":
    case "check":
    case "count": {
      const [first = "", ...rest] = line.words.split(" ");
      const settings = readSettings(line.settings, first.split(","));
      if (settings.kinds.length === 0) return understandWords(line.words, understanding);
      const beside = new Map(line.settings).get("beside");
      if (does.to === "count" && rest.length === 0)
        return {
          query: { kind: "count", of: settings.of, ...(beside === undefined ? {} : { beside }) },
        };
      if (does.to === "check") {
        const fields = settings.query?.kind === "facts" ? settings.query.fields : [];
        return { query: { kind: "check", of: settings.of, fields } };
      }
      return { query: settings.query ?? { kind: "list", of: settings.of, order: "newest", page: 1 } };
    }
    case "choose": {
      const ids = line.words.split(" ").filter((id) => view.get(id) !== undefined);
      return ids.length === 0
        ? understandWords(line.words, understanding)
        : { query: { kind: "choose", entries: ids } };
    }
    case "card":
      return view.get(line.words) === undefined
        ? understandWords(line.words, understanding)
        : { query: { kind: "card", entry: line.words } };
    case "compare":
    case "brief":
    case "team":
      return understandNamed(does.to, line, understanding);
    case "show":
      return understandShow(does.kinds, does.alone, line, understanding);
  }
}

function understandShow(
  kinds: readonly Kind[],
  alone: "latest" | "upcoming" | "all",
  line: CommandLine,
  understanding: Understanding,
): Understood {
  const { view } = understanding;
  const settings = readSettings(line.settings, kinds);
  if (line.words === "") {
    if (settings.query !== undefined) return { query: settings.query };
    if (alone === "upcoming") return { query: { kind: "upcoming", kinds, page: 1 } };
    return { query: { kind: "list", of: settings.of, order: "newest", page: 1 } };
  }
  const known = view.get(line.words);
  if (known !== undefined && kinds.includes(known.kind) && settings.query === undefined)
    return { query: { kind: "card", entry: known.id } };
  const { previous: _, ...afresh } = understanding;
  const understood = understandWords(line.words, afresh, kinds);
  const { query } = understood;
  if (query.kind !== "list" || settings.query === undefined) return understood;
  const given = settings.query.kind === "list" ? settings.query : { page: 1, order: query.order };
  return {
    ...understood,
    query: {
      ...query,
      ...given,
      kind: "list",
      of: { ...query.of, where: [...query.of.where, ...settings.of.where] },
    },
  };
}

/** Whom and what a text names, whatever else it says; where it names nothing, what is near to it. */
function understandNames(text: string, { view, reader }: Understanding): Understood {
  const reading = readQuestion(text, reader);
  const ids = [...new Set(reading.mentions.flatMap((mention) => mention.ids))];
  const [first, other] = ids;
  if (first === undefined) return { query: { kind: "search", text, kinds: [], nearOnly: true }, reading };
  if (other === undefined) return { query: { kind: "card", entry: first }, reading };
  const kinds = [...new Set(ids.flatMap((id) => view.get(id)?.kind ?? []))];
  const of = { kinds, entries: ids, where: [] };
  return { query: { kind: "list", of, order: "newest", page: 1 }, reading };
}

/** Commands that take names: of one entry for a briefing or a team, of two to compare. */
function understandNamed(
  to: "compare" | "brief" | "team",
  line: CommandLine,
  understanding: Understanding,
): Understood {
  if (line.words === "") return { query: { kind: "needsName", command: to } };
  const ids = line.words.split(" ");
  if (ids.every((id) => understanding.view.get(id) !== undefined)) return { query: named(to, ids) };
  const { previous: _, ...afresh } = understanding;
  const reading = readQuestion(line.words, understanding.reader);
  const { mentions } = reading;
  if (to === "compare") {
    const compared = comparedIn(reading, mentions, understanding.view, (words) => resolve(words, afresh));
    if (compared !== undefined) return { query: named(to, compared), reading };
  } else {
    const [first] = mentions;
    const described = resolve(line.words, afresh);
    if (described !== undefined) return { query: named(to, [described]), reading };
    if (first !== undefined && first.ids.length > 1)
      return { query: { kind: "choose", entries: first.ids }, reading };
    if (first !== undefined) return { query: named(to, first.ids), reading };
  }
  return { query: { kind: "search", text: line.words, kinds: [] }, reading };
}

function named(to: "compare" | "brief" | "team", ids: readonly string[]): Query {
  const [first = "", second = ""] = ids;
  return to === "compare" ? { kind: to, entries: [first, second] } : { kind: to, entry: first };
}
