import type { Kind } from "../register/field.ts";
import { kindTables } from "../register/kinds.ts";
import { relations } from "../register/links.ts";
import type { DayRange } from "../register/partial-date.ts";
import type { View } from "../register/view.ts";
import { type Condition, type Path, type Selection, selectEntries } from "../search/selection.ts";
import { waysTo } from "./paths.ts";
import type { Mention } from "./reading.ts";

/** A selection of entries by what a question says of them, with the words of the question that this used up. */
export interface Described {
  readonly selection: Selection;
  /** The words of the question (`visit`, `party`) that named a relation. */
  readonly used: readonly string[];
  /** How many entries it finds. */
  readonly found: number;
}

export interface Description {
  readonly kinds: readonly Kind[];
  readonly type?: string;
  readonly mentions: readonly Mention[];
  readonly times: readonly DayRange[];
  readonly about: readonly string[];
  readonly asks: readonly string[];
  /** Fields that are asked for: what is mentioned is then meant to be on the other side ("whom did she meet?"). */
  readonly notBy?: readonly string[];
  /** True where only what the question calls the relation counts: nothing else may stand in for it. */
  readonly isStrict?: boolean;
  /** Countries whose bodies are meant: "which | Norwegian | body". */
  readonly countries?: readonly Mention[];
  /** Further kinds that are named: "MoUs signed during the minister's | visit". */
  readonly via?: readonly Kind[];
}

/**
 * The entries of some kinds that a question describes: "organisations | the minister | visited | in April 2024".
 *
 * For each thing mentioned the best way to it is taken on which entries are found at all; where none leads there, the
 * entry's own text may name it. What is found nowhere stays as a condition, so that the answer is honestly empty.
 */
export function describe(view: View, description: Description): Described {
  const { kinds, type, mentions, times, about, asks } = description;
  const used = new Set<string>();
  const typed: readonly Condition[] =
    type !== undefined && kinds.some((kind) => hasType(kind, type))
      ? [{ test: "is", path: ["type"], values: [type] }]
      : [];
  const topics: readonly Condition[] = about.length > 0 ? [{ test: "about", words: about }] : [];
  const isDated = kinds.some((kind) => kindTables[kind].dated !== undefined);
  const asked = dateAsked(kinds, asks);
  const overNamed = isDated ? undefined : datedRelation(kinds, asks);
  const during = (through: string | undefined): readonly Condition[] =>
    times.map((range) => ({
      test: "during",
      path:
        asked !== undefined
          ? [asked]
          : isDated
            ? []
            : [through ?? overNamed].filter((one) => one !== undefined),
      range,
    }));
  const count = (conditions: readonly Condition[]): number =>
    selectEntries(view, { kinds, where: conditions }).size;
  /** Those that lead to entries on their own come first; the others may then be read beside them. */
  const anchorsFirst = (
    all: readonly Mention[],
  ): readonly { readonly mention: Mention; readonly ways: Ways }[] =>
    all
      .map((mention) => ({ mention, ways: waysFor(view, mention, description) }))
      .map((one) => ({
        ...one,
        leads: one.ways.meant.some(({ condition }) => count([...typed, condition]) > 0),
      }))
      .sort((a, b) => Number(b.leads) - Number(a.leads));
  let through: string | undefined;
  let linked: readonly Condition[] = [];
  for (const { mention, ways } of anchorsFirst(mentions)) {
    const named: Try = {
      condition: { test: "about", words: [mention.text] },
      named: ways.meant[0]?.named ?? [],
    };
    const isStrict = description.isStrict === true && named.named.length > 0 && !isCountry(view, mention);
    const tries =
      isStrict || isWhoSaidIt(view, mention, description)
        ? ways.meant
        : [...ways.meant, ...(linked.length > 0 ? [named] : []), ...ways.otherwise];
    const chosen =
      tries.find(
        (one) =>
          count([...typed, ...topics, ...linked, one.condition, ...during(through ?? one.through)]) > 0,
      ) ?? tries[0];
    if (chosen === undefined) continue;
    linked = [...linked, chosen.condition];
    for (const ask of chosen.named) used.add(ask);
    through ??= chosen.through;
  }
  const where = [...typed, ...linked, ...during(through), ...topics];
  return { selection: { kinds, where }, used: [...used], found: count(where) };
}

/** "What did she say at …": a person whose words are asked for said them; that a text names her too is no answer. */
function isWhoSaidIt(view: View, mention: Mention, { kinds, asks }: Description): boolean {
  const [from] = kinds;
  if (from === undefined || view.get(mention.ids[0] ?? "")?.kind !== "person") return false;
  return waysTo(from, "person", asks).some((way) => way.hops === 1 && way.named.includes("say"));
}

/** A date other than the one that orders the kind, where the question names it: "which expire in 2030". */
function dateAsked(kinds: readonly Kind[], asks: readonly string[]): string | undefined {
  const [kind] = kinds;
  if (kind === undefined) return undefined;
  const { fields, dated } = kindTables[kind];
  if (dated !== undefined && fields[dated]?.asks.some((ask) => asks.includes(ask)) === true) return undefined;
  const named = Object.entries(fields).find(
    ([name, field]) =>
      name !== dated &&
      field.type === "date" &&
      field.asks.some((ask) => asks.includes(ask) && ask !== "when"),
  );
  return named?.[0];
}

