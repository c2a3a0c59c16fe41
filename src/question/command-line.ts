import { kinds as allKinds } from "../register/field.ts";
import { fieldOf } from "../register/kinds.ts";
import type { Condition, Selection } from "../search/selection.ts";
import { commandShowing } from "./command-table.ts";
import type { CalendarQuery, ChangeQuery, Query } from "./query.ts";
import { formatRange } from "./range-text.ts";
import { formatTold, formatWatch } from "./watch-line.ts";
import { formatSetting, formatValues } from "./written-values.ts";

/**
 * A Query as one command line, and back. `/mou parties:abc signed:2024 page:2`; an id alone is a card.
 *
 * Keys: `page`, `order`, `limit`, `when:upcoming`, `ask:` (fields), `match:`, `about:`, `but:` (ids), `in:` (the kind's own date),
 * and any path of fields (`visited_by.people:abc`). Values with spaces or commas are quoted as in JSON.
 */
export function formatQuery(query: Query): string {
  switch (query.kind) {
    case "card":
      return `/show ${query.entry}`;
    case "facts":
      return line(query.of, [
        `ask:${query.fields.join(",")}`,
        ...(query.matching === undefined ? [] : [`match:${formatValues(query.matching)}`]),
      ]);
    case "list": {
      const extra = [
        ...(query.order === "oldest" ? ["order:oldest"] : []),
        ...(query.limit === undefined ? [] : [`limit:${query.limit}`]),
        ...(query.page === 1 ? [] : [`page:${query.page}`]),
      ];
      return line(query.of, extra.length === 0 && isBare(query.of) ? ["page:1"] : extra);
    }
    case "count":
      return [
        "/count",
        ...kindsAndConditions(query.of),
        ...(query.beside === undefined ? [] : [`beside:${formatValues(query.beside)}`]),
      ].join(" ");
    case "check":
      return ["/check", ...kindsAndConditions(query.of), `ask:${query.fields.join(",")}`].join(" ");
    case "upcoming":
      return line({ kinds: query.kinds, where: [] }, [
        "when:upcoming",
        ...(query.page === 1 ? [] : [`page:${query.page}`]),
      ]);
    case "compare":
      return `/compare ${query.entries.join(" ")}`;
    case "brief":
    case "team":
      return `/${query.kind} ${query.entry}`;
    case "choose":
      return [
        `/choose ${query.entries.join(" ")}`,
        ...(query.then === undefined ? [] : [`then:${query.then}`]),
        ...(query.told === undefined ? [] : formatTold(query.told)),
      ].join(" ");
    case "search":
      return [
        "/find",
        ...(query.kinds.length === 0 ? [] : [`kinds:${query.kinds.join(",")}`]),
        ...(query.nearOnly === true ? ["near:only"] : []),
        JSON.stringify(query.text),
      ].join(" ");
    case "help":
    case "start":
    case "overview":
    case "whoami":
      return `/${query.kind}`;
    case "access":
      return "/access who";
    case "setting":
      return query.value === "" ? `/${query.setting}` : `/${query.setting} ${formatSetting(query.value)}`;
    case "add":
    case "edit":
    case "history":
    case "undo":
    case "step":
    case "wishes":
      return formatChange(query);
    case "calendar":
      return formatCalendar(query);
    case "watch":
    case "watchTopic":
    case "watching":
    case "unwatch":
    case "digest":
      return formatWatch(query);
    case "smalltalk":
      return "/help small:talk";
    case "needsName":
      return `/${query.command}`;
    case "noCommand":
      return `/${query.name}`;
  }
}

function formatChange(query: ChangeQuery): string {
  switch (query.kind) {
    case "add":
      return query.title === "" ? `/add ${query.of}` : `/add ${query.of} ${JSON.stringify(query.title)}`;
    case "edit":
      return [
        `/edit ${query.entry}`,
        ...(query.field === undefined ? [] : [`field:${query.field}`]),
        ...(query.as === undefined ? [] : [`as:${query.as}`]),
      ].join(" ");
    case "history":
      return `/history ${query.entry}`;
    case "undo":
      return query.revision === undefined ? "/undo" : `/undo ${query.revision}`;
    case "step": {
      const value = query.value === "" ? "" : ` ${formatSetting(query.value)}`;
      return query.draft === undefined ? `/${query.step}` : `/change ${query.draft} ${query.step}${value}`;
    }
    case "wishes":
      return query.close === undefined ? "/wishes" : `/wishes ${query.close}`;
  }
}

