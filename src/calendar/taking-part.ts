import { linksOf } from "../register/links.ts";
import type { Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";

/** Whoever is only to be asked about something does not take part in it. */
const apart: ReadonlySet<string> = new Set(["contact"]);

/** Visits and events: what has a place in a calendar. */
const scheduled = ["visit", "event"] as const;

export const isScheduled = ({ kind }: Entry): boolean => kind === "visit" || kind === "event";

/** Those for whom there is a calendar of what they take part in. */
export const takesPart = ({ kind }: Entry): boolean => kind === "person" || kind === "organisation";

/**
 * The visits and events of a view; of one entry, those in which it takes part, in the register's order. A visit or an event
 * is all there is in its own.
 */
export function scheduledOf(view: View, of?: Entry): readonly Entry[] {
  if (of !== undefined && isScheduled(of)) return [of];
  const all = scheduled.flatMap((kind) => view.ofKind(kind));
  return of === undefined ? all : all.filter((entry) => namesIn(entry, of.id));
}

function namesIn(entry: Entry, id: string): boolean {
  return linksOf(entry).some(({ to, field }) => to === id && !apart.has(field));
}
