import { kinds as allKinds, type Kind } from "../register/field.ts";
import { each } from "./fields.ts";
import type { Sense } from "./lexicon.ts";
import type { PlacedSense, Reading } from "./reading.ts";

/** What the words of a question say beside its names and times. */
export interface Signals {
  /** Kinds of entry in the order they are named, each with its type where the word names one. */
  readonly kinds: readonly { readonly kind: Kind; readonly type?: string; readonly start: number }[];
  readonly asks: readonly string[];
  /** Where in the text each ask is said, as a word index. */
  readonly placedAsks: readonly { readonly ask: string; readonly start: number }[];
  /** The asks that are not said by the word that names the first kind: "visits" is a kind there, and asks nothing. */
  readonly asksBesideKind: readonly string[];
  readonly wants: readonly string[];
  readonly does: ReadonlySet<string>;
  /** Positions that nobody in the register holds, or that stand beside an organisation. */
  readonly offices: readonly string[];
  /** Whether it asks which or what. */
  readonly asksWhich: boolean;
  readonly isSmallTalk: boolean;
  /** True where the question begins like one that is answered with yes or no. */
  readonly isPolar: boolean;
}

/** Reads the signals of a question. What is a position there (offices.ts) does not also ask who chaired. */
export function signalsOf(reading: Reading, positions: ReadonlySet<number>): Signals {
  const kinds: { kind: Kind; type?: string; start: number }[] = [];
  const asks = new Set<string>();
  const placedAsks: { ask: string; start: number }[] = [];
  const asksBesideKind = new Set<string>();
  const wants = new Set<string>();
  const does = new Set<string>();
  const offices = new Set<string>();
  const orderFirst = orderThatBegins(reading);
  for (const placed of reading.senses) {
    const isFirstKind = kinds.length === 0 && placed.senses.some((sense) => sense.is === "kind");
    const isOffice = positions.has(placed.start);
    for (const sense of placed.senses) {
      if (isOffice && sense.is === "ask") continue;
      if (placed === orderFirst && sense.is === "kind") continue;
      if (sense.is === "kind" && isKind(sense.kind)) {
        kinds.push({
          kind: sense.kind,
          start: placed.start,
          ...(sense.type === undefined ? {} : { type: sense.type }),
        });
      } else if (sense.is === "ask") {
        asks.add(sense.ask);
        placedAsks.push({ ask: sense.ask, start: placed.start });
        if (!isFirstKind) asksBesideKind.add(sense.ask);
      } else if (sense.is === "wants") wants.add(sense.wants);
      else if (sense.is === "do") does.add(sense.does);
      else if (sense.is === "office" && isOffice) offices.add(sense.office);
    }
  }
  const isMarked = wants.has("polar");
  const isPolar =
    (isMarked || beginsInverted(reading)) &&
    !does.has("list") &&
    !["who", "where", "why", "which", "how"].some((want) => wants.has(want)) &&
    (!wants.has("when") || (isMarked && reading.times.length > 0)) &&
    (isMarked || !["many", "much"].some((want) => wants.has(want)));
  const shaped = [...wants].filter((want) => ["who", "when", "where", "why", "many", "much"].includes(want));
  return {
    kinds,
    asks: [...asks],
    placedAsks,
    asksBesideKind: [...asksBesideKind],
    wants: [...shaped, ...(shaped.length > 1 && asksTwice(reading) ? [each] : [])],
    does,
    offices: [...offices],
    asksWhich: wants.has("which"),
    isSmallTalk:
      reading.senses.some(({ senses }) => senses.some((sense) => sense.is === "small")) &&
      reading.senses.every(isSmall) &&
      reading.leftovers.length < 3,
    isPolar,
  };
}

/** "Show agreements": a word that may also name a kind is an order where the question begins with it and a kind follows. */
function orderThatBegins({ senses }: Reading): PlacedSense | undefined {
  const [first, ...others] = senses;
  const isOrder =
    first?.start === 0 && first.senses.some((sense) => sense.is === "do" && sense.does === "list");
  const isFollowed = others.some((placed) => placed.senses.some((sense) => sense.is === "kind"));
  return isOrder && isFollowed ? first : undefined;
}

/** "Who founded it, and when?": a second question word that begins a question of its own, behind "and" or a comma. */
function asksTwice({ senses, tokens, text }: Reading): boolean {
  const asking = senses.filter((placed) => placed.senses.some((sense) => sense.is === "wants"));
  return asking.slice(1).some((second) => {
    const start = beforeLinks(senses, second.start);
    const between = text.slice(tokens[start - 1]?.end ?? 0, tokens[start]?.start ?? 0);
    const isBehindAnd = senses.some(
      (placed) =>
        placed.end === start && placed.senses.some((sense) => sense.is === "do" && sense.does === "apart"),
    );
    return isBehindAnd || /[,;?，；？、]/.test(between);
  });
}

/** "And in which year": words that only link stand before the question word. */
function beforeLinks(senses: readonly PlacedSense[], start: number): number {
  const link = senses.find(
    (placed) =>
      placed.end === start &&
      placed.senses.some((sense) => sense.is === "do" && (sense.does === "in" || sense.does === "of")),
  );
  return link === undefined ? start : beforeLinks(senses, link.start);
}

/** "Did A …": an English verb before its subject asks for yes or no, but only where the question begins. */
function beginsInverted({ senses }: Reading): boolean {
  const isInverted = ({ senses: all }: PlacedSense): boolean =>
    all.some((sense) => sense.is === "wants" && sense.wants === "inverted");
  const first = senses.findIndex(isInverted);
  return senses[first]?.start === first && first <= 2 && senses.slice(0, first).every(isNoise);
}

function isNoise({ senses }: PlacedSense): boolean {
  return senses.every((sense) => sense.is === "noise");
}

/** A greeting or the like, or what asks and links without saying of what. */
function isSmall({ senses }: PlacedSense): boolean {
  const links = (sense: Sense): boolean =>
    sense.is === "noise" ||
    (sense.is === "wants" && ["which", "how", "inverted"].includes(sense.wants)) ||
    (sense.is === "do" && ["in", "of", "it"].includes(sense.does));
  return senses.some((sense) => sense.is === "small") || senses.every(links);
}

function isKind(text: string): text is Kind {
  return (allKinds as readonly string[]).includes(text);
}
