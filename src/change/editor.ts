import type { NoteKeeper } from "../notes.ts";
import type { ChangeQuery } from "../question/query.ts";
import type { Entry } from "../register/statement.ts";
import { formatClearance } from "../register/view.ts";
import { createBeginnings } from "./begin.ts";
import { baseOf, candidateOf } from "./candidate.ts";
import { type ChangeDraft, createChangeDrafts } from "./change-draft.ts";
import { createDrafting, placeAfter, said, wasHeard } from "./drafting.ts";
import type { Changed, Editing } from "./editing.ts";
import { typedNow, whyKey } from "./form.ts";
import { composeHistory, composeSaved } from "./history.ts";
import { labelAt } from "./labels.ts";
import type { Living } from "./living.ts";
import { saveDraft } from "./save.ts";
import { slotFor, slotsFor } from "./slots.ts";
import {
  goBack,
  goOn,
  goTo,
  kept,
  keyAsked,
  keyCalled,
  placeOf,
  whyOf,
  withDays,
  withoutTyped,
  withTyped,
} from "./steps.ts";
import { composeWishes, keepWish } from "./wish-list.ts";
import type { WishKeeper } from "./wishes.ts";

/**
 * Changing the register from where people work: a command begins a draft, each text or form goes on with it, a preview
 * shows what would change, and only a confirmed one is saved.
 */
export interface Editor {
  answer(query: ChangeQuery, editing: Editing): Promise<Changed>;
  /** The language of the draft that takes the texts of a conversation; absent where none does. */
  listens(by: string, conversation: string, now: number): Promise<string | undefined>;
  /** Takes a text as what the draft open in the conversation asks for; nothing where it is none of that, but a question. */
  hear(editing: Editing): Promise<Changed | undefined>;
}

export interface EditorOptions {
  readonly living: Living;
  readonly notes: NoteKeeper;
  readonly wishes: WishKeeper;
  /** A name for a draft that no other has. */
  newId(): string;
}

