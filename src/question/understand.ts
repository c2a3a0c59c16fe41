import type { Kind } from "../register/field.ts";
import type { Day } from "../register/partial-date.ts";
import type { View } from "../register/view.ts";
import { clean } from "../text.ts";
import { buildQuery } from "./build.ts";
import { type CommandLine, parseCommandLine, unquote } from "./command-line.ts";
import { type Command, commandNamed } from "./command-table.ts";
import type { Query } from "./query.ts";
import type { Mention, Reader, Reading } from "./reading.ts";
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

function understandWords(
  text: string,
  { view, reader, today, previous }: Understanding,
  kinds?: readonly Kind[],
): Understood {
  const reading = readQuestion(text, reader);
  const query = buildQuery(reading, {
    view,
    today,
    isKnownWord: reader.isKnownWord,
    ...(kinds === undefined ? {} : { kinds }),
    ...(previous === undefined ? {} : { previous }),
  });
  return { query, reading };
}

function understandCommand(command: Command, line: CommandLine, understanding: Understanding): Understood {
  const { view } = understanding;
  const { does } = command;
  switch (does.to) {
    case "help":
      return { query: { kind: line.settings.some(([key]) => key === "small") ? "smalltalk" : "help" } };
    case "ask":
      return line.words === "" ? { query: { kind: "help" } } : understandWords(line.words, understanding);
    case "search":
      return {
        query: { kind: "search", text: unquote(line.words), kinds: readSettings(line.settings).kinds },
      };
    case "list":
    case "count": {
      const [first = "", ...rest] = line.words.split(" ");
      const settings = readSettings(line.settings, first.split(","));
      if (settings.kinds.length === 0) return understandWords(line.words, understanding);
      if (does.to === "count" && rest.length === 0) return { query: { kind: "count", of: settings.of } };
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

/** Commands that take names: of one entry for a briefing or a team, of two to compare. */
function understandNamed(
  to: "compare" | "brief" | "team",
  line: CommandLine,
  understanding: Understanding,
): Understood {
  const ids = line.words.split(" ");
  const known = ids.every((id) => understanding.view.get(id) !== undefined);
  const reading = known ? undefined : readQuestion(line.words, understanding.reader);
  const mentions: readonly Pick<Mention, "ids">[] = known
    ? ids.map((id) => ({ ids: [id] }))
    : (reading?.mentions ?? []);
  const found = reading === undefined ? {} : { reading };
  const [first, second] = mentions;
  if (line.words === "") return { query: { kind: "needsName", command: to } };
  if (first === undefined) return { query: { kind: "search", text: line.words, kinds: [] }, ...found };
  if (to === "compare") {
    if (second === undefined) return { query: { kind: "search", text: line.words, kinds: [] }, ...found };
    return { query: { kind: "compare", entries: [first.ids[0] ?? "", second.ids[0] ?? ""] }, ...found };
  }
  const [id = ""] = first.ids;
  return {
    query: first.ids.length > 1 ? { kind: "choose", entries: first.ids } : { kind: to, entry: id },
    ...found,
  };
}
