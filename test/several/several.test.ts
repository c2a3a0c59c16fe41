import { setTimeout } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { hookMs, postgres, titleOf } from "../store/databases.ts";
import { answersIn, type Fleet, openFleet, patient } from "./fleet.ts";

/** `npm run soak:replicas` wants more. */
const rounds = Number(process.env.SOAK_REPLICAS ?? 1);
const roundMs = 120_000;

describe.skipIf(postgres.missing !== undefined)(`several processes on one ${titleOf(postgres)}`, () => {
  let fleet: Fleet;
  afterEach(() => fleet.remove(), hookMs);

  async function open(by: "polling" | "webhook", replicas: number): Promise<Fleet> {
    fleet = await openFleet(by);
    for (let index = 0; index < replicas; index++) await fleet.start();
    await fleet.settled();
    return fleet;
  }

  test(
    "a change made on one is answered by the others within 2 seconds",
    async () => {
      const { botApi, balancer, editor, replicas } = await open("webhook", 2);
      const [one = 0, two = 0] = replicas.map(({ port }) => port);
      const reader = botApi.privateChat();
      for (let round = 1; round <= rounds; round++) {
        const seat = `Oakhaven ${"abcdefghij"[round % 10]}${round}`;
        // Each step comes to another process than the one before.
        balancer.use(round % 2 === 0 ? [one, two] : [two, one]);
        await editor.answerTo(editor.say("/edit orrest field:seat"));
        await editor.answerTo(editor.say(seat));
        const preview = await editor.answerTo(editor.say("told by the harbour master"));
        expect(preview.text).toContain(seat);
        const before = [...balancer.served.values()];
        expect(before).toHaveLength(2);
        balancer.use([one]);
        // What the button does, typed: so it does not matter which message it stands under.
        const save = preview.reply_markup?.inline_keyboard.flat().find(({ text }) => text === "Save");
        const saved = await editor.answerTo(editor.say(save?.callback_data?.replace(/^\w*/, "") ?? ""));
        expect(saved.text).toContain("Saved");
        const savedAt = performance.now();
        balancer.use([two]);
        const answer = async (): Promise<string> => (await reader.answerTo(reader.say("orrest"))).text ?? "";
        await expect.poll(answer, { timeout: 20_000, interval: 20 }).toContain(seat);
        const tookMs = performance.now() - savedAt;
        console.info(`the other process answered with the change after ${Math.round(tookMs)} ms`);
        expect(tookMs).toBeLessThan(2_000);
        balancer.use([one]);
        expect(await answer()).toContain(seat);
        for (const message of editor.messages) editor.erase(message);
      }
      // Delivered again, to the other one: it is known there.
      const asker = botApi.privateChat();
      balancer.use([one]);
      const question = asker.say("/help");
      await asker.answerTo(question);
      await botApi.idle();
      balancer.use([two]);
      botApi.redeliver(botApi.updateOf(question));
      await botApi.idle();
      expect(answersIn(asker)).toBe(1);
      expect(botApi.violations).toEqual([]);
    },
    rounds * roundMs,
  );

  test(
    "one polls, another follows when it dies, and each update is answered once; a database that restarts is no end",
    async () => {
      const { botApi, server } = await open("polling", 3);
      const asked = new Map<ReturnType<typeof botApi.privateChat>, number>();
      const ask = (): Promise<unknown> => {
        const chat = botApi.privateChat();
        asked.set(chat, 1);
        return chat.answerTo(chat.say("/help"));
      };
      const polls = (from: number) =>
        botApi.calls.slice(from).filter(({ method }) => method === "getUpdates");
      for (let round = 1; round <= rounds; round++) {
        await Promise.all([ask(), ask()]);
        // One that ends cuts off its own call, by another that only says which updates it has taken.
        const ownEnd = polls(0).flatMap(({ params }, index, all) =>
          params.limit === 1 ? all[index - 1] : [],
        );
        const refused = polls(0).filter(({ outcome }) => outcome.kind === "refused");
        expect(refused.filter((call) => !ownEnd.includes(call))).toEqual([]);

        // In the middle of an answer, with more that wait.
        const how = (["SIGKILL", "SIGTERM", "SIGSTOP"] as const)[(round - 1) % 3] ?? "SIGKILL";
        const leader = await fleet.leader();
        const sent = botApi.calls.filter(({ method }) => method === "sendMessage").length;
        if (how === "SIGKILL") botApi.fault({ kind: "hang", method: "sendMessage", times: 2 });
        const waiting = [ask(), ask()];
        await expect
          .poll(() => botApi.calls.filter(({ method }) => method === "sendMessage").length, patient)
          .toBeGreaterThan(sent + 1);
        const from = botApi.calls.length;
        const diedAt = Date.now();
        leader?.child.kill(how);
        const died = how === "SIGSTOP" ? Promise.resolve() : leader?.ended;
        await died;
        const own = how === "SIGTERM" ? polls(from).length : 0;
        waiting.push(ask(), ask(), ask());
        const followed = async (): Promise<boolean> => {
          const now = await fleet.leader();
          return now !== undefined && now !== leader && polls(from).length > own;
        };
        await expect.poll(followed, { ...patient, interval: 20 }).toBe(true);
        // By the call itself: a process that stands still keeps whoever asks it waiting.
        const tookMs = (polls(from)[own]?.at ?? Infinity) - diedAt;
        console.info(`another process polled ${tookMs} ms after ${how}`);
        expect(tookMs).toBeLessThan(10_000);
        await Promise.all(waiting);
        if (how === "SIGSTOP") leader?.child.kill("SIGCONT");
        else await fleet.start();
        await fleet.settled();

        const stoppedAt = performance.now();
        await server.stop(round % 2 === 0 ? "SIGKILL" : "SIGINT");
        await ask();
        console.info(`answered without the database after ${Math.round(performance.now() - stoppedAt)} ms`);
        await server.start();
        const startedAt = performance.now();
        await fleet.settled();
        console.info(`all are ready ${Math.round(performance.now() - startedAt)} ms after the database`);
        await Promise.all([ask(), ask(), ask()]);
      }
      await botApi.idle();
      await setTimeout(1_000);
      for (const [chat, times] of asked) expect(answersIn(chat)).toBe(times);
      expect(botApi.violations).toEqual([]);
    },
    rounds * roundMs,
  );
});
