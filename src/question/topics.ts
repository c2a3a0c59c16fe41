import { hasHan, tokensOf } from "../text.ts";
import type { PlacedSense, PlacedTopic } from "./placed.ts";
import type { FoundNumber } from "./time/find-times.ts";

const onlyDigits = /^\d+$/;

/** The words that nobody took, and the topics of the lexicons, in the order of the text. */
export function topicsOf(
  words: readonly string[],
  taken: readonly boolean[],
  senses: readonly PlacedSense[],
): readonly PlacedTopic[] {
  const left = joinHan(
    words.flatMap((word, start) =>
      taken[start] === true || word === "" || onlyDigits.test(word)
        ? []
        : [{ start, end: start + 1, words: [word] }],
    ),
  );
  const named = senses.flatMap((placed) =>
    placed.senses.flatMap((sense) =>
      sense.is === "topic"
        ? [{ start: placed.start, end: placed.end, words: tokensOf(sense.topic).map((token) => token.word) }]
        : [],
    ),
  );
  return [...left, ...named].sort((a, b) => a.start - b.start);
}

/** Han characters that stand beside each other and that nobody knows are one word. */
function joinHan(topics: readonly PlacedTopic[]): readonly PlacedTopic[] {
  const joined: PlacedTopic[] = [];
  for (const topic of topics) {
    const before = joined.at(-1);
    const [word = ""] = topic.words;
    const [wordBefore = ""] = before?.words ?? [];
    if (before?.end === topic.start && hasHan(word) && hasHan(wordBefore))
      joined[joined.length - 1] = { start: before.start, end: topic.end, words: [wordBefore + word] };
    else joined.push(topic);
  }
  return joined;
}

/** The numbers that stand in no name, and are no word that means nothing else either ("a", "one"). */
export function numbersOf(
  numbers: readonly FoundNumber[],
  senses: readonly PlacedSense[],
  taken: readonly boolean[],
): readonly FoundNumber[] {
  return numbers.filter((number) => {
    const last = number.end - 1;
    const placed = senses.find((one) => one.start <= last && last < one.end);
    if (placed === undefined) return taken[last] !== true;
    return placed.senses.every((sense) => sense.is !== "noise");
  });
}
