import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "../../src/config.ts";
import { openStore, type Store, type Subscription } from "../../src/index.ts";
import type { Delivery } from "../../src/watch/delivery.ts";
import { hookMs, kinds, type Started, titleOf } from "./databases.ts";

const noon = Date.UTC(2026, 10, 24, 12);
const claim = (token: string, now = noon, most = 100) => ({
  token,
  now,
  until: now + 1_000,
  most,
  platforms: ["telegram"],
});

function subscription(over: Partial<Subscription> = {}): Subscription {
  return {
    id: "one",
    place: "telegram:-1",
    by: "telegram:1",
    what: { kind: "entry", entry: "visit-2026", title: 'A "visit" 访问 \0' },
    lang: "en",
    timezone: "Asia/Kathmandu",
    createdAt: noon,
    ...over,
  };
}

function delivery(key: string, over: Partial<Delivery> = {}): Delivery {
  const notice = { kind: "change", revision: 1, entry: "visit-2026" } as const;
  return { key, subscription: "one", place: "telegram:-1", dueAt: noon, notice, ...over };
}

for (const kind of kinds) {
  describe.skipIf(kind.missing !== undefined)(titleOf(kind), () => {
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
    async function open(): Promise<Store> {
      const store = await openStore(database, { now: () => noon });
      stores.push(store);
      return store;
    }

    test("a subscription comes back to the letter, and each change is another version", async () => {
      const { subscriptions } = await open();
      expect(await subscriptions.version()).toBe(0);
      expect(await subscriptions.put(subscription(), 10)).toBe("new");
      expect(await subscriptions.all()).toEqual([subscription()]);
      expect(await subscriptions.version()).toBe(1);
      expect(await subscriptions.remove("telegram:-1", "visits")).toBe(0);
      expect(await subscriptions.version()).toBe(1);
      expect(await subscriptions.remove("telegram:-1")).toBe(1);
      expect(await (await open()).subscriptions.all()).toEqual([]);
    });

    test("the same thing in the same place is one, which keeps its id and its age", async () => {
      const { subscriptions } = await open();
      await subscriptions.put(subscription(), 10);
      const again = subscription({ id: "two", createdAt: noon + 1, leads: [3] });
      expect(await subscriptions.put(again, 10)).toBe("changed");
      expect(await subscriptions.all()).toEqual([subscription({ leads: [3] })]);
    });

    test("no more are kept for one person than allowed, however many come at once", async () => {
      const { subscriptions } = await open();
      const kept = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          subscriptions.put(subscription({ id: `s${index}`, place: `telegram:-${index}` }), 5),
        ),
      );
      expect(kept.filter((one) => one === "new")).toHaveLength(5);
      expect(kept.filter((one) => one === "tooMany")).toHaveLength(15);
    });

    test("a pause says since when, the first one, until it ends", async () => {
      const { subscriptions } = await open();
      await subscriptions.put(subscription(), 10);
      await subscriptions.pause("telegram:-1", { since: 1, why: "blocked" });
      await subscriptions.pause("telegram:-1", { since: 2, why: "blocked" });
      expect(await subscriptions.all()).toEqual([subscription({ paused: { since: 1, why: "blocked" } })]);
      await subscriptions.pause("telegram:-1", undefined);
      expect(await subscriptions.all()).toEqual([subscription()]);
    });

    test("a key is offered once, also when it was told long since", async () => {
      const { deliveries } = await open();
      await deliveries.offer([delivery("a")], noon);
      expect((await deliveries.claim(claim("t1"))).map(({ key }) => key)).toEqual(["a"]);
      expect(await deliveries.begin(["a"], "t1", noon + 1_000)).toEqual(["a"]);
      await deliveries.end(["a"], "sent", noon, "17");
      await deliveries.offer([delivery("a"), delivery("b")], noon);
      expect((await deliveries.claim(claim("t2"))).map(({ key }) => key)).toEqual(["b"]);
    });

    test("claims of many workers at once never share one", async () => {
      const workers = await Promise.all([open(), open(), open()]);
      const keys = Array.from({ length: 300 }, (_, index) => `k${index}`);
      await workers[0].deliveries.offer(
        keys.map((key) => delivery(key)),
        noon,
      );
      const claimed: string[] = [];
      await Promise.all(
        workers.map(async ({ deliveries }, index) => {
          for (let turn = 0; ; turn++) {
            const some = await deliveries.claim(claim(`${index} ${turn}`, noon, 20));
            if (some.length === 0) return;
            claimed.push(...some.map(({ key }) => key));
          }
        }),
      );
      expect(claimed.sort()).toEqual(keys.sort());
    });

    test("a claim that ran out is another's, without a doubt where nothing was begun, with one where it was", async () => {
      const { deliveries } = await open();
      await deliveries.offer([delivery("a")], noon);
      await deliveries.claim(claim("t1"));
      expect(await deliveries.claim(claim("t2", noon + 999))).toEqual([]);
      expect((await deliveries.claim(claim("t2", noon + 1_000)))[0]).toMatchObject({ key: "a", doubts: 0 });
      expect(await deliveries.begin(["a"], "t1", noon + 9_000)).toEqual([]);
      expect(await deliveries.begin(["a"], "t2", noon + 2_000)).toEqual(["a"]);
      expect((await deliveries.claim(claim("t3", noon + 2_000)))[0]).toMatchObject({ key: "a", doubts: 1 });
    });

    test("what certainly did not arrive waits, and what is forgotten may be offered again", async () => {
      const { deliveries } = await open();
      await deliveries.offer([delivery("a")], noon);
      await deliveries.claim(claim("t1"));
      await deliveries.begin(["a"], "t1", noon + 1_000);
      await deliveries.again(["a"], noon + 5_000);
      expect(await deliveries.claim(claim("t2", noon + 4_999))).toEqual([]);
      expect((await deliveries.claim(claim("t2", noon + 5_000)))[0]).toMatchObject({ doubts: 0 });
      await deliveries.forget(["a"]);
      await deliveries.offer([delivery("a")], noon);
      expect(await deliveries.claim(claim("t3"))).toHaveLength(1);
    });

    test("what another platform says is left to whoever speaks it", async () => {
      const { deliveries } = await open();
      const places = ["terminal", "telegram:1", "telegraph:1", "slack:T1/C1"];
      await deliveries.offer(
        places.map((place) => delivery(place, { place })),
        noon,
      );
      const claimed = async (token: string, platforms: readonly string[]): Promise<readonly string[]> =>
        (await deliveries.claim({ ...claim(token), platforms })).map(({ key }) => key).sort();
      expect(await claimed("t0", [])).toEqual([]);
      expect(await claimed("t1", ["telegram", "terminal"])).toEqual(["telegram:1", "terminal"]);
      expect(await claimed("t2", ["slack"])).toEqual(["slack:T1/C1"]);
    });

    test("marks go forward only", async () => {
      const { deliveries } = await open();
      expect(await deliveries.mark("due")).toBeUndefined();
      await deliveries.setMark("due", noon);
      await deliveries.setMark("due", noon - 1);
      expect(await (await open()).deliveries.mark("due")).toBe(noon);
    });
  });
}
