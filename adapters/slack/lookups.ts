import { createMemory, type Reply } from "../../src/index.ts";
import type { Target } from "../chat/button.ts";
import { visible } from "../chat/visible.ts";

/** Something that somebody looked up: what it was, and how to see it again. */
export interface Lookup {
  readonly title: string;
  readonly target: Target;
  readonly lang: string;
}

/** The latest things that each person looked up. */
export interface Lookups {
  of(person: string): readonly Lookup[];
  add(person: string, reply: Reply): void;
}

const keptPeople = 5_000;
const keptEach = 5;

export function createLookups(): Lookups {
  const known = createMemory<readonly Lookup[]>(keptPeople);
  return {
    of: (person) => known.get(person) ?? [],
    add(person, reply) {
      const lookup = lookupOf(reply);
      if (lookup === undefined) return;
      const others = (known.get(person) ?? []).filter(({ target }) => target.command !== reply.command);
      known.set(person, [lookup, ...others].slice(0, keptEach));
    },
  };
}

/** What somebody looked up who got this reply; nothing where it shows no entry. */
export function lookupOf({ command, lang, entries, own }: Reply): Lookup | undefined {
  const [first] = entries;
  // Going on with a change looks nothing up.
  if (own === true || command === undefined || first === undefined) return undefined;
  const title = visible(first.title) + (entries.length > 1 ? ` +${entries.length - 1}` : "");
  return { title, target: { command, page: 0 }, lang };
}
