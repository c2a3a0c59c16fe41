import { type Draft, textPart } from "../answer/composing.ts";
import { composeAsk } from "./asking.ts";
import { type Candidate, candidateOf } from "./candidate.ts";
import { type ChangeDraft, type ChangeDrafts, digestOf, type Place } from "./change-draft.ts";
import type { Changed, Editing } from "./editing.ts";
import { formOf, whyKey } from "./form.ts";
import type { Living } from "./living.ts";
import { composePreview } from "./preview.ts";
import { type Slot, slotFor, slotsFor } from "./slots.ts";

/** What every step of a change works with. */
export interface Drafting {
  readonly living: Living;
  readonly drafts: ChangeDrafts;
  /** Keeps a draft and asks what it stands at. */
  go(editing: Editing, draft: ChangeDraft, how?: Going): Promise<Changed>;
}

export interface Going {
  /** By a form, where the asker's app shows one. */
  readonly isForm?: boolean;
  /** What would come of the draft, where that is known: wherever it stands, the same. */
  readonly candidate?: Candidate;
}

export function createDrafting(living: Living, drafts: ChangeDrafts): Drafting {
  return {
    living,
    drafts,
    async go(editing, before, { isForm = false, candidate = candidateOf(before, living, editing) } = {}) {
      const draft = withHeard(before, editing.sent);
      const isPreview = draft.at.ask === "preview";
      const asked = isPreview
        ? composePreview(editing, draft, candidate, living)
        : composeAsk(editing, draft, candidate);
      await drafts.put(isPreview ? { ...draft, previewed: digestOf(asked.parts) } : draft, editing.now);
      const keys = keysInForm(draft);
      const isShown = editing.showsForms && keys !== undefined && (isForm || !isPreview);
      if (!isShown) return { ...asked, draft: draft.id };
      // Nothing was filled in yet, so nothing is wrong yet.
      const wrongs = isForm ? new Map() : candidate.wrongs;
      const form = formOf(draft, candidate.current, wrongs, editing, slotsIn(draft, keys, editing));
      return { ...asked, draft: draft.id, form };
    },
  };
}

/** So many names are kept of what was sent. */
const keptHeard = 20;

function withHeard(draft: ChangeDraft, sent: string | undefined): ChangeDraft {
  if (sent === undefined || wasHeard(draft, sent)) return draft;
  return { ...draft, heard: [...(draft.heard ?? []), sent].slice(-keptHeard) };
}

export function wasHeard({ heard = [] }: ChangeDraft, sent: string | undefined): boolean {
  return sent !== undefined && heard.includes(sent);
}

/** An undo, a removal or a calling-off only asks why, and whether it is meant. */
function hasFields({ undoes, does, as }: ChangeDraft): boolean {
  return undoes === undefined && does !== "remove" && as !== "cancelled" && as !== "done";
}

/** The keys that a form asks for, beside what bears the change out: where nothing is asked, it asks for nothing. */
function keysInForm(draft: ChangeDraft): "all" | readonly string[] | undefined {
  const { does, at } = draft;
  if (at.ask === "why") return [];
  if (!hasFields(draft)) return undefined;
  return does === "edit" && at.ask === "field" ? [at.key] : "all";
}

/** Where a draft stands when a form was filled in: at what is wrong of it, in a form that asks for that. */
export function placeAfter(draft: ChangeDraft, wrong: readonly string[]): Place {
  const { at } = draft;
  if (wrong.length === 0) return { ask: "preview" };
  if (!hasFields(draft)) return { ask: wrong.includes(whyKey) ? "why" : "preview" };
  const isAsked = (key: string): boolean => key === whyKey || (at.ask === "field" && at.key === key);
  return (at.ask === "field" || at.ask === "why") && wrong.every(isAsked) ? at : { ask: "menu" };
}

function slotsIn(
  { kind }: ChangeDraft,
  keys: "all" | readonly string[],
  { clearance }: Editing,
): readonly Slot[] {
  return keys === "all"
    ? slotsFor(kind, clearance)
    : keys.flatMap((key) => slotFor(kind, key, clearance) ?? []);
}

export function said(outcome: Draft["outcome"], text: string): Draft {
  return { outcome, parts: [textPart(text)], entries: [], followUps: [] };
}
