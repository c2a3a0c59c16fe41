import type { NoteKeeper } from "../notes.ts";
import { createRegister, type Register } from "../register/register.ts";
import type { Editor } from "./editor.ts";
import type { Living } from "./living.ts";
import type { Revision, RevisionKeeper } from "./revision.ts";
import type { WishKeeper } from "./wishes.ts";

// What checks a change knows every rule of the files, and is loaded where one of these is called and not before.

/** A register that people change from where they work. */
export interface Changes {
  readonly living: Living;
  readonly editor: Editor;
}

export interface ChangesOptions {
  /** What the files say. */
  readonly pack: Register;
  readonly revisions: RevisionKeeper;
  readonly notes: NoteKeeper;
  readonly wishes: WishKeeper;
  /** A name for a draft that no other has. */
  newId(): string;
}

/** Nothing is laid over the files yet: `living.catchUp()` does. */
export async function openChanges({ pack, revisions, ...options }: ChangesOptions): Promise<Changes> {
  const [{ createLiving }, { createEditor }] = await Promise.all([
    import("./living.ts"),
    import("./editor.ts"),
  ]);
  const living = createLiving(pack, revisions);
  return { living, editor: createEditor({ living, ...options }) };
}

/** The register in force, for who only reads it. */
export async function registerInForce(pack: Register, revisions: readonly Revision[]): Promise<Register> {
  if (revisions.length === 0) return pack;
  const { layOver } = await import("./overlay.ts");
  return createRegister(layOver(pack.entries, revisions).entries);
}
