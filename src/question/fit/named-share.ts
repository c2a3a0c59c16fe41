import { fieldOf } from "../../register/kinds.ts";
import { type DayRange, daysOf } from "../../register/partial-date.ts";
import { type Entry, isGroup, type Statement } from "../../register/statement.ts";
import type { View } from "../../register/view.ts";
import { dateOf } from "../../search/entry-dates.ts";
import { countHeld, stemsOf, textOf } from "../../search/entry-text.ts";
import { entriesHolding } from "../../search/holding.ts";
import { neighboursOf, neighboursOfAny } from "../../search/neighbours.ts";
import { countInStatement, heldIn } from "../../search/statement-words.ts";
import { wordKey } from "../../text.ts";
import { type Asked, isCountry } from "../asked.ts";
import type { Mention } from "../reading.ts";
import type { Answer } from "./answer.ts";

/** A name is taken up by the answer itself, by a condition, or by what links its entries with it. */
export function shareOfName({ view, mentions }: Asked, answer: Answer, { ids, text }: Mention): number {
  const direct = Math.max(0, ...ids.map((id) => answer.ids.get(id) ?? 0));
  if (direct > 0) return direct;
  if (answer.about.has(text)) return 0.8;
  const { entries } = answer;
  if (entries.length === 0) return 0;
  const near = (entry: Entry, others: readonly string[], hops: number): boolean =>
    neighboursOfAny(view, others, hops).has(entry.id);
  const isTold = ({ value, via }: Statement): boolean =>
    [value, via ?? {}].some((one) =>
      (isGroup(one) ? Object.values(one) : [one]).some((id) => ids.includes(String(id))),
    );
  if (answer.fields.length > 0 && answer.statements.some(isTold)) return 1;
  const tellsPersons = answer.statements.some(({ value, via }) =>
    [value, via ?? {}].some((one) =>
      (isGroup(one) ? Object.values(one) : [one]).some((id) => view.get(String(id))?.kind === "person"),
    ),
  );
  const isPerson = ids.some((id) => view.get(id)?.kind === "person");
  if (isPerson && tellsPersons && answer.fields.length > 0)
    return entries.some((entry) => near(entry, ids, 1)) ? 0.3 : 0;
  const isBody = entries.some(({ kind }) => kind === "organisation" || kind === "person");
  const isOther =
    isBody &&
    answer.fields.length > 0 &&
    mentions.some((other) => other.ids.some((id) => answer.ids.get(id) === 1));
  const isCountryNamed = ids.some((id) => isCountry(view, id));
  if (isOther && !isCountryNamed && entries.every(({ kind }) => kind === "organisation")) return 0.2;
  if (entries.every((entry) => near(entry, ids, 1))) return isOther ? 0.5 : 0.8;
  const areFigures = entries.every((entry) => entry.kind === "figure");
  const called = ids.flatMap((id) => view.get(id)?.names.map((name) => name.text) ?? []);
  // Of a person's name the words must stand together: they are parts of others' names too.
  const isTogether = (entry: Entry): boolean =>
    called.some((name) => ` ${wordKey(textOf(view, entry))} `.includes(` ${wordKey(name)} `));
  const isSpoken = (entry: Entry): boolean =>
    heldIn(stemsOf(view, entry), called).length > 0 && (!isPerson || isTogether(entry));
  if (entries.every(isSpoken)) return 0.7;
  const eachNearOne =
    areFigures && entries.every((entry) => mentions.some((other) => near(entry, other.ids, 1)));
  if (eachNearOne && entries.some((entry) => near(entry, ids, 1))) return 0.8;
  return entries.every((entry) => near(entry, ids, 2)) ? 0.4 : 0;
}

