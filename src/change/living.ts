import { createRegister, type Register } from "../register/register.ts";
import type { Entry } from "../register/statement.ts";
import { createLaying, type Laying } from "./laying.ts";
import type { Aside, Shadow } from "./overlay.ts";
import type { Added, NewRevision, Revision, RevisionKeeper } from "./revision.ts";
import type { Surroundings } from "./surroundings.ts";

/**
 * The register in force: the files, with the revisions made in chat laid over them. Start here; overlay.ts says how they
 * are laid, editor.ts how one is made, revision.ts what it is.
 */
export interface Living {
  /** Another object after each change. */
  register(): Register;
  /** Its entries by what leads to them. */
  surroundings(): Surroundings;
  /** An entry as the files alone have it. */
  inPack(id: string): Entry | undefined;
  /** What the files alone say. */
  pack(): Register;
  /** All that are known here, in their order. */
  revisions(): readonly Revision[];
  /** Those of one entry, in their order. */
  of(entry: string): readonly Revision[];
  readonly shadowed: () => readonly Shadow[];
  readonly aside: () => readonly Aside[];
  /**
   * Keeps a revision; it is in force when this settles.
   *
   * @throws NotSaved
   */
  add(revision: NewRevision): Promise<Added>;
  /** Lays over what others kept meanwhile; true where there was any. */
  catchUp(): Promise<boolean>;
  /** What would be in force with other files: the register that `replacePack` puts in force, unless something is revised before. */
  withPack(pack: Register): Register;
  /** Other files; the revisions stay. */
  replacePack(pack: Register): void;
}

/** Files with the revisions that were known over them. */
interface Laid {
  readonly files: Register;
  readonly known: readonly Revision[];
  readonly laying: Laying;
  readonly register: Register;
}

export function createLiving(pack: Register, keeper: RevisionKeeper): Living {
  let known: readonly Revision[] = [];
  const byEntry = new Map<string, readonly Revision[]>();
  const layOver = (files: Register): Laid => {
    const laying = createLaying(files.entries, known);
    return { files, known, laying, register: known.length === 0 ? files : createRegister(laying.entries()) };
  };
  let laid = layOver(pack);
  let coming: Laid | undefined;
  /** What is known already is left out. */
  const take = (revisions: readonly Revision[]): boolean => {
    const last = known.at(-1)?.number ?? 0;
    const fresh = revisions.filter(({ number }) => number > last);
    if (fresh.length === 0) return false;
    known = known.concat(fresh);
    for (const [entry, own] of grouped(fresh)) byEntry.set(entry, (byEntry.get(entry) ?? []).concat(own));
    const { files, laying } = laid;
    laying.take(fresh);
    laid = { files, known, laying, register: createRegister(laying.entries()) };
    return true;
  };
  const catchUp = async (): Promise<boolean> => take(await keeper.since(known.at(-1)?.number ?? 0));
  return {
    register: () => laid.register,
    surroundings: () => laid.laying.surroundings(),
    inPack: (id) => laid.laying.inPack(id),
    pack: () => laid.files,
    revisions: () => known,
    of: (entry) => byEntry.get(entry) ?? [],
    shadowed: () => laid.laying.remarks().shadowed,
    aside: () => laid.laying.remarks().aside,
    async add(revision) {
      const added = await keeper.add(revision);
      // Numbers are given out in the order of the commits: where one is missing here, somebody else has it.
      if (added.kind === "added" && added.revision.number === (known.at(-1)?.number ?? 0) + 1)
        take([added.revision]);
      else await catchUp();
      return added;
    },
    catchUp,
    withPack(next) {
      coming = layOver(next);
      return coming.register;
    },
    replacePack(next) {
      laid = coming?.files === next && coming.known === known ? coming : layOver(next);
      coming = undefined;
    },
  };
}

function grouped(revisions: readonly Revision[]): ReadonlyMap<string, readonly Revision[]> {
  const groups = new Map<string, Revision[]>();
  for (const revision of revisions) {
    const group = groups.get(revision.entry);
    if (group === undefined) groups.set(revision.entry, [revision]);
    else group.push(revision);
  }
  return groups;
}

/** Keeps revisions until the process ends: for a desk without a store. */
export function createRevisions(): RevisionKeeper {
  const kept: Revision[] = [];
  return {
    since: async (number) => kept.filter((revision) => revision.number > number),
    async add(revision) {
      const known = kept.find(({ draft }) => draft === revision.draft);
      if (known !== undefined) return { kind: "known", revision: known };
      if (kept.some(({ entry, turn }) => entry === revision.entry && turn === revision.turn))
        return { kind: "behind" };
      const added: Revision = { ...revision, number: kept.length + 1 };
      kept.push(added);
      return { kind: "added", revision: added };
    },
  };
}
