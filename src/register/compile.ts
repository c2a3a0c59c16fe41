import type { Problem } from "../errors.ts";
import type { Pack } from "../pack/pack.ts";
import { type Finding, locate, parseYaml } from "../pack/parse.ts";
import { wordKey } from "../text.ts";
import { checkEntries } from "./check.ts";
import { isWritten, type Kind, type KindTable } from "./field.ts";
import { kindTables } from "./kinds.ts";
import { normaliseEntry } from "./normalise.ts";
import type { Placed } from "./placed.ts";
import { resolveLinks } from "./resolve.ts";
import { findIssues, type Issue } from "./schema.ts";
import type { Entry } from "./statement.ts";

/** What became of a pack: its entries, and everything that is wrong with it. With problems, the entries are not to be used. */
export interface Compiled {
  readonly entries: readonly Entry[];
  /** The same entries with the places they were written at. */
  readonly placed: readonly Placed[];
  readonly problems: readonly Problem[];
}

/** Parses and checks a register's files. Loaded only when nothing was compiled from the same text before. */
export function compilePack(pack: Pack): Compiled {
  const problems: Problem[] = [];
  const findings: Finding[] = [];
  const placed: Placed[] = [];
  const unreadKinds = new Set<Kind>();
  const unreadKeys = new Set<string>();
  for (const file of pack.files) {
    const table = Object.values(kindTables).find((one) => one.file === file.name.replace(/\.yml$/i, ".yaml"));
    if (table === undefined) {
      const expected = Object.values(kindTables)
        .map((one) => one.file)
        .join(", ");
      problems.push({ file: file.name, path: "", message: `is no file of a register; expected ${expected}` });
      continue;
    }
    const parsed = parseYaml(file);
    if ("problems" in parsed) {
      problems.push(...parsed.problems);
      unreadKinds.add(table.kind);
      continue;
    }
    const read = readEntries(file.name, table, parsed.data);
    findings.push(...read.findings);
    placed.push(...read.placed);
    if (read.noList) unreadKinds.add(table.kind);
    for (const key of read.unreadKeys) unreadKeys.add(key);
  }
  const resolved = resolveLinks(placed);
  findings.push(...resolved.findings);
  const ambiguous = new Set(
    resolved.findings.map((finding) => `${finding.file}\0${finding.path.join("\0")}`),
  );
  const crossed = checkEntries(resolved.placed, { kinds: unreadKinds, keys: unreadKeys });
  findings.push(
    ...crossed.filter((finding) => !ambiguous.has(`${finding.file}\0${finding.path.join("\0")}`)),
  );
  if (findings.length > 0) problems.push(...locate(pack.files, findings));
  return { entries: resolved.placed.map((one) => one.entry), placed: resolved.placed, problems };
}

interface ReadEntries {
  readonly findings: readonly Finding[];
  readonly placed: readonly Placed[];
  readonly noList: boolean;
  /** The ids and names of entries that are wrong in themselves, for others may rightly link to them. */
  readonly unreadKeys: readonly string[];
}

function readEntries(file: string, table: KindTable, data: unknown): ReadEntries {
  const findings: Finding[] = [];
  const placed: Placed[] = [];
  const unreadKeys: string[] = [];
  if (data === null || data === undefined) return { findings, placed, noList: false, unreadKeys };
  if (!Array.isArray(data)) {
    const message = "is no list; expected a list of entries, each beginning with `- id: …`";
    return { findings: [{ file, path: [], message }], placed, noList: true, unreadKeys };
  }
  for (const [index, written] of (data as readonly unknown[]).entries()) {
    const issues = findIssues(table.kind, written);
    for (const issue of issues) {
      const known = issue.atKey === true ? keysNear(table, issue.path) : "";
      findings.push({
        file,
        path: [index, ...issue.path],
        message: `${issue.message}${known}`,
        ...(issue.atKey === true ? { atKey: true } : {}),
      });
    }
    const entry = issues.length === 0 ? written : withoutBroken(written, issues);
    if (isReadable(table, entry))
      placed.push({ entry: normaliseEntry(table.kind, entry), file, index, written: entry });
    if (issues.length > 0) unreadKeys.push(...keysOf(table, written));
  }
  return { findings, placed, noList: false, unreadKeys };
}

/**
 * What is right of an entry still takes its part in the checks between entries, so that all is said at once. Where its
 * citation is wrong, nothing does: every statement that leans on it would seem to lack one.
 */
function withoutBroken(written: unknown, issues: readonly Issue[]): unknown {
  if (typeof written !== "object" || written === null || Array.isArray(written)) return undefined;
  const broken = new Set(issues.map((issue) => String(issue.path[0])));
  if (broken.has("cite")) return undefined;
  return Object.fromEntries(Object.entries(written).filter(([key]) => !broken.has(key)));
}

function isReadable(table: KindTable, entry: unknown): entry is Readonly<Record<string, unknown>> {
  return entry !== undefined && findIssues(table.kind, entry).length === 0;
}

/** What an entry is called, as far as that can be read where something else is wrong with it. */
function keysOf(table: KindTable, written: unknown): readonly string[] {
  if (typeof written !== "object" || written === null) return [];
  const entry = written as Readonly<Record<string, unknown>>;
  const names = [entry.id, entry[table.heading], entry.acronym, entry.aliases].flat();
  return names
    .map((name) => (typeof name === "object" && name !== null && "value" in name ? name.value : name))
    .flatMap((name) => (typeof name === "string" ? [wordKey(name)] : []));
}

/** The keys that may stand where an unknown one does. */
function keysNear(table: KindTable, path: readonly (string | number)[]): string {
  const [field] = path;
  const keys =
    path.length === 1
      ? [
          "id",
          table.heading,
          "acronym",
          "aliases",
          "cite",
          "visibility",
          "groups",
          ...Object.entries(table.fields)
            .filter(([, one]) => isWritten(one))
            .map(([name]) => name),
        ]
      : partKeys(table, String(field));
  return `; expected ${keys.join(", ")}`;
}

function partKeys(table: KindTable, name: string): readonly string[] {
  const field = table.fields[name];
  const markings = ["cite", "note", "derived", "editorial", "visibility", "groups"];
  if (field?.type === "group") return [...Object.keys(field.parts), ...markings];
  if (name === "aliases") return ["value", "lang", "shared", ...markings];
  if (name === table.heading || name === "acronym") return ["value", "shared", ...markings];
  return ["value", ...markings];
}
