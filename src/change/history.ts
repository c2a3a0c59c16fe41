import { type Composing, type Draft, refOf, textPart } from "../answer/composing.ts";
import { nothingCalled } from "../answer/not-found.ts";
import type { FollowUp, ReplyPart } from "../answer/reply.ts";
import { formatQuery } from "../question/command-line.ts";
import { kindTables } from "../register/kinds.ts";
import { type Editing, seerOf } from "./editing.ts";
import type { Living } from "./living.ts";
import { isShown } from "./parted.ts";
import { factsOf, whoOf } from "./preview.ts";
import type { Revision } from "./revision.ts";
import { seenRevisions } from "./seen-revisions.ts";

/** Who changed what of an entry, latest first, as far as the reader may see it. */
export function composeHistory(editing: Editing, id: string, living: Living): Draft {
  const { composing } = editing;
  const { wording, view } = composing;
  const { say } = wording.messages;
  const entry = view.get(id);
  if (entry === undefined) return nothingCalled(composing, id);
  const seen = seenRevisions(living.of(id), living.surroundings().get(id), seerOf(editing));
  const ref = refOf(composing, entry);
  const show: FollowUp = { label: wording.title(entry), command: formatQuery({ kind: "card", entry: id }) };
  if (seen.length === 0)
    return {
      outcome: "answered",
      parts: [textPart(say("change.noHistory", { title: wording.title(entry) }))],
      entries: [ref],
      followUps: [show],
    };
  const cards = seen.toReversed().map(({ revision, changes, isWhole }): ReplyPart => {
    const why = { label: say("change.why"), text: revision.why, marks: [] };
    return {
      kind: "card",
      entry: { ...ref, title: headOf(composing, revision) },
      subtitle: whoOf(revision),
      facts: [...factsOf(editing, revision.kind, changes), ...(isWhole ? [why] : [])],
    };
  });
  const latest = seen.findLast(({ isWhole }) => isWhole)?.revision.number;
  return {
    outcome: "answered",
    parts: [textPart(say("change.history", { title: wording.title(entry), count: seen.length })), ...cards],
    entries: [ref],
    followUps: [
      show,
      ...(latest === undefined
        ? []
        : [{ label: say("change.undo"), command: formatQuery({ kind: "undo", revision: latest }) }]),
    ],
  };
}

function headOf({ wording }: Composing, { number, at, undoes }: Revision): string {
  const { say } = wording.messages;
  const when = wording.moment(new Date(at).toISOString());
  return undoes === undefined
    ? say("change.revision", { number, when })
    : say("change.revisionUndoes", { number, when, undoes });
}

/** What is said of a revision that is in force. */
export function composeSaved(editing: Editing, { entry: id, kind, number, does, changes }: Revision): Draft {
  const { wording, view } = editing.composing;
  const { say } = wording.messages;
  // The view is that of before; what the heading became stands in the change.
  const renaming = changes.find(({ field }) => field === kindTables[kind].heading);
  const stated = does === "remove" ? renaming?.before : renaming?.after;
  const [name] = (stated ?? []).filter((one) =>
    isShown(seerOf(editing), kind, kindTables[kind].heading, one),
  );
  const seen = view.get(id);
  const title =
    name !== undefined && "text" in name ? name.text : seen === undefined ? id : wording.title(seen);
  return {
    outcome: "answered",
    parts: [textPart(say(`change.saved.${does}`, { title, number }))],
    entries: [],
    followUps: [
      ...(does === "remove" ? [] : [{ label: title, command: formatQuery({ kind: "card", entry: id }) }]),
      { label: say("change.undo"), command: formatQuery({ kind: "undo", revision: number }) },
    ],
  };
}
