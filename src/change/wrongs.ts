import { checkEntries } from "../register/check.ts";
import type { EntryFinding } from "../register/entry-finding.ts";
import { kindTables } from "../register/kinds.ts";
import type { Placed } from "../register/placed.ts";
import { findIssues } from "../register/schema.ts";
import type { Entry } from "../register/statement.ts";
import { maySee } from "../register/view.ts";
import { statedIn, writtenEntry } from "../register/written.ts";
import type { Editing } from "./editing.ts";
import { labelAt } from "./labels.ts";
import { type Wrong, wrong } from "./read.ts";
import type { Surroundings } from "./surroundings.ts";

/**
 * What is wrong with an entry as a change would have it, by key: its own form, its links, and what other entries say. The
 * rules are those of the files; of what the editor may not see, no more is said than that something does not fit.
 */
export function wrongsOf(entry: Entry, among: Surroundings, editing: Editing): ReadonlyMap<string, Wrong> {
  const wrongs = new Map<string, Wrong>();
  const add = (key: string, what: Wrong): void => {
    if (!wrongs.has(key)) wrongs.set(key, what);
  };
  const { heading } = kindTables[entry.kind];
  if (statedIn(entry, heading).length === 0) add(heading, wrong("empty").wrong);
  for (const [key, what] of discretionWrongs(entry, editing)) add(key, what);
  for (const { path } of findIssues(entry.kind, writtenEntry(entry)))
    add(String(path[0]), wrong("unfit").wrong);
  if (wrongs.size > 0) return wrongs;
  const others = among.around(entry);
  for (const finding of checkEntries([entry, ...others].map(placedAt), {
    kinds: new Set(),
    keys: new Set(),
  })) {
    const found = inWords(finding, entry, editing);
    if (found !== undefined) add(...found);
  }
  return wrongs;
}

/** Who may see it: never fewer than can be said, and never without the editor. */
function discretionWrongs(
  entry: Entry,
  { clearance, composing }: Editing,
): readonly (readonly [string, Wrong])[] {
  const { visibility, groups = [] } = entry;
  if (groups.length > 0 && visibility !== "restricted") return [["groups", wrong("groups").wrong]];
  if (visibility === "restricted" && groups.length === 0) return [["groups", wrong("noGroups").wrong]];
  if (maySee(entry, clearance)) return [];
  const { messages } = composing.wording;
  const open = clearance.level === "public" ? ["public"] : ["public", "internal"];
  const options = open.map((one) => messages.label([`choice.${one}`], one)).join(", ");
  return [["visibility", wrong("visibility", { options }).wrong]];
}

/** What would lead nowhere if an entry were taken out. */
export function missedBy(
  id: string,
  among: Surroundings,
  { composing: { view, wording } }: Editing,
): ReadonlyMap<string, Wrong> {
  const naming = among.naming(id);
  if (naming.length === 0) return new Map();
  const titles = naming.flatMap((other) => {
    const seen = view.get(other.id);
    return seen === undefined ? [] : [wording.title(seen)];
  });
  const known = titles.length === 0 ? "no" : "yes";
  return new Map([["", wrong("linked", { known, ids: titles.join(", ") }).wrong]]);
}

/** A finding as far as it is about the entry, and in words of the catalogues. */
function inWords(
  { rule, file, path, other }: EntryFinding,
  entry: Entry,
  { composing }: Editing,
): readonly [key: string, what: Wrong] | undefined {
  const { view, wording } = composing;
  const isOwn = file === placeOf(entry.id);
  // Two may have one name: a change that makes it so marks it (see candidate.ts).
  if (rule === "otherName" || (!isOwn && other?.id !== entry.id)) return undefined;
  const key = String((isOwn ? path[1] : other?.field) ?? "");
  const far = view.get(isOwn ? (other?.id ?? "") : file.slice(placeOf("").length));
  switch (rule) {
    case "unnamed":
      return [key, wrong("unnamed").wrong];
    case "ownName":
      return [key, wrong("sameName").wrong];
    case "itself":
      return [key, wrong("itself").wrong];
    case "gone":
    case "source":
      return [key, wrong("gone").wrong];
    case "disagrees":
      return [
        key,
        far === undefined ? wrong("unfit").wrong : wrong("disagrees", { other: wording.title(far) }).wrong,
      ];
    case "order":
      return [key, wrong("order", { other: labelAt(composing, entry.kind, other?.field ?? "") }).wrong];
    default:
      return [key, wrong("unfit").wrong];
  }
}

const placeOf = (id: string): string => `change of ${id}`;

/** An entry is looked at with each change of one near it. */
const placed = new WeakMap<Entry, Placed>();

function placedAt(entry: Entry): Placed {
  const known = placed.get(entry);
  if (known !== undefined) return known;
  const fresh = { entry, file: placeOf(entry.id), index: 0, written: writtenEntry(entry) };
  placed.set(entry, fresh);
  return fresh;
}
