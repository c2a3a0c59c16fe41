import { createMemory } from "../memory.ts";

/** How much somebody may ask: so many questions at once, and then as many as come back with time. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Counts what each of many asks (a token bucket for each). */
export interface Allowance {
  /** Whether one more is allowed now, milliseconds; then it is counted. */
  take(key: string, now: number): boolean;
}

interface Left {
  readonly count: number;
  readonly at: number;
}

/** Of so many it is known what they have left; whoever asked longer ago than all of them has everything again. */
const kept = 20_000;

export function createAllowance({ burst, perSecond }: Rate): Allowance {
  const left = createMemory<Left>(kept);
  return {
    take(key, now) {
      const known = left.get(key) ?? { count: burst, at: now };
      // A clock that went back gives nothing, and takes nothing.
      const back = (Math.max(0, now - known.at) / 1_000) * perSecond;
      const count = Math.min(burst, known.count + back);
      const isAllowed = count >= 1;
      left.set(key, { count: isAllowed ? count - 1 : count, at: now });
      return isAllowed;
    },
  };
}
