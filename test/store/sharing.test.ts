import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Connection } from "../../src/store/connection.ts";
import { createLane } from "../../src/store/lane.ts";
import type { Link } from "../../src/store/link.ts";
import { createReading } from "../../src/store/reading.ts";

/** A database that only counts what it is asked to commit. */
function counting() {
  const commits: string[] = [];
  const link = {
    transact: async (durability: string, work: (db: unknown) => Promise<unknown>) => {
      commits.push(durability);
      return work(undefined);
    },
  } as unknown as Link;
  const connection = { use: (work: (link: Link) => Promise<unknown>) => work(link) } as Connection;
  return { commits, connection };
}

test("what may be lost in a power failure shares a commit with what comes in the next turns of the event loop", async () => {
  const { commits, connection } = counting();
  const lane = createLane(connection, "volatile");
  const works: Promise<number>[] = [];
  for (let at = 0; at < 4; at++) {
    works.push(lane.run(async () => at));
    await setImmediate();
  }
  expect(await Promise.all(works)).toEqual([0, 1, 2, 3]);
  expect(commits).toEqual(["volatile"]);
});

test("one after the other, each is committed before the next begins", async () => {
  const { commits, connection } = counting();
  const lane = createLane(connection, "volatile");
  for (let at = 0; at < 3; at++) expect(await lane.run(async () => at)).toBe(at);
  expect(commits).toHaveLength(3);
});

test("keys that are asked for in a few turns of the event loop are read together", async () => {
  const reads: (readonly string[])[] = [];
  const { connection } = counting();
  const read = createReading<string>(connection, async (_, keys) => {
    reads.push(keys);
    return keys.map((key) => [key, `value of ${key}`] as const);
  });
  const first = read("a");
  await setImmediate();
  const [second, again] = [read("b"), read("a")];
  expect(await Promise.all([first, second, again])).toEqual(["value of a", "value of b", "value of a"]);
  expect(reads).toEqual([["a", "b"]]);
});
