import { setTimeout } from "node:timers/promises";
import type { Desk } from "../src/index.ts";
import { formatBar, formatCount, formatMachine, formatMs, median, quantile } from "./measure/figures.ts";
import { type Asked, openDesk, questionOf, readQuestions } from "./measure/questions.ts";

const warmUps = 4;
const rounds = 5;

/**
 * How long the desk takes over a question once the process is warm, on the starter register.
 *
 * First one half of the questions warms it, and the other half is asked for the first time; then all are asked in
 * rounds. A desk that only remembered its answers would show in the difference.
 */
export async function bench(): Promise<readonly string[]> {
  const machine = formatMachine();
  const desk = await openDesk();
  const questions = await readQuestions();
  const warming = questions.filter((_, index) => index % 2 === 0);
  const fresh = questions.filter((_, index) => index % 2 === 1);
  for (let round = 0; round < warmUps; round++) await timeAll(desk, warming);
  const first = (await timeAll(desk, fresh)).map(({ ms }) => ms);
  const again: Timed[] = [];
  for (let round = 0; round < rounds; round++) again.push(...(await timeAll(desk, questions)));
  const all = again.map(({ ms }) => ms);
  const p99 = quantile(all, 0.99);
  return [
    machine,
    `${formatCount(questions.length)} different questions, ${rounds} rounds: ${spread(all)}`,
    `${formatCount(fresh.length)} of them, when first asked: ${spread(first)}`,
    `p99 of all rounds: ${formatBar(p99, { most: 5, unit: "ms" })}; when first asked: ${formatBar(quantile(first, 0.99), { most: 5, unit: "ms" })}`,
    "the ten slowest, by their median of the rounds:",
    ...slowest(again)
      .slice(0, 10)
      .map(({ asked, ms }) => `  ${formatMs(ms).padStart(8)}  ${asked.id}  ${describe(asked)}`),
  ];
}

interface Timed {
  readonly asked: Asked;
  readonly ms: number;
}

async function timeAll(desk: Desk, questions: readonly Asked[]): Promise<readonly Timed[]> {
  await setTimeout(20);
  const timed: Timed[] = [];
  for (const asked of questions) {
    const question = questionOf(asked);
    const started = performance.now();
    await desk.answer(question);
    timed.push({ asked, ms: performance.now() - started });
  }
  return timed;
}

const spread = (values: readonly number[]): string =>
  `p50 ${formatMs(median(values))}, p99 ${formatMs(quantile(values, 0.99))}, max ${formatMs(Math.max(...values))}`;

function slowest(timed: readonly Timed[]): readonly Timed[] {
  const runs = new Map<Asked, number[]>();
  for (const { asked, ms } of timed) runs.set(asked, [...(runs.get(asked) ?? []), ms]);
  return [...runs].map(([asked, all]) => ({ asked, ms: median(all) })).sort((a, b) => b.ms - a.ms);
}

/** The question after its earlier ones, which are read again each time. */
const describe = ({ text, previous = [] }: Asked): string =>
  [...previous, text].join(" → ").replace(/\s+/g, " ").slice(0, 100);
