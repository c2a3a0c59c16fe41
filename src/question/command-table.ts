import type { Kind } from "../register/field.ts";
import type { ChangeStep, SettingName } from "./query.ts";

/**
 * One row of the table from which every platform takes its commands.
 *
 * Names are the bot's words, the same in all languages; what they do is said by the message catalogues.
 */
export interface Command {
  readonly name: string;
  readonly aliases: readonly string[];
  /** How its argument is understood. */
  readonly does: CommandDoing;
  /** What may follow, as shown in the help: keys of the catalogue's words. */
  readonly takes:
    | "name"
    | "anything"
    | "nothing"
    | "two"
    | "words"
    | "language"
    | "zone"
    | "kind"
    | "number"
    | "who"
    | "calendar"
    | "watch"
    | "unwatch"
    | "digest";
  /** False where only buttons and links use it. */
  readonly listed: boolean;
}

export type CommandDoing =
  | { readonly to: "show"; readonly kinds: readonly Kind[]; readonly alone: "latest" | "upcoming" | "all" }
  | {
      readonly to:
        | "team"
        | "brief"
        | "card"
        | "ask"
        | "help"
        | "search"
        | "choose"
        | "count"
        | "check"
        | "compare"
        | "list"
        | "start"
        | "overview"
        | "whoami"
        | "access"
        | "names"
        | "edit"
        | "history"
        | "calendar";
    }
  | ChangeDoing
  | WatchDoing
  | StepDoing
  | { readonly to: "set"; readonly setting: SettingName };

export interface ChangeDoing {
  readonly to: "add" | "undo" | "change" | "wishes";
}

export interface WatchDoing {
  readonly to: "watch" | "watching" | "unwatch" | "digest";
}

/** A step of the change that is being made in the conversation. */
export interface StepDoing {
  readonly to: "step";
  readonly step: ChangeStep;
}

const step = (name: ChangeStep): Command => ({
  name,
  aliases: [],
  does: { to: "step", step: name },
  takes: "nothing",
  listed: false,
});

const show = (alone: "latest" | "upcoming" | "all", ...kinds: Kind[]): CommandDoing => ({
  to: "show",
  kinds,
  alone,
});

export const commandTable: readonly Command[] = [
  {
    name: "mou",
    aliases: ["agreement", "agreements", "mous"],
    does: show("latest", "agreement"),
    takes: "anything",
    listed: true,
  },
  {
    name: "programme",
    aliases: ["program", "policy", "programmes", "programs", "policies"],
    does: show("all", "programme", "policy"),
    takes: "anything",
    listed: true,
  },
  {
    name: "who",
    aliases: ["person", "people"],
    does: show("all", "person"),
    takes: "anything",
    listed: true,
  },
  {
    name: "org",
    aliases: ["organisation", "organization", "organisations", "orgs"],
    does: show("all", "organisation"),
    takes: "anything",
    listed: true,
  },
  { name: "team", aliases: [], does: { to: "team" }, takes: "name", listed: true },
  { name: "visits", aliases: ["visit"], does: show("upcoming", "visit"), takes: "anything", listed: true },
  {
    name: "events",
    aliases: ["event", "meetings", "meeting"],
    does: show("upcoming", "event"),
    takes: "anything",
    listed: true,
  },
  { name: "brief", aliases: ["briefing"], does: { to: "brief" }, takes: "name", listed: true },
  {
    name: "commitments",
    aliases: ["commitment", "promises"],
    does: show("latest", "commitment"),
    takes: "anything",
    listed: true,
  },
  { name: "figures", aliases: ["figure"], does: show("all", "figure"), takes: "anything", listed: true },
  { name: "sources", aliases: ["source"], does: show("all", "source"), takes: "anything", listed: true },
  { name: "compare", aliases: [], does: { to: "compare" }, takes: "two", listed: true },
  { name: "ask", aliases: [], does: { to: "ask" }, takes: "words", listed: true },
  {
    name: "language",
    aliases: ["lang"],
    does: { to: "set", setting: "language" },
    takes: "language",
    listed: true,
  },
  {
    name: "timezone",
    aliases: ["zone"],
    does: { to: "set", setting: "timezone" },
    takes: "zone",
    listed: true,
  },
  { name: "add", aliases: ["new"], does: { to: "add" }, takes: "kind", listed: true },
  { name: "edit", aliases: [], does: { to: "edit" }, takes: "name", listed: true },
  { name: "history", aliases: [], does: { to: "history" }, takes: "name", listed: true },
  { name: "undo", aliases: [], does: { to: "undo" }, takes: "number", listed: true },
  { name: "calendar", aliases: ["ics"], does: { to: "calendar" }, takes: "calendar", listed: true },
  { name: "watch", aliases: ["remind"], does: { to: "watch" }, takes: "watch", listed: true },
  { name: "watching", aliases: ["watches"], does: { to: "watching" }, takes: "nothing", listed: true },
  { name: "unwatch", aliases: [], does: { to: "unwatch" }, takes: "unwatch", listed: true },
  { name: "digest", aliases: [], does: { to: "digest" }, takes: "digest", listed: true },
  { name: "whoami", aliases: [], does: { to: "whoami" }, takes: "nothing", listed: true },
  { name: "access", aliases: [], does: { to: "access" }, takes: "who", listed: false },
  { name: "help", aliases: [], does: { to: "help" }, takes: "nothing", listed: true },
  { name: "start", aliases: [], does: { to: "start" }, takes: "nothing", listed: false },
  { name: "overview", aliases: ["today"], does: { to: "overview" }, takes: "nothing", listed: false },
  { name: "names", aliases: ["lookup"], does: { to: "names" }, takes: "words", listed: false },
  { name: "show", aliases: [], does: { to: "card" }, takes: "name", listed: false },
  { name: "find", aliases: ["search"], does: { to: "search" }, takes: "words", listed: false },
  { name: "list", aliases: [], does: { to: "list" }, takes: "words", listed: false },
  { name: "count", aliases: [], does: { to: "count" }, takes: "words", listed: false },
  { name: "check", aliases: [], does: { to: "check" }, takes: "words", listed: false },
  { name: "choose", aliases: [], does: { to: "choose" }, takes: "words", listed: false },
  { name: "change", aliases: [], does: { to: "change" }, takes: "words", listed: false },
  { name: "wishes", aliases: [], does: { to: "wishes" }, takes: "nothing", listed: false },
  step("cancel"),
  step("back"),
  step("skip"),
  step("clear"),
  step("save"),
];

const byName = new Map(
  commandTable.flatMap((command) =>
    [command.name, ...command.aliases].map((name) => [name, command] as const),
  ),
);

export function commandNamed(name: string): Command | undefined {
  return byName.get(name.toLowerCase());
}

/** The command that shows exactly these kinds, for printing a Query. */
export function commandShowing(kinds: readonly Kind[]): Command | undefined {
  return commandTable.find(
    ({ does }) =>
      does.to === "show" &&
      does.kinds.length === kinds.length &&
      does.kinds.every((kind, index) => kind === kinds[index]),
  );
}