/** A place that was visited stands in words, not as the country itself. */
function isCountry(view: View, { ids }: Mention): boolean {
  const entry = view.get(ids[0] ?? "");
  return entry !== undefined && view.statements(entry, "type").some(({ value }) => value === "country");
}

/** The relation that the question names and that leads to what is dated: "bodies that | signed | in April". */
function datedRelation([kind]: readonly Kind[], asks: readonly string[]): string | undefined {
  return relations.find(
    (relation) =>
      relation.kind === kind &&
      relation.part === undefined &&
      relation.asks.some((ask) => asks.includes(ask)) &&
      relation.to.some((to) => kindTables[to].dated !== undefined),
  )?.field;
}

/** The people of a body are those of its departments too. */
function withParts(view: View, ids: readonly string[]): readonly string[] {
  const parts = ids.flatMap((id) => {
    const entry = view.get(id);
    return entry === undefined ? [] : view.statements(entry, "parts").map(({ value }) => String(value));
  });
  const hasPeople = (id: string): boolean => {
    const part = view.get(id);
    return part !== undefined && view.statements(part, "people").length > 0;
  };
  return parts.length === 0 ? ids : [...new Set([...ids, ...parts.filter(hasPeople)])];
}

interface Try {
  readonly condition: Condition;
  readonly named: readonly string[];
  /** The first field of a path that leads over a dated entry, to which a time may belong. */
  readonly through?: string;
}

interface Ways {
  readonly meant: readonly Try[];
  readonly otherwise: readonly Try[];
}

/**
 * The ways from the kinds to what is mentioned. Where the question names the relation, that is meant, and what else
 * links the two would answer another question; only beside another name may the entry's own text name it too.
 */
function waysFor(
  view: View,
  mention: Mention,
  { kinds, asks, notBy = [], via = [], countries = [] }: Description,
): Ways {
  const kind = view.get(mention.ids[0] ?? "")?.kind;
  const [from] = kinds;
  if (kind === undefined || from === undefined) return { meant: [], otherwise: [] };
  const values = kinds.includes("person") ? withParts(view, mention.ids) : mention.ids;
  if (from === "organisation" && countries.includes(mention))
    return { meant: [{ condition: { test: "is", path: ["country"], values }, named: [] }], otherwise: [] };
  const isAsked = (path: Path): boolean => kind === "person" && notBy.includes(path[0] ?? "");
  const ways = waysTo(from, kind, asks, via).filter(
    (way) => !isAsked(way.path) && (notBy.length === 0 || way.hops === 1),
  );
  const tries = ways.map((way): Try => {
    const dated = way.hops > 1 && kindTables[way.first].dated !== undefined;
    return {
      condition: { test: "is", path: way.path, values },
      named: way.named,
      ...(dated && way.path[0] !== undefined ? { through: way.path[0] } : {}),
    };
  });
  const through = tries.filter((_, index) => ways[index]?.hops === 2 && via.includes(ways[index].first));
  const direct = tries.filter((_, index) => ways[index]?.hops === 1 && ways[index].named.length > 0);
  const cited: Try = { condition: { test: "is", path: [], values }, named: [] };
  if (from === "source" && direct.length === 0) return { meant: [cited], otherwise: [] };
  if (from === "person" && isCountry(view, mention)) {
    const ofItsBodies: Condition = { test: "is", path: ["roles", "organisation", "country"], values };
    return { meant: [{ condition: ofItsBodies, named: [] }, ...tries], otherwise: [] };
  }
  if (through.length > 0) return { meant: [...through, ...direct], otherwise: [] };
  const inWords: Try = { condition: { test: "about", words: [mention.text] }, named: [] };
  if (direct.length > 0 && kind === "organisation" && !isCountry(view, mention)) {
    const overPeople = waysTo(from, "person", asks)
      .filter((way) => way.hops === 1 && way.named.length > 0)
      .map(
        (way): Try => ({
          condition: { test: "is", path: [...way.path, "roles", "organisation"], values },
          named: way.named,
        }),
      );
    return { meant: [...direct, ...overPeople], otherwise: [] };
  }
  if (direct.length > 0) return { meant: direct, otherwise: isCountry(view, mention) ? [inWords] : [] };
  const named = tries.filter((one) => one.named.length > 0);
  if (kind === "person" && named.length === 0) return { meant: [cited], otherwise: tries };
  const rest = tries.filter((one) => one.named.length === 0);
  return {
    meant: [...named, ...rest.slice(0, 1)],
    otherwise: [
      { condition: { test: "is", path: [], values }, named: [] },
      ...rest.slice(1),
      inWords,
      { condition: { test: "is", path: ["*", "*"], values }, named: [] },
    ],
  };
}

export function hasType(kind: Kind, type: string): boolean {
  const field = kindTables[kind].fields.type;
  return field?.type === "choice" && field.of.includes(type);
}
