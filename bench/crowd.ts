import { type Desk, loadRegister, type Register } from "../src/index.ts";
import { clip } from "../src/text.ts";
import { faultOf, type Golden } from "../test/questions/golden.ts";
import { writeCrowd } from "./measure/crowded-register.ts";
import { formatBar, formatCount, formatMachine, formatMs, formatRatio, quantile } from "./measure/figures.ts";
import { inFolder } from "./measure/program.ts";
import { openDesk, questionOf, readGolden, readQuestions } from "./measure/questions.ts";
import {
  formatAsked,
  formatSlowest,
  formatSpread,
  mediansOf,
  msOf,
  rateOf,
  type Timed,
  timeRounds,
} from "./measure/rounds.ts";

const entries = 10_000;
const bar = { most: 10, unit: "ms" };
/** Nobody is called so, no rule reads it: a question that every index is built for. */
const unknownWords = "xyzzy plugh";

/**
 * The questions of the starter register asked of one of 10,000 entries, in which it is surrounded by others of like
 * names: how fast the answers come, and which are no longer right.
 */
export async function bench(): Promise<readonly string[]> {
  const machine = formatMachine();
  const golden = await readGolden();
  const starter = await loadRegister();
  const [alone, crowded] = [await openDesk(starter), await openDesk(await crowd(golden))];
  const started = performance.now();
  await crowded.answer({ text: unknownWords, now: 0 });
  const firstMs = performance.now() - started;
  const [fast, slow] = [await timeDesk(alone), await timeDesk(crowded)];
  const medians = mediansOf(slow);
  const p99 = (timed: readonly Timed[]): number => quantile(msOf(timed), 0.99);
  return [
    machine,
    `starter register alone, ${formatCount(starter.entries.length)} entries: ${formatSpread(msOf(fast))}, ${formatCount(rateOf(fast))} a second`,
    `among ${formatCount(entries)} entries: ${formatSpread(msOf(slow))}, ${formatCount(rateOf(slow))} a second; the very first, with all indexes built, took ${formatMs(firstMs)}`,
    `p99 ${formatRatio(p99(slow) / p99(fast))} that of the starter register; ${formatBar(p99(slow), bar)}`,
    ...(await compare(golden, alone, crowded)),
    `${medians.filter(({ ms }) => ms > bar.most).length} of ${medians.length} questions take more than ${bar.most} ms by their median; the ten slowest:`,
    ...formatSlowest(slow),
  ];
}

/** The starter register with invented entries up to the full number. */
const crowd = (golden: readonly Golden[]): Promise<Register> =>
  inFolder(async (folder) => loadRegister(await writeCrowd(folder, { entries, golden })));

/** No list has as many rows; a page of another length each time, so that no answer is remembered. */
const unfilled = 100_000;

async function timeDesk(desk: Desk): Promise<readonly Timed[]> {
  let asks = 0;
  return timeRounds(await readQuestions(), { warmUps: 4, rounds: 5 }, (asked) =>
    desk.answer({ ...questionOf(asked), pageRows: unfilled + asks++ }),
  );
}

/** The score on both, and each question that only one of them has right, with how either understood it. */
async function compare(golden: readonly Golden[], alone: Desk, crowded: Desk): Promise<readonly string[]> {
  let [before, after] = [0, 0];
  const lost: string[] = [];
  const gained: string[] = [];
  for (const one of golden) {
    const [small, large] = [await faultOf(alone, one), await faultOf(crowded, one)];
    if (small === undefined) before++;
    if (large === undefined) after++;
    if ((small === undefined) === (large === undefined)) continue;
    const question = questionOf(one);
    const [read, reread] = [await alone.answer(question), await crowded.answer(question)].map(
      ({ command = "no query" }) => clip(command, 120),
    );
    const how = read === reread ? `both read ${read}` : `read ${read}, now ${reread}`;
    (small === undefined ? lost : gained).push(
      `  ${one.id}  ${formatAsked(one)}  (${small ?? large}; ${how})`,
    );
  }
  return [
    `right on the starter register ${before} of ${golden.length}, among ${formatCount(entries)} entries ${after}; ${formatBar(after, { least: before, unit: "right" })}`,
    `right on the starter register, wrong in the crowd: ${lost.length}`,
    ...lost,
    `wrong on the starter register, right in the crowd: ${gained.length}`,
    ...gained,
  ];
}
