import type { Kind } from "../register/field.ts";
import { fieldOf } from "../register/kinds.ts";
import { inverseOf, type Relation, relations } from "../register/links.ts";
import type { Path } from "../search/selection.ts";

/** A way from entries of one kind to entries of another, over one or two relations. */
export interface WayTo {
  readonly path: Path;
  /** The kind after the first relation. */
  readonly first: Kind;
  /** The words of the question that name its relations. */
  readonly named: readonly string[];
  readonly hops: number;
}

/**
 * The ways from a kind to a kind, best first: those whose relations the question names ("visited"), then the short
 * ones, then those that the kind lists first.
 */
export function waysTo(from: Kind, to: Kind, asks: readonly string[]): readonly WayTo[] {
  const direct = step(from)
    .filter((one) => one.to.includes(to))
    .map((one) => wayOf([one], to, asks));
  const further = step(from).flatMap((one) =>
    one.to.flatMap((middle) =>
      step(middle)
        .filter((next) => next.to.includes(to))
        .map((next) => wayOf([one, next], middle, asks)),
    ),
  );
  const ways = [...direct, ...further.filter((way) => way.named.length > 0)];
  return ways.sort((a, b) => score(b) - score(a));
}

function score(way: WayTo): number {
  return way.named.length * 3 - way.hops;
}

function step(kind: Kind): readonly Relation[] {
  return relations.filter((relation) => relation.kind === kind);
}

function wayOf(steps: readonly Relation[], first: Kind, asks: readonly string[]): WayTo {
  const named = new Set<string>();
  for (const relation of steps) for (const ask of asksOf(relation)) if (asks.includes(ask)) named.add(ask);
  return { path: steps.flatMap(pathOf), first, named: [...named], hops: steps.length };
}

/** What a relation is called from either of its sides. */
function asksOf(relation: Relation): readonly string[] {
  const field = fieldOf(relation.kind, relation.field);
  if (field === undefined) return relation.asks;
  const others = relation.to.flatMap((kind) => {
    const inverse = inverseOf(field, relation.part, kind);
    return inverse === undefined ? [] : (fieldOf(kind, inverse)?.asks ?? []);
  });
  return [...relation.asks, ...others];
}

function pathOf(relation: Relation): Path {
  return relation.part === undefined ? [relation.field] : [relation.field, relation.part];
}
