import { type Composing, refOf } from "../answer/composing.ts";
import type { EntryRef } from "../answer/reply.ts";
import type { Decision } from "../question/choose.ts";
import { formatCondition } from "../question/command-line.ts";
import { type Query, selectionIn } from "../question/query.ts";
import type { Kind } from "../register/field.ts";
import { stemsOf } from "../search/entry-text.ts";
import { neighboursOf } from "../search/neighbours.ts";
import { selectEntries } from "../search/selection.ts";
import { heldIn, stemsOfStatement, toldOf } from "../search/statement-words.ts";
import type { ExplainedMention } from "./explained-reading.ts";
import type { Match } from "./match.ts";

/** Why an entry stands in an answer. */
export type Reason =
  /** These words of the question fit it. */
  | { readonly by: "name"; readonly written: string; readonly match: Match }
  /** It meets a condition of the Query; not surely where its date is less precise than what was asked. */
  | { readonly by: "condition"; readonly condition: string; readonly isSure: boolean }
  /** What it holds of the words that were looked for: its text, or the statements that answer. */
  | { readonly by: "words"; readonly held: readonly string[]; readonly missing: readonly string[] }
  /** It is linked with what the Query is of: the people of a visit. */
  | { readonly by: "link"; readonly with: EntryRef }
  /** All of its kind are asked for. */
  | { readonly by: "kind"; readonly kind: Kind }
  /** The Query has its id, which a rule came by in another way than by its name. */
  | { readonly by: "rule"; readonly rule: string }
  /** The command line has its id. */
  | { readonly by: "command" };

/** What reasons are drawn from. */
export interface Grounds {
  readonly query: Query;
  readonly decision?: Decision;
  readonly mentions: readonly ExplainedMention[];
  readonly composing: Composing;
}

/** The reasons for one entry of an answer; there is one at least. */
export function reasonsFor({ id, kind }: EntryRef, grounds: Grounds): readonly Reason[] {
  const { query, decision, mentions, composing } = grounds;
  const { view } = composing;
  const of = selectionIn(query);
  const targets = targetsOf(query);
  const mentioned = mentions.flatMap(({ written, fits }): readonly Reason[] =>
    fits.flatMap(({ entry, match }) => (entry.id === id ? [{ by: "name" as const, written, match }] : [])),
  );
  const named = targets.includes(id) ? mentioned : [];
  const met = (of?.where ?? []).flatMap((condition): readonly Reason[] => {
    const { sure, size } = selectEntries(view, { kinds: [kind], entries: [id], where: [condition] });
    if (size === 0) return [];
    return [{ by: "condition", condition: formatCondition(condition), isSure: sure.length > 0 }];
  });
  const reasons = [...named, ...met, ...heldBy(id, grounds)];
  if (reasons.length > 0) return reasons;
  if (targets.includes(id))
    return [decision === undefined ? { by: "command" } : { by: "rule", rule: decision.rule }];
  const linked = targets
    .filter((target) => neighboursOf(view, target).has(id))
    .flatMap((target) => view.get(target) ?? []);
  if (mentioned.length > 0) return mentioned;
  if (linked.length > 0) return linked.map((entry) => ({ by: "link", with: refOf(composing, entry) }));
  return [{ by: "kind", kind }];
}

/** The entries that a Query has by their ids. */
function targetsOf(query: Query): readonly string[] {
  switch (query.kind) {
    case "card":
    case "brief":
    case "team":
      return [query.entry];
    case "compare":
    case "choose":
      return query.entries;
    default:
      return selectionIn(query)?.entries ?? [];
  }
}

/** The words that full text looked for, or that choose among an entry's statements, and whether they are there. */
function heldBy(id: string, { query, composing }: Grounds): readonly Reason[] {
  const { view, contentWords } = composing;
  const words =
    query.kind === "search" ? contentWords(query.text) : query.kind === "facts" ? (query.matching ?? []) : [];
  const entry = view.get(id);
  if (words.length === 0 || entry === undefined) return [];
  const told = query.kind === "facts" ? toldOf(view, entry, query.fields, words) : [];
  const places = [
    stemsOf(view, entry),
    ...told.flatMap(({ statements }) => statements.map((statement) => stemsOfStatement(view, statement))),
  ];
  const held = words.filter((word) => places.some((stems) => heldIn(stems, [word]).length > 0));
  return [{ by: "words", held, missing: words.filter((word) => !held.includes(word)) }];
}
