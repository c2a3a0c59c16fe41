import type { Finding } from "../pack/parse.ts";
import { wordKey } from "../text.ts";
import type { Kind } from "./field.ts";
import { type Link, linksOf } from "./links.ts";
import { type Placed, statementPath } from "./placed.ts";
import { type Entry, isGroup, type Statement } from "./statement.ts";

/**
 * Turns links that are written by name into links by id. A registrar may write `parties: [Example University]`;
 * a name that fits several entries is an error, for nobody could say which was meant.
 */
export function resolveLinks(placed: readonly Placed[]): {
  readonly placed: readonly Placed[];
  readonly findings: readonly Finding[];
} {
  const ids = new Set(placed.map((one) => one.entry.id));
  const written = placed.flatMap((one) =>
    linksOf(one.entry)
      .filter((link) => !ids.has(link.to))
      .map((link) => ({ one, link })),
  );
  if (written.length === 0) return { placed, findings: [] };
  const named = new Map<string, { readonly kind: Kind; readonly id: string }[]>();
  for (const { entry } of placed) {
    for (const key of new Set(entry.names.map((name) => wordKey(name.text)))) {
      const fits = named.get(key) ?? [];
      fits.push({ kind: entry.kind, id: entry.id });
      named.set(key, fits);
    }
  }
  const findings: Finding[] = [];
  const meant = new Map<Placed, Meant[]>();
  for (const { one, link } of written) {
    const fits = (named.get(wordKey(link.to)) ?? []).filter((entry) => link.kinds.includes(entry.kind));
    const only = fits.length === 1 ? fits[0] : undefined;
    if (only !== undefined) meant.set(one, [...(meant.get(one) ?? []), { link, id: only.id }]);
    if (fits.length > 1) {
      findings.push({
        file: one.file,
        path: [one.index, ...statementPath(one, link.field, link.index, link.part)],
        message: `ambiguous reference ${link.to}, which may be ${fits.map((fit) => fit.id).join(" or ")}; expected an id`,
      });
    }
  }
  return {
    placed: placed.map((one) => ({ ...one, entry: withIds(one.entry, meant.get(one) ?? []) })),
    findings,
  };
}

/** What a link by name leads to. */
interface Meant {
  readonly link: Link;
  readonly id: string;
}

function withIds(entry: Entry, meant: readonly Meant[]): Entry {
  if (meant.length === 0) return entry;
  const fields: Record<string, readonly Statement[]> = { ...entry.fields };
  for (const { link, id } of meant) {
    fields[link.field] = (fields[link.field] ?? []).map((statement, index) => {
      if (index !== link.index) return statement;
      if (link.part === undefined) return { ...statement, value: id };
      return isGroup(statement.value)
        ? { ...statement, value: { ...statement.value, [link.part]: id } }
        : statement;
    });
  }
  return { ...entry, fields };
}
