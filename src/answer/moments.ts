import type { Kind } from "../register/field.ts";
import { fieldOf } from "../register/kinds.ts";
import { type DatePoint, partialDate } from "../register/partial-date.ts";
import { isGroup, type Statement, type Value } from "../register/statement.ts";
import type { Moment } from "./reply.ts";
import type { Wording } from "./wording.ts";

/** The times of day that statements of a field hold, as their texts write them; a date without a time has none. */
export function momentsIn(
  wording: Wording,
  kind: Kind,
  field: string,
  statements: readonly Statement[],
): readonly Moment[] {
  const shape = fieldOf(kind, field);
  const dates =
    shape?.type === "date"
      ? statements.map((statement) => statement.value)
      : shape?.type === "group"
        ? statements.flatMap(({ value }) => datesIn(value, shape.parts))
        : [];
  const points = dates.flatMap((value): readonly DatePoint[] => {
    const { from, to } = partialDate(String(value));
    return from === to ? [from] : [from, to];
  });
  return points.flatMap((point) =>
    point.moment === undefined ? [] : [{ text: wording.moment(point.moment), at: Date.parse(point.moment) }],
  );
}

function datesIn(value: Value, parts: Readonly<Record<string, { readonly type: string }>>): readonly Value[] {
  if (!isGroup(value)) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    parts[name]?.type === "date" && part !== undefined ? [part] : [],
  );
}

/** As an optional property: most texts hold no time of day. */
export function withMoments(moments: readonly Moment[]): { readonly moments?: readonly Moment[] } {
  return moments.length === 0 ? {} : { moments };
}
