import type { Asked, Setting } from "./asked.ts";
import { organisationsBefore } from "./before.ts";
import { chooseReading, type Decision } from "./choose.ts";
import { completeQuery } from "./follow-up.ts";
import { heeded } from "./heeded.ts";
import { withoutLongerNames } from "./longer-names.ts";
import { mergeOffices } from "./offices.ts";
import { byOrder } from "./orders.ts";
import { aboutSeries, heedOrdinals } from "./ordinals.ts";
import { premiseOf } from "./polar.ts";
import type { Query } from "./query.ts";
import type { Mention, PlacedSense, Reading } from "./reading.ts";
import { signalsOf } from "./signals.ts";
import { settledTimes } from "./years.ts";

/**
 * Makes the Query of a question that was read. First come the rules that are sure of themselves where they apply at all: an
 * order, a question that completes the one before, a premise to be checked; where none does, the readings of all others are
 * weighed against each other (choose.ts).
 */
export function buildQuery(read: Reading, setting: Setting): Decision {
  const { view, previous, today } = setting;
  const reading = heeded(withoutLongerNames(read, view));
  const excepted = exceptedIn(reading);
  const included = {
    ...reading,
    mentions: reading.mentions.filter((mention) => !excepted.includes(mention)),
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
  const decision =
    sure("series", missing === undefined ? undefined : aboutSeries(view, missing)) ??
    sure("order", byOrder(asked)) ??
    completeQuery(asked) ??
    sure("premise", premiseOf(asked)) ??
    chooseReading(asked);
  return excepted.length === 0
    ? decision
    : {
        ...decision,
        query: without(
          decision.query,
          excepted.flatMap(({ ids }) => ids),
        ),
      };
}

/** "Besides the rector and the dean, whom did she meet?": who is named is not asked about. */
function exceptedIn({ mentions, senses }: Reading): readonly Mention[] {
  const excepted: Mention[] = [];
  const isOf = (start: number, end: number, does: readonly string[]): boolean =>
    Array.from({ length: end - start }, (_, at) => start + at).every((index) =>
      senses.some(
        (placed) =>
          placed.start <= index &&
          index < placed.end &&
          placed.senses.some((sense) => sense.is === "do" && does.includes(sense.does)),
      ),
    );
  const isExcept = ({ senses: all }: PlacedSense): boolean =>
    all.some((sense) => sense.is === "do" && sense.does === "except");
  for (const mention of [...mentions].sort((a, b) => a.start - b.start)) {
    const word = senses.findLast((placed) => isExcept(placed) && placed.end <= mention.start);
    const last = excepted.at(-1);
    const isNext = word !== undefined && isOf(word.end, mention.start, ["of"]);
    const isFurther = last !== undefined && isOf(last.end, mention.start, ["of", "apart"]);
    if (isNext || (isFurther && last.end < mention.start)) excepted.push(mention);
  }
  return excepted;
}

/** The same, but for some entries. */
function without(query: Query, except: readonly string[]): Query {
  const isSome = query.kind === "facts" || query.kind === "list" || query.kind === "count";
  return isSome ? { ...query, of: { ...query.of, except } } : query;
}

function sure(rule: string, query: Query | undefined): Decision | undefined {
  return query === undefined ? undefined : { rule, query, share: 1, others: [] };
}
