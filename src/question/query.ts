import type { Kind } from "../register/field.ts";
import type { Selection } from "../search/selection.ts";
import { selectionKey } from "../search/selection-key.ts";

/**
 * What was understood. Every Query prints as one command line and parses back to itself (command-line.ts), so that a
 * button, a link or a follow-up needs no memory.
 */
export type Query =
  /** One entry, whole. */
  | { readonly kind: "card"; readonly entry: string }
  /** Some fields of the entries chosen; `matching` keeps the statements that hold these words. */
  | {
      readonly kind: "facts";
      readonly of: Selection;
      readonly fields: readonly string[];
      readonly matching?: readonly string[];
    }
  | {
      readonly kind: "list";
      readonly of: Selection;
      readonly order: Order;
      readonly limit?: number;
      readonly page: number;
    }
  /** How many; `beside` are figures that a source states of the same. */
  | { readonly kind: "count"; readonly of: Selection; readonly beside?: readonly string[] }
  /** Whether anything is as the selection has it, and the fields that show it: a question for yes or no. */
  | { readonly kind: "check"; readonly of: Selection; readonly fields: readonly string[] }
  /** Upcoming entries; where there are none, the latest past ones. */
  | { readonly kind: "upcoming"; readonly kinds: readonly Kind[]; readonly page: number }
  | { readonly kind: "compare"; readonly entries: readonly string[] }
  /** One page before a meeting. */
  | { readonly kind: "brief"; readonly entry: string }
  /** The people of an organisation, visit or event, with their roles. */
  | { readonly kind: "team"; readonly entry: string }
  /** A name fits several entries: which was meant? */
  | {
      readonly kind: "choose";
      readonly entries: readonly string[];
      readonly then?: ChosenFor;
      /** How the one that is chosen is told of, where it is to be watched. */
      readonly told?: WatchSettings;
    }
  /** No rule read the question: full text decides. */
  | {
      readonly kind: "search";
      readonly text: string;
      readonly kinds: readonly Kind[];
      /** A question was asked that nothing answers: what is found is only near to it. */
      readonly nearOnly?: true;
    }
  | { readonly kind: "help" }
  /** What to know today. */
  | { readonly kind: "overview" }
  /** Somebody comes for the first time: a greeting with what can be asked. */
  | { readonly kind: "start" }
  /** What the asker chooses for all answers; without a value, what is chosen now. */
  | { readonly kind: "setting"; readonly setting: SettingName; readonly value: string }
  | ChangeQuery
  | CalendarQuery
  | WatchQuery
  /** Who the asker is here, and what they may do and see. */
  | { readonly kind: "whoami" }
  /** Who may do and see what. */
  | { readonly kind: "access" }
  /** A command that says nothing without a name. */
  | { readonly kind: "needsName"; readonly command: string }
  /** A greeting, thanks, an insult, small talk. */
  | { readonly kind: "smalltalk" }
  /** A command that does not exist. */
  | { readonly kind: "noCommand"; readonly name: string };

/** What is asked of the living register rather than of what it says. */
export type ChangeQuery =
  /** A new entry of a kind; its heading may be given at once. */
  | { readonly kind: "add"; readonly of: Kind; readonly title: string }
  /** Another value for some field of an entry. */
  | { readonly kind: "edit"; readonly entry: string; readonly field?: string; readonly as?: EditAs }
  /** Who changed what of an entry. */
  | { readonly kind: "history"; readonly entry: string }
  /** Takes a revision back; without a number, the asker's own latest. */
  | { readonly kind: "undo"; readonly revision?: number }
  /** Goes on with a change that is being made; without its draft, the one open in the conversation. */
  | { readonly kind: "step"; readonly draft?: string; readonly step: ChangeStep; readonly value: string }
  /** What was wished for by those who may not change; with a number, that wish is done. */
  | { readonly kind: "wishes"; readonly close?: number };

/** What is asked about visits and events as a calendar, for other programs. */
export type CalendarQuery =
  /** A new address to fetch one from: of all that the asker may see, or of one entry. */
  | { readonly kind: "calendar"; readonly does: "feed"; readonly entry?: string }
  /** Takes addresses back: all of the asker's, or those of one entry. */
  | { readonly kind: "calendar"; readonly does: "revoke"; readonly entry?: string }
  /** Which ones the asker has. */
  | { readonly kind: "calendar"; readonly does: "list" }
  /** One visit or event as a file. */
  | { readonly kind: "calendar"; readonly does: "file"; readonly entry: string };
