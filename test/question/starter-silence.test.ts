import { describe, expect, test } from "vitest";
import type { Reply } from "../../src/index.ts";
import { asking, openDesk, textsOf } from "../starter-desk.ts";

/** Where something near is recorded, and what was asked for is not, or is another thing. */
const desk = await openDesk();
const answer = (text: string, ...previous: readonly string[]): Promise<Reply> =>
  desk.answer(asking(text, "2026-11-21", previous.length === 0 ? {} : { previous }));
const idsOf = ({ entries }: Reply): readonly string[] => entries.map(({ id }) => id);
const saidBy = (reply: Reply): string => textsOf(reply).join("\n");

describe("the register does not say", () => {
  test("whose chief another body's chief is not", async () => {
    const reply = await answer("who is its CEO?", "what is MIMOS?");
    expect(reply.outcome).toBe("notFound");
    expect(idsOf(reply)).not.toContain("rais-hussin");
  });

  test("a field of an agreement that a command asks for", async () => {
    const reply = await answer("/mou GMSB expiry");
    expect(reply.outcome).toBe("notFound");
    expect(saidBy(reply)).toMatch(/^The register does not say: Expiry/);
  });

  test("what somebody said of whom only the presence is told", async () => {
    expect((await answer("What did Xi Jinping say to Anwar?")).outcome).toBe("notFound");
  });

  test("when two bodies signed that had no part in each other's agreements", async () => {
    expect((await answer("When did MRANTI sign with CETC?")).outcome).toBe("notFound");
  });

  test("how many there will be, by what there is anything about", async () => {
    expect((await answer("How many electric vehicles will GMSB build?")).outcome).toBe("notFound");
  });

  test("where, asked with no word more", async () => {
    const reply = await answer("where?", "when was the vaccine agreement signed?");
    expect(saidBy(reply)).toMatch(/^The register does not say: Place/);
  });

  test.each(["who moderated the October forum?", "what is the price of the TCM device?"])(
    "what a plain word asks that is no slip of another: %s",
    async (text) => {
      const reply = await answer(text);
      expect(reply.outcome).toBe("notFound");
      expect(saidBy(reply)).not.toContain("taken as");
    },
  );
});

describe("what is near is not what was asked for", () => {
  test("a programme is no MoU about its topic", async () => {
    expect(idsOf(await answer("which MoUs are about electric vehicles?"))).toEqual(["mou-gmsb-baic-2024"]);
  });

  test("the first of several is the oldest", async () => {
    expect(idsOf(await answer("first agreement between Malaysia and China"))).toEqual([
      "space-agreement-2003",
    ]);
  });

  test("an order that begins a question names no exhibition", async () => {
    const ids = idsOf(await answer("show agreements of 2024"));
    expect(ids).toHaveLength(4);
    expect(ids).toContain("mou-mimos-cetc-2024");
  });

  test("what a command asks of agreements is not sought as their relation", async () => {
    expect(saidBy(await answer("/mou MIMOS witnesses"))).toMatch(/Witnessed by: .*Chang Lih Kang/);
  });

  test("a country's body that signed is none that signed with the country", async () => {
    const ids = idsOf(await answer("which Malaysian agencies signed MoUs in 2024?"));
    expect(ids).toContain("mimos");
    expect(ids).not.toContain("cetc");
  });

  test("one entry by two names is not compared with itself", async () => {
    expect(saidBy(await answer("Is MIMOS Berhad the same as MIMOS?"))).not.toMatch(/^(.*) and \1:/);
  });

  test("those who attended are as many as a source says, not as many as are named", async () => {
    for (const text of ["how many people attended the forum in Bangsar?", "2024年10月论坛有多少人出席"])
      expect(idsOf(await answer(text)), text).toEqual(["forum-guests"]);
  });

  test("new companies each day are not all companies", async () => {
    for (const text of ["how many new firms are born in Zhongguancun daily", "中关村平均每天新增多少家企业"])
      expect(idsOf(await answer(text)), text).toEqual(["zgc-new-businesses"]);
  });
});
