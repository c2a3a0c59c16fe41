import { linksOf } from "../register/links.ts";
import type { Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import type { Steps } from "../steps.ts";
import { createGathered } from "./gathered.ts";
import { type Numbering, numberingOf } from "./numbering.ts";

/** Which entries are linked with which, in either direction, by their numbers. */
export interface Relations {
  readonly numbering: Numbering;
  /** The entries that one is linked with, each once. */
  nextTo(number: number): Int32Array;
  isSource(number: number): boolean;
  /** Reads them on, a little in each step. */
  steps(): Steps<void>;
}

export function createRelations(view: View): Relations {
  const numbering = numberingOf(view);
  const { entries, numberOf } = numbering;
  const pairs = createGathered(
    entries,
    (): number[] => [],
    (found, entry, from) => {
      const add = (id: string): void => {
        const to = numberOf(id);
        if (to >= 0) found.push(from, to, to, from);
      };
      for (const { to } of linksOf(entry)) add(to);
      for (const source of citedBy(entry)) add(source);
    },
  );
  let rows: Rows | undefined;
  const rowsOf = (): Rows => {
    if (rows === undefined) {
      const all = pairs.all();
      rows = readRows(all, entries.length);
      // They say the same as the rows by now, and are many.
      all.length = 0;
    }
    return rows;
  };
  return {
    numbering,
    nextTo(number) {
      const { targets, starts, ends } = rowsOf();
      return targets.subarray(starts[number] ?? 0, ends[number] ?? 0);
    },
    isSource: (number) => entries[number]?.kind === "source",
    *steps() {
      yield* pairs.steps();
      rowsOf();
      yield;
    },
  };
}

/** What each entry is linked with, one row after another. */
interface Rows {
  readonly targets: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

function readRows(pairs: readonly number[], rows: number): Rows {
  const starts = new Int32Array(rows + 1);
  for (let at = 0; at < pairs.length; at += 2) {
    const from = pairs[at] ?? 0;
    starts[from] = (starts[from] ?? 0) + 1;
  }
  const ends = new Int32Array(rows);
  let start = 0;
  for (let number = 0; number <= rows; number++) {
    const count = starts[number] ?? 0;
    starts[number] = start;
    if (number < rows) ends[number] = start;
    start += count;
  }
  const targets = new Int32Array(start);
  for (let at = 0; at < pairs.length; at += 2) {
    const from = pairs[at] ?? 0;
    const end = ends[from] ?? 0;
    targets[end] = pairs[at + 1] ?? 0;
    ends[from] = end + 1;
  }
  leaveEachOnce(targets, starts, ends);
  return { targets, starts, ends };
}

/** Moves what is left of each row to its beginning. */
function leaveEachOnce(targets: Int32Array, starts: Int32Array, ends: Int32Array): void {
  const seenIn = new Int32Array(ends.length).fill(-1);
  for (let row = 0; row < ends.length; row++) {
    let end = starts[row] ?? 0;
    for (let at = end; at < (ends[row] ?? 0); at++) {
      const target = targets[at] ?? 0;
      if (seenIn[target] === row) continue;
      seenIn[target] = row;
      targets[end++] = target;
    }
    ends[row] = end;
  }
}

const cited = new WeakMap<Entry, ReadonlySet<string>>();

/** The ids of the sources that an entry cites; kept, for each view of a register reads them all again. */
function citedBy(entry: Entry): ReadonlySet<string> {
  const known = cited.get(entry) ?? readCited(entry);
  cited.set(entry, known);
  return known;
}

function readCited(entry: Entry): ReadonlySet<string> {
  const sources = new Set<string>();
  for (const { cites } of entry.names) for (const { source } of cites) sources.add(source);
  for (const statements of Object.values(entry.fields))
    for (const { cites } of statements) for (const { source } of cites) sources.add(source);
  return sources;
}
