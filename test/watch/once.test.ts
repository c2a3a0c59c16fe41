import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  createDesk,
  loadLanguages,
  loadRegister,
  type Messenger,
  openStore,
  type Store,
  type Watch,
} from "../../src/index.ts";
import { textsOf } from "../starter-desk.ts";
import { hookMs, kinds, type Started, titleOf } from "../store/databases.ts";
import { createPlatform, newId, temporaryFile, university } from "./world.ts";

const at = (text: string): number => Date.parse(text);
const dueAt = at("2026-11-24T08:00:00Z");
const testMs = 180_000;
const [languages, register] = await Promise.all([loadLanguages(), loadRegister(university)]);
type Keepers = Pick<Store, "subscriptions" | "deliveries">;

function startWatch(keepers: Keepers, platform: Messenger, now: () => number): Watch {
  const desk = createDesk({ register, languages, timezone: "UTC", watches: { ...keepers, newId } });
  const watch = desk.startWatch?.({
    now,
    messengers: new Map([["telegram", platform]]),
    leaseMs: 10_000,
    report: (error) => {
      throw error;
    },
  });
  if (watch === undefined) throw new Error("the desk keeps no watches");
  return watch;
}

const subscribe = ({ subscriptions }: Store, place: string) =>
  subscriptions.put(
    {
      id: newId(),
      place,
      by: place,
      what: { kind: "topic", topic: "visits" },
      lang: "en",
      timezone: "UTC",
      createdAt: at("2026-11-01T00:00:00Z"),
    },
    1_000,
  );

/** Keepers and a platform that answer so often together, and then never again: as of a process that is killed. */
function mortal(steps: number, { subscriptions, deliveries }: Keepers, platform: Messenger) {
  let left = steps;
  let last = "";
  let die = (): void => {};
  const death = new Promise<void>((resolve) => {
    die = resolve;
  });
  const never = (): Promise<never> => {
    die();
    return new Promise(() => {});
  };
  const until = <T extends object>(one: T): T =>
    new Proxy(one, {
      get: (target, name) => {
        const method = Reflect.get(target, name) as ((...given: unknown[]) => Promise<unknown>) | undefined;
        return method === undefined
          ? undefined
          : async (...given: unknown[]) => {
              if (left-- <= 0) return never();
              last = String(name);
              const answer = await method.apply(target, given);
              return left <= 0 ? never() : answer;
            };
      },
    });
  return {
    keepers: { subscriptions: until(subscriptions), deliveries: until(deliveries) },
    platform: until(platform),
    death,
    /** The last call that was carried out. */
    last: () => last,
  };
}

describe("over 100 restarts at random moments around a due time", () => {
  test.each([
    ["it is said once where the platform remembers what was said", true],
    ["it is said once, and where that is in doubt once more, marked as such", false],
  ])(
    "%s",
    async (_, remembers) => {
      for (let round = 0; round < 5; round++) {
        const clock = { now: dueAt - 10 * 3_000 };
        /** So often it died after it had written down that it would say it, and before it did. */
        let begun = 0;
        const file = await temporaryFile();
        const fake = createPlatform(clock);
        const platform: Messenger = remembers
          ? {
              send: fake.send,
              find: async (_, key) =>
                fake.said.some((one) => one.key === key) ? { trace: key } : ("absent" as const),
            }
          : { send: fake.send };
        const open = (): Promise<Store> =>
          openStore({ kind: "sqlite", path: file }, { now: () => clock.now });
        const first = await open();
        await subscribe(first, "telegram:1");
        await first.close();
        for (let restart = 0; restart < 20; restart++) {
          const store = await open();
          const {
            keepers,
            platform: dying,
            death,
            last: lastCall,
          } = mortal(Math.floor(Math.random() * 14), store, platform);
          const watch = startWatch(keepers, dying, () => clock.now);
          await Promise.race([watch.tick(), death]);
          if (lastCall() === "begin") begun++;
          clock.now += 3_000;
          await store.close();
        }
        clock.now += 60_000;
        const last = await open();
        await startWatch(last, platform, () => clock.now).tick();
        await last.close();
        const unmarked = fake.said.filter(({ text }) => !text.includes("may have reached you"));
        if (remembers) expect([unmarked.length, fake.said.length]).toEqual([1, 1]);
        else {
          if (begun === 0) expect(unmarked).toHaveLength(1);
          expect(unmarked.length).toBeLessThanOrEqual(1);
          expect(fake.said.length).toBeLessThanOrEqual(2);
          if (begun < 2) expect(fake.said.length).toBeGreaterThanOrEqual(1);
        }
      }
    },
    testMs,
  );
});

for (const kind of kinds) {
  describe.skipIf(kind.missing !== undefined)(titleOf(kind), () => {
    let started: Started;
    beforeAll(async () => {
      started = await kind.start();
    }, hookMs);
    afterAll(() => started.remove(), hookMs);

    test(
      "of three workers on one store, one of which dies at work, each of 2,000 notices is told once",
      async () => {
        const database = await started.create();
        let now = dueAt - 60_000;
        const stores = await Promise.all([1, 2, 3].map(() => openStore(database, { now: () => now })));
        const [one] = stores;
        if (one === undefined) throw new Error("no store");
        await Promise.all(
          Array.from({ length: 2_000 }, (_, index) => subscribe(one, `telegram:${index + 1}`)),
        );
        const said: { place: string; isRepeat: boolean }[] = [];
        const told = new Map<string, string>();
        const platform: Messenger = {
          send: async (place, reply, key) => {
            await new Promise((resolve) => setImmediate(resolve));
            told.set(key, place);
            said.push({ place, isRepeat: textsOf(reply).join("\n").includes("may have reached you") });
            return { trace: key };
          },
          find: async (_, key) => (told.has(key) ? { trace: key } : ("absent" as const)),
        };
        now = dueAt;
        const watches = stores.map((store, index) => {
          const { keepers, platform: own, death } = mortal(index === 0 ? 300 : Infinity, store, platform);
          return { watch: startWatch(keepers, own, () => now), death };
        });
        await Promise.all(watches.map(({ watch, death }) => Promise.race([watch.tick(), death])));
        const beforeLease = said.length;
        expect(beforeLease).toBeGreaterThan(1_500);
        now += 10_001;
        await Promise.all(watches.slice(1).map(({ watch }) => watch.tick()));
        expect(new Set(said.map(({ place }) => place)).size).toBe(2_000);
        expect(said).toHaveLength(2_000);
        expect(said.filter(({ isRepeat }) => isRepeat).length).toBeLessThanOrEqual(8);
        await Promise.all(stores.map((store) => store.close()));
      },
      testMs,
    );
  });
}
