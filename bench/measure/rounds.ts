import { setTimeout } from "node:timers/promises";
import { formatMs, median, quantile } from "./figures.ts";
import type { Asked } from "./questions.ts";

/** How long one question took, once. */
export interface Timed {
  readonly asked: Asked;
  readonly ms: number;
}

/** Times each question once, after a pause in which what came before may end. */
export async function timeAll(
  questions: readonly Asked[],
  work: (asked: Asked) => Promise<unknown>,
): Promise<readonly Timed[]> {
  await setTimeout(20);
  const timed: Timed[] = [];
  for (const asked of questions) {
    const started = performance.now();
    await work(asked);
    timed.push({ asked, ms: performance.now() - started });
  }
  return timed;
}

/** Times all questions in rounds, after others that only warm. */
export async function timeRounds(
  questions: readonly Asked[],
  { warmUps, rounds }: { readonly warmUps: number; readonly rounds: number },
  work: (asked: Asked) => Promise<unknown>,
): Promise<readonly Timed[]> {
  for (let round = 0; round < warmUps; round++) await timeAll(questions, work);
  const timed: Timed[] = [];
  for (let round = 0; round < rounds; round++) timed.push(...(await timeAll(questions, work)));
  return timed;
}

export const msOf = (timed: readonly Timed[]): readonly number[] => timed.map(({ ms }) => ms);

/** Questions a second, one after another. */
export const rateOf = (timed: readonly Timed[]): number =>
  timed.length / (msOf(timed).reduce((sum, ms) => sum + ms, 0) / 1_000);

/** `p50 0.40 ms, p99 4.6 ms, max 8.9 ms` */
export const formatSpread = (values: readonly number[]): string =>
  `p50 ${formatMs(median(values))}, p99 ${formatMs(quantile(values, 0.99))}, max ${formatMs(Math.max(...values))}`;

/** The median of each question's rounds, the longest first. */
export function mediansOf(timed: readonly Timed[]): readonly Timed[] {
  const runs = new Map<Asked, number[]>();
  for (const { asked, ms } of timed) runs.set(asked, [...(runs.get(asked) ?? []), ms]);
  return [...runs].map(([asked, all]) => ({ asked, ms: median(all) })).sort((a, b) => b.ms - a.ms);
}

/** The ten questions with the longest medians, a line each. */
export const formatSlowest = (timed: readonly Timed[]): readonly string[] =>
  mediansOf(timed)
    .slice(0, 10)
    .map(({ asked, ms }) => `  ${formatMs(ms).padStart(8)}  ${asked.id}  ${formatAsked(asked)}`);

/** A question after its earlier ones, which are read again each time. */
export const formatAsked = ({ text, previous = [] }: Asked): string =>
  [...previous, text].join(" → ").replace(/\s+/g, " ").slice(0, 100);
