import type { Entry } from "../register/statement.ts";
import { keyOf } from "./called.ts";
import { layEntry } from "./laid.ts";
import { findMisfits } from "./misfits.ts";
import { inFileOrder, layOver, type Overlaid } from "./overlay.ts";
import type { Revision } from "./revision.ts";
import { type StandingEntry, standingOf, stoodOn } from "./standing.ts";
import { createSurroundings, type Surroundings } from "./surroundings.ts";

/**
 * Revisions laid over a register's files one after another. One more takes the time of what it touches: only where it does
 * not fit, or takes something out or back in, all are laid anew.
 */
export interface Laying {
  entries(): readonly Entry[];
  /** As the files alone have it. */
  inPack(id: string): Entry | undefined;
  surroundings(): Surroundings;
  /** What whoever keeps the files should look at. */
  remarks(): Pick<Overlaid, "shadowed" | "aside">;
  /** Those that come after all that were taken before. */
  take(fresh: readonly Revision[]): void;
}

const none: ReadonlySet<never> = new Set();

export function createLaying(pack: readonly Entry[], revisions: readonly Revision[]): Laying {
  const own = new Map(pack.map((entry) => [entry.id, entry]));
  let known = [...revisions];
  let standing = new Map(standingOf(known));
  let overlaid: Overlaid | undefined = layOver(pack, known);
  let entries = overlaid.entries;
  let isAside = overlaid.aside.length > 0;
  let around: Surroundings | undefined;

  const layAll = (): void => {
    overlaid = layOver(pack, known);
    entries = overlaid.entries;
    isAside = overlaid.aside.length > 0;
    around = undefined;
  };
  const surroundings = (): Surroundings => {
    around ??= createSurroundings(entries);
    return around;
  };
  /** True where that is all there is to do. */
  const layOne = (revision: Revision, one: StandingEntry, isNew: boolean): boolean => {
    const { entry: id, does } = revision;
    const among = surroundings();
    const before = among.get(id);
    const isAdded = does === "add" && isNew && before === undefined && !own.has(id);
    if (isAside || !(isAdded || (does === "edit" && before !== undefined))) return false;
    const laid = layEntry(own.get(id), one, none);
    const { entry } = laid;
    if (entry === undefined || laid.reason !== undefined) return false;
    const namesakes = entry.names.flatMap((name) => [...among.called(keyOf(name))]);
    const ids = new Set([...among.around(entry).map((other) => other.id), ...namesakes]);
    ids.delete(id);
    const near = [...ids].flatMap((other) => among.get(other) ?? []);
    if (findMisfits([...near, entry], new Map([[id, laid]])).length > 0) return false;
    among.replace(before, entry);
    entries =
      before === undefined ? inFileOrder([...entries, entry]) : entries.with(entries.indexOf(before), entry);
    overlaid = undefined;
    return true;
  };
  return {
    entries: () => entries,
    inPack: (id) => own.get(id),
    surroundings,
    remarks() {
      overlaid ??= layOver(pack, known);
      return overlaid;
    },
    take(fresh) {
      known = known.concat(fresh);
      const [only] = fresh;
      if (fresh.length !== 1 || only === undefined) {
        standing = new Map(standingOf(known));
        layAll();
        return;
      }
      const before = standing.get(only.entry);
      const one = stoodOn(before, only);
      standing.set(only.entry, one);
      if (!layOne(only, one, before === undefined)) layAll();
    },
  };
}
