import { createMemory } from "./memory.ts";

/** Which updates and events of the platforms were answered, so that each is answered once. */
export interface SeenKeeper {
  /** Takes one on, by its key (`telegram:update:17`); false where it was answered, or somebody is at it right now. */
  take(key: string, now: number): Promise<boolean>;
  /** It was answered. One that was taken and never done may be taken again after a while: its taker died. */
  done(key: string, now: number): Promise<void>;
}

/** Updates remembered; the one longest ago goes first. */
const keptKeys = 10_000;

/** Remembers them until the process ends. */
export function createSeen(): SeenKeeper {
  const taken = createMemory<true>(keptKeys);
  return {
    take: async (key) => {
      if (taken.get(key) === true) return false;
      taken.set(key, true);
      return true;
    },
    done: async () => {},
  };
}
