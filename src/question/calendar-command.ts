import type { CommandLine } from "./command-line.ts";
import { understandChosen } from "./named-commands.ts";
import type { ChosenFor, Query } from "./query.ts";
import type { ReadWords, Understanding, Understood } from "./understood.ts";

/** What may stand before the name, and what a choice between several of that name is made for. */
const verbs: Readonly<Record<string, ChosenFor>> = {
  revoke: "calendar-revoke",
  stop: "calendar-revoke",
  file: "calendar-file",
};

/** `/calendar`, `/calendar NAME`, `/calendar revoke [NAME]`, `/calendar file NAME`, `/calendar list`. */
export function understandCalendar(
  line: CommandLine,
  understanding: Understanding,
  readWords: ReadWords,
): Understood {
  const [first = "", ...rest] = line.words.split(" ");
  const verb = first.toLowerCase();
  if (verb === "list" && rest.length === 0) return { query: { kind: "calendar", does: "list" } };
  const isVerb = Object.hasOwn(verbs, verb);
  const then = isVerb ? (verbs[verb] ?? "calendar") : "calendar";
  const words = isVerb ? rest.join(" ") : line.words;
  if (words === "") return { query: withoutName(then) };
  return understandChosen(then, { ...line, words }, understanding, readWords);
}

function withoutName(then: ChosenFor): Query {
  if (then === "calendar-file") return { kind: "needsName", command: "calendar file" };
  return { kind: "calendar", does: then === "calendar" ? "feed" : "revoke" };
}
