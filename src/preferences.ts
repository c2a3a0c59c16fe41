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

/** People whose choices are kept in memory; the one who chose longest ago goes first. */
const keptPeople = 10_000;

/** Keeps them until the process ends. */
export function createPreferences(): PreferenceKeeper {
  const known = new Map<string, Preferences>();
  return {
    of: async (person) => known.get(person) ?? {},
    async keep(person, preferences) {
      known.delete(person);
      known.set(person, preferences);
      if (known.size > keptPeople) for (const oldest of [...known.keys()].slice(0, 1)) known.delete(oldest);
    },
  };
}
