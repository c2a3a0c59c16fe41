import { type Composing, refOf, textPart } from "../answer/composing.ts";
import type { FollowUp, ReplyPart } from "../answer/reply.ts";
import type { ChangeStep } from "../question/query.ts";
import { clip } from "../text.ts";
import type { Candidate } from "./candidate.ts";
import type { ChangeDraft } from "./change-draft.ts";
import type { Changed, Editing } from "./editing.ts";
import { helpOf, optionsOf, titleOf, typedNow } from "./form.ts";
import { labelAt } from "./labels.ts";
import { stepOf } from "./preview.ts";
import { type Slot, slotFor, slotsFor } from "./slots.ts";
import { keyAsked, placeOf } from "./steps.ts";

/** Of what was typed the beginning is shown again; code points. */
const longestShown = 600;

/** What a draft asks for next, where no form is shown: one thing at a time. */
export function composeAsk(editing: Editing, draft: ChangeDraft, candidate: Candidate): Changed {
  const { composing } = editing;
  const key = keyAsked(draft);
  const slot = key === undefined ? undefined : slotFor(draft.kind, key, editing.clearance);
  const seen = composing.view.get(candidate.current?.id ?? "");
  const entries = seen === undefined ? [] : [refOf(composing, seen)];
  if (slot !== undefined) return { ...askField(editing, draft, candidate, slot), entries };
  if (draft.at.ask === "why") return { ...askWhy(composing, draft, candidate), entries };
  return { ...askWhich(editing, draft, candidate), entries };
}

/** The ways out of a question, as buttons, and as what may be typed in their stead. */
function waysOut(
  composing: Composing,
  draft: ChangeDraft,
  first: readonly ChangeStep[] = [],
): { readonly line: ReplyPart; readonly followUps: readonly FollowUp[] } {
  const steps = [...first, ...(draft.behind.length === 0 ? [] : (["back"] as const)), "cancel" as const];
  return {
    line: textPart(steps.map((step) => `/${step}`).join(" · ")),
    // A button says which question it stands under: pressed later, it does not answer another.
    followUps: steps.map((step) => stepOf(composing, draft, step, step === "cancel" ? "" : placeOf(draft))),
  };
}

function askField(
  editing: Editing,
  draft: ChangeDraft,
  candidate: Candidate,
  slot: Slot,
): Omit<Changed, "entries"> {
  const { composing } = editing;
  const { say } = composing.wording.messages;
  const { current, wrongs } = candidate;
  const typed = draft.typed[slot.key];
  const now = typedNow(editing, current, slot);
  const wrong = typed === undefined ? undefined : wrongs.get(slot.key);
  const field = labelAt(composing, draft.kind, slot.key);
  const isMore = draft.as === "progress";
  const parts: ReplyPart[] = [
    textPart(say("change.askField", { title: titleOf(composing, draft, current), field })),
    ...(wrong === undefined ? [] : [textPart(say(wrong.say, wrong.with))]),
    ...(now === "" || isMore ? [] : [textPart(say("change.valueNow", { value: now }))]),
    ...(typed === undefined || isMore
      ? []
      : [textPart(say("change.valueTyped", { value: clip(typed, longestShown) }))]),
    textPart(helpOf(composing, draft, slot)),
  ];
  const options = optionsOf(composing, draft, slot)?.options ?? [];
  const choice: ReplyPart = {
    kind: "choice",
    options: options.map(({ value, label }) =>
      stepOf(composing, draft, "set", `${slot.key}=${value}`, label),
    ),
  };
  const canSkip = draft.does === "add" && !slot.required;
  const canClear = !slot.required && !isMore && (now !== "" || (typed ?? "") !== "");
  const { line, followUps } = waysOut(composing, draft, [
    ...(canSkip ? (["skip"] as const) : []),
    ...(canClear ? (["clear"] as const) : []),
  ]);
  return {
    outcome: wrong === undefined ? "answered" : "partly",
    ...(options.length === 0 ? { awaits: "value" } : {}),
    parts: options.length === 0 ? [...parts, line] : [...parts, line, choice],
    followUps,
  };
}

function askWhy(
  composing: Composing,
  draft: ChangeDraft,
  { current, wrongs }: Candidate,
): Omit<Changed, "entries"> {
  const { say } = composing.wording.messages;
  const wrong = draft.why === "" ? undefined : wrongs.get("why");
  const { line, followUps } = waysOut(composing, draft);
  return {
    outcome: wrong === undefined ? "answered" : "partly",
    awaits: "value",
    parts: [
      textPart(say("change.askWhy", { title: titleOf(composing, draft, current) })),
      ...(wrong === undefined ? [] : [textPart(say(wrong.say, wrong.with))]),
      textPart(say("change.help.why")),
      line,
    ],
    followUps,
  };
}

/** Which field? Those that say something first. */
function askWhich(
  editing: Editing,
  draft: ChangeDraft,
  { current, changes }: Candidate,
): Omit<Changed, "entries"> {
  const { composing, clearance } = editing;
  const { say } = composing.wording.messages;
  const slots = slotsFor(draft.kind, clearance);
  const said = (slot: Slot): boolean =>
    typedNow(editing, current, slot) !== "" || draft.typed[slot.key] !== undefined;
  const ordered = [...slots.filter(said), ...slots.filter((slot) => !said(slot))];
  return {
    outcome: "choose",
    parts: [
      textPart(say("change.askWhich", { title: titleOf(composing, draft, current) })),
      {
        kind: "choice",
        options: ordered.map((slot) =>
          stepOf(composing, draft, "field", slot.key, labelAt(composing, draft.kind, slot.key)),
        ),
      },
    ],
    followUps: [
      ...(changes.length === 0 ? [] : [stepOf(composing, draft, "preview")]),
      stepOf(composing, draft, "cancel"),
    ],
  };
}
