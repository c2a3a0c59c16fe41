import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "../../src/config.ts";
import { type Candidate, openStore, type Store } from "../../src/index.ts";
import { hookMs, kinds, postgres, type Started, titleOf } from "./databases.ts";

const program = fileURLToPath(new URL("../../dist/test/store/leading.js", import.meta.url));
const patient = { timeout: 30_000, interval: 50 };

/** What a candidate says from now on, each time that it says something else: some of it does not last. */
function historyOf(candidate: Candidate): readonly boolean[] {
  let last = candidate.leads();
  const seen: boolean[] = [];
  candidate.onChange(() => {
    const leads = candidate.leads();
    if (leads !== last) seen.push(leads);
    last = leads;
  });
  return seen;
}

for (const kind of kinds) {
  describe.skipIf(kind.missing !== undefined)(`leaders on ${titleOf(kind)}`, () => {
    // What SQLite has no counterpart of is no test of it.
    const onPostgres = kind === postgres ? test : undefined;
    let started: Started;
    let database: Database;
    let stores: Store[] = [];
    let children: ChildProcess[] = [];
    beforeAll(async () => {
      if (!existsSync(program))
        throw new Error("dist/ is not built: run npm run build, then the tests again");
      started = await kind.start();
    }, hookMs);
    afterAll(() => started.remove(), hookMs);
    beforeEach(async () => {
      database = await started.create();
    }, hookMs);
    afterEach(async () => {
      for (const child of children) child.kill("SIGKILL");
      children = [];
      await Promise.all(stores.map((store) => store.close()));
      stores = [];
    }, hookMs);

    async function open(): Promise<Store> {
      const store = await openStore(database, { now: () => 0 });
      stores.push(store);
      return store;
    }

    /** A process that leads, as soon as this settles. */
    async function leadingProcess(): Promise<ChildProcess> {
      const child = spawn(process.execPath, [program, JSON.stringify(database), "work"], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      children.push(child);
      await once(child.stdout, "data");
      return child;
    }

    test("one of several leads, and another at once when it withdraws", async () => {
      const candidates = (await Promise.all([open(), open(), open()])).map(({ leaders }) =>
        leaders.stand("work"),
      );
      const leading = () => candidates.filter((candidate) => candidate.leads());
      await expect.poll(() => leading().length, patient).toBe(1);
      await setTimeout(2_000);
      expect(leading()).toHaveLength(1);
      const [first] = leading();
      await first?.withdraw();
      expect(first?.leads()).toBe(false);
      await expect.poll(() => leading().length, patient).toBe(1);
      expect(leading()).not.toContain(first);
    }, 60_000);

    test("a lead of another name is another's, and one that is yielded while it is held stays", async () => {
      const [one, two] = [await open(), await open()];
      const candidates = [one.leaders.stand("work"), two.leaders.stand("play")];
      await expect
        .poll(() => candidates.map((candidate) => candidate.leads()), patient)
        .toEqual([true, true]);
      candidates[0]?.yield();
      expect(candidates[0]?.leads()).toBe(true);
    }, 60_000);

    test("a store that is closed leaves its leads to others", async () => {
      const [one, two] = [await open(), await open()];
      const first = one.leaders.stand("work");
      await expect.poll(() => first.leads(), patient).toBe(true);
      const second = two.leaders.stand("work");
      await one.close();
      await expect.poll(() => second.leads(), patient).toBe(true);
    }, 60_000);

    test("the next one is prepared before it leads", async () => {
      const child = await leadingProcess();
      const { leaders } = await open();
      const seen: string[] = [];
      const candidate = leaders.stand("work", async () => {
        await setTimeout(50);
        seen.push(`prepared, ${candidate.leads() ? "leads" : "stands by"}`);
      });
      candidate.onChange(() => candidate.leads() && seen.push("leads"));
      child.kill("SIGTERM");
      await expect.poll(() => seen, patient).toEqual(["prepared, stands by", "leads"]);
    }, 60_000);

    test("one that is killed is followed within 10 seconds", async () => {
      const child = await leadingProcess();
      const candidate = (await open()).leaders.stand("work");
      await setTimeout(2_000);
      expect(candidate.leads()).toBe(false);
      const from = performance.now();
      child.kill("SIGKILL");
      await expect.poll(() => candidate.leads(), patient).toBe(true);
      const tookMs = performance.now() - from;
      console.info(`${kind.name}: followed ${Math.round(tookMs)} ms after the kill`);
      expect(tookMs).toBeLessThan(10_000);
    }, 60_000);

    onPostgres?.(
      "one that stands still is followed within 10 seconds, and knows it when it goes on",
      async () => {
        const child = await leadingProcess();
        const said: string[] = [];
        child.stdout?.on("data", (piece: Buffer) => said.push(piece.toString().trim()));
        const candidate = (await open()).leaders.stand("work");
        await setTimeout(2_000);
        const from = performance.now();
        child.kill("SIGSTOP");
        await expect.poll(() => candidate.leads(), patient).toBe(true);
        const tookMs = performance.now() - from;
        console.info(`${kind.name}: followed ${Math.round(tookMs)} ms after it stood still`);
        expect(tookMs).toBeLessThan(10_000);
        child.kill("SIGCONT");
        await expect.poll(() => said.at(-1), patient).toBe("stands by");
        expect(said.join()).not.toContain("leads");
        expect(candidate.leads()).toBe(true);
      },
      60_000,
    );

    onPostgres?.(
      "while the database is away who led leads on, until another is met or it is back",
      async () => {
        const [one, two] = [await open(), await open()];
        const first = one.leaders.stand("work");
        await expect.poll(() => first.leads(), patient).toBe(true);
        const second = two.leaders.stand("work");
        await setTimeout(2_000);
        const seen = historyOf(first);
        await started.server?.stop();
        await expect.poll(() => seen, patient).toEqual([false, true]);
        expect(second.leads()).toBe(false);
        first.yield();
        expect(first.leads()).toBe(false);
        await setTimeout(2_500);
        expect([first.leads(), second.leads()]).toEqual([false, false]);
        await started.server?.start();
        const leading = () => [first, second].filter((candidate) => candidate.leads()).length;
        await expect.poll(leading, patient).toBe(1);
        await setTimeout(3_000);
        expect(leading()).toBe(1);
      },
      90_000,
    );

    onPostgres?.(
      "one that is put out by the server gains the lead again, or another does",
      async () => {
        const { leaders } = await open();
        const candidate = leaders.stand("work");
        await expect.poll(() => candidate.leads(), patient).toBe(true);
        const client = new pg.Client({
          connectionString: database.kind === "postgres" ? database.url : "",
        });
        await client.connect();
        const seen = historyOf(candidate);
        await client.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'jambatan leader'",
        );
        await client.end();
        await expect.poll(() => seen, patient).toEqual([false, true]);
      },
      60_000,
    );
  });
}
