import type { Finding, Path } from "../pack/parse.ts";
import { wordKey } from "../text.ts";
import type { Kind } from "./field.ts";
import { fieldOf, kindTables } from "./kinds.ts";
import { inverseOf, type Link, linksOf } from "./links.ts";
import { citesOf } from "./normalise.ts";
import type { Citation, Entry, Name, Statement } from "./statement.ts";

/** An entry with the place it was written at. */
export interface Placed {
  readonly entry: Entry;
  readonly file: string;
  readonly index: number;
  readonly written: Readonly<Record<string, unknown>>;
}

/** What the files hold but could not be read: no link to it can be said to dangle. */
export interface Unread {
  /** Kinds whose file is no list of entries. */
  readonly kinds: ReadonlySet<Kind>;
  /** Ids and names of entries that are wrong in themselves, as word keys. */
  readonly keys: ReadonlySet<string>;
}

/** All that is wrong between entries: ids, names, links, citations. What is wrong inside one, the schema says. */
export function checkEntries(placed: readonly Placed[], unread: Unread): readonly Finding[] {
  const byId = new Map<string, Placed>();
  const findings: Finding[] = [];
  for (const one of placed) {
    const first = byId.get(one.entry.id);
    if (first === undefined) byId.set(one.entry.id, one);
    else
      findings.push(
        at(
          one,
          ["id"],
          `duplicate id ${one.entry.id}, also in ${first.file} [${first.index}]; expected an id of its own`,
        ),
      );
  }
  const mayBe = (to: string, kinds: readonly Kind[]): boolean =>
    kinds.some((kind) => unread.kinds.has(kind)) || unread.keys.has(wordKey(to));
  return [
    ...findings,
    ...checkNames(placed),
    ...checkLinks(placed, byId, mayBe),
    ...checkCitations(placed, byId, mayBe),
  ];
}

function at(placed: Placed, path: Path, message: string): Finding {
  return { file: placed.file, path: [placed.index, ...path], message };
}

interface Owner {
  readonly placed: Placed;
  readonly name: Name;
}

function checkNames(placed: readonly Placed[]): readonly Finding[] {
  const owners = new Map<string, Owner[]>();
  const findings: Finding[] = [];
  for (const one of placed) {
    const places = namePaths(one);
    for (const [index, name] of one.entry.names.entries()) {
      const key = wordKey(name.text);
      const path = places[index] ?? [];
      if (key === "") {
        findings.push(at(one, path, "holds no letter or digit; expected a name that can be typed"));
        continue;
      }
      const others = owners.get(key) ?? [];
      const rival = name.shared === true ? undefined : others.find((other) => other.name.shared !== true);
      if (others.at(-1)?.placed === one) {
        findings.push(
          at(
            one,
            path,
            `duplicate name "${name.text}" of the same entry; expected each once (case and accents do not count)`,
          ),
        );
        continue;
      }
      others.push({ placed: one, name });
      owners.set(key, others);
      if (rival !== undefined) {
        const other = `${rival.placed.entry.id} (${rival.placed.file} [${rival.placed.index}])`;
        findings.push(
          at(
            one,
            path,
            `duplicate name "${name.text}", also of ${other}; expected another, or \`shared: true\` where both are truly called so`,
          ),
        );
      }
    }
  }
  return findings;
}

/** Where each name of an entry was written, in the order of its names. */
export function namePaths({ entry, written }: Placed): readonly Path[] {
  const listed = (key: string): readonly Path[] => {
    const value = written[key];
    if (value === undefined) return [];
    return Array.isArray(value) ? value.map((_, index) => [key, index]) : [[key]];
  };
  return [...listed(kindTables[entry.kind].heading), ...listed("acronym"), ...listed("aliases")];
}

type MayBe = (to: string, kinds: readonly Kind[]) => boolean;

function checkLinks(
  placed: readonly Placed[],
  byId: ReadonlyMap<string, Placed>,
  mayBe: MayBe,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const one of placed) {
    for (const link of linksOf(one.entry)) {
      const path = statementPath(one, link.field, link.index, link.part);
      const target = byId.get(link.to);
      if (target === undefined) {
        if (mayBe(link.to, link.kinds)) continue;
        findings.push(
          at(
            one,
            path,
            `dangling reference ${link.to}; expected the id or exact name of ${link.kinds.join(" or ")}`,
          ),
        );
      } else if (!link.kinds.includes(target.entry.kind)) {
        findings.push(
          at(one, path, `${link.to} is of kind ${target.entry.kind}; expected ${link.kinds.join(" or ")}`),
        );
      } else if (target === one) {
        findings.push(at(one, path, `links ${link.to} with itself; expected another entry`));
      } else {
        const message = disagreement(one.entry, link, target.entry);
        if (message !== undefined) findings.push(at(one, path, message));
      }
    }
  }
  return findings;
}

/** A relation may be written on one side or both; where both sides write it, both must say the same. */
function disagreement(entry: Entry, link: Link, target: Entry): string | undefined {
  const field = fieldOf(entry.kind, link.field);
  const inverse = field === undefined ? undefined : inverseOf(field, link.part, target.kind);
  const other = inverse === undefined ? undefined : target.fields[inverse];
  if (inverse === undefined || other === undefined || other.some((statement) => statement.value === entry.id))
    return undefined;
  return `says ${link.to}, but ${target.id} writes its own ${inverse} without ${entry.id}; expected the relation on one side, or the same on both`;
}

function checkCitations(
  placed: readonly Placed[],
  byId: ReadonlyMap<string, Placed>,
  mayBe: MayBe,
): readonly Finding[] {
  const findings: Finding[] = [];
  const check = (one: Placed, path: Path, cites: readonly Citation[], known = new Set<string>()): void => {
    for (const { source } of cites) {
      const target = byId.get(source);
      if (target === undefined && mayBe(source, ["source"])) continue;
      if (target?.entry.kind !== "source" && !known.has(source)) {
        findings.push(
          at(one, path, `cites ${source}, which is no source; expected the id of an entry of sources.yaml`),
        );
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

/** Where the statement with this index among a field's was written, for a list may hold statements of several values. */
export function statementPath({ written }: Placed, field: string, index: number, part?: string): Path {
  const tail = part === undefined ? [] : [part];
  const inside = (value: unknown, path: Path, position: number): Path => {
    if (typeof value !== "object" || value === null || !("value" in value)) return [...path, ...tail];
    return Array.isArray(value.value) ? [...path, "value", position] : [...path, "value"];
  };
  const value = written[field];
  if (!Array.isArray(value)) return inside(value, [field], index);
  let position = index;
  for (const [place, one] of value.entries()) {
    const count =
      typeof one === "object" && one !== null && "value" in one && Array.isArray(one.value)
        ? one.value.length
        : 1;
    if (position < count) return inside(one, [field, place], position);
    position -= count;
  }
  return [field];
}
