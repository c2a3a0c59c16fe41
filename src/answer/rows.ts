import { formatQuery } from "../question/command-line.ts";
import { fieldOf, kindTables } from "../register/kinds.ts";
import { daysOf } from "../register/partial-date.ts";
import { type Citation, type Entry, isGroup } from "../register/statement.ts";
import { statusOn } from "../register/status.ts";
import { dateOf } from "../search/entry-dates.ts";
import { clip } from "../text.ts";
import type { Composing } from "./composing.ts";
import { refOf } from "./composing.ts";
import { isTrueYet } from "./facts.ts";
import { momentsIn, withMoments } from "./moments.ts";
import type { Moment, Row } from "./reply.ts";

/** No row is longer, in code points. */
const rowLength = 240;
/** Values of one field in a row; of more, the row says how many. */
const mostValues = 3;

export interface RowOptions {
  /** The list is of what lies ahead, so that no row need say so. */
  readonly ahead?: boolean;
}

/** An entry in one row: heading, then what its kind shows in lists: parties, date, status. */
export function rowOf(composing: Composing, entry: Entry, { ahead = false }: RowOptions = {}): Row {
  const { view, wording, marks, today } = composing;
  const cites: Citation[] = [];
  const moments: Moment[] = [];
  const cells = kindTables[entry.kind].row.flatMap((field) => {
    if (fieldOf(entry.kind, field)?.computed === true)
      return [wording.shortStatus(statusOn(view, entry, today))];
    const all = view
      .statements(entry, field)
      .filter((statement) => isTrueYet(composing, entry, field, statement));
    const statements = all.slice(0, mostValues);
    if (statements.length === 0) return [];
    cites.push(...statements.slice(0, 1).flatMap((statement) => statement.cites));
    moments.push(...momentsIn(wording, entry.kind, field, statements));
    const texts = statements.map((statement) => {
      const linked = typeof statement.value === "string" ? view.get(statement.value) : undefined;
      if (linked !== undefined) return wording.shortTitle(linked);
      if (!isGroup(statement.value) || field !== "people") return wording.value(entry.kind, field, statement);
      const person = view.get(String(statement.value.person));
      return person === undefined ? "" : wording.shortTitle(person);
    });
    if (all.length > statements.length) texts.push(`+${all.length - statements.length}`);
    const several = kindTables[entry.kind].fields[field]?.many !== true && statements.length > 1;
    return [
      several
        ? texts.join(` ${wording.messages.say("punctuation.or")} `)
        : texts.join(wording.messages.say("punctuation.list")),
    ];
  });
  const date = dateOf(view, entry);
  const later =
    !ahead && date !== undefined && daysOf(date).first > today ? [wording.messages.say("list.later")] : [];
  const text = clip([...cells, ...later].join(wording.messages.say("punctuation.cells")), rowLength);
  return {
    entry: refOf(composing, entry),
    text,
    marks: marks.marksOf(cites),
    ...withMoments(moments.filter((moment) => text.includes(moment.text))),
    command: formatQuery({ kind: "card", entry: entry.id }),
  };
}
