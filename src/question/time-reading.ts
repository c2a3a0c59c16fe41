import type { DayRange } from "../register/partial-date.ts";

/** What time expressions a text holds, see time/find-times.ts. */
export interface TimeReading {
  readonly spans: readonly { readonly range: DayRange; readonly start: number; readonly end: number }[];
  readonly impossible: readonly { readonly text: string; readonly start: number; readonly end: number }[];
}
