import { dayOf } from "../question/now.ts";
import { addDays, type Day } from "../register/partial-date.ts";
import type { View } from "../register/view.ts";
import { neighboursOf } from "../search/neighbours.ts";
import { instantOf, isQuiet, outOfQuiet } from "./local-time.ts";
import { type Nearness, nearingOf } from "./nearing.ts";
import type { Nearing, Reminder } from "./notice.ts";
import { type Quiet, type Subscription, type WatchTopic, watchedKey } from "./subscription.ts";

/** A reminder and when it is due, milliseconds since 1970. */
export interface Due {
  readonly at: number;
  readonly notice: Reminder;
}

/** Days before, where nobody chose others. */
export const usualLeads: Readonly<Record<Nearing, readonly number[]>> = {
  begins: [7, 1, 0],
  lapses: [180, 90, 30, 7, 0],
  "falls-due": [30, 7, 0],
};
/** When a day begins to be told of, minutes. */
export const morning = 8 * 60;
/** Nothing is told at night, where nobody chose another time for quiet. */
export const usualQuiet: Quiet = { from: 21 * 60, to: 7 * 60 };
/** What begins before the morning is told so long before, milliseconds. */
const beforeMs = 3_600_000;

const topics: Readonly<Record<WatchTopic, Nearing>> = {
  visits: "begins",
  expiring: "lapses",
  commitments: "falls-due",
};

interface Plans {
  readonly all: ReadonlyMap<string, Nearness>;
  readonly made: Map<string, readonly Due[]>;
}

const plans = new WeakMap<View, Plans>();

/**
 * All reminders of a subscription, whenever they are or were due, in their order. Worked out once for a view: many people
 * watch the same in the same zone.
 */
export function duesOf(view: View, subscription: Subscription): readonly Due[] {
  const { what, timezone, leads, quiet = usualQuiet } = subscription;
  if (what.kind === "digest") return [];
  const { all, made } = plansOf(view);
  const key = [watchedKey(what), timezone, leads?.join() ?? "", quiet.from, quiet.to].join(" ");
  let dues = made.get(key);
  if (dues === undefined) {
    const watched =
      what.kind === "topic"
        ? [...all.values()].filter(({ about }) => about === topics[what.topic])
        : view.get(what.entry) === undefined
          ? []
          : [what.entry, ...neighboursOf(view, what.entry)].flatMap((id) => all.get(id) ?? []);
    dues = watched
      .flatMap((one) => remindersOf(one, leads ?? usualLeads[one.about], timezone, quiet))
      .sort((a, b) => a.at - b.at);
    made.set(key, dues);
  }
  return dues;
}

function plansOf(view: View): Plans {
  let known = plans.get(view);
  if (known === undefined) {
    const all = new Map<string, Nearness>();
    for (const kind of ["visit", "event", "agreement", "commitment"] as const)
      for (const entry of view.ofKind(kind)) {
        const near = nearingOf(view, entry);
        if (near !== undefined) all.set(entry.id, near);
      }
    known = { all, made: new Map() };
    plans.set(view, known);
  }
  return known;
}

/** Where the day is not known, there is none to count to: once well before the month or year, and as it begins. */
function remindersOf(
  { entry, about, days, known, moment, written }: Nearness,
  leads: readonly number[],
  timezone: string,
  quiet: Quiet,
): readonly Due[] {
  const first = moment === undefined ? days.first : dayOf(moment, timezone);
  const wanted = known === "day" ? leads : [...new Set([Math.max(0, ...leads), 0])];
  return wanted.map((lead): Due => {
    const usual = instantOf(dayBefore(first, lead), morning, timezone);
    const at = moment !== undefined && usual >= moment ? moment - beforeMs : usual;
    // Mostly it is the morning itself, whose time need not be read from a clock.
    const isHeard = at === usual && !isQuiet(morning, quiet);
    return {
      at: isHeard ? at : outOfQuiet(at, quiet, timezone, moment),
      notice: { kind: "reminder", entry, about, date: written, lead },
    };
  });
}

/** The same days come before the same, for whoever watches in whatever zone. */
const daysBefore = new Map<Day, Map<number, Day>>();
const daysKept = 20_000;

function dayBefore(day: Day, lead: number): Day {
  let known = daysBefore.get(day);
  if (known === undefined) {
    if (daysBefore.size >= daysKept) daysBefore.clear();
    known = new Map();
    daysBefore.set(day, known);
  }
  let before = known.get(lead);
  if (before === undefined) {
    before = addDays(day, -lead);
    known.set(lead, before);
  }
  return before;
}
