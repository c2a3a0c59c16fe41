import { textPart } from "../answer/composing.ts";
import { candidateOf } from "./candidate.ts";
import { type ChangeDraft, digestOf } from "./change-draft.ts";
import type { Drafting } from "./drafting.ts";
import type { Changed, Editing } from "./editing.ts";
import { composeSaved } from "./history.ts";
import { composePreview } from "./preview.ts";
import { NotSaved } from "./revision.ts";
import { goTo } from "./steps.ts";

/** Others may be first so often; then the preview is shown again. */
const mostTurns = 20;

/** Saves a draft whose preview was confirmed; what does not fit by now, or would be another change, is shown instead. */
export async function saveDraft(
  draft: ChangeDraft,
  editing: Editing,
  { living, drafts, go }: Drafting,
): Promise<Changed> {
  const { composing, now } = editing;
  const { messages } = composing.wording;
  for (let turns = 0; turns < mostTurns; turns++) {
    const candidate = candidateOf(draft, living, editing);
    const { id, does, changes, wrongs, meanwhile } = candidate;
    const preview = composePreview(editing, draft, candidate, living);
    const isReady = wrongs.size === 0 && meanwhile.length === 0 && changes.length > 0;
    if (draft.at.ask !== "preview" || !isReady || digestOf(preview.parts) !== draft.previewed) break;
    const { by, byName, from, why, kind, undoes } = draft;
    try {
      const added = await living.add({
        turn: (living.of(id).at(-1)?.turn ?? 0) + 1,
        draft: draft.id,
        at: now,
        by,
        ...(byName === undefined ? {} : { byName }),
        from,
        why,
        entry: id,
        kind,
        does,
        changes,
        ...(undoes === undefined ? {} : { undoes }),
      });
      // Somebody else was first: what they changed is in force here by now, and is looked at before anything is written.
      if (added.kind === "behind") continue;
      await drafts.end(draft);
      return { ...composeSaved(editing, added.revision), draft: draft.id };
    } catch (error) {
      if (!(error instanceof NotSaved)) throw error;
      const reason = messages.say(`change.reason.${error.reason}`);
      return {
        ...preview,
        draft: draft.id,
        outcome: "failed",
        parts: [textPart(messages.say("change.notSaved", { reason })), ...preview.parts],
      };
    }
  }
  return go(editing, goTo(draft, { ask: draft.why === "" ? "why" : "preview" }));
}
