import type { Desk } from "../src/index.ts";
import { formatBar, formatCount, formatMachine, quantile } from "./measure/figures.ts";
import { type Asked, openDesk, questionOf, readQuestions } from "./measure/questions.ts";
import { formatSlowest, formatSpread, msOf, rateOf, type Timed, timeAll } from "./measure/rounds.ts";

const warmUps = 4;
const rounds = 5;

/**
 * How long the desk takes over a question once the process is warm, and how many it answers in a second, on the starter
 * register.
 *
 * First one half of the questions warms it, and the other half is asked for the first time; then all are asked in
 * rounds, each time with pages of another length, which no answer fills: so it is made anew and not remembered. Last, all are asked
 * as they were before.
 */
export async function bench(): Promise<readonly string[]> {
  const machine = formatMachine();
  const desk = await openDesk();
  const questions = await readQuestions();
  const warming = questions.filter((_, index) => index % 2 === 0);
  const fresh = questions.filter((_, index) => index % 2 === 1);
  for (let round = 0; round < warmUps; round++) await timeDesk(desk, warming, round);
  const first = await timeDesk(desk, fresh, warmUps);
  const again: Timed[] = [];
  for (let round = 0; round < rounds; round++)
    again.push(...(await timeDesk(desk, questions, warmUps + 1 + round)));
  const remembered = await timeDesk(desk, questions, warmUps + rounds);
  const bar = { most: 5, unit: "ms" };
  return [
    machine,
    `${formatCount(questions.length)} different questions, ${rounds} rounds: ${formatSpread(msOf(again))}`,
    `${formatCount(fresh.length)} of them, when first asked: ${formatSpread(msOf(first))}`,
    `p99 of all rounds: ${formatBar(quantile(msOf(again), 0.99), bar)}; when first asked: ${formatBar(quantile(msOf(first), 0.99), bar)}`,
    `${formatCount(rateOf(again))} a second, one after another; ${formatBar(rateOf(again), { least: 1_500, unit: "a second" })}; when first asked ${formatCount(rateOf(first))}`,
    `${formatCount(rateOf(remembered))} a second, when asked again as before`,
    "the ten slowest, by their median of the rounds:",
    ...formatSlowest(again),
  ];
}

/** No list of an answer has as many rows. */
const unfilled = 10_000;

const timeDesk = (desk: Desk, questions: readonly Asked[], round: number): Promise<readonly Timed[]> =>
  timeAll(questions, (asked) => desk.answer({ ...questionOf(asked), pageRows: unfilled + round }));
