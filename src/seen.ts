import { createMemory } from "./memory.ts";

/** Which updates and events of the platforms were answered, so that each is answered once. */
export interface SeenKeeper {
  /** Takes one on, by its key (`telegram:update:17`); false where it was answered, or somebody is at it right now. */
  take(key: string, now: number): Promise<boolean>;
  /** Whether one that could not be taken was answered; false where somebody is at it, who may have died. */
  isDone(key: string): Promise<boolean>;
  /** It was answered. One that was taken and never done may be taken again after a while: its taker died. */
  done(key: string, now: number): Promise<void>;
  /** Those whose keys begin so, and that others took and did not finish, may be taken again: their takers are gone. */
  abandon(beginning: string): Promise<void>;
}

/** Updates remembered; the one longest ago goes first. */
const keptKeys = 10_000;

/** Remembers them until the process ends. */
export function createSeen(): SeenKeeper {
  const taken = createMemory<"taken" | "done">(keptKeys);
  return {
    take: async (key) => {
      if (taken.get(key) !== undefined) return false;
      taken.set(key, "taken");
      return true;
    },
    isDone: async (key) => taken.get(key) === "done",
    done: async (key) => taken.set(key, "done"),
    // Nobody else can have taken any.
    abandon: async () => {},
  };
}
