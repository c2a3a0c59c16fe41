import { type Draft, textPart } from "../answer/composing.ts";
import { composeAsk } from "./asking.ts";
import { candidateOf } from "./candidate.ts";
import { type ChangeDraft, type ChangeDrafts, digestOf } from "./change-draft.ts";
import type { Changed, Editing } from "./editing.ts";
import { formOf } from "./form.ts";
import type { Living } from "./living.ts";
import { composePreview } from "./preview.ts";

/** What every step of a change works with. */
export interface Drafting {
  readonly living: Living;
  readonly drafts: ChangeDrafts;
  /** Keeps a draft and asks what it stands at; with `isForm`, by a form where the asker's app shows one. */
  go(editing: Editing, draft: ChangeDraft, isForm?: boolean): Promise<Changed>;
}

export function createDrafting(living: Living, drafts: ChangeDrafts): Drafting {
  return {
    living,
    drafts,
    async go(editing, draft, isForm = false) {
      const candidate = candidateOf(draft, living, editing);
      const isPreview = draft.at.ask === "preview";
      const asked = isPreview
        ? composePreview(editing, draft, candidate, living)
        : composeAsk(editing, draft, candidate);
      await drafts.put(isPreview ? { ...draft, previewed: digestOf(asked.parts) } : draft, editing.now);
      const isShown = editing.showsForms && hasFields(draft) && (isForm || !isPreview);
      if (!isShown) return { ...asked, draft: draft.id };
      // Nothing was filled in yet, so nothing is wrong yet.
      const wrongs = isForm ? new Map() : candidate.wrongs;
      return { ...asked, draft: draft.id, form: formOf(draft, candidate.current, wrongs, editing) };
    },
  };
}

/** An undo, a removal or a calling-off only asks why, and whether it is meant. */
function hasFields({ undoes, does, as }: ChangeDraft): boolean {
  return undoes === undefined && does !== "remove" && as !== "cancelled" && as !== "done";
}

export function said(outcome: Draft["outcome"], text: string): Draft {
  return { outcome, parts: [textPart(text)], entries: [], followUps: [] };
}
