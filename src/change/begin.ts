import { nothingCalled } from "../answer/not-found.ts";
import type { ChangeQuery } from "../question/query.ts";
import { kindTables } from "../register/kinds.ts";
import { formatClearance } from "../register/view.ts";
import { baseOf } from "./candidate.ts";
import { type ChangeDraft, digestOf } from "./change-draft.ts";
import { type Drafting, said } from "./drafting.ts";
import { type Changed, type Editing, seerOf } from "./editing.ts";
import type { Living } from "./living.ts";
import { isShown } from "./parted.ts";
import type { Revision } from "./revision.ts";
import { findUndone, seenRevisions } from "./seen-revisions.ts";
import { slotFor, slotsFor } from "./slots.ts";
import { goOn, keysToAsk, valueFor } from "./steps.ts";

/** How a change begins: a new entry, other values for one, or taking a revision back. */
export interface Beginnings {
  add(query: Extract<ChangeQuery, { kind: "add" }>, editing: Editing): Promise<Changed>;
  edit(query: Extract<ChangeQuery, { kind: "edit" }>, editing: Editing): Promise<Changed>;
  /** Without a number, the asker's own latest. */
  undo(number: number | undefined, editing: Editing): Promise<Changed>;
}

export function createBeginnings({ living, go }: Drafting, newId: () => string): Beginnings {
  const begin = async (
    editing: Editing,
    start: Pick<ChangeDraft, "does" | "kind"> & Partial<ChangeDraft>,
  ): Promise<Changed> => {
    const { composing, by, byName, from, conversation, showsForms } = editing;
    const { clearance } = editing;
    const current = start.entry === undefined ? undefined : living.surroundings().get(start.entry);
    const isUndo = start.undoes !== undefined;
    const keys = slotsFor(start.kind, clearance).map(({ key }) => key);
    const blank: ChangeDraft = {
      id: newId(),
      by,
      ...(byName === undefined ? {} : { byName }),
      from,
      ...(conversation === undefined || showsForms ? {} : { conversation }),
      clearance: formatClearance(clearance),
      lang: composing.wording.messages.lang,
      typed: {},
      base: baseOf(keys, current, editing),
      why: "",
      at: { ask: "menu" },
      ahead: [],
      behind: [],
      ...start,
    };
    const draft = start.does === "add" && !isUndo ? { ...blank, ahead: keysToAsk(blank) } : blank;
    // An edit of which nothing is known yet asks which field it is; all else knows what comes next.
    const isOpen = start.does === "edit" && !isUndo && draft.at.ask === "menu";
    const asking = isOpen ? draft : goOn(draft);
    // From the first thing asked of a new entry there is no way back.
    return go(editing, start.does === "add" ? { ...asking, behind: [] } : asking, { isForm: true });
  };

  return {
    add: (query, editing) => {
      const { heading } = kindTables[query.of];
      const { level, groups } = editing.clearance;
      // What is told where few read it is not for all, unless its editor says so.
      const seenBy =
        level === "public" || (level === "restricted" && groups.length === 0)
          ? {}
          : { visibility: level, ...(level === "restricted" ? { groups: groups.join("\n") } : {}) };
      const typed = { ...(query.title === "" ? {} : { [heading]: query.title }), ...seenBy };
      return begin(editing, { does: "add", kind: query.of, typed });
    },
    async edit(query, editing) {
      const { composing } = editing;
      const entry = composing.view.get(query.entry);
      if (entry === undefined) return nothingCalled(composing, query.entry);
      const { kind, id } = entry;
      const begun = { does: "edit", kind, entry: id } as const;
      const { say } = composing.wording.messages;
      if (query.as === "cancelled" || query.as === "done") {
        const value = valueFor(kind, query.as);
        if (value === undefined)
          return said("notFound", say("change.noPurpose", { kind: composing.wording.kindLabel(kind) }));
        return begin(editing, { ...begun, as: query.as, typed: { status: value }, at: { ask: "why" } });
      }
      const key = query.as === "progress" ? "progress" : query.field;
      if (key === undefined) return begin(editing, begun);
      if (slotFor(kind, key, editing.clearance) === undefined)
        return said(
          "notFound",
          say("change.noField", { text: key, kind: composing.wording.kindLabel(kind) }),
        );
      return begin(editing, {
        ...begun,
        ahead: [key],
        ...(query.as === undefined ? {} : { as: query.as }),
        at: { ask: "field", key },
      });
    },
    async undo(number, editing) {
      const { composing, by } = editing;
      const all = living.revisions();
      const undone = findUndone(all);
      const revision =
        number === undefined
          ? all.findLast(
              (one) =>
                one.by === by &&
                one.undoes === undefined &&
                !undone.has(one.number) &&
                isWhollySeen(one, editing, living),
            )
          : all.find((one) => one.number === number);
      const { say } = composing.wording.messages;
      if (revision === undefined || !isWhollySeen(revision, editing, living))
        return said(
          "notFound",
          number === undefined ? say("change.nothingToUndo") : say("change.noRevision", { number }),
        );
      if (number !== undefined && undone.has(number))
        return said("answered", say("change.undoneAlready", { number }));
      const does = revision.does === "add" ? "remove" : revision.does === "remove" ? "add" : "edit";
      const { kind, entry } = revision;
      return begin(editing, {
        does,
        kind,
        entry,
        undoes: revision.number,
        // What was made of its fields since is somebody's change, too.
        base: Object.fromEntries(
          revision.changes.map(({ field, after }) => [
            field,
            digestOf(after.filter((one) => isShown(seerOf(editing), kind, field, one))),
          ]),
        ),
        why: say("change.undoes", { number: revision.number }),
        at: { ask: "preview" },
      });
    },
  };
}

/** Whether nothing of a revision is hidden from an editor: what they cannot see, they cannot take back. */
function isWhollySeen({ entry, number }: Revision, editing: Editing, living: Living): boolean {
  const current = living.surroundings().get(entry);
  const seen = seenRevisions(living.of(entry), current, seerOf(editing));
  return seen.some(({ revision, isWhole }) => isWhole && revision.number === number);
}
