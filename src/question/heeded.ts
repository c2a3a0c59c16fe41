import type { Reading } from "./reading.ts";

/** Of what a question says again and again, this often is heeded; nobody who asks something says it as often. */
const mostAlike = 3;
/** Words of a lexicon link and fill, and come more often: "of the … of the". */
const mostAlikeWords = 8;
/** Things that a question can be about at once. */
const mostMentions = 12;
const mostTimes = 6;
/** Words that no rule read, and that its answer could still be about. */
const mostLeftovers = 24;

/**
 * A reading of no more than can be meant. The rules weigh what is named, when, and what is left over against each other in all
 * ways: of a text that says one thing thirty times, or lists what it finds, that would take minutes.
 */
export function heeded(reading: Reading): Reading {
  const { mentions, times, leftovers, senses, numbers } = reading;
  return {
    ...reading,
    mentions: few(mentions, ({ ids }) => ids.join(), mostAlike).slice(0, mostMentions),
    times: few(times, ({ range }) => JSON.stringify(range), mostAlike).slice(0, mostTimes),
    senses: few(senses, ({ words }) => words, mostAlikeWords),
    numbers: few(numbers, ({ value }) => String(value), mostAlike).slice(0, mostTimes),
    leftovers: few(leftovers, (word) => word, mostAlike).slice(0, mostLeftovers),
  };
}

/** The first ones of each that are alike; the list itself where there are no more. */
function few<T>(all: readonly T[], keyOf: (one: T) => string, most: number): readonly T[] {
  if (all.length <= most) return all;
  const counts = new Map<string, number>();
  return all.filter((one) => {
    const key = keyOf(one);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count <= most;
  });
}
