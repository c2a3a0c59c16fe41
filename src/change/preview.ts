import { type Composing, type Draft, refOf, textPart } from "../answer/composing.ts";
import type { Fact, FollowUp, ReplyPart } from "../answer/reply.ts";
import { formatQuery } from "../question/command-line.ts";
import type { ChangeStep } from "../question/query.ts";
import type { Kind } from "../register/field.ts";
import type { Citation, Entry } from "../register/statement.ts";
import { type Clearance, maySee } from "../register/view.ts";
import type { Stated } from "../register/written.ts";
import type { Candidate } from "./candidate.ts";
import type { ChangeDraft } from "./change-draft.ts";
import { type Clash, clashesOf } from "./clashes.ts";
import { titleOf } from "./form.ts";
import type { Living } from "./living.ts";
import type { Change, Revision } from "./revision.ts";

/** A button that goes on with a draft. */
export function stepOf(
  { wording }: Composing,
  { id }: ChangeDraft,
  step: ChangeStep,
  value = "",
  label?: string,
): FollowUp {
  return {
    label: label ?? wording.messages.say(`change.step.${step}`),
    command: formatQuery({ kind: "step", draft: id, step, value }),
  };
}

/** What would be saved, old → new, what it clashes with, and what was changed meanwhile. */
export function composePreview(
  composing: Composing,
  draft: ChangeDraft,
  candidate: Candidate,
  living: Living,
  clearance: Clearance,
): Draft {
  const { say } = composing.wording.messages;
  const { entry, current, changes, wrongs, meanwhile } = candidate;
  const errors = [...wrongs].map(([key, wrong]) =>
    textPart(
      say("change.wrongAt", { field: labelAt(composing, draft.kind, key), what: say(wrong.say, wrong.with) }),
    ),
  );
  const title = titleOf(composing, draft, current);
  if (changes.length === 0 && errors.length === 0)
    return {
      outcome: "answered",
      parts: [textPart(say("change.nothing", { title }))],
      entries: [],
      followUps: [stepOf(composing, draft, "menu"), stepOf(composing, draft, "cancel")],
    };
  const clashes = entry === undefined ? [] : clashesOf(entry, living.register().entries);
  const others = meanwhile.map((key) => textPart(meanwhileAt(composing, draft, key, living)));
  const isReady = errors.length === 0 && meanwhile.length === 0;
  return {
    outcome: errors.length > 0 ? "partly" : "answered",
    parts: [
      ...others,
      ...errors,
      textPart(say(`change.asks.${draft.does}`, { title })),
      cardOf(composing, draft, title, changes, clearance),
      ...clashes.flatMap((clash) => sentenceOf(composing, clash)).map(textPart),
    ],
    entries: current === undefined ? [] : [refOf(composing, current)],
    followUps: [
      ...(isReady ? [stepOf(composing, draft, "save")] : []),
      ...(meanwhile.length === 0 || errors.length > 0
        ? []
        : [stepOf(composing, draft, "mine"), stepOf(composing, draft, "theirs")]),
      ...(draft.does === "remove" || draft.undoes !== undefined ? [] : [stepOf(composing, draft, "menu")]),
      stepOf(composing, draft, "why"),
      stepOf(composing, draft, "cancel"),
    ],
  };
}

function cardOf(
  composing: Composing,
  draft: ChangeDraft,
  title: string,
  changes: readonly Change[],
  clearance: Clearance,
): ReplyPart {
  const { wording } = composing;
  const { say } = wording.messages;
  const facts = changes.map((change) => factOf(composing, draft.kind, change, clearance));
  const why: Fact = { label: say("change.why"), text: draft.why, marks: [] };
  return {
    kind: "card",
    entry: { kind: draft.kind, id: draft.entry ?? draft.id, title },
    subtitle: wording.kindLabel(draft.kind),
    facts: draft.why === "" ? facts : [...facts, why],
  };
}

/** `3 May → 5 May`, as far as the reader may see it. */
export function factOf(
  composing: Composing,
  kind: Kind,
  { field, before, after }: Change,
  clearance: Clearance,
): Fact {
  const { wording, marks, view } = composing;
  const { say } = wording.messages;
  const text = (stated: readonly Stated[]): string => {
    const seen = stated.filter((one) => maySee(one, clearance));
    return seen.map((one) => textOf(composing, kind, field, one)).join(say("punctuation.parts"));
  };
  const [was, is] = [text(before), text(after)];
  const shown = after.filter((one) => maySee(one, clearance));
  const cites = shown
    .flatMap((one): readonly Citation[] => one.cites)
    .filter(({ source }) => view.get(source) !== undefined);
  return {
    label: labelAt(composing, kind, field),
    text:
      was === ""
        ? say("change.now", { now: is })
        : is === ""
          ? say("change.gone", { was })
          : say("change.becomes", { was, now: is }),
    marks: marks.marksOf(cites),
  };
}

function textOf({ wording }: Composing, kind: Kind, field: string, one: Stated): string {
  if ("text" in one) return one.text;
  if (field === "visibility" || field === "groups")
    return wording.messages.label([`choice.${String(one.value)}`], String(one.value));
  return wording.value(kind, field, one);
}

export function labelAt({ wording }: Composing, kind: Kind, key: string): string {
  if (key === "") return wording.kindLabel(kind);
  if (key === "why") return wording.messages.say("change.why");
  return wording.messages.label([`change.key.${key}`], wording.fieldLabel(kind, key));
}

/** Who changed a key since the draft was begun. */
function meanwhileAt(composing: Composing, draft: ChangeDraft, key: string, living: Living): string {
  const latest = living
    .of(draft.entry ?? "")
    .findLast(({ changes }) => changes.some(({ field }) => field === key));
  return composing.wording.messages.say("change.meanwhile", {
    field: labelAt(composing, draft.kind, key),
    who: latest === undefined ? "" : whoOf(latest),
    known: latest === undefined ? "no" : "yes",
  });
}

export function whoOf({ by, byName }: Pick<Revision, "by" | "byName">): string {
  return byName === undefined ? by : `${byName} (${by})`;
}

/** A clash as a sentence; what the reader may not see is not named. */
function sentenceOf({ view, wording }: Composing, clash: Clash): readonly string[] {
  const { say } = wording.messages;
  const title = (id: string): string | undefined => {
    const entry: Entry | undefined = view.get(id);
    return entry === undefined ? undefined : wording.title(entry);
  };
  const other = title(clash.other);
  const what =
    clash.kind === "name" ? clash.name : title(clash.kind === "person" ? clash.person : clash.organisation);
  return other === undefined || what === undefined
    ? []
    : [say(`change.clash.${clash.kind}`, { what, other })];
}
