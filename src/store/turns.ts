import { setImmediate } from "node:timers/promises";

/**
 * Lets other work of the event loop come first, so many times. Where there is none, that takes no time; where there is much, what
 * it asks of the database can be done together, and most of what a statement or a commit costs is there however little it does.
 */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await setImmediate();
}
