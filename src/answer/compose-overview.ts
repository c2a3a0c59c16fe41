import { daysOf } from "../register/partial-date.ts";
import type { Entry } from "../register/statement.ts";
import { lapsingOn } from "../register/status.ts";
import { entriesRecording } from "../search/recorded-fields.ts";
import { composeUpcoming } from "./compose-list.ts";
import { type Composing, type Draft, refOf, textPart } from "./composing.ts";
import { suggestions } from "./follow-ups.ts";
import type { ReplyPart } from "./reply.ts";
import { rowOf } from "./rows.ts";

/** An agreement is soon to lapse for half a year. */
const lapsingDays = 180;
/** Rows of each part: an overview is read at a glance. */
const mostRows = 5;

/** What to know today: the visits to come, else the latest past ones, and the agreements that soon lapse. */
export function composeOverview(composing: Composing): Draft {
  const { view, wording, today } = composing;
  const visits = composeUpcoming(
    { ...composing, pageRows: mostRows },
    { kind: "upcoming", kinds: ["visit"], page: 1 },
  );
  const lapsing = entriesRecording(view, "agreement", ["expires", "term"])
    .flatMap((entry) => {
      const until = lapsingOn(view, entry, today, lapsingDays);
      return until === undefined ? [] : [{ entry, last: daysOf(until).last }];
    })
    .sort((a, b) => a.last.localeCompare(b.last))
    .map(({ entry }) => entry);
  const said = wording.messages.say("overview.lapsing", { count: lapsing.length, days: lapsingDays });
  const parts: readonly ReplyPart[] =
    lapsing.length === 0 ? [] : [textPart(said), listOf(composing, lapsing)];
  return {
    outcome: visits.outcome,
    parts: [...visits.parts, ...parts],
    entries: [...visits.entries, ...lapsing.map((entry) => refOf(composing, entry))],
    followUps: suggestions(composing),
  };
}

function listOf(composing: Composing, entries: readonly Entry[]): ReplyPart {
  return { kind: "list", rows: entries.slice(0, mostRows).map((entry) => rowOf(composing, entry)) };
}
