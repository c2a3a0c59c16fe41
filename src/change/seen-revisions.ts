import type { Entry, Visibility } from "../register/statement.ts";
import { maySee } from "../register/view.ts";
import type { Stated } from "../register/written.ts";
import { statedIn } from "../register/written.ts";
import { isShown, type Seer } from "./parted.ts";
import type { Change, Revision } from "./revision.ts";

/** A revision as far as somebody may see it. */
export interface SeenRevision {
  readonly revision: Revision;
  readonly changes: readonly Change[];
  /** True where it changed nothing that is hidden; else its reason may be about that. */
  readonly isWhole: boolean;
}

/**
 * The revisions of an entry as somebody may see them. What was changed while the entry itself was hidden stays hidden,
 * whoever sees the entry now.
 *
 * @param revisions all of the entry's, in their order.
 */
export function seenRevisions(
  revisions: readonly Revision[],
  current: Entry | undefined,
  seer: Seer,
): readonly SeenRevision[] {
  const seen: SeenRevision[] = [];
  let [visibility, groups] = [statedIn(current, "visibility"), statedIn(current, "groups")];
  const mayLook = (): boolean => maySee(discretionOf(visibility, groups), seer.clearance);
  for (const revision of revisions.toReversed()) {
    const { kind, changes } = revision;
    const sawAfter = mayLook();
    visibility = changes.find(({ field }) => field === "visibility")?.before ?? visibility;
    groups = changes.find(({ field }) => field === "groups")?.before ?? groups;
    if (!sawAfter || !mayLook()) continue;
    const shown = changes.flatMap((change): readonly Change[] => {
      const [before, after] = [change.before, change.after].map((stated) =>
        stated.filter((one) => isShown(seer, kind, change.field, one)),
      );
      const isSame = JSON.stringify(before) === JSON.stringify(after);
      return before === undefined || after === undefined || isSame ? [] : [{ ...change, before, after }];
    });
    const isWhole = changes.every(({ field, before, after }) => {
      const [hiddenBefore, hiddenAfter] = [before, after].map((stated) =>
        stated.filter((one) => !isShown(seer, kind, field, one)),
      );
      return JSON.stringify(hiddenBefore) === JSON.stringify(hiddenAfter);
    });
    if (shown.length > 0) seen.push({ revision, changes: shown, isWhole });
  }
  return seen.toReversed();
}

function discretionOf(
  visibility: readonly Stated[],
  groups: readonly Stated[],
): { readonly visibility?: Visibility; readonly groups?: readonly string[] } {
  const [level] = visibility.flatMap((one) => ("value" in one ? [one.value as Visibility] : []));
  return {
    ...(level === undefined ? {} : { visibility: level }),
    groups: groups.flatMap((one) => ("value" in one ? [String(one.value)] : [])),
  };
}

/** The numbers of the revisions that are taken back; what took one back may be taken back itself. */
export function findUndone(revisions: readonly Revision[]): ReadonlySet<number> {
  const undone = new Set<number>();
  for (const { number, undoes } of revisions.toReversed())
    if (undoes !== undefined && !undone.has(number)) undone.add(undoes);
  return undone;
}
