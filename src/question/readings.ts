import type { Register } from "../register/register.ts";
import { type Clearance, createView, formatClearance } from "../register/view.ts";
import type { Lexicon } from "./lexicon.ts";
import { createReading, type Reading } from "./view-reader.ts";

/** A register as each clearance that asked lately reads it. */
export interface Readings {
  readonly register: Register;
  for(clearance: Clearance): Reading;
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
  return {
    register,
    for(clearance) {
      const key = formatClearance(clearance);
      const known = kept.get(key) ?? {
        clearance,
        reading: createReading(createView(register, clearance), lexicons),
      };
      kept.delete(key);
      kept.set(key, known);
      if (kept.size > keptViews) for (const oldest of [...kept.keys()].slice(0, 1)) kept.delete(oldest);
      return known.reading;
    },
    ready: () => [...kept.values()].map(({ clearance }) => clearance),
  };
}
