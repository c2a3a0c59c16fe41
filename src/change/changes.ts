import type { Entry } from "../register/statement.ts";
import { keysOf, statedIn } from "../register/written.ts";
import { emptyEntry, restated, saysTheSame } from "./restated.ts";
import type { Change, Revision } from "./revision.ts";

/**
 * What has to change for an entry to say something else, field by field; an entry that is made or taken out is nothing
 * on one side. `pack` is the entry as the register's files have it, for what lies over them has to know what they said.
 */
export function changesBetween(
  before: Entry | undefined,
  after: Entry | undefined,
  pack: Entry | undefined = before,
): readonly Change[] {
  const kind = before?.kind ?? after?.kind;
  if (kind === undefined) return [];
  return keysOf(kind).flatMap((field): readonly Change[] => {
    const [was, is, inPack] = [statedIn(before, field), statedIn(after, field), statedIn(pack, field)];
    if (saysTheSame(was, is)) return [];
    return [{ field, before: was, after: is, ...(saysTheSame(inPack, was) ? {} : { pack: inPack }) }];
  });
}

/** What a revision that takes another back does. */
export interface Undoing {
  readonly does: Revision["does"];
  /** None where nothing is left to take back. */
  readonly changes: readonly Change[];
}

/**
 * What takes a revision back: its fields say again what they said before it, whatever was made of them since; the other
 * fields stay as they are. `inForce` is the entry as it stands, `pack` as the register's files have it.
 */
export function undoOf(
  { does, kind, entry, changes }: Pick<Revision, "does" | "kind" | "entry" | "changes">,
  inForce: Entry | undefined,
  pack: Entry | undefined,
): Undoing {
  const earlier = new Map(changes.map(({ field, before }) => [field, before]));
  if (does === "add") return { does: "remove", changes: changesBetween(inForce, undefined, pack) };
  if (inForce !== undefined)
    return { does: "edit", changes: changesBetween(inForce, restated(inForce, earlier), pack) };
  if (does === "edit") return { does, changes: [] };
  const back = restated(emptyEntry(kind, entry), earlier);
  return { does: "add", changes: changesBetween(undefined, back, pack) };
}
