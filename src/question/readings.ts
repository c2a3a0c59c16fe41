import type { Register } from "../register/register.ts";
import { type Clearance, createView, createViewInSteps, formatClearance } from "../register/view.ts";
import type { Steps } from "../steps.ts";
import type { Lexicon } from "./lexicon.ts";
import { createReading, type Reading } from "./view-reader.ts";

/** A register as each clearance that asked lately reads it. */
export interface Readings {
  readonly register: Register;
  for(clearance: Clearance): Reading;
  /** Makes ready all that a clearance needs. */
  prepare(clearance: Clearance): Steps<void>;
  /** The clearances that asked, the one that asked last at the end. */
  ready(): readonly Clearance[];
}

/** Views kept ready. */
const keptViews = 8;

export function createReadings(
  register: Register,
  { lexicons }: { readonly lexicons: readonly Lexicon[] },
): Readings {
  const kept = new Map<string, { readonly clearance: Clearance; readonly reading: Reading }>();
  const keep = (clearance: Clearance, reading: Reading): Reading => {
    const key = formatClearance(clearance);
    kept.delete(key);
    kept.set(key, { clearance, reading });
    if (kept.size > keptViews) for (const oldest of [...kept.keys()].slice(0, 1)) kept.delete(oldest);
    return reading;
  };
  return {
    register,
    for(clearance) {
      const known = kept.get(formatClearance(clearance))?.reading;
      return keep(clearance, known ?? createReading(createView(register, clearance), lexicons));
    },
    *prepare(clearance) {
      const view = yield* createViewInSteps(register, clearance);
      yield* keep(clearance, createReading(view, lexicons)).prepare();
    },
    ready: () => [...kept.values()].map(({ clearance }) => clearance),
  };
}
