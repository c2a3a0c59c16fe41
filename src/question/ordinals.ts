import type { View } from "../register/view.ts";
import { type Query, selectEntry } from "./query.ts";
import type { Mention, Reading } from "./reading.ts";

/** What a question's mentions come to once its ordinals are heeded. */
export interface Heeded {
  readonly mentions: readonly Mention[];
  /** A member of a series that the register does not have, with the one that bears the series' name. */
  readonly missing?: { readonly id: string; readonly ordinal: number };
}

/** That a series has no such member, said with the one that bears its name. */
export function aboutSeries(
  view: View,
  { id, ordinal }: { readonly id: string; readonly ordinal: number },
): Query | undefined {
  const series = view.get(id);
  return series === undefined
    ? undefined
    : { kind: "facts", of: selectEntry(series.kind, id), fields: ["ordinal"], matching: [String(ordinal)] };
}

/** Words between an ordinal and the name that it counts, at most: "the third | of the | JCM". */
const farthest = 2;

/** "The 2nd meeting" is not the third, whatever both are called: an ordinal beside a name of a series chooses in it. */
export function heedOrdinals(mentions: readonly Mention[], { numbers }: Reading, view: View): Heeded {
  const heeded: Mention[] = [];
  for (const mention of mentions) {
    const beside = numbers.find(
      (number) => mention.start - number.end <= farthest && number.start - mention.end <= farthest,
    );
    const inSeries = mention.ids.filter((id) => ordinalOf(view, id) !== undefined);
    if (beside === undefined || inSeries.length === 0) {
      heeded.push(mention);
      continue;
    }
    const ids = inSeries.filter((id) => ordinalOf(view, id) === beside.value);
    const [id = ""] = inSeries;
    if (ids.length === 0) return { mentions, missing: { id, ordinal: beside.value } };
    heeded.push({ ...mention, ids });
  }
  return { mentions: heeded };
}

function ordinalOf(view: View, id: string): unknown {
  const entry = view.get(id);
  return entry === undefined ? undefined : view.statements(entry, "ordinal")[0]?.value;
}
