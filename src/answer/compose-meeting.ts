import { formatQuery } from "../question/command-line.ts";
import { kindTables } from "../register/kinds.ts";
import { linkParts } from "../register/links.ts";
import type { Entry, Statement } from "../register/statement.ts";
import { type Composing, type Draft, refOf, textPart } from "./composing.ts";
import { factsOf, headFacts } from "./facts.ts";
import { followUpsOf } from "./follow-ups.ts";
import { nothingCalled } from "./not-found.ts";
import type { EntryRef, Fact, ReplyPart, Row } from "./reply.ts";

/** The people of an organisation, visit or event, each with what they are or did there. */
export function composeTeam(composing: Composing, id: string): Draft {
  const { view, wording } = composing;
  const entry = view.get(id);
  if (entry === undefined) return nothingCalled(composing, id);
  const rows = new Map<
    string,
    { readonly person: Entry; readonly roles: string[]; readonly statement: Statement }
  >();
  for (const field of Object.keys(kindTables[entry.kind].fields)) {
    for (const statement of view.statements(entry, field)) {
      const person = personIn(composing, entry, field, statement);
      if (person === undefined) continue;
      const known = rows.get(person.id) ?? { person, roles: [], statement };
      rows.set(person.id, known);
      known.roles.push(roleIn(composing, entry, field, statement, person));
    }
  }
  const team: readonly Row[] = [...rows.values()].map(({ person, roles, statement }) => ({
    entry: refOf(composing, person),
    text: [...new Set(roles.filter((role) => role !== ""))].join("; "),
    marks: composing.marks.marksOf(statement.cites),
    command: formatQuery({ kind: "card", entry: person.id }),
  }));
  if (team.length === 0) {
    const said = wording.messages.say("notFound.field", {
      what: wording.kindLabel("person", 0),
      entry: wording.title(entry),
    });
    const card: ReplyPart = {
      kind: "card",
      entry: refOf(composing, entry),
      subtitle: wording.kindLabel(entry.kind),
      facts: headFacts(composing, entry),
    };
    return {
      outcome: "notFound",
      parts: [textPart(said), textPart(wording.messages.say("notFound.instead")), card],
      entries: [refOf(composing, entry)],
      followUps: followUpsOf(composing, entry),
    };
  }
  const said = wording.messages.say("team.head", { count: team.length, entry: wording.title(entry) });
  return {
    outcome: "answered",
    parts: [textPart(said), { kind: "list", rows: team }],
    entries: team.map((row) => row.entry),
    followUps: followUpsOf(composing, entry).filter((one) => !one.command.startsWith("/team")),
  };
}

function personIn({ view }: Composing, entry: Entry, field: string, { value }: Statement): Entry | undefined {
  const shape = kindTables[entry.kind].fields[field];
  const id =
    typeof value === "string"
      ? value
      : linkParts(shape ?? { type: "text" }).flatMap(([part, { to }]) =>
          to.includes("person") && typeof value === "object" && part in value
            ? [String((value as Record<string, unknown>)[part])]
            : [],
        )[0];
  const person = id === undefined ? undefined : view.get(id);
  return person?.kind === "person" ? person : undefined;
}

/** "Chief Executive Officer", "Co-chair", "Speaker, on …". */
function roleIn(
  { wording }: Composing,
  entry: Entry,
  field: string,
  statement: Statement,
  person: Entry,
): string {
  const label = wording.fieldLabel(entry.kind, field);
  const text = wording.value(entry.kind, field, statement);
  const rest = text.replace(wording.title(person), "").replace(/^[\s,;:–—-]+|[\s,;:]+$/g, "");
  return field === "people" ? rest : rest === "" ? label : `${label}: ${rest}`;
}

/** Two entries beside each other, field by field. */
export function composeCompare(composing: Composing, ids: readonly string[]): Draft {
  const { view, wording } = composing;
  const entries = ids.flatMap((id) => view.get(id) ?? []);
  const [left, right] = entries;
  if (left === undefined || right === undefined) return nothingCalled(composing, ids.join(" "));
  const fields = [
    ...new Set([...Object.keys(kindTables[left.kind].fields), ...Object.keys(kindTables[right.kind].fields)]),
  ];
  const refs: readonly EntryRef[] = entries.map((entry) => refOf(composing, entry));
  const parts: ReplyPart[] = entries.map((entry) => {
    const facts = fields.flatMap((field): readonly Fact[] => factsOf(composing, entry, field));
    return { kind: "card", entry: refOf(composing, entry), subtitle: wording.kindLabel(entry.kind), facts };
  });
  return {
    outcome: "answered",
    parts: [
      textPart(
        wording.messages.say("compare.head", { left: refs[0]?.title ?? "", right: refs[1]?.title ?? "" }),
      ),
      ...parts,
    ],
    entries: refs,
    followUps: [],
  };
}
