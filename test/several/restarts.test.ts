import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect } from "vitest";
import { openStore } from "../../src/index.ts";
import { test } from "../adapters/slack/served.ts";
import { university } from "../watch/world.ts";

/** Times at which a reminder is due; `npm run soak:told` wants ten. */
const dueTimes = Number(process.env.SOAK_RESTARTS ?? 10) / 10;
/** Processes that are killed around each of them. */
const livesAround = 10;
/** At most so long a process lives after it has begun to serve. */
const lifeMs = 1_500;
const dayMs = 86_400_000;
const beginsOn = Date.parse("2026-12-01T08:00:00Z");
const timeMs = 240_000;

test(
  `over ${dueTimes * livesAround} kills at random moments around a due time a channel is told once`,
  async ({ open }) => {
    const { slack, folder, serve } = await open();
    const room = slack.channel({ members: [slack.person()] });
    const place = `slack:${slack.team.id}/${room.id}`;
    const database = { kind: "sqlite", path: join(folder, "var", "jambatan.db") } as const;
    const leads = Array.from({ length: dueTimes }, (_, index) => dueTimes - index);
    const store = await openStore(database, { now: () => 0 });
    await store.subscriptions.put(
      {
        id: "s1",
        place,
        by: place,
        what: { kind: "topic", topic: "visits" },
        lang: "en",
        timezone: "UTC",
        leads,
        createdAt: beginsOn - 60 * dayMs,
      },
      1,
    );
    await store.close();
    const told = (): readonly string[] => room.messages.map(({ text }) => text ?? "");
    const at = (clock: number) => ({
      JAMBATAN_CLOCK: new Date(clock).toISOString(),
      JAMBATAN_DATA: university,
    });

    // Most of a process's life goes by between sending and being answered.
    slack.fault({ kind: "slow", delayMs: 300, method: "chat.postMessage", times: Infinity });
    for (const [index, lead] of leads.entries()) {
      const dueAt = beginsOn - lead * dayMs;
      let clock = dueAt - 6_000;
      for (let life = 0; life < livesAround; life++) {
        const began = performance.now();
        const bot = serve("http", at(clock));
        await bot.url;
        await setTimeout(Math.random() ** 2 * lifeMs);
        bot.child.kill("SIGKILL");
        await bot.ended;
        clock += performance.now() - began;
      }
      console.info(
        `${lead} days before: ${clock > dueAt ? "past the due time" : "TOO EARLY"}, ${told().length - index} told`,
      );
      // When every claim has run out, the last one says what nobody has said.
      const last = serve("http", at(Math.max(clock, dueAt) + 120_000));
      await expect.poll(() => told().length, { timeout: 60_000, interval: 100 }).toBeGreaterThan(index);
      await setTimeout(1_000);
      last.child.kill("SIGTERM");
      await last.ended;
      expect(told()).toHaveLength(index + 1);
      expect(told().at(-1)).toMatch(lead === 1 ? /^Tomorrow: / : new RegExp(`^In ${lead} days: `));
    }
    expect(told().filter((text) => text.includes("may have reached you"))).toEqual([]);
    expect(slack.violations).toEqual([]);
  },
  Math.max(1, dueTimes) * timeMs,
);
