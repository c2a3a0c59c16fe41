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
 * ones, then those that the kind lists first. Of the long ones only those that the question names, or that lead over a
 * kind of `via`.
 */
export function waysTo(
  from: Kind,
  to: Kind,
  asks: readonly string[],
  via: readonly Kind[] = [],
): readonly WayTo[] {
  const key = `${from} ${to} ${asks.join()} ${via.join()}`;
  const known = keptWays.get(key);
  if (known !== undefined) return known;
  const ways = routesTo(from, to)
    .map(({ path, first, hops, asks: own }): WayTo => {
      return { path, first, hops, named: own.filter((ask) => asks.includes(ask)) };
    })
    .filter((way) => way.hops === 1 || way.named.length > 0 || via.includes(way.first));
  ways.sort((a, b) => score(b) - score(a));
  if (keptWays.size >= mostKept) keptWays.clear();
  keptWays.set(key, ways);
  return ways;
}

/** The ways of late questions: each asks for the same ones many times. */
const keptWays = new Map<string, readonly WayTo[]>();
const mostKept = 2_000;

function score(way: WayTo): number {
  return way.named.length * 3 - way.hops;
}

/** A way as the kinds have it, whatever a question names, with all that its relations are called. */
interface Route extends Pick<WayTo, "path" | "first" | "hops"> {
  readonly asks: readonly string[];
}

const routes = new Map<string, readonly Route[]>();

/** All ways over one relation, then all over two: worked out once for two kinds, for each question looks for many. */
function routesTo(from: Kind, to: Kind): readonly Route[] {
  const key = `${from} ${to}`;
  let known = routes.get(key);
  if (known === undefined) {
    known = readRoutes(from, to);
    routes.set(key, known);
  }
  return known;
}

function readRoutes(from: Kind, to: Kind): readonly Route[] {
  const direct = step(from)
    .filter((one) => one.to.includes(to))
    .map((one) => routeOf([one], to));
  const further = step(from).flatMap((one) =>
    one.to.flatMap((middle) =>
      step(middle)
        .filter((next) => next.to.includes(to))
        .map((next) => routeOf([one, next], middle)),
    ),
  );
  return [...direct, ...further];
}

function step(kind: Kind): readonly Relation[] {
  return relations.filter((relation) => relation.kind === kind);
}

function routeOf(steps: readonly Relation[], first: Kind): Route {
  const asks = new Set(steps.flatMap(asksOf));
  return { path: steps.flatMap(pathOf), first, hops: steps.length, asks: [...asks] };
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

/** A path as a question may speak of it. */
export interface PathRead {
  /** What its relations may be called, from either of their sides. */
  readonly asks: ReadonlySet<string>;
  /** How many relations it follows. */
  readonly hops: number;
}

/** Reads a path of fields and parts that begins at entries of a kind. */
export function readPath(from: Kind, path: Path): PathRead {
  const asks = new Set<string>();
  let kinds: readonly Kind[] = [from];
  let hops = 0;
  for (let index = 0; index < path.length; hops++) {
    const taken = kinds.flatMap((kind) =>
      step(kind).filter(
        (relation) =>
          relation.field === path[index] &&
          (relation.part === undefined || relation.part === path[index + 1]),
      ),
    );
    if (taken.length === 0) {
      for (const kind of kinds) for (const ask of fieldOf(kind, path[index] ?? "")?.asks ?? []) asks.add(ask);
      break;
    }
    for (const relation of taken) for (const ask of asksOf(relation)) asks.add(ask);
    kinds = [...new Set(taken.flatMap((relation) => relation.to))];
    index += taken.some((relation) => relation.part !== undefined) ? 2 : 1;
  }
  return { asks, hops };
}
