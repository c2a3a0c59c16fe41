import { nothingCalled } from "../answer/not-found.ts";
import type { ChangeQuery } from "../question/query.ts";
import { kindTables } from "../register/kinds.ts";
import { statedIn } from "../register/written.ts";
import { type ChangeDraft, digestOf } from "./change-draft.ts";
import { type Drafting, said } from "./drafting.ts";
import type { Changed, Editing } from "./editing.ts";
import { slotOf, slotsOf } from "./slots.ts";
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
    const current = living.register().entries.find(({ id }) => id === start.entry);
    const isUndo = start.undoes !== undefined;
    const keys = slotsOf(start.kind, true).map(({ key }) => key);
    const blank: ChangeDraft = {
      id: newId(),
      by,
      ...(byName === undefined ? {} : { byName }),
      from,
      ...(conversation === undefined || showsForms ? {} : { conversation }),
      lang: composing.wording.messages.lang,
      typed: {},
      base: Object.fromEntries(keys.map((key) => [key, digestOf(statedIn(current, key))])),
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
    return go(editing, start.does === "add" ? { ...asking, behind: [] } : asking, true);
  };

  return {
    add: (query, editing) => {
      const { heading } = kindTables[query.of];
      const typed = query.title === "" ? {} : { [heading]: query.title };
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
      if (slotOf(kind, key) === undefined)
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
      const undone = new Set(all.flatMap(({ undoes }) => undoes ?? []));
      const revision =
        number === undefined
          ? all.findLast((one) => one.by === by && one.undoes === undefined && !undone.has(one.number))
          : all.find((one) => one.number === number);
      const { say } = composing.wording.messages;
      const isSeen =
        revision !== undefined &&
        (revision.does === "remove" || composing.view.get(revision.entry) !== undefined);
      if (revision === undefined || !isSeen)
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
        why: say("change.undoes", { number: revision.number }),
        at: { ask: "preview" },
      });
    },
  };
}
