import { describe, expect, test } from "vitest";
import { university } from "../register/register-folder.ts";
import { type EditingDesk, editingDesk, stepIn, wordsOf } from "./editing-desk.ts";

const told = "told by the secretariat";

async function changed(desk: EditingDesk, asker: string, field: string, value: string): Promise<void> {
  const says = desk.as(asker);
  for (const line of [`/edit visit-2026 field:${field}`, value, told, "/save"]) await says(line);
}

const fieldOf = (desk: EditingDesk, field: string): unknown =>
  desk.living.register().entries.find(({ id }) => id === "visit-2026")?.fields[field]?.[0]?.value;

describe("a change is taken back", () => {
  test("by its number or, without one, by whoever made it, and the taking back, too", async () => {
    const desk = await editingDesk({ register: university });
    await changed(desk, "telegram:1", "place", "Old Harbour");
    expect(wordsOf(await desk.says("/undo"))).toContain("Old Harbour → Skarvik");
    await desk.says("/save");
    expect(fieldOf(desk, "place")).toBe("Skarvik");
    expect(wordsOf(await desk.says("/undo 1"))).toContain("was taken back already");
    expect(wordsOf(await desk.says("/undo"))).toContain("nothing that could be taken back");
    await desk.says("/undo 2");
    await desk.says("/save");
    expect(fieldOf(desk, "place")).toBe("Old Harbour");
    // It is in force again, so it can be taken back again.
    await desk.says("/undo 1");
    await desk.says("/save");
    expect(fieldOf(desk, "place")).toBe("Skarvik");
    expect(desk.living.revisions().map(({ undoes }) => undoes)).toEqual([undefined, 1, 2, 1]);
  });

  test("an entry that was added goes, and comes back whole", async () => {
    const desk = await editingDesk({ register: university });
    for (const line of ["/visit add Spring visit", "3 May 2026", ...Array(6).fill("/skip"), told, "/save"])
      await desk.says(line);
    const added = desk.living.register().entries.find(({ id }) => id === "spring-visit");
    expect(wordsOf(await desk.says("/undo"))).toContain("Take Spring visit out of the register?");
    await desk.says("/save");
    expect(desk.living.register().entries.some(({ id }) => id === "spring-visit")).toBe(false);
    await desk.says("/undo 2");
    await desk.says("/save");
    expect(desk.living.register().entries.find(({ id }) => id === "spring-visit")).toEqual(added);
  });

  test("an entry that others name by now stays", async () => {
    const desk = await editingDesk({ register: university });
    for (const line of ["/visit add Spring visit", "3 May 2026", ...Array(6).fill("/skip"), told, "/save"])
      await desk.says(line);
    for (const line of ["/edit visit-2026 field:part_of", "spring-visit", told, "/save"])
      await desk.says(line);
    const reply = await desk.says("/undo 1");
    expect(wordsOf(reply)).toContain("other entries name it: Visit of Tolmira's dean to Skarvik (2026)");
    await desk.says("/save");
    expect(desk.living.revisions()).toHaveLength(2);
    expect(desk.living.aside()).toEqual([]);
  });

  test.each([
    ["mine", "Skarvik", "To learn"],
    ["theirs", "The castle", "To learn"],
  ])("what somebody made of it since is shown first; %s is kept", async (keep, place, purpose) => {
    const desk = await editingDesk({ register: university });
    await desk.says("/edit visit-2026", { showsForms: true });
    await desk.says("/change k1 fill", {
      showsForms: true,
      values: { place: "Old Harbour", purpose: "To see", why: told },
    });
    await desk.says("/change k1 save");
    await changed(desk, "telegram:2", "place", "The castle");
    const reply = await desk.says("/undo 1");
    expect(wordsOf(reply)).toContain("Meanwhile telegram:2 changed Place");
    expect(wordsOf(await desk.says("/save"))).toContain("Meanwhile");
    const settled = await desk.says(stepIn(reply, keep));
    await desk.says(stepIn(settled, "save"));
    expect([fieldOf(desk, "place"), fieldOf(desk, "purpose")]).toEqual([place, undefined]);
    expect(purpose).not.toBe(fieldOf(desk, "purpose"));
  });

  test("its history says who, when, why and what, latest first", async () => {
    const desk = await editingDesk({ register: university });
    await changed(desk, "telegram:1", "place", "Old Harbour");
    await changed(desk, "telegram:2", "place", "The castle");
    const text = wordsOf(await desk.says("/history visit-2026"));
    expect(text.indexOf("Old Harbour → The castle")).toBeGreaterThan(0);
    expect(text.indexOf("Old Harbour → The castle")).toBeLessThan(text.indexOf("Skarvik → Old Harbour"));
    expect(text).toContain("telegram:2");
    expect(text).toContain(told);
    expect(wordsOf(await desk.says("/history skarvik"))).toContain("nobody has changed anything here");
  });
});

describe("whoever may not change anything", () => {
  test("is told who may, and the wish is kept once for them to see and to see to", async () => {
    const desk = await editingDesk({ register: university });
    const member = desk.as("telegram:9");
    const reply = await member("/edit visit-2026 the place is the castle");
    expect(reply.outcome).toBe("refused");
    expect(wordsOf(reply)).toContain("telegram:1, telegram:2");
    await member("/edit visit-2026 the place is the castle");
    expect(desk.wishes).toHaveLength(1);
    const list = await desk.says("/wishes");
    expect(wordsOf(list)).toContain("the place is the castle");
    expect(wordsOf(await member("/wishes"))).not.toContain("castle");
    expect(wordsOf(await desk.says("/wishes 1"))).toContain("Wish 1 is done");
    expect(wordsOf(await desk.says("/wishes 1"))).toContain("No wish 1 is open");
    expect(desk.living.revisions()).toEqual([]);
  });

  test("keeps no more than some wishes open, and no long ones", async () => {
    const desk = await editingDesk({ register: university });
    for (let count = 0; count < 60; count++)
      await desk.as("telegram:9")(`/visit add ${"x".repeat(900)} ${count}`);
    for (let count = 0; count < 60; count++) await desk.as("telegram:9")(`/visit add Wish ${count}`);
    expect(desk.wishes).toHaveLength(50);
    expect(Math.max(...desk.wishes.map(({ text }) => [...text].length))).toBeLessThanOrEqual(500);
  });

  test("changes nothing where an answer is only looked at", async () => {
    const desk = await editingDesk({ register: university });
    await desk.says("/edit visit-2026 field:place");
    await desk.says("Old Harbour", { onlyLooks: true });
    expect((await desk.says("/change k1 save", { onlyLooks: true })).outcome).toBe("refused");
    expect((await desk.says("/visit add X", { onlyLooks: true })).outcome).toBe("refused");
    expect(wordsOf(await desk.says("/change k1 show"))).not.toContain("Old Harbour");
  });
});
