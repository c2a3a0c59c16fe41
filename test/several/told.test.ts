import pg from "pg";
import { afterEach, describe, expect, test } from "vitest";
import { openStore } from "../../src/index.ts";
import { hookMs, postgres, titleOf } from "../store/databases.ts";
import { university } from "../watch/world.ts";
import { answersIn, type Fleet, openFleet, patient } from "./fleet.ts";

/** `npm run soak:told` wants 2,000. */
const reminders = Number(process.env.SOAK_REMINDERS ?? 240);
const replicas = 3;
/** As many messages of one process are on their way at once; those of one that is killed may have arrived. */
const onTheirWay = 8;
/** A claim of a process that was killed is another's after a minute. */
const testMs = 300_000;

const dueAt = Date.parse("2026-11-30T08:00:00Z");
/** So long before, the processes believe, they are started. */
const startMs = 25_000;

describe.skipIf(postgres.missing !== undefined)(`several processes on one ${titleOf(postgres)}`, () => {
  let fleet: Fleet;
  afterEach(() => fleet.remove(), hookMs);

  test(
    `of three processes, one of which is killed at work, ${reminders} people are reminded once each`,
    async () => {
      const began = performance.now();
      const now = (): number => dueAt - startMs + Math.round(performance.now() - began);
      fleet = await openFleet("webhook", {
        data: university,
        clock: () => new Date(now()).toISOString(),
        apart: true,
      });
      const { botApi, url } = fleet;
      const chats = Array.from({ length: reminders }, () => botApi.privateChat());
      const store = await openStore({ kind: "postgres", url }, { now });
      await Promise.all(
        chats.map(({ id }) =>
          store.subscriptions.put(
            {
              id: `s${id}`,
              place: `telegram:${id}`,
              placeIsDirect: true,
              by: `telegram:${id}`,
              what: { kind: "topic", topic: "visits" },
              lang: "en",
              timezone: "UTC",
              leads: [1],
              createdAt: dueAt - 30 * 86_400_000,
            },
            1_000,
          ),
        ),
      );
      await store.close();
      botApi.fault({ kind: "slow", delayMs: 50, method: "sendMessage", times: Infinity });
      for (let index = 0; index < replicas; index++) await fleet.start();
      await fleet.settled();

      const told = (): number => chats.reduce((sum, chat) => sum + answersIn(chat), 0);
      const before = new Map(fleet.replicas.map((one) => [one, fleet.calls(one)]));
      const busy = () =>
        fleet.replicas.find((one) => fleet.calls(one) > (before.get(one) ?? 0) + 2 * onTheirWay);
      await expect.poll(() => busy() !== undefined, { ...patient, interval: 5 }).toBe(true);
      const victim = busy();
      victim?.child.kill("SIGKILL");
      await victim?.ended;
      expect(told()).toBeLessThan(reminders);

      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const unsettled = async (): Promise<number> => {
        const { rows } = await client.query(
          "select count(*)::int as open from deliveries where state in ('due', 'sending')",
        );
        return rows[0].open;
      };
      await expect
        .poll(() => chats.filter((chat) => answersIn(chat) === 0).length, { ...patient, timeout: 200_000 })
        .toBe(0);
      await expect.poll(unsettled, patient).toBe(0);
      await client.end();

      let repeated = 0;
      for (const { messages } of chats) {
        const texts = messages.map(({ text = "" }) => text);
        const repeats = texts.filter((text) => text.startsWith("This may have reached you before."));
        expect(texts.length - repeats.length).toBeLessThanOrEqual(1);
        expect(repeats.length).toBeLessThanOrEqual(1);
        for (const text of texts) expect(text).toContain("Tomorrow: Visit of Tolmira");
        repeated += repeats.length;
      }
      const others = fleet.replicas.map((one) => fleet.calls(one) - (before.get(one) ?? 0));
      console.info(
        `told ${told()}, ${repeated} of them marked as repeated; the others told ${others.join(" and ")}`,
      );
      expect(repeated).toBeLessThanOrEqual(onTheirWay);
      expect(botApi.violations).toEqual([]);
    },
    testMs,
  );
});
