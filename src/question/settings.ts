import { kinds as allKinds, type Kind } from "../register/field.ts";
import { fieldOf } from "../register/kinds.ts";
import type { Condition, Selection } from "../search/selection.ts";
import type { CommandLine } from "./command-line.ts";
import { settingKeys } from "./command-line.ts";
import type { Query } from "./query.ts";
import { parseRange } from "./range-text.ts";

/** What the `key:value` settings of a command line say. */
export interface Settings {
  readonly kinds: readonly Kind[];
  readonly of: Selection;
  /** The Query that they write; absent where no setting was given. */
  readonly query?: Query;
}

export function readSettings(settings: CommandLine["settings"], names: readonly string[] = []): Settings {
  const written = new Map(settings);
  const kinds = (written.get("kinds") ?? names).filter(isKind);
  const where = settings.flatMap(([key, values]) => conditionOf(key, values) ?? []);
  const entries = written.get("id");
  const except = written.get("but");
  const of: Selection = {
    kinds,
    ...(entries === undefined ? {} : { entries }),
    ...(except === undefined ? {} : { except }),
    where,
  };
  if (settings.length === 0) return { kinds, of };
  const page = wholeNumber(written.get("page")) ?? 1;
  const ask = written.get("ask")?.filter((name) => kinds.some((kind) => fieldOf(kind, name) !== undefined));
  if (written.get("when")?.[0] === "upcoming") return { kinds, of, query: { kind: "upcoming", kinds, page } };
  if (ask !== undefined) {
    const matching = written.get("match");
    return {
      kinds,
      of,
      query: { kind: "facts", of, fields: ask, ...(matching === undefined ? {} : { matching }) },
    };
  }
  const limit = wholeNumber(written.get("limit"));
  const order = written.get("order")?.[0] === "oldest" ? "oldest" : "newest";
  return { kinds, of, query: { kind: "list", of, order, ...(limit === undefined ? {} : { limit }), page } };
}

function conditionOf(key: string, values: readonly string[]): Condition | undefined {
  if (settingKeys.has(key)) return undefined;
  if (key === "about") return { test: "about", words: values };
  const path = key === "any" || key === "in" ? [] : key.split(".");
  if (path.at(-1) === "in" || key === "in") {
    const range = parseRange(values[0] ?? "");
    return range === undefined
      ? undefined
      : { test: "during", path: key === "in" ? [] : path.slice(0, -1), range };
  }
  return { test: "is", path, values };
}

function wholeNumber(values: readonly string[] | undefined): number | undefined {
  const number = Number(values?.[0]);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}

function isKind(text: string): text is Kind {
  return (allKinds as readonly string[]).includes(text);
}
