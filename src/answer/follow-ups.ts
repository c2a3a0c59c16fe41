import { formatQuery } from "../question/command-line.ts";
import type { Kind } from "../register/field.ts";
import { knownTime } from "../register/known-time.ts";
import type { Entry } from "../register/statement.ts";
import { dateOf } from "../search/entry-dates.ts";
import { neighboursOf } from "../search/neighbours.ts";
import type { Composing } from "./composing.ts";
import type { FollowUp } from "./reply.ts";

/** At most so many buttons under an answer. */
const mostFollowUps = 4;
const offered: readonly Kind[] = [
  "agreement",
  "visit",
  "event",
  "commitment",
  "programme",
  "person",
  "figure",
];

/** What could be asked next about an entry; only what has an answer is offered. */
export function followUpsOf(composing: Composing, entry: Entry): readonly FollowUp[] {
  const { view, wording } = composing;
  const near = neighboursOf(view, entry.id);
  const counts = new Map<Kind, number>();
  for (const id of near) {
    const kind = view.get(id)?.kind;
    if (kind !== undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const linked = offered.flatMap((kind): readonly FollowUp[] => {
    const count = counts.get(kind) ?? 0;
    if (count === 0) return [];
    const command = formatQuery({
      kind: "list",
      of: { kinds: [kind], where: [{ test: "is", path: [], values: [entry.id] }] },
      order: "newest",
      page: 1,
    });
    return [
      {
        label: wording.messages.say("followUp.linked", { kind: wording.kindLabel(kind, count), count }),
        command,
      },
    ];
  });
  const brief: readonly FollowUp[] =
    near.size < 2
      ? []
      : [
          {
            label: wording.messages.say("followUp.brief"),
            command: formatQuery({ kind: "brief", entry: entry.id }),
          },
        ];
  const last = [...brief, ...calendarFile(composing, entry)];
  return [...linked.slice(0, mostFollowUps - last.length), ...last, ...watchOf(composing, entry)];
}

/** A visit or an event as a file for a calendar, where its day is known and a file can be sent. */
function calendarFile({ view, wording, takesFiles }: Composing, entry: Entry): readonly FollowUp[] {
  if (takesFiles !== true || (entry.kind !== "visit" && entry.kind !== "event")) return [];
  const date = dateOf(view, entry);
  if (date === undefined || knownTime(date) === undefined) return [];
  const command = formatQuery({ kind: "calendar", does: "file", entry: entry.id });
  return [{ label: wording.messages.say("followUp.calendar"), command }];
}

const watched: readonly Kind[] = ["visit", "event", "agreement", "commitment", "person", "organisation"];

/** To be told of it, where that can be kept for whoever asks. */
function watchOf({ wording, asker, keepsWatches }: Composing, { kind, id }: Entry): readonly FollowUp[] {
  if (keepsWatches !== true || asker === undefined || !watched.includes(kind)) return [];
  return [
    { label: wording.messages.say("followUp.watch"), command: formatQuery({ kind: "watch", entry: id }) },
  ];
}

/** What a register of any content can be asked, where an answer has nothing of its own to offer. */
export function suggestions({ view, wording }: Composing): readonly FollowUp[] {
  const kinds = new Set<Kind>(["agreement", "visit", "event", "organisation", ...offered]);
  return [...kinds]
    .filter((kind) => view.ofKind(kind).length > 0)
    .slice(0, mostFollowUps)
    .map((kind) => ({
      label: wording.messages.say("followUp.all", { kind: wording.kindLabel(kind, 2) }),
      command: formatQuery({ kind: "list", of: { kinds: [kind], where: [] }, order: "newest", page: 1 }),
    }));
}
