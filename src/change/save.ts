import { type Composing, type Draft, textPart } from "../answer/composing.ts";
import { kindTables } from "../register/kinds.ts";
import { candidateOf } from "./candidate.ts";
import type { ChangeDraft } from "./change-draft.ts";
import type { Drafting } from "./drafting.ts";
import { type Changed, type Editing, typingOf } from "./editing.ts";
import { composeSaved } from "./history.ts";
import type { Living } from "./living.ts";
import { composePreview } from "./preview.ts";
import { NotSaved, type Revision } from "./revision.ts";
import { goTo } from "./steps.ts";

/** Saves a draft whose preview was confirmed; what does not fit by now is shown instead. */
export async function saveDraft(
  draft: ChangeDraft,
  editing: Editing,
  { living, drafts, go }: Drafting,
): Promise<Changed> {
  const { composing, now } = editing;
  const { messages } = composing.wording;
  for (;;) {
    const candidate = candidateOf(draft, living, typingOf(editing));
    const { id, changes, wrongs, meanwhile } = candidate;
    const isReady =
      draft.at.ask === "preview" && wrongs.size === 0 && meanwhile.length === 0 && changes.length > 0;
    if (!isReady) return go(editing, goTo(draft, { ask: draft.why === "" ? "why" : "preview" }));
    const { by, byName, from, why, kind, does, undoes } = draft;
    const turn = (living.of(id).at(-1)?.turn ?? 0) + 1;
    try {
      const added = await living.add({
        turn,
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
      return composeKept(composing, added.revision, living);
    } catch (error) {
      if (!(error instanceof NotSaved)) throw error;
      const reason = messages.say(`change.reason.${error.reason}`);
      const retry = composePreview(composing, draft, candidate, living, editing.clearance);
      return {
        ...retry,
        outcome: "failed",
        parts: [textPart(messages.say("change.notSaved", { reason })), ...retry.parts],
      };
    }
  }
}

/** What is said of a revision that is in force. */
export function composeKept(
  composing: Composing,
  { entry: id, kind, number, does, changes }: Revision,
  living: Living,
): Draft {
  const entry = living.register().entries.find((one) => one.id === id);
  const [gone] = changes.find(({ field }) => field === kindTables[kind].heading)?.before ?? [];
  const name = gone !== undefined && "text" in gone ? gone.text : id;
  return composeSaved(
    composing,
    id,
    number,
    does,
    entry === undefined ? name : composing.wording.title(entry),
  );
}