export function createEditor({ living, notes, wishes, newId }: EditorOptions): Editor {
  const drafts = createChangeDrafts(notes);
  const drafting = createDrafting(living, drafts);
  const { go } = drafting;
  const beginnings = createBeginnings(drafting, newId);

  const openIn = async ({ by, conversation, now }: Editing): Promise<ChangeDraft | undefined> =>
    conversation === undefined ? undefined : drafts.open(by, conversation, now);

  const step = async (query: Extract<ChangeQuery, { kind: "step" }>, editing: Editing): Promise<Changed> => {
    const { by, now, composing } = editing;
    const draft = await (query.draft === undefined ? openIn(editing) : drafts.get(query.draft, now));
    const { say } = composing.wording.messages;
    const known = living.revisions().find((one) => one.draft === query.draft);
    if ((draft ?? known ?? { by }).by !== by) return said("refused", say("change.notYours"));
    if (draft === undefined) {
      if (known !== undefined) return { ...composeSaved(editing, known), draft: known.draft };
      return said("notFound", say("change.noDraft"));
    }
    if (draft.clearance !== formatClearance(editing.clearance) && query.step !== "cancel")
      return said("notFound", say("change.otherClearance"));
    if (wasHeard(draft, editing.sent)) return go(editing, draft);
    switch (query.step) {
      case "fill":
        return fill(draft, editing);
      case "menu":
      case "why":
      case "preview":
        return go(editing, goTo(draft, { ask: query.step }), { isForm: query.step === "menu" });
      case "field":
        return hasSlot(draft, query.value, editing)
          ? go(editing, goTo(draft, { ask: "field", key: query.value }))
          : go(editing, draft);
      case "show":
        return go(editing, draft, { isForm: draft.at.ask === "menu" });
      case "set": {
        const [key = "", ...value] = query.value.split("=");
        return hasSlot(draft, key, editing) ? put(draft, value.join("="), editing, key) : go(editing, draft);
      }
      case "clear":
        return clear(draft, query.value === "" ? keyAsked(draft) : query.value, editing);
      case "skip":
        return go(editing, isPast(query.value, draft) ? draft : goOn(withoutTyped(draft)));
      case "back":
        return go(editing, isPast(query.value, draft) ? draft : goBack(draft));
      case "save":
        return saveDraft(draft, editing, drafting);
      case "mine":
      case "theirs":
        return settle(draft, query.step, editing);
      case "cancel":
        await drafts.end(draft);
        return { ...said("answered", say("change.cancelled")), draft: draft.id };
    }
  };

  const hasSlot = ({ kind }: ChangeDraft, key: string, { clearance }: Editing): boolean =>
    slotFor(kind, key, clearance) !== undefined;

  /** Only a key can be made empty: a reason is asked for until there is one. */
  const clear = (draft: ChangeDraft, key: string | undefined, editing: Editing): Promise<Changed> =>
    key !== undefined && hasSlot(draft, key, editing) ? put(draft, "", editing, key) : go(editing, draft);

  /** Of what somebody else changed meanwhile, either is kept: the asker decides, knowing both. */
  const settle = (draft: ChangeDraft, keep: "mine" | "theirs", editing: Editing): Promise<Changed> => {
    const { meanwhile, current } = candidateOf(draft, living, editing);
    const base = { ...draft.base, ...baseOf(meanwhile, current, editing) };
    if (keep === "mine") return go(editing, { ...draft, base });
    const typed = Object.fromEntries(Object.entries(draft.typed).filter(([key]) => !meanwhile.includes(key)));
    return go(editing, { ...draft, base, typed, left: [...(draft.left ?? []), ...meanwhile] });
  };

  const currentOf = ({ entry }: ChangeDraft): Entry | undefined =>
    entry === undefined ? undefined : living.surroundings().get(entry);

  /** Takes a text for the place where a draft stands. For another key, the draft stays where it is: its question is still open. */
  const put = async (
    before: ChangeDraft,
    text: string,
    editing: Editing,
    key = keyAsked(before),
  ): Promise<Changed> => {
    const draft = key === undefined ? before : goTo(before, { ask: "field", key });
    const slot = key === undefined ? undefined : slotFor(draft.kind, key, editing.clearance);
    const shown = slot === undefined ? "" : typedNow(editing, currentOf(draft), slot);
    const typed = withTyped(draft, text, shown, editing.composing.today);
    const candidate = candidateOf(typed, living, editing);
    const isWrong = candidate.wrongs.has(key ?? whyKey) && (key !== undefined || draft.at.ask === "why");
    if (isWrong) return go(editing, typed, { candidate });
    const next = draft === before ? goOn(typed) : { ...typed, at: before.at, behind: before.behind };
    return go(editing, next, { candidate });
  };

  const fill = async (draft: ChangeDraft, editing: Editing): Promise<Changed> => {
    const { values = {} } = editing;
    const current = currentOf(draft);
    const typed: Record<string, string> = { ...draft.typed };
    for (const [key, value] of Object.entries(values)) {
      const slot = slotFor(draft.kind, key, editing.clearance);
      if (slot === undefined) continue;
      const shown = typedNow(editing, current, slot);
      if (value.trim() !== shown.trim() || Object.hasOwn(typed, key))
        typed[key] = kept(withDays(draft, key, shown, value, editing.composing.today));
    }
    const filled = { ...draft, typed, why: whyOf(values[whyKey] ?? draft.why) };
    const candidate = candidateOf(filled, living, editing);
    return go(editing, goTo(filled, placeAfter(filled, [...candidate.wrongs.keys()])), { candidate });
  };

  return {
    async answer(query, editing) {
      const { mayEdit } = editing;
      if (query.kind === "history") return composeHistory(editing, query.entry, living);
      if (!mayEdit) return keepWish(editing, query, wishes);
      const open = editing.sent === undefined ? undefined : await openIn(editing);
      if (open !== undefined && wasHeard(open, editing.sent)) return go(editing, open);
      switch (query.kind) {
        case "wishes":
          return composeWishes(editing, query.close, wishes);
        case "add":
          return beginnings.add(query, editing);
        case "edit":
          return beginnings.edit(query, editing);
        case "undo":
          return beginnings.undo(query.revision, editing);
        case "step":
          return step(query, editing);
      }
    },
    async listens(by, conversation, now) {
      return (await drafts.open(by, conversation, now))?.lang;
    },
    async hear(editing) {
      const { text, composing, clearance, mayEdit } = editing;
      const draft = await openIn(editing);
      // Who may not go on with a change asks questions, and so does who is where it was not begun.
      if (draft === undefined || !mayEdit || draft.clearance !== formatClearance(clearance)) return undefined;
      if (wasHeard(draft, editing.sent)) return go(editing, draft);
      if (draft.at.ask === "field" || draft.at.ask === "why") return put(draft, text, editing);
      const labels = slotsFor(draft.kind, clearance).map(
        ({ key }) => [key, labelAt(composing, draft.kind, key)] as const,
      );
      const key = keyCalled(text, labels);
      return key === undefined ? undefined : go(editing, goTo(draft, { ask: "field", key }));
    },
  };
}

/** Whether a button stands under a question that is no longer asked: it was pressed twice, or is an old one. */
function isPast(place: string, draft: ChangeDraft): boolean {
  return place !== "" && place !== placeOf(draft);
}
