import { setTimeout } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "../../src/config.ts";
import { openStore, type Store, type StoreOptions } from "../../src/index.ts";
import { hookMs, kinds, postgres, type Started, titleOf } from "./databases.ts";
import { sampleRevision } from "./sample-revision.ts";

const patient = { timeout: 30_000, interval: 5 };
const never = 3_600_000;

for (const kind of kinds) {
  describe.skipIf(kind.missing !== undefined)(`what others kept, on ${titleOf(kind)}`, () => {
    // What SQLite has no counterpart of is no test of it.
    const onPostgres = kind === postgres ? test : undefined;
    let started: Started;
    let database: Database;
    let stores: Store[] = [];
    beforeAll(async () => {
      started = await kind.start();
    }, hookMs);
    afterAll(() => started.remove(), hookMs);
    beforeEach(async () => {
      database = await started.create();
    }, hookMs);
    afterEach(async () => {
      await Promise.all(stores.map((store) => store.close()));
      stores = [];
    }, hookMs);

    async function open(options: Partial<StoreOptions> = {}) {
      const store = await openStore(database, { now: () => 0, ...options });
      stores.push(store);
      let told = 0;
      store.onRevised(() => told++);
      return { store, told: () => told };
    }

    test("is told within 2 seconds, and once", async () => {
      const [writer, reader] = [await open(), await open()];
      const from = performance.now();
      await writer.store.revisions.add(sampleRevision());
      await expect.poll(reader.told, patient).toBe(1);
      const tookMs = performance.now() - from;
      console.info(`${kind.name}: told after ${Math.round(tookMs)} ms`);
      expect(tookMs).toBeLessThan(2_000);
      await setTimeout(2_500);
      expect(reader.told()).toBe(1);
    }, 60_000);

    test("is not told of what is no revision", async () => {
      const [writer, reader] = [await open(), await open({ lookEveryMs: 20 })];
      await writer.store.wishes.add({ at: 0, by: "a", from: "b", text: "/edit" });
      await writer.store.preferences.keep("telegram:1", { lang: "ms" });
      await setTimeout(300);
      expect(reader.told()).toBe(0);
    }, 60_000);

    test("is told to nobody any more after it was closed", async () => {
      const [writer, reader] = [await open(), await open({ lookEveryMs: 20 })];
      await reader.store.close();
      await writer.store.revisions.add(sampleRevision());
      await setTimeout(300);
      expect(reader.told()).toBe(0);
    }, 60_000);

    onPostgres?.(
      "is announced, without looking, at once",
      async () => {
        const [writer, reader] = [await open(), await open({ lookEveryMs: never })];
        const took: number[] = [];
        for (let turn = 1; turn <= 50; turn++) {
          const from = performance.now();
          await writer.store.revisions.add(sampleRevision({ turn }));
          await expect.poll(reader.told, patient).toBe(turn);
          took.push(performance.now() - from);
        }
        console.info(`announced after ${Math.round(took.sort((a, b) => a - b)[25] ?? 0)} ms, at the median`);
        expect(took[25]).toBeLessThan(1_000);
      },
      90_000,
    );

    onPostgres?.(
      "is caught up with when the connection for it was lost",
      async () => {
        const [writer, reader] = [await open({ lookEveryMs: never }), await open({ lookEveryMs: never })];
        await writer.store.revisions.add(sampleRevision({ turn: 1 }));
        await expect.poll(reader.told, patient).toBe(1);
        const client = new pg.Client({ connectionString: database.kind === "postgres" ? database.url : "" });
        await client.connect();
        await client.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'jambatan listening'",
        );
        await client.end();
        await writer.store.revisions.add(sampleRevision({ turn: 2 }));
        await expect.poll(reader.told, patient).toBe(2);
        await writer.store.revisions.add(sampleRevision({ turn: 3 }));
        await expect.poll(reader.told, patient).toBe(3);
      },
      60_000,
    );

    test("an update whose taker is gone may be taken at once when it was abandoned, a finished one never", async () => {
      const [one, two, three] = [(await open()).store, (await open()).store, (await open()).store];
      for (const key of ["telegram:7:1", "telegram:7:2", "telegram:70:1", "slack:1"])
        expect(await one.seen.take(key, 0)).toBe(true);
      await one.seen.done("telegram:7:2", 0);
      expect(await two.seen.take("telegram:7:1", 1)).toBe(false);
      await two.seen.abandon("telegram:7:");
      const keys = ["telegram:7:1", "telegram:7:2", "telegram:70:1", "slack:1"];
      expect(await Promise.all(keys.map((key) => two.seen.take(key, 1)))).toEqual([
        true,
        false,
        false,
        false,
      ]);
      expect(await three.seen.take("telegram:7:1", 2)).toBe(false);
    }, 60_000);
  });
}
