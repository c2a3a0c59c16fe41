/** Work done a little at a time, so that whoever takes its steps can do other things between them; the last gives what was made. */
export type Steps<T> = Generator<void, T, void>;

/** Takes all steps at once. */
export function inOneGo<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** How many of a register's entries a step goes through where little is done with each: some milliseconds' worth. */
const stepEntries = 200;

/** Hands one thing after another to `each`, with its place among them. */
export function* eachInSteps<T>(things: readonly T[], each: (thing: T, place: number) => void): Steps<void> {
  for (const [place, thing] of things.entries()) {
    if (place % stepEntries === 0) yield;
    each(thing, place);
  }
}
