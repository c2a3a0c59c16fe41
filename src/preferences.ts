import { createMemory } from "./memory.ts";

/** What a person has chosen for all answers; what is absent was not chosen. */
export interface Preferences {
  /** One of the desk's languages; absent: each question's own. */
  readonly lang?: string;
  /** An IANA zone for times; absent: the desk's. */
  readonly timezone?: string;
}

/** Where choices are kept, by person (`telegram:1`): what was kept is there for the next question. */
export interface PreferenceKeeper {
  of(person: string): Promise<Preferences>;
  keep(person: string, preferences: Preferences): Promise<void>;
}

/** People whose choices are kept in memory; the one silent longest goes first. */
const keptPeople = 10_000;

/** Keeps them until the process ends. */
export function createPreferences(): PreferenceKeeper {
  const known = createMemory<Preferences>(keptPeople);
  return {
    of: async (person) => known.get(person) ?? {},
    keep: async (person, preferences) => known.set(person, preferences),
  };
}
