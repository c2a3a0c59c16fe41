import { createServer } from "node:net";
import { inspect } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openStore, type Store, StoreError } from "../../src/index.ts";
import { hookMs, postgres, type Started, titleOf } from "./databases.ts";
import { openLogged } from "./logged.ts";
import { password } from "./postgres-server.ts";
import { createProxy } from "./proxy.ts";
import { sampleRevision } from "./sample-revision.ts";

const now = Date.UTC(2024, 3, 20);
const patient = { timeout: 60_000, interval: 100 };
/** Nothing may hang; on a busy machine the limits, a few seconds each, pass a little late. */
const aFewSecondsMs = 20_000;

describe.skipIf(postgres.missing !== undefined)(titleOf(postgres), () => {
  let started: Started;
  let stores: Store[] = [];
  beforeAll(async () => {
    started = await postgres.start();
  }, hookMs);
  afterAll(() => started.remove(), hookMs);
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close().catch(() => undefined)));
    stores = [];
  }, hookMs);

  async function freshUrl(): Promise<string> {
    const database = await started.create();
    return database.kind === "postgres" ? database.url : "";
  }

  async function open(url: string) {
    const opened = await openLogged({ kind: "postgres", url });
    stores.push(opened.store);
    return opened;
  }

  function moved(url: string, change: Partial<Pick<URL, "password" | "pathname" | "port">>): string {
    return Object.assign(new URL(url), change).href;
  }

  test.each(["SIGINT", "SIGKILL"] as const)(
    "one that is ended by %s and started again loses nothing acknowledged",
    async (how) => {
      const url = await freshUrl();
      const { store, log } = await open(url);
      let opened = 0;
      store.onOpen(() => opened++);
      const acknowledged: number[] = [];
      const add = async (turn: number) => {
        const added = await store.revisions.add(sampleRevision({ turn, draft: `${turn}` }));
        if (added.kind === "added") acknowledged.push(added.revision.number);
      };
      for (let turn = 1; turn <= 10; turn++) await add(turn);
      const during = Promise.allSettled(Array.from({ length: 40 }, (_, index) => add(11 + index)));
      await started.server?.stop(how);
      await during;
      await expect(add(100)).rejects.toMatchObject({ name: "NotSaved", reason: "unreachable" });
      await expect(store.revisions.since(0)).rejects.toThrow(/cannot be reached/);
      expect(store.check()).toMatchObject({
        ok: false,
        reason: expect.stringContaining("cannot be reached"),
      });
      await store.preferences.keep("away", { lang: "ms" });
      expect(await store.seen.take("away", now)).toBe(true);
      expect(await store.seen.take("away", now)).toBe(false);

      await started.server?.start();
      await expect.poll(() => store.check(), patient).toEqual({ ok: true });
      expect(opened).toBe(2);
      const kept = await store.revisions.since(0);
      expect(kept.map(({ number }) => number)).toEqual(expect.arrayContaining(acknowledged));
      expect(new Set(kept.map(({ draft }) => draft)).size).toBe(kept.length);
      expect(kept.map(({ draft }) => draft)).not.toContain("100");
      const { store: other } = await open(url);
      await expect.poll(() => other.preferences.of("away"), patient).toEqual({ lang: "ms" });
      await expect.poll(() => other.seen.take("away", now + 1), patient).toBe(false);
      expect(log()).toContain("the database is away");
      expect(log()).not.toContain(password);
      expect(log()).not.toContain(encodeURIComponent(password));
    },
    120_000,
  );

  test("one that is not there at the start is opened when it comes", async () => {
    const url = await freshUrl();
    await started.server?.stop();
    const { store, log } = await open(url);
    const opened = new Promise<void>((resolve) => store.onOpen(resolve));
    expect(store.check()).toMatchObject({ ok: false });
    await expect(store.revisions.since(0)).rejects.toThrow();
    await started.server?.start();
    await opened;
    expect(await store.revisions.since(0)).toEqual([]);
    expect(log()).not.toContain(encodeURIComponent(password));
  }, 90_000);

  test("one that stops answering makes nobody wait for long, and comes back", async () => {
    const url = await freshUrl();
    const proxy = await createProxy(Number(new URL(url).port));
    const { store } = await open(moved(url, { port: String(proxy.port) }));
    await store.revisions.add(sampleRevision({ turn: 1 }));
    proxy.hold();
    const asked = performance.now();
    const [revision, preference] = await Promise.allSettled([
      store.revisions.add(sampleRevision({ turn: 2 })),
      store.preferences.keep("away", { lang: "ms" }),
    ]);
    expect(performance.now() - asked).toBeLessThan(aFewSecondsMs);
    expect(revision).toMatchObject({ status: "rejected", reason: { reason: "unreachable" } });
    expect(preference.status).toBe("fulfilled");
    proxy.release();
    await expect.poll(() => store.check(), patient).toEqual({ ok: true });
    expect(await store.preferences.of("away")).toEqual({ lang: "ms" });
    expect(await store.revisions.add(sampleRevision({ turn: 3 }))).toMatchObject({ kind: "added" });
    await store.close();
    await proxy.close();
  }, 120_000);

  test("one that takes calls and says nothing does not hold up a start", async () => {
    const sockets: { destroy(): void }[] = [];
    const deaf = createServer((socket) => sockets.push(socket));
    await new Promise<void>((resolve) => deaf.listen(0, "127.0.0.1", resolve));
    const address = deaf.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const asked = performance.now();
    const { store } = await open(`postgres://jambatan:secret@127.0.0.1:${port}/jambatan`);
    expect(performance.now() - asked).toBeLessThan(aFewSecondsMs);
    expect(store.check()).toMatchObject({ ok: false });
    await store.close();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => deaf.close(resolve));
  }, 60_000);

  test.each([
    ["a wrong password", { password: "wrong-password" }, /user and password; correct DATABASE_URL/],
    ["a database that does not exist", { pathname: "/nowhere" }, /no such database; make it/],
  ] as const)("%s is said at the start, without the password", async (_, change, sentence) => {
    const url = moved(await freshUrl(), change);
    const error: unknown = await openStore({ kind: "postgres", url }, { now: () => now }).catch(
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(StoreError);
    expect(String(error)).toMatch(sentence);
    expect(inspect(error, { depth: 12, showHidden: true })).not.toMatch(/wrong-password|horse|battery/);
  });
});
