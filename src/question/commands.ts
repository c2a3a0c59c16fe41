import { clip } from "../text.ts";
import { understandCalendar } from "./calendar-command.ts";
import { understandChangeOfKind, understandTarget } from "./change-target.ts";
import { understandChange } from "./changes.ts";
import { type CommandLine, unquote } from "./command-line.ts";
import type { Command } from "./command-table.ts";
import { chooseFor, understandNamed } from "./named-commands.ts";
import { chosenFor } from "./query.ts";
import { readQuestion } from "./reading.ts";
import { readSettings } from "./settings.ts";
import type { ReadWords, Understanding, Understood } from "./understood.ts";
import { understandWatch, watchSettings } from "./watches.ts";

/** A longer value of a setting names nothing; code points. */
const longestValue = 64;

/** A command line becomes a Query; `readWords` reads the words that it does not define itself. */
export function understandCommand(
  command: Command,
  line: CommandLine,
  understanding: Understanding,
  readWords: ReadWords,
): Understood {
  const { view } = understanding;
  const { does } = command;
  switch (does.to) {
    case "help":
      return { query: { kind: line.settings.some(([key]) => key === "small") ? "smalltalk" : "help" } };
    case "start":
    case "overview":
    case "whoami":
    case "access":
      return { query: { kind: does.to } };
    case "names":
      return line.words === "" ? { query: { kind: "help" } } : understandNames(line.words, understanding);
    case "set":
      return {
        query: { kind: "setting", setting: does.setting, value: clip(unquote(line.words), longestValue) },
      };
    case "ask":
      return line.words === "" ? { query: { kind: "help" } } : readWords(line.words, understanding);
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
      if (settings.kinds.length === 0) return readWords(line.words, understanding);
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
      if (ids.length === 0) return readWords(line.words, understanding);
      const written = new Map(line.settings).get("then")?.[0];
      const then = chosenFor.find((one) => one === written);
      return { query: chooseFor(ids, then, then === "watch" ? watchSettings(line) : {}) };
    }
    case "card":
      return view.get(line.words) === undefined
        ? readWords(line.words, understanding)
        : { query: { kind: "card", entry: line.words } };
    case "compare":
    case "brief":
    case "team":
      return understandNamed(does.to, line, understanding, readWords);
    case "edit":
    case "history":
      return understandTarget(does.to, line, understanding, readWords);
    case "calendar":
      return understandCalendar(line, understanding, readWords);
    case "add":
    case "undo":
    case "change":
    case "wishes":
    case "step":
      return { query: understandChange(does, line) };
    case "watch":
    case "watching":
    case "unwatch":
    case "digest":
      return understandWatch(does, line, understanding, readWords);
    case "show":
      return (
        understandChangeOfKind(does.kinds, line, understanding, readWords) ??
        understandShow(does, line, understanding, readWords)
      );
  }
}

function understandShow(
  { kinds, alone }: Extract<Command["does"], { to: "show" }>,
  line: CommandLine,
  understanding: Understanding,
  readWords: ReadWords,
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
  const understood = readWords(line.words, afresh, kinds);
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
