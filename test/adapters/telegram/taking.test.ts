import type { Context } from "grammy";
import type { Update } from "grammy/types";
import { describe, expect, test } from "vitest";
import { createTaking, type Taking } from "../../../adapters/telegram/taking.ts";
import { createSeen, type SeenKeeper } from "../../../src/index.ts";

interface Tried {
  readonly taking: Taking;
  readonly answered: number[];
  readonly reported: unknown[];
  readonly stop: AbortController;
}

function tryWith(seen: SeenKeeper, waits = false): Tried {
  const answered: number[] = [];
  const reported: unknown[] = [];
  const stop = new AbortController();
  const taking = createTaking({
    seen,
    waits,
    now: () => 0,
    report: (error) => `e${reported.push(error)}`,
    stopping: stop.signal,
    handle: (update) =>
      taking.once({ me: { id: 1 }, update } as Context, async () => void answered.push(update.update_id)),
  });
  return { taking, answered, reported, stop };
}

const update = (update_id: number): Update => ({ update_id });

describe("an update", () => {
  test("is answered once, whoever else shares the store", async () => {
    const seen = createSeen();
    const [one, two] = [tryWith(seen), tryWith(seen)];
    expect(await one.taking.deal(update(7))).toBe("done");
    expect([await one.taking.deal(update(7)), await two.taking.deal(update(7))]).toEqual(["done", "done"]);
    expect([one.answered, two.answered]).toEqual([[7], []]);
  });

  test("that another process is at is elsewhere, and may come again", async () => {
    const seen = createSeen();
    await seen.take("telegram:1:7", 0);
    const { taking, answered } = tryWith(seen);
    expect(await taking.deal(update(7))).toBe("elsewhere");
    await seen.done("telegram:1:7", 0);
    expect(await taking.deal(update(7))).toBe("done");
    expect(answered).toEqual([]);
  });

  test("is waited for where nobody sends it again, until its taker is done or dead", async () => {
    let tries = 0;
    const seen: SeenKeeper = { ...createSeen(), take: async () => ++tries > 2 };
    const { taking, answered } = tryWith(seen, true);
    expect(await taking.deal(update(7))).toBe("done");
    expect([tries, answered]).toEqual([3, [7]]);
  });

  test("is answered though the store fails, and that is reported", async () => {
    const broken = async (): Promise<never> => {
      throw new Error("broken");
    };
    const { taking, answered, reported } = tryWith({
      take: broken,
      isDone: broken,
      abandon: async () => {},
      done: broken,
    });
    expect(await taking.deal(update(7))).toBe("done");
    await taking.idle();
    expect(await taking.deal(update(7))).toBe("done");
    expect([answered, reported.length]).toEqual([[7], 2]);
  });

  test("that was cut short by the end of the process is not done", async () => {
    const done: string[] = [];
    const tried = tryWith({ ...createSeen(), done: async (key) => void done.push(key) });
    tried.stop.abort();
    await tried.taking.deal(update(7));
    await tried.taking.idle();
    expect(done).toEqual([]);
  });
});
