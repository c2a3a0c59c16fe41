import { availableParallelism, cpus, loadavg } from "node:os";

/** The value below which a share of the others lies: 0.5 is the median, 0.99 the p99. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** `0.34 ms`, `5.1 ms`, `312 ms`, `2.41 s` */
export function formatMs(ms: number): string {
  if (ms >= 1_000) return `${(ms / 1_000).toFixed(2)} s`;
  return `${ms.toFixed(ms >= 100 ? 0 : ms >= 1 ? 1 : 2)} ms`;
}

/** `20,000` */
export const formatCount = (count: number): string => Math.round(count).toLocaleString("en");

/** `4.9 ×` */
export const formatRatio = (ratio: number): string => `${ratio.toFixed(ratio >= 10 ? 1 : 2)} ×`;

/** A bar and whether it is met, with how near it is: `bar ≤ 5 ms: met, 0.42 of it`. */
export function formatBar(value: number, { most, least, unit }: Bar): string {
  const bar = most ?? least;
  const met = most === undefined ? value >= (least ?? 0) : value <= most;
  return `bar ${most === undefined ? "≥" : "≤"} ${formatCount(bar ?? 0)} ${unit}: ${met ? "met" : "MISSED"}, ${(value / (bar ?? 1)).toFixed(2)} of it`;
}

export interface Bar {
  readonly most?: number;
  readonly least?: number;
  readonly unit: string;
}

/** What the figures were measured on, and how busy it was with other things; without it they say little. */
export function formatMachine(): string {
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  const load = loadavg()[0] ?? 0;
  return `Node ${process.version}, ${availableParallelism()} cores (${model}), ${process.platform} ${process.arch}, load ${load.toFixed(1)}`;
}
