import type { Field, Kind } from "../register/field.ts";
import { kindTables } from "../register/kinds.ts";
import { linkParts } from "../register/links.ts";

/** Fields that answer what is asked of a kind, and how well. */
export interface FieldsFound {
  readonly fields: readonly string[];
  /** 0 where nothing fits. */
  readonly score: number;
}

/** Stands among what is wanted where each of it is asked by itself: "who founded it, and when?" */
export const each = "each";

/** A field that two words of a question name, in the shape that it wants, is meant, recorded or not. */
const twiceNamed = 8;

/** At most so many fields answer one question. */
const mostFields = 5;

/**
 * The fields of a kind that best answer what a question asks (`sign`, `witness`) and wants (a person, a time, a place).
 *
 * A field that is named counts 3 for each word, one of the wanted shape 2; one of another shape than was wanted is
 * out. Of fields that fit, those that are recorded come before those that are not; where none is, the best are named,
 * so that the reply can say what is missing. Of {@link each} thing wanted by itself they are sought one after the other.
 */
export function fieldsFor(
  kind: Kind,
  asks: readonly string[],
  wants: readonly string[],
  isRecorded: (field: string) => boolean = () => true,
): FieldsFound {
  const recordedFirst = (fields: readonly string[]): readonly string[] =>
    fields.some(isRecorded) ? fields.filter(isRecorded) : fields;
  if (wants.includes(each)) {
    const found = wants
      .filter((want) => want !== each)
      .map((want) => fieldsFor(kind, asks, [want], isRecorded));
    return {
      fields: [...new Set(found.flatMap((one) => (one.score > 0 ? recordedFirst(one.fields) : [])))],
      score: Math.max(...found.map((one) => one.score)),
    };
  }
  const scored = scoredFor(kind, asks, wants);
  const scores = [...new Set(scored.map((one) => one.score))].sort((a, b) => b - a);
  const best = scores[0] ?? 0;
  const level =
    best >= twiceNamed
      ? best
      : (scores.find((score) => scored.some((one) => one.score === score && isRecorded(one.name))) ?? best);
  return {
    fields: scored
      .filter((one) => one.score === level)
      .map((one) => one.name)
      .slice(0, mostFields),
    score: best,
  };
}

interface Scored {
  readonly name: string;
  readonly score: number;
}

/** The fields of a kind that answer what late questions ask: each asks for the same ones many times. */
const keptScores = new Map<string, readonly Scored[]>();
const mostKept = 2_000;

function scoredFor(kind: Kind, asks: readonly string[], wants: readonly string[]): readonly Scored[] {
  const key = `${kind} ${asks.join()} ${wants.join()}`;
  const known = keptScores.get(key);
  if (known !== undefined) return known;
  const scored: Scored[] = [];
  for (const [name, field] of Object.entries(kindTables[kind].fields)) {
    const named = field.asks.filter((ask) => asks.includes(ask)).length;
    const fits = fitness(field, wants);
    const isWanted = named > 0 || (asks.length === 0 && wants.some((want) => field.asks.includes(want)));
    if (fits < 0 || !isWanted) continue;
    scored.push({ name, score: Math.min(named, 2) * 3 + fits });
  }
  if (keptScores.size >= mostKept) keptScores.clear();
  keptScores.set(key, scored);
  return scored;
}

/** How the shape of a field meets what the question words want: 2 each, 0 where it does not matter, -1 where it cannot. */
function fitness(field: Field, wants: readonly string[]): number {
  let total = 0;
  for (const want of wants) {
    const met = meets(field, want);
    if (met === undefined) continue;
    if (!met) return -1;
    total += 2;
  }
  return total;
}

/** Whether a field has the shape that a question word wants; nothing where the word asks for no shape. */
export function meets(field: Field, want: string): boolean | undefined {
  switch (want) {
    case "who":
      return leadsTo(field, "person") || leadsTo(field, "organisation");
    case "when":
      return field.type === "date";
    case "where":
      return field.asks.includes("where") || field.asks.includes("place");
    case "why":
      return field.asks.includes("why");
    case "many":
    case "much":
      return field.type === "quantity" || leadsTo(field, "figure");
    default:
      return undefined;
  }
}

function leadsTo(field: Field, kind: Kind): boolean {
  if (field.type === "link") return field.to.includes(kind);
  return linkParts(field).some(([, part]) => part.to.includes(kind));
}
