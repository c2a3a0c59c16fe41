import { wordKey } from "../text.ts";
import { checkCitations } from "./check-citations.ts";
import { findDisorder } from "./date-order.ts";
import { at, type EntryFinding, type MayBe } from "./entry-finding.ts";
import type { Kind } from "./field.ts";
import { fieldOf } from "./kinds.ts";
import { inverseOf, type Link, linksOf } from "./links.ts";
import { keyOfName, namePaths, type Placed, statementPath } from "./placed.ts";
import type { Entry, Name } from "./statement.ts";

/** What the files hold but could not be read: no link to it can be said to dangle. */
export interface Unread {
  /** Kinds whose file is no list of entries. */
  readonly kinds: ReadonlySet<Kind>;
  /** Ids and names of entries that are wrong in themselves, as word keys. */
  readonly keys: ReadonlySet<string>;
}

/**
 * All that is wrong between entries: ids, names, links, citations. What is wrong inside one, the schema says. The names,
 * which take most of the time, need not be looked at again where none is another than before.
 */
export function checkEntries(
  placed: readonly Placed[],
  unread: Unread,
  options: { readonly withNames: boolean } = { withNames: true },
): readonly EntryFinding[] {
  const byId = new Map<string, Placed>();
  const findings: EntryFinding[] = [];
  for (const one of placed) {
    const first = byId.get(one.entry.id);
    if (first === undefined) byId.set(one.entry.id, one);
    else
      findings.push(
        at(
          one,
          "id",
          ["id"],
          `duplicate id ${one.entry.id}, also in ${first.file} [${first.index}]; expected an id of its own`,
        ),
      );
  }
  const mayBe = (to: string, kinds: readonly Kind[]): boolean =>
    kinds.some((kind) => unread.kinds.has(kind)) || unread.keys.has(wordKey(to));
  return [
    ...findings,
    ...(options.withNames ? checkNames(placed) : []),
    ...checkLinks(placed, byId, mayBe),
    ...checkCitations(placed, byId, mayBe),
    ...placed.flatMap(checkOrder),
  ];
}

interface Owner {
  readonly placed: Placed;
  readonly name: Name;
}

function checkNames(placed: readonly Placed[]): readonly EntryFinding[] {
  const owners = new Map<string, Owner[]>();
  const findings: EntryFinding[] = [];
  for (const one of placed) {
    const places = namePaths(one);
    for (const [index, name] of one.entry.names.entries()) {
      const key = wordKey(name.text);
      const path = places[index] ?? [];
      if (key === "") {
        findings.push(
          at(one, "unnamed", path, "holds no letter or digit; expected a name that can be typed"),
        );
        continue;
      }
      const others = owners.get(key) ?? [];
      const rival = name.shared === true ? undefined : others.find((other) => other.name.shared !== true);
      if (others.at(-1)?.placed === one) {
        findings.push(
          at(
            one,
            "ownName",
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
            "otherName",
            path,
            `duplicate name "${name.text}", also of ${other}; expected another, or \`shared: true\` where both are truly called so`,
            { id: rival.placed.entry.id, field: keyOfName(rival.placed.entry.kind, rival.name.type) },
          ),
        );
      }
    }
  }
  return findings;
}

function checkLinks(
  placed: readonly Placed[],
  byId: ReadonlyMap<string, Placed>,
  mayBe: MayBe,
): readonly EntryFinding[] {
  const findings: EntryFinding[] = [];
  for (const one of placed) {
    for (const link of linksOf(one.entry)) {
      const path = statementPath(one, link.field, link.index, link.part);
      const target = byId.get(link.to);
      const other = { id: link.to };
      if (target === undefined) {
        if (mayBe(link.to, link.kinds)) continue;
        findings.push(
          at(
            one,
            "gone",
            path,
            `dangling reference ${link.to}; expected the id or exact name of ${link.kinds.join(" or ")}`,
            other,
          ),
        );
      } else if (!link.kinds.includes(target.entry.kind)) {
        findings.push(
          at(
            one,
            "kind",
            path,
            `${link.to} is of kind ${target.entry.kind}; expected ${link.kinds.join(" or ")}`,
            other,
          ),
        );
      } else if (target === one) {
        findings.push(at(one, "itself", path, `links ${link.to} with itself; expected another entry`));
      } else {
        const wrong = disagreement(one.entry, link, target.entry);
        if (wrong !== undefined)
          findings.push(at(one, "disagrees", path, wrong.message, { id: link.to, field: wrong.field }));
      }
    }
  }
  return findings;
}

/** A relation may be written on one side or both; where both sides write it, both must say the same. */
function disagreement(
  entry: Entry,
  link: Link,
  target: Entry,
): { readonly field: string; readonly message: string } | undefined {
  const field = fieldOf(entry.kind, link.field);
  const inverse = field === undefined ? undefined : inverseOf(field, link.part, target.kind);
  const other = inverse === undefined ? undefined : target.fields[inverse];
  if (inverse === undefined || other === undefined || other.some((statement) => statement.value === entry.id))
    return undefined;
  return {
    field: inverse,
    message: `says ${link.to}, but ${target.id} writes its own ${inverse} without ${entry.id}; expected the relation on one side, or the same on both`,
  };
}

function checkOrder(placed: Placed): readonly EntryFinding[] {
  const { entry } = placed;
  return findDisorder(entry).map(({ first, later, index, expected }) => {
    const message = `comes before its ${first}; expected ${expected} or later`;
    return at(placed, "order", statementPath(placed, later, index), message, { id: entry.id, field: first });
  });
}
