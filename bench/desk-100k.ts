import { join } from "node:path";
import { type Desk, loadRegister } from "../src/index.ts";
import { faultOf, type Golden } from "../test/questions/golden.ts";
import { writeCrowd } from "./measure/crowded-register.ts";
import { formatBar, formatCount, formatMachine, formatMs, median, quantile } from "./measure/figures.ts";
import { inFolder } from "./measure/program.ts";
import { openDesk, questionOf, readGolden, readQuestions } from "./measure/questions.ts";
import { formatSlowest, mediansOf, msOf, type Timed, timeRounds } from "./measure/rounds.ts";

const entries = 100_000;
const bar = { most: 10, unit: "ms" };
/** Nobody is called so, no rule reads it: a question that every index is built for. */
const unknownWords = "xyzzy plugh";

/**
 * The whole desk over 100,000 entries, the starter register among them: how long it takes to be there, and how fast it answers then.
 * Takes minutes, so it runs only when it is named.
 */
export async function bench(): Promise<readonly string[]> {
  const machine = formatMachine();
  const golden = await readGolden();
  return inFolder(async (folder) => {
    const data = await writeCrowd(folder, { entries, golden });
    const cacheFolder = join(folder, "cache");
    const checked = await time(() => loadRegister(data, { cacheFolder }));
    const kept = await time(() => loadRegister(data, { cacheFolder }));
    const desk = await openDesk(kept.result);
    const first = await time(() => desk.answer({ text: unknownWords, now: 0 }));
    const paged = await timeDesk(desk, pageRows);
    const whole = await timeDesk(desk, [unfilled, unfilled + 1, unfilled + 2]);
    const medians = mediansOf(paged);
    return [
      machine,
      `${formatCount(kept.result.entries.length)} entries: first load, which checks and keeps, ${formatMs(checked.ms)}; second load ${formatMs(kept.ms)}; the very first question, with all indexes built, ${formatMs(first.ms)}; ${formatCount(process.memoryUsage.rss() / 1e6)} MB resident`,
      `pages of some ${pageRows[0]} rows: ${formatTail(paged)}; ${formatBar(quantile(msOf(paged), 0.99), bar)}`,
      `all rows on one page: ${formatTail(whole)}; ${formatBar(quantile(msOf(whole), 0.99), bar)}`,
      `right ${await countRight(desk, golden)} of ${formatCount(golden.length)}; on the starter register ${await countRight(await openDesk(), golden)}`,
      `${medians.filter(({ ms }) => ms > bar.most).length} of ${medians.length} questions take more than ${bar.most} ms by their median; the ten slowest:`,
      ...formatSlowest(paged),
    ];
  });
}

/** As chats have them, and three lengths in turn: so many questions later nothing is remembered of the last time. */
const pageRows = [8, 9, 10];
/** No list has as many rows. */
const unfilled = 100_000;

function timeDesk(desk: Desk, lengths: readonly number[]): Promise<readonly Timed[]> {
  return readQuestions().then((questions) => {
    let asks = 0;
    return timeRounds(questions, { warmUps: 1, rounds: 2 }, (asked) => {
      const length = lengths[Math.floor(asks++ / questions.length) % lengths.length] ?? unfilled;
      return desk.answer({ ...questionOf(asked), pageRows: length });
    });
  });
}

async function countRight(desk: Desk, golden: readonly Golden[]): Promise<number> {
  let right = 0;
  for (const one of golden) if ((await faultOf(desk, one)) === undefined) right++;
  return right;
}

const formatTail = (timed: readonly Timed[]): string =>
  `p50 ${formatMs(median(msOf(timed)))}, p95 ${formatMs(quantile(msOf(timed), 0.95))}, p99 ${formatMs(quantile(msOf(timed), 0.99))}, max ${formatMs(Math.max(...msOf(timed)))}`;

async function time<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly ms: number }> {
  const started = performance.now();
  const result = await work();
  return { result, ms: performance.now() - started };
}
