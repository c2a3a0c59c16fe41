import { linksOf } from "../register/links.ts";
import type { Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { type Numbering, numberingOf } from "./numbering.ts";

/** Which entries are linked with which, in either direction, by their numbers. */
export interface Relations {
  readonly numbering: Numbering;
  /** The entries that one is linked with, each once. */
  nextTo(number: number): Int32Array;
  isSource(number: number): boolean;
}

export function readRelations(view: View): Relations {
  const numbering = numberingOf(view);
  const { entries, numberOf } = numbering;
  const pairs: number[] = [];
  const starts = new Int32Array(entries.length + 1);
  const add = (from: number, to: number): void => {
    pairs.push(from, to, to, from);
    starts[from] = (starts[from] ?? 0) + 1;
    starts[to] = (starts[to] ?? 0) + 1;
  };
  for (const [from, entry] of entries.entries()) {
    for (const { to } of linksOf(entry)) {
      const number = numberOf(to);
      if (number >= 0) add(from, number);
    }
    for (const source of citedBy(entry)) {
      const number = numberOf(source);
      if (number >= 0) add(from, number);
    }
  }
  const ends = new Int32Array(entries.length);
  let start = 0;
  for (let number = 0; number <= entries.length; number++) {
    const count = starts[number] ?? 0;
    starts[number] = start;
    if (number < entries.length) ends[number] = start;
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
  return {
    numbering,
    nextTo: (number) => targets.subarray(starts[number] ?? 0, ends[number] ?? 0),
    isSource: (number) => entries[number]?.kind === "source",
  };
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

function citedBy(entry: Entry): ReadonlySet<string> {
  const sources = new Set<string>();
  for (const { cites } of entry.names) for (const { source } of cites) sources.add(source);
  for (const statements of Object.values(entry.fields))
    for (const { cites } of statements) for (const { source } of cites) sources.add(source);
  return sources;
}
