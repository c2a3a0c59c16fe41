import { expect, test } from "vitest";
import { asking, openDesk, textsOf } from "../starter-desk.ts";

/** Words of the lexicons that no golden question hangs on, each asked where only its own meaning answers. */
const desk = await openDesk();
const said = async (text: string): Promise<string> =>
  textsOf(await desk.answer(asking(text, "2026-11-21"))).join("\n");

test("who hosted an event is who organised it", async () => {
  const text = await said("who hosted the Kuala Lumpur forum?");
  expect(text).toMatch(
    /^Malaysia-China Technology Innovation .*\nOrganised by: China Science and Technology/,
  );
});

test("the boss of a delegation is who led it", async () => {
  const text = await said("who was boss of the delegation in October 2024");
  expect(text).toMatch(/^Delegation of .*\nDelegation: Li Zhiqiang/);
});

test("cars are the vehicles that the texts speak of", async () => {
  const { entries, outcome } = await desk.answer(asking("agreements about cars"));
  expect(outcome).toBe("answered");
  expect(entries[0]?.id).toBe("mou-gmsb-baic-2024");
});

test.each(["besides", "apart from", "other than"])(
  "who is named behind “%s” is not asked about",
  async (except) => {
    const { conditions } = await desk.explain(
      asking(`${except} Xiamen University, who is with MIMOS in the semiconductor MoU?`),
    );
    expect(conditions.map(({ condition }) => condition).join()).toMatch(/mimos/);
    expect(conditions.map(({ condition }) => condition).join()).not.toMatch(/xiamen/);
  },
);

test("“siapa” wants persons: an agreement's witnesses, not its parties", async () => {
  expect(await said("MoU MIMOS dan CETC, siapa menyaksikannya?")).toMatch(
    /\nDisaksikan oleh: .*\nTurut direkodkan/,
  );
});

test("“tamat” asks when an agreement expires", async () => {
  const text = await said("bilakah perjanjian angkasa tamat");
  expect(text).toMatch(/^Daftar ini tidak menyatakannya: Tamat /);
});

test("“tahun yang lepas” is the year before this one", async () => {
  const { query } = await desk.explain(asking("MoU yang ditandatangani tahun yang lepas", "2025-03-01"));
  expect(query).toMatch(/2024/);
  expect(query).not.toMatch(/2026/);
});

test("“见证” asks who witnessed", async () => {
  expect(await said("MIMOS与CETC的谅解备忘录在谁的见证之下交换")).toMatch(/\n见证人: 郑立慷/);
});
