import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { createDesk, followRegister, loadLanguages } from "../src/index.ts";
import { formatBar, formatCount, formatMachine, formatMs, quantile } from "./measure/figures.ts";
import { writeRegister } from "./measure/generated-register.ts";
import { inFolder } from "./measure/program.ts";
import { timezone } from "./measure/questions.ts";

const entries = 20_000;
const bar = { most: 200, unit: "ms" };
const now = Date.UTC(2025, 0, 15, 4);
/** A card, a list, and words that nobody knows: between them they need every index. */
const texts = ["/org body-10", "visits in 2016", "xyzzy plugh"];

/** How long answers wait while the files of a large register change under a desk that is asked all the time. */
export async function bench(): Promise<readonly string[]> {
  const machine = formatMachine();
  return inFolder(async (folder) => {
    const data = join(folder, "data");
    await writeRegister(data, { entries });
    const followed = await followRegister(data, { cacheFolder: join(folder, "cache") });
    const desk = createDesk({ register: followed.inForce(), languages: await loadLanguages(), timezone });
    let asked = 0;
    const ask = async (): Promise<number> => {
      const started = performance.now();
      // A page of another length each time: the answer is made anew.
      await desk.answer({ text: texts[asked % texts.length] ?? "", now, pageRows: 10_000 + asked++ });
      return performance.now() - started;
    };
    for (let warmUp = 0; warmUp < 30; warmUp++) await ask();
    const before: number[] = [];
    for (let round = 0; round < 60; round++) before.push(await ask());

    await appendFile(
      join(data, "organisations.yaml"),
      "\n- id: newcomer\n  name: Newcomer\n  cite: source-1#1\n  type: company\n",
    );
    await followed.look();
    const started = performance.now();
    let isDone = false;
    const pauses: number[] = [];
    const reload = (async () => {
      const news = await followed.look();
      if (news?.kind !== "changed") throw new Error(`the look found ${JSON.stringify(news).slice(0, 500)}`);
      const readMs = performance.now() - started;
      await desk.replaceRegister(news.value);
      isDone = true;
      return { readMs, allMs: performance.now() - started };
    })();
    const during: number[] = [];
    while (!isDone) {
      const due = performance.now() + 10;
      await setTimeout(10);
      during.push(await ask());
      pauses.push(performance.now() - due);
    }
    const { readMs, allMs } = await reload;
    const first = await ask();
    const reply = await desk.answer({ text: "/org newcomer", now });
    if (reply.outcome !== "answered") throw new Error("what was added is not known");
    const longest = Math.max(...pauses, first);
    return [
      machine,
      `${formatCount(entries)} entries: read in ${formatMs(readMs)} in a thread, made ready ${formatMs(allMs - readMs)} later`,
      `answers before: p50 ${formatMs(quantile(before, 0.5))}, longest ${formatMs(Math.max(...before))}; meanwhile, of ${formatCount(during.length)}: p50 ${formatMs(quantile(during, 0.5))}`,
      `longest that an answer waited ${formatMs(longest)}, the first one after ${formatMs(first)}; ${formatBar(longest, bar)}`,
      `the five longest: ${pauses
        .toSorted((a, b) => b - a)
        .slice(0, 5)
        .map(formatMs)
        .join(", ")}`,
    ];
  });
}
