import { fieldOf, kindTables } from "../register/kinds.ts";
import { daysOf } from "../register/partial-date.ts";
import { type Entry, isGroup, type Statement } from "../register/statement.ts";
import { type Status, statusOn } from "../register/status.ts";
import { dateOf } from "../search/entry-dates.ts";
import type { Composing } from "./composing.ts";
import { dateOfSource, isPoor } from "./marks.ts";
import { momentsIn, withMoments } from "./moments.ts";
import type { Fact } from "./reply.ts";

/** Fields that say what somebody is; they are true as of their source, which may be long ago. */
const passing: ReadonlySet<string> = new Set(["roles", "people"]);

/** The lines of a card for one field: one line for each set of sources, each with its marks. */
export function factsOf(
  composing: Composing,
  entry: Entry,
  field: string,
  keep: (statement: Statement) => boolean = () => true,
): readonly Fact[] {
  const { view, wording, marks } = composing;
  const label = wording.fieldLabel(entry.kind, field);
  if (fieldOf(entry.kind, field)?.computed === true) return computedFacts(composing, entry, field, label);
  const shape = fieldOf(entry.kind, field);
  const statements = view
    .statements(entry, field)
    .filter((statement) => keep(statement) && isTrueYet(composing, entry, field, statement));
  const differ =
    shape?.many === false &&
    statements.length > 1 &&
    new Set(statements.map((statement) => JSON.stringify(statement.value))).size > 1;
  const isJoined = !differ && shape?.type !== "group" && (shape?.type !== "text" || field === "topics");
  const lines: { readonly texts: string[]; readonly statement: Statement }[] = [];
  for (const statement of statements) {
    const last = lines.at(-1);
    const text = textOfStatement(composing, entry, field, statement);
    if (isJoined && last !== undefined && isBorneOutAlike(last.statement, statement)) last.texts.push(text);
    else lines.push({ texts: [text], statement });
  }
  const moments = momentsIn(wording, entry.kind, field, statements);
  return lines.map(({ texts, statement }) => {
    const text = withRemarks(composing, texts.join(wording.messages.say("punctuation.list")), statement);
    return {
      label: differ ? wording.messages.say("card.differs", { label }) : label,
      text,
      marks: marks.marksOf(statement.cites),
      ...withMoments(moments.filter((moment) => text.includes(moment.text))),
    };
  });
}

/** Whether two statements have the same sources and remarks, and so may share a line. */
function isBorneOutAlike(one: Statement, other: Statement): boolean {
  return (
    one.derived === other.derived &&
    one.editorial === other.editorial &&
    one.note === other.note &&
    one.cites.length === other.cites.length &&
    one.cites.every(
      ({ source, paragraph }, index) =>
        other.cites[index]?.source === source && other.cites[index].paragraph === paragraph,
    )
  );
}

/** What lies ahead of the day asked is not done yet, whatever was recorded since. */
export function isTrueYet(
  { view, today }: Composing,
  entry: Entry,
  field: string,
  statement: Statement,
): boolean {
  if (field !== "status" || statement.value !== "done") return true;
  const date = dateOf(view, entry);
  return date === undefined || daysOf(date).last < today;
}

/** The lines of a field that nobody writes: an agreement's status on the day asked, what an acronym stands for. */
function computedFacts(
  { view, wording, marks, today }: Composing,
  entry: Entry,
  field: string,
  label: string,
): readonly Fact[] {
  if (field !== "status") {
    const [name] = entry.names;
    const isShortened = name !== undefined && entry.names.some(({ type }) => type === "acronym");
    return isShortened ? [{ label, text: name.text, marks: marks.marksOf(name.cites) }] : [];
  }
  const status = statusOn(view, entry, today);
  const [borneOut] = grounds[status.is].flatMap((name) => view.statements(entry, name));
  return [{ label, text: wording.status(status), marks: marks.marksOf(borneOut?.cites ?? []) }];
}

/** The fields that a status is worked out from, the first that is recorded bears it out. */
const grounds: Readonly<Record<Status["is"], readonly string[]>> = {
  terminated: ["terminated"],
  renewed: ["renewed_by"],
  expired: ["expires", "term"],
  inForce: ["expires", "term"],
  expiring: ["expires", "term"],
  notYet: ["in_force_from", "signed"],
  noExpiry: ["signed"],
  unknown: [],
};

function textOfStatement(composing: Composing, entry: Entry, field: string, statement: Statement): string {
  const { view, wording } = composing;
  const text = wording.value(entry.kind, field, statement);
  const group = statement.via ?? (isGroup(statement.value) ? statement.value : undefined);
  if (!passing.has(field) || group?.as_of !== undefined) return text;
  const source = view.get(statement.cites[0]?.source ?? "");
  const date = source === undefined ? undefined : dateOfSource(view, source);
  if (date === undefined) return text;
  if (date.form !== "after") return wording.messages.say("card.asOf", { text, date: wording.date(date) });
  const bound = wording.date({ form: "point", from: date.from, to: date.to });
  return wording.messages.say("card.asOfAfter", { text, date: bound });
}

function withRemarks({ view, wording }: Composing, text: string, statement: Statement): string {
  const remarks = [
    ...(statement.derived === true ? [wording.messages.say("card.derived")] : []),
    ...(statement.editorial === true ? [wording.messages.say("card.editorial")] : []),
    ...(statement.cites.length > 0 && statement.cites.every((citation) => isPoor(view, citation.source))
      ? [wording.messages.say("card.poor")]
      : []),
    ...(statement.note === undefined ? [] : [statement.note]),
  ];
  return remarks.length === 0
    ? text
    : wording.messages.say("card.remarks", { text, remarks: remarks.join("; ") });
}

/** The lines of an entry's card that a phone shows first. */
export function headFacts(composing: Composing, entry: Entry): readonly Fact[] {
  return kindTables[entry.kind].head.flatMap((field) => factsOf(composing, entry, field));
}

/** All lines of an entry's card, those that a phone shows first at the beginning. */
export function cardFacts(composing: Composing, entry: Entry): readonly Fact[] {
  const { fields, head } = kindTables[entry.kind];
  const rest = Object.keys(fields).filter((field) => !head.includes(field) && fields[field]?.hidden !== true);
  return [
    ...headFacts(composing, entry),
    ...rest.flatMap((field) => factsOf(composing, entry, field)),
    ...nameFacts(composing, entry),
  ];
}

/** The other names of an entry; those from outside the documents are marked. */
export function nameFacts({ wording, marks }: Composing, entry: Entry): readonly Fact[] {
  const others = entry.names.slice(1);
  const lines = [
    others.filter((name) => name.editorial !== true),
    others.filter((name) => name.editorial === true),
  ].filter((names) => names.length > 0);
  return lines.map((names) => ({
    label: wording.messages.say("field.aliases"),
    text:
      names[0]?.editorial === true
        ? wording.messages.say("card.remarks", {
            text: names.map((name) => name.text).join(wording.messages.say("punctuation.list")),
            remarks: wording.messages.say("card.editorial"),
          })
        : names.map((name) => name.text).join(wording.messages.say("punctuation.list")),
    marks: marks.marksOf(names.flatMap((name) => name.cites)),
  }));
}
