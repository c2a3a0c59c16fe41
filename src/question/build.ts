import type { Kind } from "../register/field.ts";
import { type Asked, kindOf, type Setting, searchFor } from "./asked.ts";
import { describe } from "./conditions.ts";
import { figuresFor } from "./counted.ts";
import { aboutDescribed } from "./described.ts";
import { fieldsFor } from "./fields.ts";
import { completeQuery, organisationsBefore } from "./follow-up.ts";
import { aboutNamed } from "./named.ts";
import { mergeOffices } from "./offices.ts";
import type { Query } from "./query.ts";
import type { Reading } from "./reading.ts";
import { signalsOf } from "./signals.ts";

/**
 * Makes the Query of a question that was read. The rules stand in the order in which they are tried; each looks at
 * names, times and words, never at the sentence as a whole.
 */
export function buildQuery(reading: Reading, setting: Setting): Query {
  const asked: Asked = {
    reading,
    signals: signalsOf(
      reading,
      reading.mentions.some((mention) => kindOf(setting.view, mention) === "organisation"),
    ),
    ...setting,
    mentions: mergeOffices(reading, setting.view, organisationsBefore(setting.view, setting.previous)),
    times: reading.times.map((time) => time.range),
  };
  return (
    byOrder(asked) ??
    completeQuery(asked) ??
    aboutDescribed(asked) ??
    aboutNamed(asked) ??
    aboutFigures(asked) ??
    amongAll(asked) ??
    inATime(asked) ??
    searchFor(asked)
  );
}

/** Orders to do a thing with what is named: compare, brief, show the team. */
function byOrder({ signals, mentions, reading, kinds }: Asked): Query | undefined {
  if (kinds !== undefined) return undefined;
  const [first, second] = mentions;
  if (signals.does.has("compare") && first !== undefined && second !== undefined) {
    return { kind: "compare", entries: mentions.flatMap((mention) => mention.ids.slice(0, 1)).slice(0, 2) };
  }
  const id = first?.ids.length === 1 && signals.kinds.length === 0 ? first.ids[0] : undefined;
  if (id !== undefined && signals.does.has("brief")) return { kind: "brief", entry: id };
  if (id !== undefined && signals.does.has("team")) return { kind: "team", entry: id };
  if (mentions.length === 0 && reading.leftovers.length === 0 && signals.does.has("help"))
    return { kind: "help" };
  return undefined;
}

/** "By how much did trade grow?": a number, and nothing named but what it measures. */
function aboutFigures(asked: Asked): Query | undefined {
  const { wants, asks } = asked.signals;
  const isNumber = wants.includes("many") || wants.includes("much") || asks.includes("amount");
  return isNumber ? figuresFor(asked) : undefined;
}

/** "Who spoke about bioreactors?": a thing done and a topic, nothing named: all statements of such a field that hold it. */
function amongAll({ view, signals, times, reading, kinds }: Asked): Query | undefined {
  if (kinds !== undefined || reading.leftovers.length === 0 || signals.asks.length === 0) return undefined;
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
function inATime({ view, signals, times, reading }: Asked): Query | undefined {
  if (times.length === 0) return undefined;
  for (const kind of dated) {
    const { fields, score } = fieldsFor(kind, signals.asks, signals.wants);
    const { selection, found } = describe(view, { kinds: [kind], mentions: [], times, about: [], asks: [] });
    if (score >= 5 && found > 0) return { kind: "facts", of: selection, fields };
  }
  const { selection } = describe(view, {
    kinds: dated,
    mentions: [],
    times,
    about: reading.leftovers,
    asks: [],
  });
  return { kind: "list", of: selection, order: "newest", page: 1 };
}
