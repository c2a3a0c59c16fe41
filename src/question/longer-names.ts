import type { View } from "../register/view.ts";
import { isCountry } from "./asked.ts";
import type { Mention, Reading } from "./reading.ts";

/**
 * A country's name begins those of many bodies: `Norway | Shipping` is one that nobody in the register is called, not the
 * country. Such a name is written with capitals inside a sentence; one that ends in a kind of thing is no body's: `the
 * Norway | Shipping | Agreement`.
 */
export function withoutLongerNames(reading: Reading, view: View): Reading {
  const { mentions, text, tokens } = reading;
  if (!/(?:^|\s)\p{Ll}{3}/u.test(text)) return reading;
  const longer = mentions.filter(
    (mention) => mention.by === "name" && isCountry(view, mention.ids[0]) && beginsLonger(reading, mention),
  );
  if (longer.length === 0) return reading;
  const words = longer.flatMap(({ start, end }) => tokens.slice(start, end).map(({ word }) => word));
  const further = longer.flatMap(({ end }) => furtherTopics(reading, end).flatMap((topic) => topic.words));
  return {
    ...reading,
    mentions: mentions.filter((mention) => !longer.includes(mention)),
    leftovers: [...words, ...reading.leftovers],
    strangers: [...reading.strangers, ...words, ...further],
  };
}

function beginsLonger(reading: Reading, { start, end }: Mention): boolean {
  const { tokens, text } = reading;
  const isTitled = (index: number): boolean => {
    const token = tokens[index];
    return token !== undefined && /^\p{Lu}\p{Ll}+$/u.test(text.slice(token.start, token.end));
  };
  const isBeside = (index: number): boolean =>
    /^\s$/.test(text.slice(tokens[index - 1]?.end ?? 0, tokens[index]?.start ?? 0));
  const last = furtherTopics(reading, end).at(-1)?.end ?? end;
  const row = Array.from({ length: last - end }, (_, at) => end + at);
  const isNamed =
    row.length > 0 && isTitled(start) && row.every((index) => isTitled(index) && isBeside(index));
  return isNamed && !(isTitled(last) && isBeside(last));
}

/** The topics that follow on a word without another word between. */
function furtherTopics(reading: Pick<Reading, "topics">, after: number): Reading["topics"] {
  const next = reading.topics.find(({ start }) => start === after);
  return next === undefined ? [] : [next, ...furtherTopics(reading, next.end)];
}