/** What somebody wants to be told without asking again, where they ask. */
export type WatchQuery =
  | ({ readonly kind: "watch"; readonly entry: string } & WatchSettings)
  | ({ readonly kind: "watchTopic"; readonly topic: WatchTopic } & WatchSettings)
  /** What is watched here. */
  | { readonly kind: "watching" }
  /** A topic, `digest`, `all`, an entry, or words that name none. */
  | { readonly kind: "unwatch"; readonly watched: string }
  /** `weekly monday 08:00`, as somebody wrote it. */
  | ({ readonly kind: "digest"; readonly rhythm: string } & Pick<WatchSettings, "zone">);

/** How it is told, as somebody wrote it. */
export interface WatchSettings {
  /** How many days before. */
  readonly leads?: readonly number[];
  readonly zone?: string;
  /** `22:00-07:00` */
  readonly quiet?: string;
}

/** Topics that may be watched as a whole. */
export const watchTopics = ["visits", "expiring", "commitments"] as const;
export type WatchTopic = (typeof watchTopics)[number];

export function isWatch(query: Query): query is WatchQuery {
  return (watchKinds as ReadonlySet<string>).has(query.kind);
}

const watchKinds: ReadonlySet<WatchQuery["kind"]> = new Set([
  "watch",
  "watchTopic",
  "watching",
  "unwatch",
  "digest",
]);

/** An edit with a purpose: to call something off, to say that it is done, to add what was done about it. */
export const editPurposes = ["cancelled", "done", "progress"] as const;
export type EditAs = (typeof editPurposes)[number];

/** What a choice between entries of one name is made for, where that is not to see one. */
export type ChosenFor = ChangedFor | "calendar" | "calendar-revoke" | "calendar-file" | "watch";
export type ChangedFor = "edit" | "history" | EditAs;

export const chosenFor: readonly ChosenFor[] = [
  "edit",
  "history",
  ...editPurposes,
  "calendar",
  "calendar-revoke",
  "calendar-file",
  "watch",
];

/** What is asked of the entry that was chosen. */
export function chosenQuery(then: ChosenFor, entry: string, told: WatchSettings = {}): Query {
  switch (then) {
    case "edit":
    case "history":
      return { kind: then, entry };
    case "watch":
      return { kind: then, entry, ...told };
    case "cancelled":
    case "done":
    case "progress":
      return { kind: "edit", entry, as: then };
    case "calendar":
      return { kind: "calendar", does: "feed", entry };
    case "calendar-revoke":
      return { kind: "calendar", does: "revoke", entry };
    case "calendar-file":
      return { kind: "calendar", does: "file", entry };
  }
}

/** What may be done with a change before it is saved, and saving it. */
export const changeSteps = [
  "fill",
  "show",
  "menu",
  "field",
  "set",
  "skip",
  "clear",
  "back",
  "why",
  "preview",
  "save",
  "mine",
  "theirs",
  "cancel",
] as const;
export type ChangeStep = (typeof changeSteps)[number];

export function isChange(query: Query): query is ChangeQuery {
  return (changeKinds as ReadonlySet<string>).has(query.kind);
}

/** What the register answers to everybody alike; the rest is done for whoever asks. */
export type Lookup = Exclude<Query, AskerQuery>;
export type AskerQuery = ChangeQuery | CalendarQuery | WatchQuery;

export function isLookup(query: Query): query is Lookup {
  return query.kind !== "calendar" && !isChange(query) && !isWatch(query);
}

const changeKinds: ReadonlySet<ChangeQuery["kind"]> = new Set([
  "add",
  "edit",
  "history",
  "undo",
  "step",
  "wishes",
]);

export type SettingName = "language" | "timezone";

export type Order = "newest" | "oldest";

export const selectEntry = (kind: Kind, id: string): Selection => ({
  kinds: [kind],
  entries: [id],
  where: [],
});

/** What a Query chooses entries by; some ask for one entry or two, or for none. */
export function selectionIn(query: Query): Selection | undefined {
  switch (query.kind) {
    case "facts":
    case "list":
    case "count":
    case "check":
      return query.of;
    default:
      return undefined;
  }
}

/** What a Query asks, as a text: the same for two that ask the same. */
export function queryKey(query: Query): string {
  const of = selectionIn(query);
  return of === undefined
    ? JSON.stringify(query)
    : `${selectionKey(of)} ${JSON.stringify({ ...query, of: undefined })}`;
}
