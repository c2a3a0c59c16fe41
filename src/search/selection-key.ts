import type { Condition, Selection } from "./condition.ts";

/** Conditions by what they say, and the same by the objects that say it: most come back as they were. */
const numbers = new Map<string, number>();
const known = new WeakMap<Condition, number>();
let next = 0;
/** Conditions kept; beyond it all are forgotten, and get numbers that none had before. */
const keptConditions = 20_000;

/**
 * What a selection says, as a short text: the same for two that say the same.
 *
 * One question asks for a few conditions together in many ways, so each is spelt out but once.
 */
export function selectionKey({ kinds, entries, except, where }: Selection): string {
  let key = `${kinds.join()} `;
  for (const condition of where) key += `${numberOf(condition)},`;
  if (entries !== undefined) key += ` ${entries.join()}`;
  return except === undefined ? key : `${key} but ${except.join()}`;
}

/** Lists of values by what they say: a position may be held by hundreds, who are looked for in many ways. */
const lists = new WeakMap<readonly string[], string>();

function textOf(condition: Condition): string {
  if (condition.test !== "is") return JSON.stringify(condition);
  const { path, values } = condition;
  let list = lists.get(values);
  if (list === undefined) {
    list = JSON.stringify(values);
    lists.set(values, list);
  }
  return `is ${JSON.stringify(path)} ${list}`;
}

function numberOf(condition: Condition): number {
  let number = known.get(condition);
  if (number !== undefined) return number;
  const text = textOf(condition);
  number = numbers.get(text);
  if (number === undefined) {
    if (numbers.size >= keptConditions) numbers.clear();
    number = next++;
    numbers.set(text, number);
  }
  known.set(condition, number);
  return number;
}
