import { checkEntries } from "../register/check.ts";
import type { Kind } from "../register/field.ts";
import { kindTables } from "../register/kinds.ts";
import { linksOf } from "../register/links.ts";
import type { Placed } from "../register/placed.ts";
import { findIssues } from "../register/schema.ts";
import type { Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { type Stated, statedIn, writtenEntry } from "../register/written.ts";
import { fold, wordKey } from "../text.ts";
import { type ChangeDraft, canonical, digestOf } from "./change-draft.ts";
import { changesBetween, undoOf } from "./changes.ts";
import type { Typing } from "./field-text.ts";
import { checkWhy, readLines } from "./lines.ts";
import type { Living } from "./living.ts";
import { type Wrong, wrong } from "./read.ts";
import { emptyEntry, restated } from "./restated.ts";
import type { Change } from "./revision.ts";
import { slotOf } from "./slots.ts";

/** What would come of a draft if it were saved now. */
export interface Candidate {
  /** The entry's, or the one that it would have. */
  readonly id: string;
  /** As it would be; absent where the entry is taken out. */
  readonly entry?: Entry;
  /** As it is; absent where there is none yet. */
  readonly current?: Entry;
  /** What differs, in the order of the keys typed. */
  readonly changes: readonly Change[];
  /** What is wrong, by key; `why` is the reason's. */
  readonly wrongs: ReadonlyMap<string, Wrong>;
  /** Keys that somebody else changed since the draft was begun. */
  readonly meanwhile: readonly string[];
}

export function candidateOf(draft: ChangeDraft, living: Living, typing: Typing): Candidate {
  const { view } = typing;
  const entries = living.register().entries;
  const of = (all: readonly Entry[]): Entry | undefined =>
    draft.entry === undefined ? undefined : all.find(({ id }) => id === draft.entry);
  const [current, pack] = [of(entries), of(living.pack().entries)];
  const wrongs = new Map<string, Wrong>();
  const why = { text: draft.why, view };
  const badWhy = checkWhy(why).wrong;
  if (badWhy !== undefined) wrongs.set("why", badWhy);
  const typed = new Map<string, readonly Stated[]>();
  for (const [key, text] of Object.entries(draft.typed)) {
    const slot = slotOf(draft.kind, key);
    if (slot === undefined) continue;
    const { shown, hidden } = partedBy(view, current, key);
    const read = readLines(draft.kind, slot, text, shown, why, typing);
    if (read.wrong === undefined) typed.set(key, [...hidden, ...read.value]);
    else wrongs.set(key, read.wrong);
  }
  const undone = living.revisions().find(({ number }) => number === draft.undoes);
  const id = draft.entry ?? freshId(draft, entries);
  const base = current ?? emptyEntry(draft.kind, id);
  const changes =
    undone === undefined
      ? changesBetween(current, restated(base, typed), pack)
      : undoOf(undone, current, pack).changes;
  const entry = restated(base, new Map(changes.map(({ field, after }) => [field, after])));
  const isGone = draft.does === "remove";
  const found = isGone ? missedBy(id, entries) : wrongsOf(entry, entries);
  for (const [key, one] of found) if (!wrongs.has(key)) wrongs.set(key, one);
  return {
    id,
    ...(isGone ? {} : { entry }),
    ...(current === undefined ? {} : { current }),
    changes,
    wrongs,
    meanwhile: changes
      .filter(
        ({ field, before }) => draft.base[field] !== undefined && draft.base[field] !== digestOf(before),
      )
      .map(({ field }) => field),
  };
}

/** What would lead nowhere if an entry were taken out. */
function missedBy(id: string, entries: readonly Entry[]): ReadonlyMap<string, Wrong> {
  const linking = entries.filter((other) => other.id !== id && linksOf(other).some(({ to }) => to === id));
  const ids = linking.map((other) => other.id).join(", ");
  return new Map(linking.length === 0 ? [] : [["", wrong("linked", { ids }).wrong]]);
}

/** What the draft's asker sees of a key, and what is hidden from them, which a change leaves as it is. */
export function partedBy(
  view: View,
  entry: Entry | undefined,
  key: string,
): { readonly shown: readonly Stated[]; readonly hidden: readonly Stated[] } {
  const seen = entry === undefined ? undefined : view.get(entry.id);
  const said = (one: Stated): string => canonical("text" in one ? one.text : one.value);
  const visible = new Set(statedIn(seen, key).map(said));
  const all = statedIn(entry, key);
  return {
    shown: all.filter((one) => visible.has(said(one))),
    hidden: all.filter((one) => !visible.has(said(one))),
  };
}

/** What is wrong with an entry among the others, by key: its own form, its links, what other entries say. */
function wrongsOf(entry: Entry, entries: readonly Entry[]): ReadonlyMap<string, Wrong> {
  const wrongs = new Map<string, Wrong>();
  const say = (key: unknown, message: string): void => {
    const name = typeof key === "string" ? key : "";
    if (!wrongs.has(name)) wrongs.set(name, wrong("other", { message }).wrong);
  };
  if (statedIn(entry, kindTables[entry.kind].heading).length === 0)
    wrongs.set(kindTables[entry.kind].heading, wrong("empty").wrong);
  for (const { path, message } of findIssues(entry.kind, writtenEntry(entry))) say(path[0], message);
  const placed = [entry, ...around(entry, entries)].map(placedAt);
  const findings = checkEntries(placed, { kinds: new Set(), keys: new Set() });
  for (const { file, path, message } of findings)
    if (file === placeOf(entry.id) && !message.startsWith("duplicate name")) say(path[1], message);
  return wrongs;
}

/** The entries that an entry links to, that link to it, and that it cites. */
function around(entry: Entry, entries: readonly Entry[]): readonly Entry[] {
  const ids = new Set(linksOf(entry).map(({ to }) => to));
  for (const name of entry.names) for (const { source } of name.cites) ids.add(source);
  for (const statements of Object.values(entry.fields))
    for (const { cites } of statements) for (const { source } of cites) ids.add(source);
  return entries.filter(
    (other) =>
      other.id !== entry.id && (ids.has(other.id) || linksOf(other).some(({ to }) => to === entry.id)),
  );
}

const placeOf = (id: string): string => `change of ${id}`;

function placedAt(entry: Entry): Placed {
  return { entry, file: placeOf(entry.id), index: 0, written: writtenEntry(entry) };
}

/** An id of its own for a new entry, from its heading. */
function freshId(draft: ChangeDraft, entries: readonly Entry[]): string {
  const heading = draft.typed[kindTables[draft.kind].heading] ?? "";
  const id = idFrom(draft.kind, heading, draft.id);
  const taken = new Set(entries.map((entry) => entry.id));
  for (let count = 1; ; count++) {
    const one = count === 1 ? id : `${id}-${count}`;
    if (!taken.has(one)) return one;
  }
}

/** Of a longer heading the first words do; code points. */
const longestId = 60;

function idFrom(kind: Kind, heading: string, otherwise: string): string {
  const words = wordKey(fold(heading))
    .replace(/[^a-z0-9 ]+/g, "")
    .trim()
    .split(/ +/);
  let id = "";
  for (const word of words) if (id.length + word.length < longestId) id = id === "" ? word : `${id}-${word}`;
  return id === "" ? `${kind}-${otherwise.toLowerCase().replace(/[^a-z0-9]+/g, "")}` : id;
}
