import type { Kind } from "../register/field.ts";
import type { View } from "../register/view.ts";
import { selectEntries } from "../search/selection.ts";
import { changeOfKind, editOf } from "./changes.ts";
import { type CommandLine, unquote } from "./command-line.ts";
import { chooseFor } from "./named-commands.ts";
import type { ChangedFor, Query } from "./query.ts";
import type { ReadWords, Understanding, Understood } from "./understood.ts";

/** More entries than this are no choice to offer. */
const mostOffered = 10;

/** `/visit cancel NAME`: a command that shows some kinds, with what is to be done before the name. */
export function understandChangeOfKind(
  kinds: readonly Kind[],
  line: CommandLine,
  understanding: Understanding,
  readWords: ReadWords,
): Understood | undefined {
  const change = changeOfKind(line);
  const [kind] = kinds;
  if (change === undefined || kind === undefined) return undefined;
  if (change.does === "add") return { query: { kind: "add", of: kind, title: unquote(change.words) } };
  return understandTarget(change.does, { ...line, words: change.words }, understanding, readWords, kinds);
}

/**
 * What is to be changed, or told the history of: the one entry that the words name or describe, or a choice among a few.
 * Of some kinds, where the command says which.
 */
export function understandTarget(
  to: ChangedFor,
  line: CommandLine,
  understanding: Understanding,
  readWords: ReadWords,
  kinds?: readonly Kind[],
): Understood {
  const { view } = understanding;
  const { words, settings } = line;
  const isWanted = (id: string): boolean => {
    const entry = view.get(id);
    return entry !== undefined && (kinds === undefined || kinds.includes(entry.kind));
  };
  if (words === "") return { query: { kind: "needsName", command: to === "history" ? to : "edit" } };
  if (isWanted(words)) return { query: queryFor(to, words, settings) };
  const { previous: _, ...afresh } = understanding;
  const understood = readWords(words, afresh, kinds);
  const ids = meantBy(understood.query, view).filter(isWanted);
  const [only] = ids;
  if (only === undefined || ids.length > mostOffered)
    return { ...understood, query: { kind: "search", text: words, kinds: kinds ?? [] } };
  return { ...understood, query: ids.length === 1 ? queryFor(to, only, settings) : chooseFor(ids, to) };
}

/** What is done with an entry that was found. */
function queryFor(to: ChangedFor, entry: string, settings: CommandLine["settings"]): Query {
  if (to === "history") return { kind: to, entry };
  return editOf(entry, settings, to === "edit" ? undefined : to);
}

/** The entries that an answer to a Query would be about. */
function meantBy(query: Query, view: View): readonly string[] {
  switch (query.kind) {
    case "card":
    case "brief":
    case "team":
      return [query.entry];
    case "choose":
      return query.entries;
    case "facts":
    case "list":
    case "check": {
      return selectEntries(view, query.of).all.map(({ id }) => id);
    }
    default:
      return [];
  }
}
