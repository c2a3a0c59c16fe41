import type { Kind } from "../register/field.ts";
import { kindTables } from "../register/kinds.ts";
import { addDays, type Day, type DayRange } from "../register/partial-date.ts";
import type { Asked } from "./asked.ts";
import { describe } from "./conditions.ts";
import { fieldsFor } from "./fields.ts";
import type { Query } from "./query.ts";
import type { Signals } from "./signals.ts";

/** "Who spoke about bioreactors?": a thing done and a topic, nothing named: all statements of such a field that hold it. */
export function amongAll({ view, signals, times, reading, mentions }: Asked): Query | undefined {
  if (mentions.length > 0 || reading.leftovers.length === 0 || signals.asks.length === 0) return undefined;
  const found = dated
    .map((kind) => ({
      kind,
      ...fieldsFor(kind, signals.asks, signals.wants),
      ...describe(view, { kinds: [kind], mentions: [], times, about: reading.leftovers, asks: [] }),
    }))
    .filter((one) => one.score >= 3 && one.found > 0)
    .sort((a, b) => b.score - a.score)[0];
  return found === undefined
    ? undefined
    : { kind: "facts", of: found.selection, fields: found.fields, matching: reading.leftovers };
}

/** What happens in time, newest needs first. */
const dated: readonly Kind[] = ["event", "visit", "agreement", "commitment"];

/** "What happened in April 2024?", "who attended on 25 April?": a time and nothing named. */
export function inATime({ view, signals, times, reading, mentions }: Asked): Query | undefined {
  if (times.length === 0 || mentions.length > 0) return undefined;
  for (const kind of dated) {
    const { fields, score } = fieldsFor(kind, signals.asks, signals.wants);
    const { selection, found } = describe(view, { kinds: [kind], mentions: [], times, about: [], asks: [] });
    if (score >= 5 && found > 0) return { kind: "facts", of: selection, fields };
  }
  const said = dated.filter((kind) => {
    const field = kindTables[kind].fields[kindTables[kind].dated ?? ""];
    return field?.asks.some((ask) => signals.asks.includes(ask)) === true;
  });
  const { selection } = describe(view, {
    kinds: said.length > 0 ? said : dated,
    mentions: [],
    times,
    about: reading.leftovers,
    asks: [],
  });
  return { kind: "list", of: selection, order: "newest", page: 1 };
}

/** The times that a question names; else all to come, or all that is past, where it asks for that. */
export function rangesFor(signals: Signals, today: Day, times: readonly DayRange[]): readonly DayRange[] {
  if (times.length > 0) return times;
  if (signals.does.has("upcoming")) return [{ first: today, last: "9999-12-31" }];
  return signals.does.has("past") ? [{ first: "0001-01-01", last: addDays(today, -1) }] : [];
}
