import { type Composing, textPart } from "../answer/composing.ts";
import type { ReplyPart } from "../answer/reply.ts";
import { rowOf } from "../answer/rows.ts";
import { formatQuery } from "../question/command-line.ts";
import { addDays, daysOf, fallsInto } from "../register/partial-date.ts";
import type { Entry } from "../register/statement.ts";
import { sortByDate } from "../search/date-order.ts";
import { instantOf } from "./local-time.ts";
import { nearingOf } from "./nearing.ts";
import type { Nearing, Notice } from "./notice.ts";
import type { Telling, Told } from "./told.ts";

/** An agreement is said to lapse so many days before. */
const lapsingDays = 30;
/** Rows of each part: a digest is read at a glance. */
const mostRows = 10;

/** What comes in the days ahead, what was changed in as many before, what lapses soon; nothing where that is nothing. */
export function composeDigest(
  { day, days }: Extract<Notice, { kind: "digest" }>,
  { audience, subscription, news }: Telling,
): Told | undefined {
  const { composing } = audience;
  const { view, wording } = composing;
  const { say } = wording.messages;
  const near = (about: Nearing, within: number): readonly Entry[] => {
    const range = { first: day, last: addDays(day, within) };
    const found = (["visit", "event", "agreement", "commitment"] as const)
      .flatMap((kind) => view.ofKind(kind))
      .filter((entry) => {
        const one = nearingOf(view, entry);
        return one?.about === about && fallsInto(one.date, range) !== "no" && daysOf(one.date).last >= day;
      });
    return sortByDate(view, found, "oldest");
  };
  const since = instantOf(addDays(day, -days), 0, subscription.timezone);
  const changed = news
    .filter(({ at, kind }) => at >= since && kind !== "source")
    .flatMap((one) => {
      const entry = view.get(one.entry);
      return entry !== undefined && (one.does === "add" || audience.factsOf(one).length > 0) ? [entry] : [];
    });
  const sections: readonly (readonly [key: string, entries: readonly Entry[]])[] = [
    ["ahead", near("begins", days)],
    ["due", near("falls-due", days)],
    ["lapsing", near("lapses", lapsingDays)],
    ["changed", [...new Set(changed)]],
  ];
  const told = sections.filter(([, entries]) => entries.length > 0);
  if (told.length === 0) return undefined;
  const line = say("digest.head", { days });
  return {
    line: `${line} ${told.map(([key, entries]) => say(`digest.${key}`, { count: entries.length, days: lapsingDays })).join(" ")}`,
    parts: [
      textPart(line),
      ...told.flatMap(([key, entries]) => [
        textPart(say(`digest.${key}`, { count: entries.length, days: lapsingDays })),
        listOf(composing, entries),
      ]),
    ],
    command: formatQuery({ kind: "overview" }),
  };
}

function listOf(composing: Composing, entries: readonly Entry[]): ReplyPart {
  return {
    kind: "list",
    rows: entries.slice(0, mostRows).map((entry) => rowOf(composing, entry, { ahead: true })),
  };
}
