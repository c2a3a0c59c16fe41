import type { Path } from "../pack/parse.ts";
import { at, type EntryFinding, type MayBe } from "./entry-finding.ts";
import type { Kind } from "./field.ts";
import { citesOf } from "./normalise.ts";
import { namePaths, type Placed, statementPath } from "./placed.ts";
import type { Citation, Statement } from "./statement.ts";

/** Citations of what is no source, and statements that nothing bears out. */
export function checkCitations(
  placed: readonly Placed[],
  byId: ReadonlyMap<string, Placed>,
  mayBe: MayBe,
): readonly EntryFinding[] {
  const findings: EntryFinding[] = [];
  const check = (one: Placed, path: Path, cites: readonly Citation[], known = new Set<string>()): void => {
    for (const { source } of cites) {
      const target = byId.get(source);
      if (target === undefined && mayBe(source, ["source"])) continue;
      if (target?.entry.kind !== "source" && !known.has(source)) {
        const message = `cites ${source}, which is no source; expected the id of an entry of sources.yaml`;
        findings.push(at(one, "source", path, message, { id: source }));
      }
    }
  };
  for (const one of placed) {
    const places = namePaths(one);
    const defaults = citesOf(one.written.cite);
    const known = new Set(defaults.map(({ source }) => source));
    check(one, ["cite"], defaults);
    for (const [index, name] of one.entry.names.entries()) check(one, places[index] ?? [], name.cites, known);
    for (const [field, statements] of Object.entries(one.entry.fields)) {
      statements.forEach((statement, index) => {
        const path = statementPath(one, field, index);
        check(one, path, statement.cites, known);
        if (needsCitation(one.entry.kind, field, statement)) {
          findings.push(
            at(
              one,
              "uncited",
              path,
              "is borne out by no source; expected `cite: source-id#paragraph` here or for the entry, or `editorial: true`",
            ),
          );
        }
      });
    }
  }
  return findings;
}

function needsCitation(kind: Kind, field: string, statement: Statement): boolean {
  return (
    kind !== "source" && field !== "note" && statement.cites.length === 0 && statement.editorial !== true
  );
}
