import { type Draft, textPart } from "../answer/composing.ts";
import { composeAsk } from "./asking.ts";
import { candidateOf } from "./candidate.ts";
import type { ChangeDraft, ChangeDrafts } from "./change-draft.ts";
import { type Changed, type Editing, typingOf } from "./editing.ts";
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
      await drafts.put(draft, editing.now);
      const { composing, clearance, showsForms } = editing;
      const candidate = candidateOf(draft, living, typingOf(editing));
      const maySeeMore = clearance.level !== "public";
      const asked =
        draft.at.ask === "preview"
          ? composePreview(composing, draft, candidate, living, clearance)
          : composeAsk(composing, draft, candidate, maySeeMore);
      const isShown = showsForms && hasFields(draft) && (isForm || draft.at.ask !== "preview");
      if (!isShown) return { ...asked, draft: draft.id };
      // Nothing was filled in yet, so nothing is wrong yet.
      const wrongs = isForm ? new Map() : candidate.wrongs;
      return {
        ...asked,
        draft: draft.id,
        form: formOf(draft, candidate.current, wrongs, composing, maySeeMore),
      };
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
