import { join } from "node:path";
import { parse } from "yaml";
import { checkRegister, formatProblem, loadRegister } from "../src/index.ts";
import { formatCount, formatMachine, formatMs, formatRatio, median } from "./measure/figures.ts";
import { type Files, writeRegister } from "./measure/generated-register.ts";
import { inFolder } from "./measure/program.ts";
import { openDesk, timezone } from "./measure/questions.ts";

const entries = 20_000;
const rounds = 3;

/**
 * What a large register costs: its check and its first load against the plain parse of the same text, which no check
 * can do without, and its load from what the first one kept.
 */
export async function bench(): Promise<readonly string[]> {
  const machine = formatMachine();
  return inFolder(async (folder) => {
    const data = join(folder, "data");
    const files = await writeRegister(data, { entries });
    await demandSound(data);
    const times: Record<"parse" | "check" | "load" | "again", number[]> = {
      parse: [],
      check: [],
      load: [],
      again: [],
    };
    for (let round = 0; round < rounds; round++) {
      const cacheFolder = join(folder, `cache-${round}`);
      times.parse.push(await time(async () => parseAll(files)));
      times.check.push(await time(() => checkRegister(data)));
      times.load.push(await time(() => loadRegister(data, { cacheFolder })));
      times.again.push(await time(() => loadRegister(data, { cacheFolder })));
    }
    const plain = median(times.parse);
    const of = (ms: readonly number[]): string =>
      `${formatMs(median(ms))}, ${formatRatio(median(ms) / plain)} the plain parse`;
    const units = Object.values(files).reduce((sum, text) => sum + text.length, 0);
    return [
      machine,
      `${formatCount(entries)} entries, ${(units / 1e6).toFixed(1)} million characters of YAML; medians of ${rounds} rounds`,
      `plain parse ${formatMs(plain)}`,
      `check ${of(times.check)}`,
      `first load, which checks and keeps: ${of(times.load)}`,
      `second load, from what was kept: ${of(times.again)}`,
      await firstAnswers(data, join(folder, "cache-0")),
    ];
  });
}

/** What is refused at once would look fast. */
async function demandSound(folder: string): Promise<void> {
  const { problems, entries: found } = await checkRegister(folder);
  if (problems.length === 0 && found >= entries * 0.99) return;
  const first = problems.slice(0, 5).map(formatProblem).join("\n");
  throw new Error(`the generated register has ${found} entries and ${problems.length} problems:\n${first}`);
}

/** The desk reads its indexes with the first question; the next ones find them. */
async function firstAnswers(data: string, cacheFolder: string): Promise<string> {
  const desk = await openDesk(await loadRegister(data, { cacheFolder }));
  const now = Date.UTC(2025, 0, 15, 4);
  const ask = (text: string): Promise<number> => time(() => desk.answer({ text, now, timezone }));
  const first = await ask("/mou body-7");
  const next: number[] = [];
  for (let index = 10; index < 40; index++) next.push(await ask(`/org body-${index}`));
  return `first answer, with all indexes built: ${formatMs(first)}; then a card: ${formatMs(median(next))}`;
}

function parseAll(files: Files): void {
  for (const text of Object.values(files)) parse(text, { maxAliasCount: 100 });
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
