import { setTimeout } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import type { ServedDesk } from "../../src/desk.ts";
import { frontLimits } from "../../src/front/front-desk.ts";
import {
  createDesk,
  createFrontDesk,
  type FrontLimits,
  loadLanguages,
  loadRegister,
  type Question,
  type Reply,
  readAccess,
} from "../../src/index.ts";
import { university } from "../register/register-folder.ts";
import { asking, textsOf, timezone } from "../starter-desk.ts";

let desk: ServedDesk;
let strict: ServedDesk;

beforeAll(async () => {
  const [register, languages] = await Promise.all([loadRegister(university), loadLanguages()]);
  desk = createDesk({ register, languages, timezone });
  const { access } = await readAccess("access.yaml", async () => "strangers: none\n");
  strict = createDesk({ register, languages, timezone, access });
});

const from = (chat: number, text = "/help", more: Partial<Question> = {}): Question =>
  asking(text, "2026-06-12", { asker: `fax:${chat}`, place: `fax:${chat}`, placeIsDirect: true, ...more });

const limits = (more: Partial<FrontLimits>): FrontLimits => ({ ...frontLimits, ...more });
const few: FrontLimits = limits({ person: { burst: 2, perSecond: 0.5 }, place: { burst: 3, perSecond: 1 } });
const spoken = (reply: Reply): string => (reply.silent === true ? "" : textsOf(reply).join(" "));

/** A desk that answers when it is told to, and notes whom it began with. */
function slowDesk(): { readonly slow: ServedDesk; readonly begun: string[]; release(): void } {
  const begun: string[] = [];
  const waiting: (() => void)[] = [];
  return {
    slow: {
      ...desk,
      async answer(question) {
        begun.push(question.place ?? "");
        await new Promise<void>((resolve) => waiting.push(resolve));
        return desk.answer(question);
      },
    },
    begun,
    release: () => {
      for (const go of waiting.splice(0)) go();
    },
  };
}

describe("who asks too often", () => {
  test("is told so once a minute in their language, then nothing, and is answered again with time", async () => {
    let now = 0;
    const front = createFrontDesk({ desk, now: () => now, limits: few });
    const ask = async (text: string): Promise<string> => spoken(await front.answer(from(1, text)));
    expect(await ask("/help")).toContain("/");
    expect(await ask("/help")).toContain("/");
    expect(await ask("apakah perjanjian terbaru?")).toMatch(/^Anda bertanya lebih cepat/);
    expect([await ask("/help"), await ask("/help")]).toEqual(["", ""]);
    now += 2_000;
    expect(await ask("/help")).toContain("/");
    now += 60_000;
    await ask("/help");
    await ask("/help");
    expect(await ask("谁签署了协议？")).toMatch(/^您问得太快/);
  });

  test("of a hundred at once hears one line", async () => {
    const front = createFrontDesk({ desk, now: () => 0, limits: few });
    const replies = await Promise.all(Array.from({ length: 100 }, () => front.answer(from(1))));
    expect(replies.filter((reply) => spoken(reply).startsWith("You ask faster"))).toHaveLength(1);
    expect(replies.filter(({ silent }) => silent)).toHaveLength(97);
  });

  test("takes nothing from another, and many in one place are limited together", async () => {
    const front = createFrontDesk({ desk, now: () => 0, limits: few });
    for (let count = 0; count < 10; count++) await front.answer(from(1));
    expect(spoken(await front.answer(from(2)))).toContain("/");
    const inGroup = (asker: string): Promise<Reply> =>
      front.answer(asking("/help", "2026-06-12", { asker, place: "fax:-1" }));
    const replies = [];
    for (const asker of ["fax:11", "fax:12", "fax:13", "fax:14"]) replies.push(await inGroup(asker));
    expect(replies.map(({ outcome }) => outcome)).toEqual(["answered", "answered", "answered", "refused"]);
  });

  test("and is a stranger hears how to be let in, and nothing of this", async () => {
    const front = createFrontDesk({ desk: strict, now: () => 0, limits: few });
    const replies = [];
    for (let count = 0; count < 5; count++) replies.push(spoken(await front.answer(from(1))));
    expect(replies).toEqual([expect.stringContaining("fax:1: {"), "", "", "", ""]);
  });

  test("is never the terminal, nor who is nobody in particular", async () => {
    const front = createFrontDesk({ desk, now: () => 0, limits: few });
    for (let count = 0; count < 10; count++) {
      expect(
        (await front.answer(asking("/help", "2026-06-12", { asker: "terminal", place: "terminal" }))).outcome,
      ).toBe("answered");
      expect((await front.answer(asking("/help"))).outcome).toBe("answered");
    }
  });
});

describe("the queue", () => {
  test("gives each place its turn, however many wait in one", async () => {
    const { slow, begun, release } = slowDesk();
    const one = limits({ queue: { underWay: 1, waiting: 100, waitingInPlace: 50 } });
    const front = createFrontDesk({ desk: slow, now: () => 0, limits: one });
    const answers = [
      ...Array.from({ length: 30 }, () => front.answer(from(1))),
      front.answer(from(2)),
      front.answer(from(3)),
    ];
    expect(front.waiting()).toBe(31);
    while (begun.length < 4) {
      release();
      await setTimeout(1);
    }
    expect(begun.slice(0, 4)).toEqual(["fax:1", "fax:1", "fax:2", "fax:3"]);
    while (begun.length < 32) {
      release();
      await setTimeout(1);
    }
    release();
    await Promise.all(answers);
    expect(front.waiting()).toBe(0);
  });

  test("has a bound, beyond which people are told that there are too many", async () => {
    const { slow, begun, release } = slowDesk();
    const front = createFrontDesk({
      desk: slow,
      now: () => 0,
      limits: limits({ queue: { underWay: 1, waiting: 3, waitingInPlace: 2 } }),
    });
    const waiting = [1, 1, 1, 2].map((chat) => front.answer(from(chat)));
    expect(spoken(await front.answer(from(1)))).toMatch(/^Too many people are asking/);
    expect(spoken(await front.answer(from(3, "谁签署了协议？")))).toMatch(/^现在提问的人太多/);
    while (begun.length < 4) {
      release();
      await setTimeout(1);
    }
    release();
    expect((await Promise.all(waiting)).map(({ outcome }) => outcome)).toEqual(Array(4).fill("answered"));
  });

  test("keeps nobody waiting for ever, and does not begin what nobody waits for", async () => {
    const { slow, begun, release } = slowDesk();
    const front = createFrontDesk({
      desk: slow,
      now: () => 0,
      limits: limits({ answerMs: 30, queue: { underWay: 1, waiting: 10, waitingInPlace: 10 } }),
    });
    const replies = await Promise.all([front.answer(from(1)), front.answer(from(2))]);
    expect(replies.map(spoken)).toEqual(Array(2).fill(expect.stringMatching(/^That took too long/)));
    expect(replies[0]?.outcome).toBe("failed");
    release();
    await expect.poll(() => front.waiting(), { timeout: 10_000 }).toBe(0);
    expect(begun).toEqual(["fax:1"]);
  });

  test("lets an error through to whoever asked", async () => {
    const failing: ServedDesk = { ...desk, answer: async () => Promise.reject(new Error("broken")) };
    const front = createFrontDesk({ desk: failing, now: () => 0 });
    await expect(front.answer(from(1))).rejects.toThrow("broken");
    await expect(front.answer(from(1))).rejects.toThrow("broken");
  });
});
