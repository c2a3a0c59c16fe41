import type { Field, Kind } from "../register/field.ts";
import { fieldOf } from "../register/kinds.ts";
import { fallsInto, partialDate } from "../register/partial-date.ts";
import { type Entry, type Group, isGroup, isQuantity, type Quantity } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { wordKey } from "../text.ts";
import type { Condition, Path } from "./condition.ts";
import { fallingInto } from "./entry-dates.ts";
import { entriesHolding } from "./holding.ts";
import { nearAnyOf } from "./neighbours.ts";
import { numberingOf } from "./numbering.ts";
import { entriesSaying, isPlain } from "./plain-values.ts";

type Sureness = "yes" | "perhaps" | "no";

/** What is asked of an entry, sorted out once for all entries of a selection. */
export interface Plan {
  /** What is asked of the entry itself, by its number. */
  readonly single: readonly ((number: number) => Sureness)[];
  readonly groups: readonly PlannedGroup[];
}

/** What is asked of one value of a field. */
interface PlannedGroup {
  readonly field: string;
  /** The conditions, their paths from the value on. */
  readonly rests: readonly Condition[];
  /** Where the value is an entry: what its own id must be, and what is asked of the entry itself. */
  readonly here: readonly Condition[];
  readonly further: Plan;
}

/**
 * Conditions whose paths part after the same field must hold of the same value: one visit, both by her and in April. Of entries of
 * known kinds, what a field plainly says is looked up.
 */
export function planOf(view: View, where: readonly Condition[], kinds: readonly Kind[] = []): Plan {
  const isLookedUp = (field: string): boolean =>
    kinds.length > 0 &&
    kinds.every((kind) => isPlain(kind, field)) &&
    where.filter((one) => one.test !== "about" && one.path[0] === field).length === 1;
  const groups: { readonly field: string; readonly paths: Set<string>; readonly rests: Condition[] }[] = [];
  const single: ((number: number) => Sureness)[] = [];
  for (const condition of where) {
    const field = condition.test === "about" ? undefined : condition.path[0];
    if (condition.test === "about" || field === undefined || field === "*") {
      single.push(testOf(view, condition));
      continue;
    }
    if (condition.test === "is" && condition.path.length === 1 && isLookedUp(field)) {
      single.push(saying(view, kinds, field, condition.values));
      continue;
    }
    const path = `${condition.test} ${condition.path.join(".")}`;
    const rest = { ...condition, path: condition.path.slice(1) };
    const group = groups.find((one) => one.field === field && !one.paths.has(path));
    if (group === undefined) groups.push({ field, paths: new Set([path]), rests: [rest] });
    else {
      group.paths.add(path);
      group.rests.push(rest);
    }
  }
  return {
    single,
    groups: groups.map(({ field, rests }) => {
      const here = rests.filter((rest) => "path" in rest && rest.path.length === 0 && rest.test === "is");
      return {
        field,
        rests,
        here,
        further: planOf(
          view,
          rests.filter((rest) => !here.includes(rest)),
        ),
      };
    }),
  };
}

/** Tells by the number of an entry of some kinds whether a field of it says one of the values. */
function saying(
  view: View,
  kinds: readonly Kind[],
  field: string,
  values: readonly string[],
): (number: number) => Sureness {
  const sets = kinds.map((kind) => entriesSaying(view, kind, field, values));
  return (number) => (sets.some((set) => set.hasNumber(number)) ? "yes" : "no");
}

/** Whether an entry meets all that is asked of it. */
export function meetsAll(view: View, entry: Entry, number: number, { single, groups }: Plan): Sureness {
  let worst: Sureness = "yes";
  for (const test of single) {
    const own = test(number);
    if (own === "no") return own;
    if (own === "perhaps") worst = own;
  }
  return groups.length === 0 ? worst : least(worst, groups, (group) => meetsThrough(view, entry, group));
}

/** The least sure of all that is asked; what surely is not so ends the search. */
function least<T>(sureness: Sureness, asked: readonly T[], met: (one: T) => Sureness): Sureness {
  let worst = sureness;
  for (const one of asked) {
    if (worst === "no") return worst;
    const own = met(one);
    if (own !== "yes") worst = own === "no" ? own : "perhaps";
  }
  return worst;
}

/** The surest of all values. */
function most<T>(values: readonly T[], met: (one: T) => Sureness): Sureness {
  let best: Sureness = "no";
  for (const value of values) {
    const own = met(value);
    if (own === "yes") return own;
    if (own === "perhaps") best = own;
  }
  return best;
}

