import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "../../src/config.ts";
import { type Feed, openStore, type Store, type StoreOptions } from "../../src/index.ts";
import { conversationMs } from "../../src/question/conversations.ts";
import { anyRevision, nastyText } from "./any-revision.ts";
import { hookMs, kinds, type Started, titleOf } from "./databases.ts";
import { sampleRevision } from "./sample-revision.ts";

const noon = Date.UTC(2024, 3, 20, 4);
const minute = 60_000;
const hour = 60 * minute;

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

    async function open(options: Partial<StoreOptions> = {}): Promise<Store> {
      const store = await openStore(database, { now: () => noon, ...options });
      stores.push(store);
      return store;
    }

    /** What is kept, seen by a process that starts later. */
    async function reopened(): Promise<Store> {
      await Promise.all(stores.map((store) => store.close()));
      stores = [];
      return open();
    }

    test("a new store is well and empty", async () => {
      const store = await open();
      expect(store.check()).toEqual({ ok: true });
      expect(await store.revisions.since(0)).toEqual([]);
      expect(await store.wishes.open()).toEqual([]);
      expect(await store.feeds.of("telegram:1")).toEqual([]);
      expect(await store.preferences.of("telegram:1")).toEqual({});
      expect(await store.notes.read("thread", noon)).toBeUndefined();
      expect(await store.conversations.last("telegram:1", noon)).toBeUndefined();
    });

    test("it tells at once that it is open", async () => {
      const store = await open();
      expect(await new Promise((resolve) => store.onOpen(() => resolve("open")))).toBe("open");
    });

    describe("revisions", () => {
      test("any revision comes back to the letter, after a restart too", async () => {
        const store = await open();
        const kept: unknown[] = [];
        let turn = 0;
        await fc.assert(
          fc.asyncProperty(anyRevision, async (revision) => {
            const added = await store.revisions.add({ ...revision, turn: ++turn });
            expect(added.kind).toBe("added");
            if (added.kind === "added") kept.push(added.revision);
          }),
          { numRuns: 60 },
        );
        expect(await store.revisions.since(0)).toEqual(kept);
        expect(await (await reopened()).revisions.since(0)).toEqual(kept);
      });

      test("since gives those after a number, in order, over several pages", async () => {
        const store = await open();
        await Promise.all(
          Array.from({ length: 2_300 }, (_, index) =>
            store.revisions.add(sampleRevision({ turn: index + 1 })),
          ),
        );
        const numbers = (await store.revisions.since(200)).map(({ number }) => number);
        expect(numbers).toEqual(Array.from({ length: 2_100 }, (_, index) => index + 201));
      });

      test("a taken turn is behind, and what stands there stays", async () => {
        const store = await open();
        const first = await store.revisions.add(sampleRevision({ why: "first" }));
        expect(await store.revisions.add(sampleRevision({ why: "second" }))).toEqual({ kind: "behind" });
        expect(await store.revisions.add(sampleRevision({ entry: "another" }))).toMatchObject({
          kind: "added",
        });
        expect((await store.revisions.since(0))[0]).toEqual(first.kind === "added" && first.revision);
      });

      test("the same draft is known, whatever else is in it", async () => {
        const store = await open();
        const added = await store.revisions.add(sampleRevision({ draft: "one" }));
        const revision = added.kind === "added" ? added.revision : undefined;
        expect(await store.revisions.add(sampleRevision({ draft: "one" }))).toEqual({
          kind: "known",
          revision,
        });
        expect(await store.revisions.add(sampleRevision({ draft: "one", turn: 2 }))).toEqual({
          kind: "known",
          revision,
        });
        expect(await store.revisions.since(0)).toHaveLength(1);
      });

      test("of drafts that come together, one is added and the others are known", async () => {
        const store = await open();
        const all = await Promise.all(
          Array.from({ length: 20 }, () => store.revisions.add(sampleRevision({ draft: "one" }))),
        );
        expect(all.map((added) => added.kind).sort()).toEqual(["added", ...Array<string>(19).fill("known")]);
      });

      test("what fails beside a good one leaves the good one alone", async () => {
        const store = await open();
        const broken = sampleRevision({ turn: "not a number" as never, changes: [1n as never] });
        const [bad, good] = await Promise.allSettled([
          store.revisions.add(broken),
          store.revisions.add(sampleRevision()),
        ]);
        expect(bad.status).toBe("rejected");
        expect(good).toMatchObject({ value: { kind: "added" } });
        expect(await store.revisions.since(0)).toHaveLength(1);
        expect(store.check()).toEqual({ ok: true });
      });

      test("two writers never both take a turn, and no number is missed by a reader", async () => {
        const [one, two, reader] = [await open(), await open(), await open()];
        const seen: number[] = [];
        const turns = Number(process.env.SOAK_RACES ?? 40);
        for (let turn = 1; turn <= turns; turn++) {
          const [a, b] = [sampleRevision({ turn, by: "a" }), sampleRevision({ turn, by: "b" })];
          const other = two.revisions.add(sampleRevision({ entry: "other", turn }));
          const kinds = await Promise.all([one.revisions.add(a), two.revisions.add(b)]);
          expect(kinds.map((added) => added.kind).sort()).toEqual(["added", "behind"]);
          const winner = kinds[0]?.kind === "added" ? a : b;
          const fresh = await reader.revisions.since(seen.at(-1) ?? 0);
          expect(fresh.find(({ entry }) => entry === winner.entry)).toMatchObject({ by: winner.by, turn });
          seen.push(...fresh.map(({ number }) => number));
          await other;
        }
        seen.push(...(await reader.revisions.since(seen.at(-1) ?? 0)).map(({ number }) => number));
        expect(seen).toEqual((await one.revisions.since(0)).map(({ number }) => number));
        expect(seen).toHaveLength(2 * turns);
      }, 120_000);
    });

    describe("wishes", () => {
      test("they stay until somebody closes them, once", async () => {
        const store = await open();
        const wish = {
          at: noon,
          by: "slack:T1/U1",
          from: "slack:T1/C1",
          text: "/edit bridge-2024 signed 2024",
        };
        expect(await store.wishes.add(wish)).toEqual({ number: 1, ...wish });
        expect(await store.wishes.add({ ...wish, byName: "Ah\0mad" })).toMatchObject({ number: 2 });
        expect((await (await reopened()).wishes.open()).map(({ number }) => number)).toEqual([1, 2]);
        const later = await open();
        expect(await later.wishes.close(1, "telegram:1", noon)).toBe(true);
        expect(await later.wishes.close(1, "telegram:2", noon)).toBe(false);
        expect(await later.wishes.close(9, "telegram:2", noon)).toBe(false);
        expect(await later.wishes.open()).toEqual([{ number: 2, ...wish, byName: "Ah\0mad" }]);
        expect(await later.wishes.add(wish)).toMatchObject({ number: 3 });
      });
    });

    describe("feeds", () => {
      const feed = (digest: string, more: Partial<Feed> = {}): Feed => ({
        digest,
        person: "telegram:1",
        lang: "ms",
        madeAt: noon,
        ...more,
      });

      test("come back to the letter by their digest, after a restart too, and by whose they are", async () => {
        const store = await open();
        const whole = feed("b", {
          entry: "bridge",
          timezone: "Asia/Kathmandu",
          outside: true,
          madeAt: noon + 1,
        });
        expect(await store.feeds.add(feed("z"), 10)).toBe(1);
        expect(await store.feeds.add(whole, 10)).toBe(2);
        expect(await store.feeds.add(feed("c", { person: "telegram:2" }), 10)).toBe(1);
        for (const opened of [async () => store, reopened]) {
          const kept = await opened();
          expect(await kept.feeds.find("b")).toEqual(whole);
          expect(await kept.feeds.find("nothing")).toBeUndefined();
          expect(await kept.feeds.of("telegram:1")).toEqual([feed("z"), whole]);
        }
      });

      test("are gone when they are taken back, and no others are", async () => {
        const store = await open();
        const of = { entry: "bridge" };
        for (const one of [feed("a"), feed("b", of), feed("c", { ...of, person: "telegram:2" })])
          await store.feeds.add(one, 10);
        expect(await store.feeds.revoke("telegram:1", "bridge")).toBe(1);
        expect([await store.feeds.find("a"), await store.feeds.find("b")]).toEqual([feed("a"), undefined]);
        expect(await store.feeds.revoke("telegram:1")).toBe(1);
        expect(await store.feeds.revoke("telegram:1")).toBe(0);
        const later = await reopened();
        expect(await later.feeds.of("telegram:1")).toEqual([]);
        expect(await later.feeds.find("c")).toMatchObject({ person: "telegram:2" });
      });

      test("nobody gets more than they may have, also of two processes at once", async () => {
        const [one, two] = [await open(), await open()];
        const added = await Promise.all(
          Array.from({ length: 12 }, (_, index) =>
            (index % 2 === 0 ? one : two).feeds.add(feed(`digest-${index}`), 5),
          ),
        );
        expect(added.filter((count) => count !== undefined).sort()).toEqual([1, 2, 3, 4, 5]);
        expect(await one.feeds.of("telegram:1")).toHaveLength(5);
        expect(await two.feeds.add(feed("other", { person: "telegram:2" }), 5)).toBe(1);
      });
    });

    describe("preferences", () => {
      test("the last choice of each person holds, after a restart too", async () => {
        const store = await open();
        await Promise.all(
          ["en", "ms", "zh"].map((lang) =>
            store.preferences.keep("telegram:1", { lang, timezone: "Asia/Tokyo" }),
          ),
        );
        await store.preferences.keep("telegram:2", { lang: "ms" });
        await store.preferences.keep("telegram:2", {});
        for (const at of [store, await reopened()]) {
          expect(await at.preferences.of("telegram:1")).toEqual({ lang: "zh", timezone: "Asia/Tokyo" });
          expect(await at.preferences.of("telegram:2")).toEqual({});
        }
      });
    });

    test("a crowd that asks and chooses at once is told apart", async () => {
      const store = await open();
      const people = Array.from({ length: 3_000 }, (_, index) => `telegram:${index}`);
      await Promise.all(people.map((person) => store.preferences.keep(person, { lang: person })));
      const later = await reopened();
      const chosen = await Promise.all(people.map((person) => later.preferences.of(person)));
      expect(chosen.map(({ lang }) => lang)).toEqual(people);
      expect(later.check()).toEqual({ ok: true });
    });

    describe("conversations", () => {
      test("the last line is there after a restart, until a conversation begins afresh", async () => {
        await (await open()).conversations.remember("telegram:1", "/mou 桥\0 page:2", noon);
        const store = await reopened();
        expect(await store.conversations.last("telegram:1", noon + conversationMs)).toEqual({
          line: "/mou 桥\0 page:2",
          at: noon,
        });
        expect(await store.conversations.last("telegram:1", noon + conversationMs + 1)).toBeUndefined();
      });
    });

    describe("notes", () => {
      test("any text comes back until its time is over", async () => {
        const store = await open();
        const kept = new Map<string, string>();
        await fc.assert(
          fc.asyncProperty(nastyText, async (text) => {
            const key = `note:${kept.size}`;
            kept.set(key, text);
            await store.notes.write(key, text, noon + hour);
          }),
          { numRuns: 40 },
        );
        const later = await reopened();
        for (const [key, text] of kept) {
          expect(await later.notes.read(key, noon + hour - 1)).toBe(text);
          expect(await later.notes.read(key, noon + hour)).toBeUndefined();
        }
      });

      test("one that is removed is gone, also in the same moment in which it was written", async () => {
        const store = await open();
        await store.notes.write("a", "one", noon + hour);
        await Promise.all([store.notes.remove("a"), store.notes.write("b", "two", noon + hour)]);
        await Promise.all([store.notes.write("c", "three", noon + hour), store.notes.remove("c")]);
        await Promise.all([store.notes.remove("d"), store.notes.write("d", "four", noon + hour)]);
        for (const at of [store, await reopened()]) {
          const read = await Promise.all(["a", "b", "c", "d"].map((key) => at.notes.read(key, noon)));
          expect(read).toEqual([undefined, "two", undefined, "four"]);
        }
      });
    });

    describe("seen", () => {
      test("one is taken once, whichever process asks, and after a restart within a day too", async () => {
        const [one, two] = [await open(), await open()];
        const took = await Promise.all(
          [one, two, one, two].map((store) => store.seen.take("telegram:update:17", noon)),
        );
        expect(took.filter(Boolean)).toHaveLength(1);
        await one.seen.done("telegram:update:17", noon);
        expect(await two.seen.take("telegram:update:17", noon + 10 * minute)).toBe(false);
        expect(await (await reopened()).seen.take("telegram:update:17", noon + 24 * hour)).toBe(false);
      });

      test("one that is done is told from one that somebody is at", async () => {
        const [one, two] = [await open(), await open()];
        await one.seen.take("telegram:update:18", noon);
        expect([await one.seen.isDone("telegram:update:18"), await two.seen.isDone("other")]).toEqual([
          false,
          false,
        ]);
        await one.seen.done("telegram:update:18", noon);
        expect(await two.seen.isDone("telegram:update:18")).toBe(true);
        expect(await (await reopened()).seen.isDone("telegram:update:18")).toBe(true);
      });

      test("what its taker did not finish may be taken again after a minute, by one", async () => {
        expect(await (await open()).seen.take("slack:event:1", noon)).toBe(true);
        const [one, two] = [await reopened(), await open()];
        expect(await one.seen.take("slack:event:1", noon + minute - 1)).toBe(false);
        const again = await Promise.all(
          [one, two].map((store) => store.seen.take("slack:event:1", noon + minute)),
        );
        expect(again.filter(Boolean)).toHaveLength(1);
      });

      test("many that come together are told apart", async () => {
        const store = await open();
        const keys = Array.from({ length: 3_000 }, (_, index) => `telegram:update:${index % 1_500}`);
        const took = await Promise.all(keys.map((key) => store.seen.take(key, noon)));
        expect(took).toEqual(keys.map((_, index) => index < 1_500));
      });
    });

    test("old rows are removed, and no others", async () => {
      let now = noon;
      const store = await open({ now: () => now, pruneEveryMs: 20 });
      await Promise.all(Array.from({ length: 1_700 }, (_, index) => store.seen.take(`old:${index}`, noon)));
      await Promise.all(
        Array.from({ length: 600 }, (_, index) => store.notes.write(`${index}`, "x", noon + hour)),
      );
      await store.seen.take("late", noon);
      await store.seen.done("late", noon + 20 * hour);
      await store.conversations.remember("old", "/mou", noon);
      now = noon + 26 * hour;
      await store.seen.take("new", now);
      await store.notes.write("new", "y", now + hour);
      await store.conversations.remember("new", "/mou", now);

      // A store of its own: what the first one remembers itself is not what lies in the tables.
      const other = await open();
      await expect
        .poll(() => other.seen.take("old:1699", noon + 1), { timeout: 15_000, interval: 100 })
        .toBe(true);
      await expect
        .poll(() => other.notes.read("599", noon), { timeout: 15_000, interval: 100 })
        .toBeUndefined();
      expect(await other.seen.take("late", now)).toBe(false);
      expect(await other.seen.take("new", now)).toBe(false);
      expect(await other.notes.read("new", now)).toBe("y");
      expect(await other.conversations.last("new", now)).toMatchObject({ line: "/mou" });
    });

    test("stores that open at the same moment make the tables once", async () => {
      const all = await Promise.all(Array.from({ length: 4 }, () => open()));
      expect(all.map((store) => store.check())).toEqual(Array(4).fill({ ok: true }));
      await all[0]?.preferences.keep("telegram:1", { lang: "ms" });
      expect(await all[3]?.preferences.of("telegram:1")).toEqual({ lang: "ms" });
    });
  });
}
