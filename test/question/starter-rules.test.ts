import { describe, expect, test } from "vitest";
import type { Reply } from "../../src/index.ts";
import { asking, openDesk, textsOf } from "../starter-desk.ts";

/** What a rule is for, where no golden question tells whether it is there. */
const desk = await openDesk();
const answer = (text: string, ...previous: readonly string[]): Promise<Reply> =>
  desk.answer(asking(text, "2026-11-21", previous.length === 0 ? {} : { previous }));
const idsOf = ({ entries }: Reply): readonly string[] => entries.map(({ id }) => id);
const saidBy = (reply: Reply): string => textsOf(reply).join("\n");

describe("what is asked for is what is shown first", () => {
  test("a number that is named by what it measures is that figure alone", async () => {
    expect(idsOf(await answer("bilateral trade in 2022"))).toEqual(["trade-2022"]);
  });

  test("a country beside a word for bodies is where they belong to", async () => {
    expect(idsOf(await answer("universities in Malaysia"))).toEqual(["xmum"]);
  });

  test("of agreements that renew one without a date that one is the oldest, and it is said not to be sure", async () => {
    const reply = await answer("the oldest agreement of MYSA");
    expect(reply.outcome).toBe("partly");
    expect(idsOf(reply)[0]).toBe("mou-mysa-cnsa-first");
  });

  test("the next of an event that has passed is not that event", async () => {
    const reply = await answer("when is the next Zhongguancun Forum");
    expect(reply.outcome).toBe("partly");
    expect(saidBy(reply)).toMatch(/^No events are upcoming/);
  });

  test("a second question word does not stand in the way of the first", async () => {
    expect(saidBy(await answer("when was ZGC Science City Ltd set up and by whom"))).toMatch(
      /^Beijing Zhongguancun .*\nFounded: 2019/,
    );
  });

  test("a position that is part of another names whose it is", async () => {
    const reply = await answer("who is political secretary to the minister of science");
    expect(idsOf(reply)[0]).toBe("simon-ooi");
  });

  test("one of many that a condition finds is not what was named", async () => {
    const ids = idsOf(await answer("Syarikat China mana yang bermula di Z-Park?"));
    expect(ids).not.toContain("malaysia");
  });
});

describe("a question that takes something for granted", () => {
  test("is held to the place that it names", async () => {
    const reply = await answer("was the MIMOS CETC MoU signed in Kuala Lumpur?");
    expect(saidBy(reply)).toMatch(
      /^(No\.|The register does not say so\.) .*\nMoU between MIMOS and CETC.*\nPlace: CETC/,
    );
  });

  test("is not denied by who else is known to have spoken", async () => {
    const text = saidBy(await answer("did Premier Li Qiang speak at the Kuala Lumpur forum?"));
    expect(text).toMatch(/^The register does not say so/);
  });
});

describe("a name that the register does not have", () => {
  test.each([
    "did GMSB sign an MoU with BYD?",
    "what did Huawei sign with MIMOS",
    "did Geely sign an agreement with Proton?",
  ])("is not left out of the question: %s", async (text) => {
    expect((await answer(text)).outcome).toBe("notFound");
  });

  test.each(["who runs MRANT", "what is CTEC", "siapa pengerusi CROS"])(
    "in capitals is an acronym, and bent into none: %s",
    async (text) => {
      const reply = await answer(text);
      expect(reply.outcome).toBe("notFound");
      expect(saidBy(reply)).not.toMatch(/taken as|difahami sebagai/);
    },
  );

  test("of a person is not found in one entry that holds one of its words", async () => {
    expect(saidBy(await answer("who is Tan Mei Ling"))).toMatch(/^The register does not say anything about /);
  });

  test("of a series is another member of it, though words stand between", async () => {
    for (const text of ["when was the second of the JCM meetings", "second of the JCM"])
      expect((await answer(text)).outcome, text).toBe("notFound");
  });
});

test("a number asked of another thing is its number of the same unit", async () => {
  const reply = await answer("and MRANTI Park?", "how many acres is Zhongguancun?");
  expect(idsOf(reply)).toEqual(["mranti-park-area"]);
});