function formatCalendar(query: CalendarQuery): string {
  const entry = "entry" in query && query.entry !== undefined ? [query.entry] : [];
  return ["/calendar", ...(query.does === "feed" ? [] : [query.does]), ...entry].join(" ");
}

function isBare(of: Selection): boolean {
  return of.where.length === 0 && (of.entries === undefined || of.entries.length === 1);
}

function line(of: Selection, extra: readonly string[]): string {
  const named = commandShowing(of.kinds);
  const conditions = of.where.map(formatCondition);
  const head = named === undefined ? ["/list", of.kinds.join(",")] : [`/${named.name}`];
  return [
    ...head,
    ...(of.entries === undefined
      ? []
      : [
          of.entries.length === 0
            ? "id:"
            : of.entries.length === 1
              ? `id:${of.entries[0]}`
              : `id:${of.entries.join(",")}`,
        ]),
    ...exception(of),
    ...conditions,
    ...extra,
  ].join(" ");
}

function kindsAndConditions(of: Selection): readonly string[] {
  return [
    of.kinds.join(","),
    ...(of.entries === undefined ? [] : [`id:${of.entries.join(",")}`]),
    ...exception(of),
    ...of.where.map(formatCondition),
  ];
}

function exception({ except }: Selection): readonly string[] {
  return except === undefined ? [] : [`but:${except.join(",")}`];
}

/** `parties:abc`, `in:2024`, `about:hydrogen` */
export function formatCondition(condition: Condition): string {
  if (condition.test === "about") return `about:${formatValues(condition.words)}`;
  const key =
    condition.path.length === 0 ? (condition.test === "during" ? "in" : "any") : condition.path.join(".");
  if (condition.test === "is") return `${key}:${formatValues(condition.values)}`;
  return condition.path.length === 0
    ? `${key}:${formatRange(condition.range)}`
    : `${key}.in:${formatRange(condition.range)}`;
}

/** A command line cut into its name, its `key:value` settings, and the words that are left to be understood. */
export interface CommandLine {
  readonly name: string;
  readonly settings: readonly (readonly [key: string, values: readonly string[]])[];
  readonly words: string;
}

const linePattern = /^\/([\p{L}\p{N}_-]+)(?:@[\p{L}\p{N}_]+)?(?:\s+(.*))?$/su;
/** `key:value,"quoted value"`; a quoted value alone is a word that may hold anything. */
const partPattern =
  /([a-z_]+(?:\.[a-z_]+)*):((?:"(?:[^"\\]|\\.)*"|[^\s",]*)(?:,(?:"(?:[^"\\]|\\.)*"|[^\s",]*))*)|"(?:[^"\\]|\\.)*"|\S+/gu;
const valuePattern = /"(?:[^"\\]|\\.)*"|[^,"]+/gu;

/** Cuts a command line; nothing where the text is no command. */
export function parseCommandLine(text: string): CommandLine | undefined {
  const match = linePattern.exec(text);
  if (match === null) return undefined;
  const settings: (readonly [string, readonly string[]])[] = [];
  const words: string[] = [];
  for (const [part, key, values] of (match[2] ?? "").matchAll(partPattern)) {
    if (key !== undefined && values !== undefined && isKey(key))
      settings.push([key, [...values.matchAll(valuePattern)].map(([value]) => unquote(value))]);
    else words.push(part);
  }
  return { name: (match[1] ?? "").toLowerCase(), settings, words: words.join(" ") };
}

export function unquote(value: string): string {
  if (!value.startsWith('"') || value.length < 2) return value;
  try {
    return String(JSON.parse(value));
  } catch {
    return value.slice(1, -1);
  }
}

/** Keys of a command line that are no conditions on entries. */
export const settingKeys: ReadonlySet<string> = new Set([
  "page",
  "order",
  "limit",
  "when",
  "ask",
  "match",
  "id",
  "kinds",
  "near",
  "beside",
  "but",
  "small",
  "field",
  "as",
  "then",
  "zone",
  "quiet",
]);

/** Keys of conditions that are no fields. */
const conditionKeys: ReadonlySet<string> = new Set(["about", "in", "any"]);

function isKey(key: string): boolean {
  const [first = ""] = key.split(".");
  return (
    settingKeys.has(key) ||
    conditionKeys.has(key) ||
    allKinds.some((kind) => fieldOf(kind, first) !== undefined)
  );
}
