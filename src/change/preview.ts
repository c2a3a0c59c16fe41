import { type Composing, type Draft, refOf, textPart } from "../answer/composing.ts";
import type { Fact, FollowUp, ReplyPart } from "../answer/reply.ts";
import { formatQuery } from "../question/command-line.ts";
import type { ChangeStep } from "../question/query.ts";
import type { Kind } from "../register/field.ts";
import type { Citation, Entry } from "../register/statement.ts";
import type { Stated } from "../register/written.ts";
import type { Candidate } from "./candidate.ts";
import type { ChangeDraft } from "./change-draft.ts";
import { type Clash, clashesOf } from "./clashes.ts";
import { type Editing, seerOf } from "./editing.ts";
import { titleOf } from "./form.ts";
import { labelAt } from "./labels.ts";
import type { Living } from "./living.ts";
import { isShown } from "./parted.ts";
import type { Change, Revision } from "./revision.ts";

/** A button that goes on with a draft. */
export function stepOf(
  { wording }: Composing,
  { id }: ChangeDraft,
  step: ChangeStep,
  value = "",
  label?: string,
): FollowUp {
  const does = step === "save" ? "confirm" : step === "cancel" ? "cancel" : undefined;
  return {
    label: label ?? wording.messages.say(`change.step.${step}`),
    command: formatQuery({ kind: "step", draft: id, step, value }),
    ...(does === undefined ? {} : { does }),
  };
}

/** What would be saved, old → new, what it clashes with, and what was changed meanwhile. */
export function composePreview(
  editing: Editing,
  draft: ChangeDraft,
  candidate: Candidate,
  living: Living,
): Draft {
  const { composing } = editing;
  const { view } = composing;
  const { say } = composing.wording.messages;
  const { id, does, entry, current, changes, wrongs, meanwhile } = candidate;
  const errors = [...wrongs].map(([key, wrong]) =>
    textPart(
      say("change.wrongAt", { field: labelAt(composing, draft.kind, key), what: say(wrong.say, wrong.with) }),
    ),
  );
  const title = titleOf(composing, draft, current);
  const seen = view.get(id);
  if (changes.length === 0 && errors.length === 0)
    return {
      outcome: "answered",
      parts: [textPart(say("change.nothing", { title }))],
      entries: [],
      followUps: [stepOf(composing, draft, "menu"), stepOf(composing, draft, "cancel")],
    };
  const clashes = entry === undefined ? [] : clashesOf(entry, view);
  const others = meanwhile.map((key) => textPart(meanwhileAt(composing, draft, key, living)));
  const isReady = errors.length === 0 && meanwhile.length === 0;
  return {
    outcome: errors.length > 0 ? "partly" : "answered",
    parts: [
      ...others,
      ...errors,
      textPart(say(`change.asks.${does}`, { title })),
      cardOf(editing, draft, title, changes),
      ...clashes.flatMap((clash) => sentenceOf(composing, clash)).map(textPart),
    ],
    entries: seen === undefined ? [] : [refOf(composing, seen)],
    followUps: [
      ...(isReady ? [stepOf(composing, draft, "save")] : []),
      ...(meanwhile.length === 0 || errors.length > 0
        ? []
        : [
            stepOf(composing, draft, "mine"),
            // An entry is taken out whole, or not at all.
            ...(does === "remove" ? [] : [stepOf(composing, draft, "theirs")]),
          ]),
      ...(draft.does === "remove" || draft.undoes !== undefined ? [] : [stepOf(composing, draft, "menu")]),
      stepOf(composing, draft, "why"),
      stepOf(composing, draft, "cancel"),
    ],
  };
}

function cardOf(editing: Editing, draft: ChangeDraft, title: string, changes: readonly Change[]): ReplyPart {
  const { wording } = editing.composing;
  const facts = factsOf(editing, draft.kind, changes);
  const why: Fact = { label: wording.messages.say("change.why"), text: draft.why, marks: [] };
  return {
    kind: "card",
    entry: { kind: draft.kind, id: draft.entry ?? draft.id, title },
    subtitle: wording.kindLabel(draft.kind),
    facts: draft.why === "" ? facts : [...facts, why],
  };
}

/** `3 May → 5 May`, as far as the reader may see it. */
export function factsOf(
  reader: Pick<Editing, "composing" | "clearance">,
  kind: Kind,
  changes: readonly Change[],
): readonly Fact[] {
  const { composing } = reader;
  const { wording, marks, view } = composing;
  const { say } = wording.messages;
  const seer = seerOf(reader);
  return changes.flatMap(({ field, before, after }): readonly Fact[] => {
    const shown = (stated: readonly Stated[]): readonly Stated[] =>
      stated.filter((one) => isShown(seer, kind, field, one));
    const text = (stated: readonly Stated[]): string =>
      stated.map((one) => textOf(composing, kind, field, one)).join(say("punctuation.parts"));
    const [was, is] = [text(shown(before)), text(shown(after))];
    if (was === "" && is === "") return [];
    const cites = shown(after)
      .flatMap((one): readonly Citation[] => one.cites)
      .filter(({ source }) => view.get(source) !== undefined);
    const line =
      was === ""
        ? say("change.now", { now: is })
        : is === ""
          ? say("change.gone", { was })
          : say("change.becomes", { was, now: is });
    return [{ label: labelAt(composing, kind, field), text: line, marks: marks.marksOf(cites) }];
  });
}

function textOf({ wording }: Composing, kind: Kind, field: string, one: Stated): string {
  if ("text" in one) return one.text;
  if (field === "visibility" || field === "groups")
    return wording.messages.label([`choice.${String(one.value)}`], String(one.value));
  return wording.value(kind, field, one);
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
