import { type Composing, type Draft, refOf, textPart } from "../answer/composing.ts";
import { nothingCalled } from "../answer/not-found.ts";
import type { Fact, FollowUp, ReplyPart } from "../answer/reply.ts";
import { formatQuery } from "../question/command-line.ts";
import { type Clearance, maySee } from "../register/view.ts";
import type { Living } from "./living.ts";
import { factOf, whoOf } from "./preview.ts";
import type { Change, Revision } from "./revision.ts";

/** Who changed what of an entry, latest first, as far as the reader may see it. */
export function composeHistory(
  composing: Composing,
  id: string,
  living: Living,
  clearance: Clearance,
): Draft {
  const { wording, view } = composing;
  const { say } = wording.messages;
  const entry = view.get(id);
  if (entry === undefined) return nothingCalled(composing, id);
  const seen = living.of(id).flatMap((revision) => {
    const changes = revision.changes.filter((change) => isSeen(change, clearance));
    return changes.length === 0 ? [] : [{ revision, changes }];
  });
  const ref = refOf(composing, entry);
  const show: FollowUp = { label: wording.title(entry), command: formatQuery({ kind: "card", entry: id }) };
  if (seen.length === 0)
    return {
      outcome: "answered",
      parts: [textPart(say("change.noHistory", { title: wording.title(entry) }))],
      entries: [ref],
      followUps: [show],
    };
  const cards = seen.toReversed().map(
    ({ revision, changes }): ReplyPart => ({
      kind: "card",
      entry: { ...ref, title: headOf(composing, revision) },
      subtitle: whoOf(revision),
      facts: [
        ...changes.map((change) => factOf(composing, revision.kind, change, clearance)),
        whyFact(composing, revision),
      ],
    }),
  );
  const latest = seen.at(-1)?.revision.number ?? 0;
  return {
    outcome: "answered",
    parts: [textPart(say("change.history", { title: wording.title(entry), count: seen.length })), ...cards],
    entries: [ref],
    followUps: [
      show,
      { label: say("change.undo"), command: formatQuery({ kind: "undo", revision: latest }) },
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

function whyFact({ wording }: Composing, { why }: Revision): Fact {
  return { label: wording.messages.say("change.why"), text: why, marks: [] };
}

function isSeen({ before, after }: Change, clearance: Clearance): boolean {
  return [...before, ...after].some((one) => maySee(one, clearance));
}

/** What is said when a change is in force. */
export function composeSaved(
  composing: Composing,
  id: string,
  number: number,
  does: Revision["does"],
  title: string,
): Draft {
  const { wording } = composing;
  const { say } = wording.messages;
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
