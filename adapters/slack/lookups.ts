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
    add(person, { command, lang, entries }) {
      const [first] = entries;
      if (command === undefined || first === undefined) return;
      const others = (known.get(person) ?? []).filter(({ target }) => target.command !== command);
      const title = visible(first.title) + (entries.length > 1 ? ` +${entries.length - 1}` : "");
      known.set(person, [{ title, target: { command, page: 0 }, lang }, ...others].slice(0, keptEach));
    },
  };
}
