import type { Entry, Name } from "../register/statement.ts";
import type { Stated } from "../register/written.ts";
import { keyOf } from "./called.ts";
import { type ChangeDraft, digestOf } from "./change-draft.ts";
import { changesBetween, undoOf } from "./changes.ts";
import { type Editing, seerOf, typingOf } from "./editing.ts";
import { freshId } from "./entry-ids.ts";
import { checkWhy, readLines } from "./lines.ts";
import type { Living } from "./living.ts";
import { isShown, partedBy, type Seer } from "./parted.ts";
import { type Wrong, wrong } from "./read.ts";
import { emptyEntry, restated } from "./restated.ts";
import type { Change, Revision } from "./revision.ts";
import { slotFor } from "./slots.ts";
import type { Surroundings } from "./surroundings.ts";
import { missedBy, wrongsOf } from "./wrongs.ts";

/** What would come of a draft if it were saved now. */
export interface Candidate {
  /** The entry's, or the one that it would have. */
  readonly id: string;
  readonly does: Revision["does"];
  /** As it would be; absent where the entry is taken out. */
  readonly entry?: Entry;
  /** As it is, whole: what of it may be shown is the view's to say. Absent where there is none. */
  readonly current?: Entry;
  /** What differs, in the order of a file's keys. */
  readonly changes: readonly Change[];
  /** What is wrong, by key; `why` is the reason's. */
  readonly wrongs: ReadonlyMap<string, Wrong>;
  /** Keys that somebody else changed since the draft was begun. */
  readonly meanwhile: readonly string[];
}

export function candidateOf(draft: ChangeDraft, living: Living, editing: Editing): Candidate {
  const among = living.surroundings();
  const seer = seerOf(editing);
  const current = draft.entry === undefined ? undefined : among.get(draft.entry);
  const pack = draft.entry === undefined ? undefined : living.inPack(draft.entry);
  const id = draft.entry ?? freshId(draft, among, seer.view);
  const wrongs = new Map<string, Wrong>();
  const badWhy = checkWhy({ text: draft.why, view: seer.view }).wrong;
  if (badWhy !== undefined) wrongs.set("why", badWhy);
  const undone =
    draft.undoes === undefined ? undefined : living.revisions().find((one) => one.number === draft.undoes);
  const wanted =
    undone === undefined
      ? { does: draft.does, after: typedOver(draft, current ?? emptyEntry(draft.kind, id), editing, wrongs) }
      : takenBack(undone, draft, {
          ...(current === undefined ? {} : { current }),
          ...(pack === undefined ? {} : { pack }),
          seer,
        });
  const entry = wanted.after === undefined ? undefined : sharing(wanted.after, current, among);
  const changes = changesBetween(current, entry, pack);
  if (draft.does === "edit" && seer.view.get(id) === undefined) wrongs.set("", wrong("removed").wrong);
  else {
    const found = entry === undefined ? missedBy(id, among, editing) : wrongsOf(entry, among, editing);
    for (const [key, one] of found) if (!wrongs.has(key)) wrongs.set(key, one);
  }
  const shown = (key: string): string => digestOf(partedBy(seer, current, key).shown);
  return {
    id,
    does: wanted.does,
    ...(entry === undefined ? {} : { entry }),
    ...(current === undefined ? {} : { current }),
    changes,
    wrongs,
    meanwhile: changes
      .filter(({ field }) => Object.hasOwn(draft.base, field) && draft.base[field] !== shown(field))
      .map(({ field }) => field),
  };
}

/** The entry with what was typed, as far as it can be read. */
function typedOver(draft: ChangeDraft, base: Entry, editing: Editing, wrongs: Map<string, Wrong>): Entry {
  const { view } = editing.composing;
  const typing = typingOf(editing, draft.kind);
  const typed = new Map<string, readonly Stated[]>();
  for (const [key, text] of Object.entries(draft.typed)) {
    const slot = slotFor(draft.kind, key, editing.clearance);
    if (slot === undefined) continue;
    const { shown, whole } = partedBy(seerOf(editing), base, key);
    const read = readLines(draft.kind, slot, text, shown, { text: draft.why, view }, typing);
    if (read.wrong === undefined) typed.set(key, whole(read.value));
    else wrongs.set(key, read.wrong);
  }
  return restated(base, typed);
}

/**
 * What is left when a revision is taken back, but for the keys that are to stay as somebody else made them since. What is hidden
 * from whoever takes it back stays as it is now.
 */
function takenBack(
  undone: Revision,
  { kind, left = [] }: ChangeDraft,
  { current, pack, seer }: { readonly current?: Entry; readonly pack?: Entry; readonly seer: Seer },
): { readonly does: Revision["does"]; readonly after: Entry | undefined } {
  const { does, changes } = undoOf(undone, current, pack);
  if (does === "remove") return { does, after: undefined };
  const kept = changes.filter(({ field }) => !left.includes(field));
  const base = current ?? emptyEntry(kind, undone.entry);
  const back = kept.map(({ field, after }) => {
    if (current === undefined) return [field, after] as const;
    const shown = after.filter((one) => isShown(seer, kind, field, one));
    return [field, partedBy(seer, current, field).whole(shown)] as const;
  });
  return { does, after: restated(base, new Map(back)) };
}

/** Names that others have, too, are marked as shared: a register takes them for a mistake otherwise. */
function sharing(entry: Entry, current: Entry | undefined, among: Surroundings): Entry {
  const known = new Set(current?.names);
  const isTaken = (name: Name): boolean => [...among.called(keyOf(name))].some((id) => id !== entry.id);
  const names = entry.names.map((name) =>
    name.shared === true || known.has(name) || !isTaken(name) ? name : { ...name, shared: true as const },
  );
  return { ...entry, names };
}

/** What stands under each key as the editor sees it, as digests: what a draft begins from. */
export function baseOf(
  keys: readonly string[],
  current: Entry | undefined,
  editing: Editing,
): ChangeDraft["base"] {
  const seer = seerOf(editing);
  return Object.fromEntries(keys.map((key) => [key, digestOf(partedBy(seer, current, key).shown)]));
}