/** A time is taken up by a date of the answer; less by the years in its text, or by the date of what it is linked with. */
export function shareOfTime(
  { view }: Asked,
  { entries, fields, ranges, statements, isWhole }: Answer,
  { first, last }: DayRange,
): number {
  if (ranges.some((range) => range.first === first && range.last === last)) return 1;
  const falls = (entry: Entry): boolean => {
    const date = dateOf(view, entry);
    if (date === undefined) return false;
    const days = daysOf(date);
    return days.first <= last && days.last >= first;
  };
  const isHeldThen = ({ cites }: Statement): boolean =>
    cites.flatMap(({ source }) => view.get(source) ?? []).some(falls);
  if (entries.some((entry) => areRoles(entry, fields)) && statements.some(isHeldThen)) return 1;
  const isFalling = (entry: Entry | undefined): boolean => entry !== undefined && falls(entry);
  if (entries.some(falls)) return 1;
  const dated = entries.every((entry) => dateOf(view, entry) !== undefined);
  const years = [first.slice(0, 4), last.slice(0, 4)];
  if (!dated && entries.some((entry) => entry.names.some((name) => countHeld(name.text, years) > 0)))
    return 0.8;
  const near =
    statements.length > 0
      ? statements.map(({ value }) => String(value))
      : entries.flatMap((entry) => [...neighboursOf(view, entry.id)]);
  const isFigure = entries.some((entry) => entry.kind === "figure");
  const isNear = !dated && !isFigure && near.some((id) => isFalling(view.get(id)));
  return isNear ? (isWhole ? 0.25 : 0.5) : 0;
}

/** What somebody is holds on the day of the source that says so: who was chairman in the year of a report. */
function areRoles({ kind }: Entry, fields: readonly string[]): boolean {
  return fields.length > 0 && fields.every((field) => fieldOf(kind, field)?.asks.includes("role") === true);
}

/** A word that no rule knows is taken up where the answer's statements hold it; less where only its entries do. */
export function shareOfWord({ view, mentions }: Asked, answer: Answer, word: string): number {
  if (answer.statements.some((statement) => countInStatement(view, statement, [word]) > 0)) return 1;
  const holding = entriesHolding(view, word);
  if (answer.entries.some((entry) => holding.has(entry.id))) return 0.8;
  const isOfHolding = (entry: Entry): boolean =>
    entry.kind === "figure" && linkedTo(view, entry).some((subject) => holding.has(subject.id));
  if (answer.entries.some(isOfHolding)) return 0.7;
  const isNamed = ({ ids }: Mention): boolean => {
    const named = view.get(ids[0] ?? "");
    return named !== undefined && holding.has(named.id);
  };
  return mentions.some(isNamed) ? 0.6 : 0;
}

/** A word of a lexicon may be meant as it stands: the name of what was found, or a word of its text. */
export function spokenShare(asked: Asked, answer: Answer, words: readonly string[]): number {
  const isHeld = words.every((word) => shareOfWord(asked, answer, word) === 1);
  return Math.max(isHeld ? 0.7 : 0, shareInNames(answer, words));
}

/** "Who heads ABC?" is not answered by programmes whose owner is ABC, nor "where in Norway?" by Norway. */
export function isTautology({ mentions, signals }: Asked, { statements }: Answer): boolean {
  const isOpen = signals.wants.includes("who") || signals.wants.includes("where");
  if (!isOpen || statements.length === 0) return false;
  return statements.every(({ value }) => mentions.some(({ ids }) => ids.includes(String(value))));
}

/** What is called so is meant: an "office" that stands in the name of what was found. */
function shareInNames({ entries }: Answer, words: readonly string[]): number {
  const isCalled = (entry: Entry): boolean =>
    entry.names.some((name) => countHeld(name.text, words) === words.length);
  return entries.length > 0 && entries.every(isCalled) ? 1 : 0;
}

/** What a figure is a figure of. */
export function linkedTo(view: View, entry: Entry): readonly Entry[] {
  return [...neighboursOf(view, entry.id)].flatMap((id) => view.get(id) ?? []);
}
