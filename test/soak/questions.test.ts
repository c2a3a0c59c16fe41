import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import {
  createDesk,
  createFrontDesk,
  loadLanguages,
  loadRegister,
  openChanges,
  openStore,
} from "../../src/index.ts";
import { readGolden } from "../questions/golden.ts";
import { timezone } from "../starter-desk.ts";

/** How many are asked; `npm run soak:questions` asks 200,000. */
const wanted = Number(process.env.SOAK_QUESTIONS ?? 500);
/** Those asked before memory is first measured: everything that is kept is kept once by then. */
const warmUps = Math.max(300, Math.floor(wanted / 10));
/** Asked at once. */
const atOnce = 8;
/** More people and chats than any memory of the desk holds. */
const people = 50_000;

/** Collects what nobody holds any more, so that what is measured is what is kept. */
function collect(): void {
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc") as () => void;
  for (let times = 0; times < 3; times++) gc();
}

interface Memory {
  readonly heapMb: number;
  readonly rssMb: number;
}

function measure(): Memory {
  collect();
  const { heapUsed, rss } = process.memoryUsage();
  return { heapMb: heapUsed / 1e6, rssMb: rss / 1e6 };
}

test(
  "however much is asked, memory stays as it was",
  async () => {
    let clock = Date.parse("2026-06-12T04:00:00Z");
    const folder = await mkdtemp(join(tmpdir(), "jambatan-soak-"));
    const [register, languages] = await Promise.all([loadRegister(), loadLanguages()]);
    const store = await openStore({ kind: "sqlite", path: join(folder, "kept.db") }, { now: () => clock });
    const changes = await openChanges({ ...store, pack: register, newId: () => "draft" });
    const desk = createFrontDesk({
      desk: createDesk({ ...store, register, changes, languages, timezone }),
      now: () => clock,
    });
    const texts = ["desk.jsonl", "exam.jsonl", "languages.jsonl"].flatMap(readGolden).map(({ text }) => text);
    let asked = 0;
    const outcomes = new Map<string, number>();
    const askUntil = async (count: number): Promise<void> => {
      await Promise.all(
        Array.from({ length: atOnce }, async () => {
          while (asked < count) {
            const at = asked++;
            clock += 100;
            const asker = `telegram:${(at * 7) % people}`;
            const { outcome } = await desk.answer({
              text: `${texts[at % texts.length]}${at % 3 === 0 ? ` ${at}` : ""}`,
              now: clock,
              asker,
              place: asker,
              placeIsDirect: true,
              conversation: asker,
            });
            outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
          }
        }),
      );
    };
    const startedAt = performance.now();
    await askUntil(warmUps);
    const before = measure();
    console.log(`after ${warmUps} questions: ${formatMemory(before)}`);
    for (const share of [0.1, 0.25, 0.5, 0.75, 1]) {
      const to = Math.round(warmUps + wanted * share);
      await askUntil(to);
      console.log(`after ${to}: ${formatMemory(measure())}`);
    }
    const after = measure();
    await store.close();
    await rm(folder, { recursive: true, force: true });
    const [heap, rss] = [after.heapMb / before.heapMb, after.rssMb / before.rssMb];
    console.log(
      `${asked} questions in ${Math.round((performance.now() - startedAt) / 1_000)} s (${[...outcomes].map(([name, count]) => `${count} ${name}`).join(", ")}): heap × ${heap.toFixed(3)}, RSS × ${rss.toFixed(3)}`,
    );
    // What was asked was answered.
    expect((outcomes.get("answered") ?? 0) / asked).toBeGreaterThan(0.4);
    // Of the short run only the heap is held to a bound: a process's own pages settle over minutes.
    if (wanted >= 100_000) expect(rss).toBeLessThanOrEqual(1.1);
    else expect(after.heapMb - before.heapMb).toBeLessThan(25);
  },
  60_000 + wanted * 20,
);

const formatMemory = ({ heapMb, rssMb }: Memory): string =>
  `heap ${heapMb.toFixed(1)} MB, RSS ${rssMb.toFixed(1)} MB`;
