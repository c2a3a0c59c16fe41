import fc from "fast-check";
import { changesBetween, undoOf } from "../../src/change/changes.ts";
import { layOver } from "../../src/change/overlay.ts";
import { restated } from "../../src/change/restated.ts";
import type { Change, Revision } from "../../src/change/revision.ts";
import { kinds } from "../../src/register/field.ts";
import type { Entry } from "../../src/register/statement.ts";
import { type Stated, statedIn, statedKeys } from "../../src/register/written.ts";
import { type Among, entryArbitrary } from "../register/arbitrary-entry.ts";

/** Somebody who revises the register of some files, one revision after another, each of what holds by then. */
export interface Reviser {
  readonly revisions: readonly Revision[];
  /** The entry as it stands. */
  get(id: string): Entry | undefined;
  edit(id: string, stated: Readonly<Record<string, readonly Stated[]>>): Revision;
  /** Makes the entry what it is to be: makes it, takes it out where it is to be nothing, or edits it. */
  make(id: string, entry: Entry | undefined): Revision;
  undo(revision: Revision): Revision;
}

export function createReviser(entries: readonly Entry[], earlier: readonly Revision[] = []): Reviser {
  const pack = new Map(entries.map((entry) => [entry.id, entry]));
  const revisions = [...earlier];
  const get = (id: string): Entry | undefined =>
    layOver(entries, revisions).entries.find((entry) => entry.id === id);
  const push = (
    { id, kind }: Entry,
    does: Revision["does"],
    changes: readonly Change[],
    undoes?: number,
  ): Revision => {
    const number = (revisions.at(-1)?.number ?? 0) + 1;
    const revision: Revision = {
      number,
      turn: 1 + revisions.filter(({ entry }) => entry === id).length,
      draft: `draft-${number}`,
      at: Date.UTC(2024, 3, 25, 1, number),
      by: "telegram:1",
      byName: "Ann",
      from: "telegram:-1001",
      why: "told by the secretariat",
      entry: id,
      kind,
      does,
      changes,
      ...(undoes === undefined ? {} : { undoes }),
    };
    revisions.push(revision);
    return revision;
  };
  const make = (id: string, entry: Entry | undefined): Revision => {
    const before = get(id);
    const some = before ?? entry;
    if (some === undefined) throw new Error(`there is no ${id}`);
    const does = before === undefined ? "add" : entry === undefined ? "remove" : "edit";
    return push(some, does, changesBetween(before, entry, pack.get(id)));
  };
  return {
    revisions,
    get,
    make,
    edit: (id, stated) => {
      const entry = get(id);
      if (entry === undefined) throw new Error(`there is no ${id}`);
      return make(id, restated(entry, new Map(Object.entries(stated))));
    },
    undo: (revision) => {
      const { entry: id, kind, number } = revision;
      const { does, changes } = undoOf(revision, get(id), pack.get(id));
      return push({ id, kind, names: [], fields: {} }, does, changes, number);
    },
  };
}

/** Random revisions over a register, with links, citations and names that mostly fit. */
export function revisionsArbitrary(
  entries: readonly Entry[],
  maxLength: number,
): fc.Arbitrary<readonly Revision[]> {
  const among: Among = {
    sources: entries.filter(({ kind }) => kind === "source").map(({ id }) => id),
    idsOf: (of) => entries.filter(({ kind }) => of.includes(kind)).map(({ id }) => id),
  };
  const step = fc.record({
    does: fc.constantFrom("edit", "edit", "edit", "leave out", "add", "remove", "undo"),
    drawn: fc.oneof(...kinds.map((kind) => entryArbitrary(kind, among))),
    at: fc.nat(),
    keys: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
  });
  return fc.array(step, { minLength: 1, maxLength }).map((steps) => {
    const reviser = createReviser(entries);
    for (const [index, { does, drawn, at, keys }] of steps.entries()) {
      const pick = <T>(list: readonly T[]): T | undefined => list[at % list.length];
      const same = layOver(entries, reviser.revisions).entries.filter(({ kind }) => kind === drawn.kind);
      const target = pick(same);
      const undone = pick(reviser.revisions);
      if (does === "undo" && undone !== undefined) reviser.undo(undone);
      else if (does === "add") reviser.make(`new-${index}`, { ...drawn, id: `new-${index}` });
      else if (target === undefined) continue;
      else if (does === "remove") reviser.make(target.id, undefined);
      else if (does === "leave out") {
        const key = pick(Object.keys(target.fields));
        if (key !== undefined) reviser.edit(target.id, { [key]: [] });
      } else {
        const drawnKeys = statedKeys(drawn);
        const chosen = keys.map((key) => drawnKeys[key % drawnKeys.length] ?? "");
        reviser.edit(target.id, Object.fromEntries(chosen.map((key) => [key, statedIn(drawn, key)])));
      }
    }
    return reviser.revisions;
  });
}
