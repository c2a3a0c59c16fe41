import type { Problem } from "../errors.ts";
import type { Pack } from "../pack/pack.ts";
import { type Finding, locate, parseYaml } from "../pack/parse.ts";
import { checkEntries, type Placed } from "./check.ts";
import { isWritten, type KindTable } from "./field.ts";
import { kindTables } from "./kinds.ts";
import { normaliseEntry } from "./normalise.ts";
import { resolveLinks } from "./resolve.ts";
import { findIssues } from "./schema.ts";
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
      continue;
    }
    const read = readEntries(file.name, table, parsed.data);
    findings.push(...read.findings);
    placed.push(...read.placed);
  }
  const resolved = resolveLinks(placed);
  findings.push(...resolved.findings);
  const ambiguous = new Set(
    resolved.findings.map((finding) => `${finding.file}\0${finding.path.join("\0")}`),
  );
  const crossed = checkEntries(resolved.placed);
  findings.push(
    ...crossed.filter((finding) => !ambiguous.has(`${finding.file}\0${finding.path.join("\0")}`)),
  );
  if (findings.length > 0) problems.push(...locate(pack.files, findings));
  return { entries: resolved.placed.map((one) => one.entry), placed: resolved.placed, problems };
}

function readEntries(
  file: string,
  table: KindTable,
  data: unknown,
): { readonly findings: readonly Finding[]; readonly placed: readonly Placed[] } {
  if (data === null || data === undefined) return { findings: [], placed: [] };
  if (!Array.isArray(data))
    return {
      findings: [
        { file, path: [], message: "is no list; expected a list of entries, each beginning with `- id: …`" },
      ],
      placed: [],
    };
  const findings: Finding[] = [];
  const placed: Placed[] = [];
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
    if (issues.length === 0) {
      const entry = written as Readonly<Record<string, unknown>>;
      placed.push({ entry: normaliseEntry(table.kind, entry), file, index, written: entry });
    }
  }
  return { findings, placed };
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
  return ["value", ...markings];
}
