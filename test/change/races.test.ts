import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRevisions } from "../../src/change/living.ts";
import { NotSaved, type NotSavedReason, type RevisionKeeper } from "../../src/change/revision.ts";
import { openStore, type Store } from "../../src/index.ts";
import { university } from "../register/register-folder.ts";
import { hookMs, kinds, type Started, titleOf } from "../store/databases.ts";
import { editingDesk, stepIn, wordsOf } from "./editing-desk.ts";

/** Over a database; `npm run soak:kill` wants more. */
const races = Number(process.env.SOAK_RACES ?? 40);

const told = "told by the secretariat";
const placeOf = (living: Awaited<ReturnType<typeof editingDesk>>["living"]): unknown =>
  living.register().entries.find(({ id }) => id === "visit-2026")?.fields.place?.[0]?.value;

/** Two editors of two processes confirm at the same moment, again and again. */
async function race(keeper: RevisionKeeper, rounds: number): Promise<void> {
  const desks = [
    await editingDesk({ register: university, keeper }),
    await editingDesk({ register: university, keeper }),
  ];
  const made = desks.map(({ as }, index) => as(`telegram:${index + 1}`));
  for (let round = 0; round < rounds; round++) {
    const values = ["left", "right"].map((side) => `${side} ${round}`);
    const previews = await Promise.all(
      made.map(async (says, index) => {
        await says("/edit visit-2026 field:place");
        await says(values[index] ?? "");
        return says(told);
      }),
    );
    const before = desks[0]?.living.revisions().length ?? 0;
    const saves = previews.map((preview) => stepIn(preview, "save"));
    const replies = await Promise.all(made.map((says, index) => says(saves[index] ?? "")));
    const saved = replies.map((reply) => wordsOf(reply).includes("Saved:"));
    const shown = replies.map((reply) => wordsOf(reply).includes("Meanwhile"));
    // One is saved, and the other is shown what changed: nothing is written over in silence.
    expect([saved.filter(Boolean).length, shown.filter(Boolean).length], String(round)).toEqual([1, 1]);
    const winner = saved.indexOf(true);
    const loser = replies[1 - winner];
    expect(loser === undefined ? "" : wordsOf(loser)).toContain(`${values[winner]} → ${values[1 - winner]}`);
    for (const { living } of desks) {
      await living.catchUp();
      expect(placeOf(living)).toBe(values[winner]);
      expect(living.revisions()).toHaveLength(before + 1);
    }
    await made[1 - winner]?.("/cancel");
  }
}

test("two editors race 200 times, and none is overwritten silently", { timeout: 180_000 }, async () => {
  // Both processes name their drafts alike here: each keeper needs its own names.
  await race(namedApart(createRevisions()), 200);
});

for (const kind of kinds) {
  describe.skipIf(kind.missing !== undefined)(titleOf(kind), () => {
    let started: Started | undefined;
    let store: Store | undefined;
    beforeAll(async () => {
      started = await kind.start();
      store = await openStore(await started.create(), { now: Date.now });
    }, hookMs);
    afterAll(async () => {
      await store?.close();
      await started?.remove();
    }, hookMs);
    test(`they race ${races} times`, { timeout: 600_000 }, async () => {
      if (store === undefined) throw new Error("no store");
      await race(namedApart(store.revisions), races);
    });
  });
}

/** Drafts of two desks have the same names in a test; a keeper knows one by its editor, too. */
function namedApart(keeper: RevisionKeeper): RevisionKeeper {
  return { since: keeper.since, add: (one) => keeper.add({ ...one, draft: `${one.by} ${one.draft}` }) };
}

describe("a change that cannot be kept", () => {
  test.each([
    ["full", "the disk of the store is full"],
    ["readOnly", "the store cannot be written"],
    ["unreachable", "the store cannot be reached"],
    ["damaged", "the store is damaged"],
  ] as const)(
    "says why (%s), stays as it was typed, and is saved later",
    async (reason: NotSavedReason, said) => {
      let isAway = true;
      const kept = createRevisions();
      const keeper: RevisionKeeper = {
        since: kept.since,
        add: (revision) => (isAway ? Promise.reject(new NotSaved(reason)) : kept.add(revision)),
      };
      const desk = await editingDesk({ register: university, keeper });
      await desk.says("/edit visit-2026 field:place");
      await desk.says("Old Harbour");
      await desk.says(told);
      const failed = await desk.says("/save");
      expect(failed.outcome).toBe("failed");
      expect(wordsOf(failed)).toContain(`Not saved, because ${said}`);
      expect(wordsOf(failed)).toContain("Skarvik → Old Harbour");
      expect(placeOf(desk.living)).toBe("Skarvik");
      expect(wordsOf(await desk.says("/show visit-2026"))).toContain("Skarvik");
      isAway = false;
      await desk.says(stepIn(failed, "save"));
      expect(placeOf(desk.living)).toBe("Old Harbour");
    },
  );
});