/** What a condition asks of the entry itself. */
function testOf(view: View, condition: Condition): (number: number) => Sureness {
  if (condition.test === "during") return fallingInto(view, condition.range);
  const holding = "words" in condition ? condition.words.map((word) => entriesHolding(view, word)) : [];
  if (condition.test === "about")
    return (number) => (holding.every((one) => one.hasNumber(number)) ? "yes" : "no");
  const hops = Math.max(1, condition.path.length);
  const isNear = nearAnyOf(view, condition.values, hops);
  return (number) => (isNear(number) ? "yes" : "no");
}

function meetsThrough(
  view: View,
  entry: Entry,
  { field: name, rests, here, further }: PlannedGroup,
): Sureness {
  const field = fieldOf(entry.kind, name);
  if (field === undefined) return "no";
  const { numberOf } = numberingOf(view);
  return most(view.statements(entry, name), ({ value }) => {
    if (isGroup(value)) return least("yes", rests, (rest) => meetsInside(view, field, value, rest));
    if (isQuantity(value)) return least("yes", rests, (rest) => isAmount(value, rest));
    if (field.type === "proper") return least("yes", rests, (rest) => isCalled(String(value), rest));
    if (field.type !== "link") return least("yes", rests, (rest) => reaches(view, String(value), rest));
    const target = view.get(String(value));
    if (target === undefined) return "no";
    const isMet = least("yes", here, (rest) => reaches(view, target.id, rest));
    return least(isMet, [further], (plan) => meetsAll(view, target, numberOf(target.id), plan));
  });
}

/** Whether a part of a group is what was asked of it. */
function meetsInside(view: View, field: Field, group: Group, rest: Condition): Sureness {
  const [part = "", ...after] = "path" in rest ? rest.path : [];
  const inner = group[part];
  if (inner === undefined || typeof inner === "object") return "no";
  const isProper = field.type === "group" && field.parts[part]?.type === "proper";
  return isProper ? beginsWith(String(inner), rest) : reaches(view, String(inner), behindPart(rest, after));
}

const behind = new WeakMap<Condition, Condition>();

/** A condition with the rest of its path, the same object each time. */
function behindPart(rest: Condition, path: Path): Condition {
  const known = behind.get(rest) ?? ({ ...rest, path } as Condition);
  behind.set(rest, known);
  return known;
}

const scaleOf = { thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 } as const;

/** Whether a number is one that was asked for, as printed or in full. */
function isAmount({ amount, scale }: Quantity, condition: Condition): Sureness {
  if (condition.test !== "is") return "no";
  const whole = amount * (scale === undefined ? 1 : scaleOf[scale]);
  return condition.values.some((value) => Number(value) === amount || Number(value) === whole) ? "yes" : "no";
}

/** Whether a text of a group, such as a position, begins with what was asked: a vice minister is no minister. */
function beginsWith(value: string, condition: Condition): Sureness {
  if (condition.test !== "is") return "no";
  const words = `${wordKey(value)} `;
  return condition.values.some((one) => words.startsWith(`${wordKey(one)} `)) ? "yes" : "no";
}

/** Whether a proper text, such as a place, holds what was asked as whole words. */
function isCalled(value: string, condition: Condition): Sureness {
  if (condition.test !== "is" || condition.path.length > 0) return "no";
  const words = ` ${wordKey(value)} `;
  return condition.values.some((one) => words.includes(` ${wordKey(one)} `)) ? "yes" : "no";
}

/** Whether a value at the end of a path is what was asked, or its entry goes on to it. */
function reaches(view: View, value: string, condition: Condition): Sureness {
  if (condition.test === "about") return "no";
  if (condition.path.length > 0) {
    const target = view.get(value);
    return target === undefined
      ? "no"
      : meetsAll(view, target, numberingOf(view).numberOf(target.id), planFor(view, condition));
  }
  if (condition.test === "is") return isAmong(condition.values, value) ? "yes" : "no";
  const target = view.get(value);
  return target === undefined
    ? fallsInto(partialDate(value), condition.range)
    : meetsAll(view, target, numberingOf(view).numberOf(target.id), planFor(view, condition));
}

const plans = new WeakMap<View, WeakMap<Condition, Plan>>();

/** The plan for one condition, made once for all entries of which it is asked. */
function planFor(view: View, condition: Condition): Plan {
  let known = plans.get(view);
  if (known === undefined) {
    known = new WeakMap();
    plans.set(view, known);
  }
  const plan = known.get(condition) ?? planOf(view, [condition]);
  known.set(condition, plan);
  return plan;
}

const sets = new WeakMap<readonly string[], ReadonlySet<string>>();
/** Fewer are looked through one by one. */
const fewValues = 8;

/** Whether a value is one of a list, which is made a set where it is long: a position may be held by hundreds. */
function isAmong(values: readonly string[], value: string): boolean {
  if (values.length <= fewValues) return values.includes(value);
  const set = sets.get(values) ?? new Set(values);
  sets.set(values, set);
  return set.has(value);
}
