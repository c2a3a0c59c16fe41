import type { Kind } from "../register/field.ts";
import { type Entry, isGroup, isQuantity } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { numberingOf } from "./numbering.ts";

const known = new WeakMap<View, ReadonlyMap<Kind, ReadonlySet<string>>>();
const none: ReadonlySet<string> = new Set();

/** The fields in which anything is recorded of any entry of a kind: of all others no entry need be looked at. */
export function recordedFields(view: View, kind: Kind): ReadonlySet<string> {
  let recorded = known.get(view);
  if (recorded === undefined) {
    const byKind = new Map<Kind, Set<string>>();
    for (const entry of view.entries) {
      const fields = byKind.get(entry.kind) ?? new Set();
      byKind.set(entry.kind, fields);
      for (const name in entry.fields) if ((entry.fields[name]?.length ?? 0) > 0) fields.add(name);
    }
    recorded = byKind;
    known.set(view, recorded);
  }
  return recorded.get(kind) ?? none;
}

/** The entries of a kind by what is recorded in one of its fields. */
export interface Recorded {
  /** The numbers of those of which anything is. */
  readonly numbers: Int32Array;
  /** Those of which a text or a number is, by how it is written. */
  readonly byValue: ReadonlyMap<string, Int32Array>;
}

const nothing: Recorded = { numbers: new Int32Array(), byValue: new Map() };
const recordings = new WeakMap<View, Map<string, Recorded>>();

/** Read once for each field that is asked for; `byValue` is left empty unless it is wanted, for a text may be said of one entry alone. */
export function recordedIn(view: View, kind: Kind, field: string, withValues = false): Recorded {
  if (!recordedFields(view, kind).has(field)) return nothing;
  let kept = recordings.get(view);
  if (kept === undefined) {
    kept = new Map();
    recordings.set(view, kept);
  }
  const key = `${kind} ${field} ${withValues}`;
  let recorded = kept.get(key);
  if (recorded === undefined) {
    recorded = readRecorded(view, kind, field, withValues);
    kept.set(key, recorded);
  }
  return recorded;
}

/** The entries of a kind of which anything is recorded in one of some fields, in the register's order. */
export function entriesRecording(view: View, kind: Kind, fields: readonly string[]): readonly Entry[] {
  const { entries } = numberingOf(view);
  const numbers = new Set(fields.flatMap((field) => [...recordedIn(view, kind, field).numbers]));
  return [...Int32Array.from(numbers).sort()].flatMap((number) => entries[number] ?? []);
}

function readRecorded(view: View, kind: Kind, field: string, withValues: boolean): Recorded {
  const { entries, ofKinds } = numberingOf(view);
  const numbers: number[] = [];
  const byValue = new Map<string, number[]>();
  for (const number of ofKinds([kind])) {
    const entry = entries[number];
    const statements = entry === undefined ? [] : view.statements(entry, field);
    if (statements.length > 0) numbers.push(number);
    if (!withValues) continue;
    for (const { value } of statements) {
      if (isGroup(value) || isQuantity(value)) continue;
      const list = byValue.get(String(value));
      if (list === undefined) byValue.set(String(value), [number]);
      else if (list.at(-1) !== number) list.push(number);
    }
  }
  return {
    numbers: Int32Array.from(numbers),
    byValue: new Map([...byValue].map(([value, list]) => [value, Int32Array.from(list)])),
  };
}
