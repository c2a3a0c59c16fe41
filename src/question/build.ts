import type { Asked, Setting } from "./asked.ts";
import { organisationsBefore } from "./before.ts";
import { chooseReading, type Decision } from "./choose.ts";
import { completeQuery } from "./follow-up.ts";
import { withoutLongerNames } from "./longer-names.ts";
import { mergeOffices } from "./offices.ts";
import { byOrder } from "./orders.ts";
import { aboutSeries, heedOrdinals } from "./ordinals.ts";
import { premiseOf } from "./polar.ts";
import type { Query } from "./query.ts";
import type { Mention, Reading } from "./reading.ts";
import { signalsOf } from "./signals.ts";
import { settledTimes } from "./years.ts";

/**
 * Makes the Query of a question that was read. First come the rules that are sure of themselves where they apply at all: an
 * order, a question that completes the one before, a premise to be checked; where none does, the readings of all others are
 * weighed against each other (choose.ts).
 */
export function buildQuery(read: Reading, setting: Setting): Decision {
  const { view, previous, today } = setting;
  const reading = withoutLongerNames(read, view);
  const included = {
    ...reading,
    mentions: reading.mentions.filter((mention) => !isExcepted(reading, mention)),
  };
  const positioned = mergeOffices(included, view, organisationsBefore(view, previous));
  const { mentions, missing } = heedOrdinals(positioned.mentions, reading, view);
  const numbers = reading.numbers.map(({ value }) => String(value));
  const telling = numbers.filter((number) => number.length > 1 && setting.isKnownWord(number));
  const isBare = mentions.length === 0 && reading.leftovers.length === 0;
  const signals = signalsOf(reading, positioned.positions);
  const leftovers = signals.isPolar ? reading.leftovers : [...reading.leftovers, ...telling];
  const asked: Asked = {
    reading: { ...reading, leftovers },
    signals,
    ...setting,
    mentions,
    times: settledTimes(reading, view, today, isBare),
  };
  return (
    sure("series", missing === undefined ? undefined : aboutSeries(view, missing)) ??
    sure("order", byOrder(asked)) ??
    completeQuery(asked) ??
    sure("premise", premiseOf(asked)) ??
    chooseReading(asked)
  );
}

/** "Besides the rector, whom did she meet?": who is named is not asked about. */
function isExcepted({ senses }: Reading, { start }: Mention): boolean {
  return senses.some(
    (placed) =>
      placed.end === start && placed.senses.some((sense) => sense.is === "do" && sense.does === "except"),
  );
}

function sure(rule: string, query: Query | undefined): Decision | undefined {
  return query === undefined ? undefined : { rule, query, share: 1, others: [] };
}
