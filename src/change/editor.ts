import type { NoteKeeper } from "../notes.ts";
import type { ChangeQuery } from "../question/query.ts";
import { statedIn } from "../register/written.ts";
import { createBeginnings } from "./begin.ts";
import { candidateOf } from "./candidate.ts";
import { type ChangeDraft, createChangeDrafts, digestOf } from "./change-draft.ts";
import { createDrafting, said } from "./drafting.ts";
import type { Changed, Editing } from "./editing.ts";
import { typingOf } from "./editing.ts";
import { typedNow, whyKey } from "./form.ts";
import { composeHistory } from "./history.ts";
import type { Living } from "./living.ts";
import { composeKept, saveDraft } from "./save.ts";
import { slotOf, slotsOf } from "./slots.ts";
import { goBack, goOn, goTo, keyAsked, keyCalled, withoutTyped, withTyped } from "./steps.ts";
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

  const step = async (query: Extract<ChangeQuery, { kind: "step" }>, editing: Editing): Promise<Changed> => {
    const { by, conversation, now, composing } = editing;
    const draft =
      query.draft === undefined
        ? conversation === undefined
          ? undefined
          : await drafts.open(by, conversation, now)
        : await drafts.get(query.draft, now);
    const { say } = composing.wording.messages;
    if (draft === undefined || draft.by !== by) {
      const known = living.revisions().find((one) => one.draft === query.draft && one.by === by);
      if (known !== undefined) return composeKept(composing, known, living);
      return said("notFound", say("change.noDraft"));
    }
    switch (query.step) {
      case "fill":
        return fill(draft, editing);
      case "menu":
      case "why":
      case "preview":
        return go(editing, goTo(draft, { ask: query.step }), query.step === "menu");
      case "field":
        return go(editing, goTo(draft, { ask: "field", key: query.value }));
      case "show":
        return go(editing, draft, draft.at.ask === "menu");
      case "set": {
        const [key = "", ...value] = query.value.split("=");
        return put(goTo(draft, { ask: "field", key }), value.join("="), editing);
      }
      case "clear":
        return put(query.value === "" ? draft : goTo(draft, { ask: "field", key: query.value }), "", editing);
      case "skip":
        return go(editing, goOn(withoutTyped(draft)));
      case "back":
        return go(editing, goBack(draft));
      case "save":
        return saveDraft(draft, editing, drafting);
      case "mine":
      case "theirs":
        return settle(draft, query.step, editing);
      case "cancel":
        await drafts.end(draft);
        return said("answered", say("change.cancelled"));
    }
  };

  /** Of what somebody else changed meanwhile, either is kept: the asker decides, knowing both. */
  const settle = (draft: ChangeDraft, keep: "mine" | "theirs", editing: Editing): Promise<Changed> => {
    const { meanwhile, current } = candidateOf(draft, living, typingOf(editing));
    const base = { ...draft.base };
    const typed = { ...draft.typed };
    for (const key of meanwhile) {
      base[key] = digestOf(statedIn(current, key));
      if (keep === "theirs") delete typed[key];
    }
    return go(editing, { ...draft, base, typed });
  };

  const put = async (draft: ChangeDraft, text: string, editing: Editing): Promise<Changed> => {
    const { composing } = editing;
    const current = living.register().entries.find(({ id }) => id === draft.entry);
    const key = keyAsked(draft);
    const slot = key === undefined ? undefined : slotOf(draft.kind, key);
    const shown = slot === undefined ? "" : typedNow(composing, current, slot);
    const typed = withTyped(draft, text, shown, composing.today);
    const { wrongs } = candidateOf(typed, living, typingOf(editing));
    const isWrong = wrongs.has(key ?? whyKey) && (key !== undefined || draft.at.ask === "why");
    return go(editing, isWrong ? typed : goOn(typed));
  };

  const fill = async (draft: ChangeDraft, editing: Editing): Promise<Changed> => {
    const { composing, values = {} } = editing;
    const current = living.register().entries.find(({ id }) => id === draft.entry);
    const typed: Record<string, string> = { ...draft.typed };
    for (const [key, value] of Object.entries(values)) {
      const slot = slotOf(draft.kind, key);
      if (slot === undefined) continue;
      const isNew = value.trim() !== typedNow(composing, current, slot).trim();
      if (isNew || typed[key] !== undefined) typed[key] = value;
    }
    const filled = { ...draft, typed, why: (values[whyKey] ?? draft.why).trim() };
    const { wrongs } = candidateOf(filled, living, typingOf(editing));
    const asked = await go(editing, goTo(filled, wrongs.size === 0 ? { ask: "preview" } : { ask: "menu" }));
    return asked;
  };

  return {
    async answer(query, editing) {
      const { composing, mayEdit } = editing;
      if (query.kind === "history") return composeHistory(composing, query.entry, living, editing.clearance);
      if (!mayEdit) return keepWish(editing, query, wishes);
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
      const { by, conversation, now, text, composing } = editing;
      const draft = conversation === undefined ? undefined : await drafts.open(by, conversation, now);
      if (draft === undefined) return undefined;
      if (draft.at.ask === "field" || draft.at.ask === "why") return put(draft, text, editing);
      const slots = slotsOf(draft.kind, editing.clearance.level !== "public");
      const labels = slots.map(({ key }) => [key, composing.wording.fieldLabel(draft.kind, key)] as const);
      const key = keyCalled(text, labels);
      return key === undefined ? undefined : go(editing, goTo(draft, { ask: "field", key }));
    },
  };
}
