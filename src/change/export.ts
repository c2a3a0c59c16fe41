import { isDeepStrictEqual } from "node:util";
import { RegisterError } from "../errors.ts";
import { type EntryEdit, editEntries, type FileEdit, formatEntries } from "../pack/edit.ts";
import type { Pack, PackFile } from "../pack/pack.ts";
import { compilePack } from "../register/compile.ts";
import { kinds } from "../register/field.ts";
import { kindTables } from "../register/kinds.ts";
import { linksOf } from "../register/links.ts";
import { citesOf, normaliseEntry } from "../register/normalise.ts";
import type { Placed } from "../register/placed.ts";
import type { Entry } from "../register/statement.ts";
import { isWritable, statedIn, statedKeys, writtenEntry } from "../register/written.ts";
import { wordKey } from "../text.ts";
import { changesBetween } from "./changes.ts";
import { layOver, type Overlaid } from "./overlay.ts";
import { withKeys } from "./restated.ts";
import type { Revision } from "./revision.ts";
import { rewrittenField } from "./rewritten.ts";

/** A register's files with the revisions written into them. */
export interface Exported extends Overlaid {
  readonly files: readonly PackFile[];
  /** How many entries are written otherwise than before, are new, and are no more. */
  readonly edited: number;
  readonly added: number;
  readonly removed: number;
}

/**
 * Writes the revisions in force into the text of the files they lie over: entries that none touches stay as they are, byte
 * for byte. The files load to the register in force; revisions that are set aside are not in it.
 *
 * @throws RegisterError where the files cannot be loaded.
 */
export function exportPack(pack: Pack, revisions: readonly Revision[]): Exported {
  const { entries, placed, problems } = compilePack(pack);
  if (problems.length > 0) throw new RegisterError(pack.folder, problems);
  const overlaid = layOver(entries, revisions);
  const now = new Map(overlaid.entries.map((entry) => [entry.id, entry]));
  const known = new Set(entries.map(({ id }) => id));
  const added = overlaid.entries.filter(({ id }) => !known.has(id));
  const gone = placed.filter(({ entry }) => !now.has(entry.id));
  const renamed = renamedKeys(entries, now);
  const edits = new Map<Placed, EntryEdit>();
  for (const one of placed) {
    const entry = now.get(one.entry.id);
    const edit = entry === undefined ? undefined : entryEdit(one, entry, { renamed, now });
    if (edit !== undefined) edits.set(one, edit);
  }
  const files = editFiles(pack.files, {
    edits: [...edits].map(([{ file }, edit]) => ({ file, edit })),
    gone,
    added,
  });
  const read = compilePack({ folder: pack.folder, files });
  if (read.problems.length > 0 || !isDeepStrictEqual(read.entries, overlaid.entries))
    throw new Error("the exported files do not hold the register in force; nothing was written");
  return { ...overlaid, files, edited: edits.size, added: added.length, removed: gone.length };
}

interface Surroundings {
  /** Names, as word keys, that no link may be written by any more. */
  readonly renamed: ReadonlySet<string>;
  /** The register in force. */
  readonly now: ReadonlyMap<string, Entry>;
}

/** What has to be written otherwise in an entry of the files, if anything. */
function entryEdit(
  { entry: before, written, index }: Placed,
  after: Entry,
  { renamed, now }: Surroundings,
): EntryEdit | undefined {
  const { kind } = before;
  const changed = new Set(before === after ? [] : changesBetween(before, after).map(({ field }) => field));
  for (const link of linksOf(normaliseEntry(kind, written)))
    if (renamed.has(wordKey(link.to))) changed.add(link.field);
  const known = citesOf(written.cite);
  const keys = new Map<string, unknown>();
  const isCited =
    known.every(({ source }) => now.has(source)) &&
    [...changed].every((key) => isWritable(kind, key, statedIn(after, key), known));
  if (!isCited) {
    // Something in it has no citation at all, or its source is no more: each of the others has to be given its own.
    keys.set("cite", undefined);
    for (const key of statedKeys(after)) changed.add(key);
  }
  const defaults = isCited ? known : [];
  for (const key of changed) {
    const value = rewrittenField(
      kind,
      key,
      isCited ? written[key] : undefined,
      statedIn(after, key),
      defaults,
    );
    if (!isDeepStrictEqual(value, written[key])) keys.set(key, value);
  }
  if (keys.size === 0) return undefined;
  return { index, keys, withKeys: (own, added) => withKeys(kind, own, added) };
}

/** Names, as word keys, whose meaning has changed: no link may be written by them any more. */
function renamedKeys(entries: readonly Entry[], now: ReadonlyMap<string, Entry>): ReadonlySet<string> {
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  const touched = [...entries, ...now.values()].filter(
    ({ id }) => !isDeepStrictEqual(known.get(id)?.names, now.get(id)?.names),
  );
  return new Set(touched.flatMap(({ id, names }) => [id, ...names.map(({ text }) => text)]).map(wordKey));
}

interface Edits {
  readonly edits: readonly { readonly file: string; readonly edit: EntryEdit }[];
  readonly gone: readonly Placed[];
  readonly added: readonly Entry[];
}

function editFiles(files: readonly PackFile[], { edits, gone, added }: Edits): readonly PackFile[] {
  const unwritten = new Map(
    kinds.map((kind) => [
      kind,
      added.filter((entry) => entry.kind === kind).map((entry) => writtenEntry(entry)),
    ]),
  );
  // Two files of one kind are read one after the other: new entries come after those of the last.
  const edited = files.toReversed().map((file): PackFile => {
    const kind = kinds.find((one) => kindTables[one].file === file.name.replace(/\.yml$/i, ".yaml"));
    const edit: FileEdit = {
      edited: edits.filter((one) => one.file === file.name).map((one) => one.edit),
      removed: new Set(gone.filter((one) => one.file === file.name).map(({ index }) => index)),
      added: (kind === undefined ? undefined : unwritten.get(kind)) ?? [],
    };
    if (kind !== undefined) unwritten.delete(kind);
    const isTouched = edit.edited.length > 0 || edit.removed.size > 0 || edit.added.length > 0;
    return isTouched ? { name: file.name, text: editEntries(file.text, edit) } : file;
  });
  const made = [...unwritten].flatMap(([kind, entries]) =>
    entries.length === 0 ? [] : [{ name: kindTables[kind].file, text: formatEntries(entries) }],
  );
  return [...edited.toReversed(), ...made].sort((a, b) => (a.name < b.name ? -1 : 1));
}
