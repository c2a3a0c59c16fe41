import { type Composing, refOf, textPart } from "../answer/composing.ts";
import type { FollowUp, ReplyPart } from "../answer/reply.ts";
import type { ChangeStep } from "../question/query.ts";
import type { Candidate } from "./candidate.ts";
import type { ChangeDraft } from "./change-draft.ts";
import type { Changed } from "./editing.ts";
import { helpOf, labelOf, optionsOf, titleOf, typedNow } from "./form.ts";
import { stepOf } from "./preview.ts";
import { type Slot, slotOf, slotsOf } from "./slots.ts";
import { keyAsked } from "./steps.ts";

/** What a draft asks for next, where no form is shown: one thing at a time. */
export function composeAsk(
  composing: Composing,
  draft: ChangeDraft,
  candidate: Candidate,
  maySeeMore: boolean,
): Changed {
  const key = keyAsked(draft);
  const slot = key === undefined ? undefined : slotOf(draft.kind, key);
  const entries = candidate.current === undefined ? [] : [refOf(composing, candidate.current)];
  if (slot !== undefined) return { ...askField(composing, draft, candidate, slot), entries };
  if (draft.at.ask === "why") return { ...askWhy(composing, draft, candidate), entries };
  return { ...askWhich(composing, draft, candidate, maySeeMore), entries };
}

/** The ways out of a question, as buttons, and as what may be typed in their stead. */
function waysOut(
  composing: Composing,
  draft: ChangeDraft,
  first: readonly ChangeStep[] = [],
): { readonly line: ReplyPart; readonly followUps: readonly FollowUp[] } {
  const steps = [...first, ...(draft.behind.length === 0 ? [] : (["back"] as const)), "cancel" as const];
  const key = keyAsked(draft);
  return {
    line: textPart(steps.map((step) => `/${step}`).join(" · ")),
    followUps: steps.map((step) => stepOf(composing, draft, step, step === "clear" ? key : "")),
  };
}

function askField(
  composing: Composing,
  draft: ChangeDraft,
  candidate: Candidate,
  slot: Slot,
): Omit<Changed, "entries"> {
  const { say } = composing.wording.messages;
  const { current, wrongs } = candidate;
  const typed = draft.typed[slot.key];
  const now = typedNow(composing, current, slot);
  const wrong = typed === undefined ? undefined : wrongs.get(slot.key);
  const field = labelOf(composing, draft, slot);
  const isMore = draft.as === "progress";
  const parts: ReplyPart[] = [
    textPart(say("change.askField", { title: titleOf(composing, draft, current), field })),
    ...(wrong === undefined ? [] : [textPart(say(wrong.say, wrong.with))]),
    ...(now === "" || isMore ? [] : [textPart(say("change.valueNow", { value: now }))]),
    ...(typed === undefined || isMore ? [] : [textPart(say("change.valueTyped", { value: typed }))]),
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
  composing: Composing,
  draft: ChangeDraft,
  { current, changes }: Candidate,
  maySeeMore: boolean,
): Omit<Changed, "entries"> {
  const { say } = composing.wording.messages;
  const slots = slotsOf(draft.kind, maySeeMore);
  const said = (slot: Slot): boolean =>
    typedNow(composing, current, slot) !== "" || draft.typed[slot.key] !== undefined;
  const ordered = [...slots.filter(said), ...slots.filter((slot) => !said(slot))];
  return {
    outcome: "choose",
    parts: [
      textPart(say("change.askWhich", { title: titleOf(composing, draft, current) })),
      {
        kind: "choice",
        options: ordered.map((slot) =>
          stepOf(composing, draft, "field", slot.key, labelOf(composing, draft, slot)),
        ),
      },
    ],
    followUps: [
      ...(changes.length === 0 ? [] : [stepOf(composing, draft, "preview")]),
      stepOf(composing, draft, "cancel"),
    ],
  };
}
