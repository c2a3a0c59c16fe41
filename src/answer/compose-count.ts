import type { Query } from "../question/query.ts";
import { selectEntries } from "../search/selection.ts";
import { emptyList, wordsOf } from "./compose-list.ts";
import { type Composing, type Draft, refsOf, textPart } from "./composing.ts";
import type { ReplyPart } from "./reply.ts";
import { rowOf } from "./rows.ts";

type CountQuery = Extract<Query, { kind: "count" }>;

/** An exact number, with what was counted. */
export function composeCount(composing: Composing, query: CountQuery): Draft {
  const { view, wording } = composing;
  const { sure, perhaps, all } = selectEntries(view, query.of);
  const [kind = "agreement"] = query.of.kinds;
  const stated = (query.beside ?? []).flatMap((id) => view.get(id) ?? []);
  // None recorded is not none: how many there are the register then does not say.
  if (all.length + stated.length === 0) return emptyList(composing, query.of);
  const said = wording.messages.say("count.is", {
    count: sure.length,
    kind: wording.kindLabel(kind, sure.length),
    what: wordsOf(composing, query.of),
  });
  const parts: ReplyPart[] = [textPart(said)];
  if (stated.length > 0)
    parts.push(textPart(wording.messages.say("count.stated")), {
      kind: "list",
      rows: stated.map((entry) => rowOf(composing, entry)),
    });
  if (sure.length > 0) parts.push({ kind: "list", rows: sure.map((entry) => rowOf(composing, entry)) });
  if (perhaps.length > 0) {
    parts.push(textPart(wording.messages.say("list.perhaps", { count: perhaps.length })), {
      kind: "list",
      rows: perhaps.map((entry) => rowOf(composing, entry)),
    });
  }
  return {
    outcome: "answered",
    parts,
    entries: refsOf(composing, all),
    followUps: [],
  };
}
