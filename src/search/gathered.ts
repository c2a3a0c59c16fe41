import type { Steps } from "../steps.ts";

/** Something gathered from many things when it is first asked for, or before, in steps. */
export interface Gathered<T> {
  all(): T;
  /** Gathers on, a little in each step. */
  steps(): Steps<void>;
}

/** How many things a step takes: of the entries of a register, some milliseconds' worth. */
const stepThings = 50;

/** What is begun with `begin`, once anything is asked of it, and gets one thing after another, each with its place among them. */
export function createGathered<I, T>(
  things: readonly I[],
  begin: () => T,
  add: (into: T, thing: I, place: number) => void,
): Gathered<T> {
  let gathered: { readonly into: T } | undefined;
  let done = 0;
  const gather = (end: number): T => {
    gathered ??= { into: begin() };
    const { into } = gathered;
    for (const thing of things.slice(done, end)) {
      // Counted first: what cannot be added is not tried again.
      done++;
      add(into, thing, done - 1);
    }
    return into;
  };
  return {
    all: () => (gathered === undefined || done < things.length ? gather(things.length) : gathered.into),
    *steps() {
      while (done < things.length) {
        gather(done + stepThings);
        yield;
      }
    },
  };
}
