import type { Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { countHeld } from "../search/entry-text.ts";
import { findEvidence } from "../search/evidence.ts";
import { onlyOf, selectEntries } from "../search/selection.ts";
import { countInStatement } from "../search/statement-words.ts";
import { tokensOf } from "../text.ts";
import { type Asked, kindOf } from "./asked.ts";
import { describe } from "./conditions.ts";
import type { Mention } from "./reading.ts";
import type { Signals } from "./signals.ts";

/** Another way to see what a question names. */
export interface Variant {
  readonly seenAs: string;
  readonly asked: Asked;
  /** True where an answer is held to the question as it stands: a name that is seen as words was still named. */
  readonly isLoose?: boolean;
  /** True where only parts of names are seen as words. */
  readonly ofParts?: boolean;
}

/**
 * The ways to see what a question names, beside the plain one: names that may be mere words (part of a name, a country's
 * people) as words, and things that are described ("the ABC ceremony", "the forum of October") as the one entry that
 * they fit.
 */
export function variantsOf(asked: Asked): readonly Variant[] {
  if (asked.kinds !== undefined) return [];
  const plain = [...asWords(asked), ...asEntries(asked), ...asTopic(asked), ...asFirstWant(asked)];
  return plain.flatMap((variant) =>
    variant.ofParts ? [variant, ...asTopic(variant.asked), ...asEntries(variant.asked)] : [variant],
  );
}

/** "Who chaired the meeting where vaccines were agreed?": what is left over tells of one entry, from which a way leads on. */
function asTopic(asked: Asked): readonly Variant[] {
  const { view, reading, signals } = asked;
  const words = [...new Set(reading.leftovers)];
  if (words.length === 0 || signals.kinds.length === 0 || asked.mentions.length > 0) return [];
  const found = findEvidence(view, words, [], 1)
    .map(({ entry }) => entry)
    .filter((entry) => saysAll(view, entry, words));
  if (found.length > fewEntries) return [];
  const kinds = [...new Set(found.map((entry) => entry.kind))];
  return kinds.flatMap((kind): readonly Variant[] => {
    const ids = found.filter((entry) => entry.kind === kind).map((entry) => entry.id);
    if (signals.kinds.some((named) => named.kind === kind)) return [];
    const mention: Mention = {
      start: reading.words.length,
      end: reading.words.length,
      ids,
      by: "part",
      text: words.join(" "),
    };
    return [
      {
        seenAs: `topic: ${ids.join(", ")}`,
        asked: { ...asked, mentions: [...asked.mentions, mention], reading: { ...reading, leftovers: [] } },
      },
    ];
  });
}

/** Whether one statement, or the names, hold all of the words. */
function saysAll(view: View, entry: Entry, words: readonly string[]): boolean {
  return (
    Object.values(entry.fields)
      .flat()
      .some((statement) => countInStatement(view, statement, words) === words.length) ||
    entry.names.some((name) => countHeld(name.text, words) === words.length)
  );
}

/** "What post did she hold when A met B?": a second question word begins no question. */
function asFirstWant(asked: Asked): readonly Variant[] {
  const placed = asked.reading.senses.filter(({ senses }) => senses.some((sense) => sense.is === "wants"));
  const [first, ...others] = placed;
  if (first === undefined || others.length === 0) return [];
  const own = first.senses.flatMap((sense) => (sense.is === "wants" ? [sense.wants] : []));
  const wants = asked.signals.wants.filter((want) => own.includes(want));
  if (wants.length === asked.signals.wants.length) return [];
  return [
    { seenAs: `first question: ${first.words}`, asked: { ...asked, signals: { ...asked.signals, wants } } },
  ];
}

/** A topic that more entries share names none of them. */
const fewEntries = 3;

function asWords(asked: Asked): readonly Variant[] {
  const { view, mentions } = asked;
  const doubtful = mentions.filter(
    (mention) =>
      mention.by === "part" ||
      (mention.by === "name" && (isCountry(asked, mention) || asked.isProse(mention.text))),
  );
  const sets =
    doubtful.length > 1 ? [...doubtful.map((one) => [one]), doubtful] : doubtful.map((one) => [one]);
  return sets.map((some) => ({
    isLoose: some.some((mention) => mention.by === "name"),
    ofParts: some.every((mention) => mention.by === "part"),
    seenAs: `words: ${some.map((mention) => mention.text).join(", ")}`,
    asked: {
      ...asked,
      view,
      mentions: mentions.filter((mention) => !some.includes(mention)),
      reading: {
        ...asked.reading,
        leftovers: [...asked.reading.leftovers, ...some.flatMap(({ text }) => wordsOf(text))],
      },
    },
  }));
}

const wordsOf = (text: string): readonly string[] => tokensOf(text).map((token) => token.word);

function isCountry({ view }: Asked, { ids }: Mention): boolean {
  const entry = view.get(ids[0] ?? "");
  return entry !== undefined && view.statements(entry, "type").some(({ value }) => value === "country");
}

function asEntries(asked: Asked): readonly Variant[] {
  const { signals, mentions, times, view } = asked;
  const variants: Variant[] = [];
  const seen = new Set<string>();
  for (const named of signals.kinds) {
    if (mentions.some((mention) => kindOf(view, mention) === named.kind)) continue;
    const nearest = [...mentions].sort(
      (a, b) => Math.abs(a.start - named.start) - Math.abs(b.start - named.start),
    )[0];
    const said = topicsBeside(asked, named.start);
    const tries: readonly {
      readonly by: readonly Mention[];
      readonly during: Asked["times"];
      readonly about?: readonly string[];
    }[] = [
      ...(said.length > 0 ? [{ by: mentions, during: times, about: said }] : []),
      { by: mentions, during: times },
      ...(times.length > 0 && mentions.length > 0 ? [{ by: [], during: times }] : []),
      ...(mentions.length > 0 && times.length > 0 ? [{ by: mentions, during: [] }] : []),
      ...(nearest !== undefined && mentions.length > 1 ? [{ by: [nearest], during: times }] : []),
      ...(nearest !== undefined && mentions.length > 1 && times.length > 0
        ? [{ by: [nearest], during: [] }]
        : []),
    ];
    for (const { by, during, about = [] } of tries) {
      if (by.length + during.length + about.length === 0) continue;
      const { selection } = describe(view, {
        kinds: [named.kind],
        ...(named.type === undefined ? {} : { type: named.type }),
        mentions: by,
        times: during,
        about,
        asks: [],
      });
      const only = onlyOf(selectEntries(view, selection));
      if (only === undefined || seen.has(only.id)) continue;
      seen.add(only.id);
      const mention: Mention = {
        start: named.start,
        end: named.start + 1,
        ids: [only.id],
        by: "part",
        text: only.id,
      };
      variants.push({
        seenAs: `entry: ${only.id}`,
        asked: {
          ...asked,
          reading: {
            ...asked.reading,
            leftovers: asked.reading.leftovers.filter((word) => !about.includes(word)),
          },
          mentions: [mention, ...mentions.filter((other) => !by.includes(other))],
          times: during === times ? [] : times,
          signals: withoutKind(signals, named.start),
        },
      });
    }
  }
  return variants;
}

/** "The forum in Bangsar", "the energy forum": what is said right beside the word for a kind tells which one is meant. */
function topicsBeside({ reading }: Asked, start: number): readonly string[] {
  const kind = reading.senses.find((placed) => placed.start === start);
  if (kind === undefined) return [];
  const isLink = (from: number, to: number): boolean =>
    reading.senses.some(
      (placed) =>
        placed.start <= from &&
        placed.end >= to &&
        placed.senses.some((sense) => sense.is === "do" && (sense.does === "in" || sense.does === "of")),
    );
  return reading.topics
    .filter(
      (topic) =>
        topic.end === start ||
        topic.start === kind.end ||
        (topic.start === kind.end + 1 && isLink(kind.end, topic.start)),
    )
    .flatMap(({ words }) => words)
    .filter((word) => reading.leftovers.includes(word));
}

/** What a question says beside the word that named a kind, and the one that stands by it: "the MoU ceremony". */
function withoutKind(signals: Signals, start: number): Signals {
  const isIt = (one: { readonly start: number }): boolean => Math.abs(one.start - start) <= 1;
  const placedAsks = signals.placedAsks.filter((one) => !isIt(one));
  const asks = [...new Set(placedAsks.map((one) => one.ask))];
  return {
    ...signals,
    kinds: signals.kinds.filter((one) => !isIt(one)),
    asks,
    asksBesideKind: signals.asksBesideKind.filter((ask) => asks.includes(ask)),
    placedAsks,
  };
}
