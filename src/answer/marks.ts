import { type PartialDate, partialDate } from "../register/partial-date.ts";
import type { Citation, Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import type { Mark, SourceMark } from "./reply.ts";
import type { Wording } from "./wording.ts";

/** Numbers the sources of one reply in the order in which its facts cite them. */
export interface Marks {
  marksOf(cites: readonly Citation[]): readonly Mark[];
  /** The sources that were marked, each once, with all the paragraphs cited. */
  sources(): readonly SourceMark[];
}

export function createMarks(view: View, wording: Wording): Marks {
  const numbered = new Map<string, { readonly number: number; readonly paragraphs: Set<number> }>();
  return {
    marksOf(cites) {
      const marks = new Map<string, Mark & { readonly paragraphs: number[] }>();
      for (const { source, paragraph } of cites) {
        if (view.get(source) === undefined) continue;
        const known = numbered.get(source) ?? { number: numbered.size + 1, paragraphs: new Set<number>() };
        numbered.set(source, known);
        const mark = marks.get(source) ?? { source: known.number, paragraphs: [] };
        marks.set(source, mark);
        if (paragraph === undefined) continue;
        known.paragraphs.add(paragraph);
        if (!mark.paragraphs.includes(paragraph)) mark.paragraphs.push(paragraph);
        mark.paragraphs.sort((a, b) => a - b);
      }
      return [...marks.values()];
    },
    sources: () =>
      [...numbered].flatMap(([id, { number, paragraphs }]) => {
        const source = view.get(id);
        return source === undefined
          ? []
          : [
              sourceMark(
                source,
                number,
                [...paragraphs].sort((a, b) => a - b),
                view,
                wording,
              ),
            ];
      }),
  };
}

/** The marks of several texts as those of one: each source once, with all paragraphs. */
export function mergeMarks(marks: readonly Mark[]): readonly Mark[] {
  const merged = new Map<number, Set<number>>();
  for (const { source, paragraphs } of marks)
    merged.set(source, new Set([...(merged.get(source) ?? []), ...paragraphs]));
  return [...merged]
    .sort(([a], [b]) => a - b)
    .map(([source, paragraphs]) => ({ source, paragraphs: [...paragraphs].sort((a, b) => a - b) }));
}

function sourceMark(
  source: Entry,
  number: number,
  paragraphs: readonly number[],
  view: View,
  wording: Wording,
): SourceMark {
  const [publisher] = view.statements(source, "publisher");
  const by = publisher === undefined ? undefined : view.get(String(publisher.value));
  const named = by === undefined ? wording.messages.say("source.unnamed") : wording.shortTitle(by);
  const date = dateOfSource(view, source);
  const url = view.statements(source, "url")[0]?.value;
  const title = source.names[0]?.text ?? source.id;
  const written = view.statements(source, "date")[0]?.value;
  const day = date === undefined ? "" : wording.date(date);
  const dated = day === "" || title.includes(day) ? [] : [day];
  const poor = isPoor(view, source.id) ? [wording.messages.say("source.poor")] : [];
  return {
    number,
    id: source.id,
    title,
    publisher: named,
    ...(typeof written === "string" ? { date: written } : {}),
    ...(typeof url === "string" ? { url } : {}),
    paragraphs,
    text: [...(title.includes(named) ? [] : [named]), title, ...dated, ...poor].join(
      wording.messages.say("punctuation.parts"),
    ),
  };
}

export function dateOfSource(view: View, source: Entry): PartialDate | undefined {
  const written = view.statements(source, "date")[0]?.value;
  return typeof written === "string" ? partialDate(written) : undefined;
}

/** The lowest rank of a source: it supports a fact and never sets one. */
const poorestRank = 5;

export function isPoor(view: View, id: string): boolean {
  const source = view.get(id);
  const rank = source === undefined ? undefined : view.statements(source, "rank")[0]?.value;
  return typeof rank === "number" && rank >= poorestRank;
}
