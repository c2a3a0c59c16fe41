import { createMemory, type NoteKeeper, type Reply } from "../../src/index.ts";
import type { Target } from "../chat/button.ts";
import { createOrder } from "../chat/in-order.ts";
import { visible } from "../chat/visible.ts";

/** Something that somebody looked up: what it was, and how to see it again. */
export interface Lookup {
  readonly title: string;
  readonly target: Target;
  readonly lang: string;
}

/** How to see again what somebody looked up; what it is called by then is said anew. */
export type Looked = Pick<Lookup, "target" | "lang">;

/** The latest things that each person looked up, the last first. */
export interface Lookups {
  of(person: string, now: number): Promise<readonly Looked[]>;
  add(person: string, reply: Reply, now: number): void;
}

export interface LookupsOptions {
  /** Knows them over a restart. */
  readonly notes?: NoteKeeper;
  onTrouble?(error: unknown): void;
}

const keptPeople = 5_000;
const keptEach = 5;
/** Milliseconds. */
const keptMs = 30 * 24 * 3_600_000;

export function createLookups({ notes, onTrouble = () => {} }: LookupsOptions = {}): Lookups {
  const known = createMemory<readonly Looked[]>(keptPeople);
  const inOrder = createOrder();
  const noteOf = (person: string): string => `slack:lookups:${person}`;
  const load = async (person: string, now: number): Promise<readonly Looked[]> => {
    const own = known.get(person);
    if (own !== undefined) return own;
    const note = await notes?.read(noteOf(person), now);
    const kept = note === undefined ? [] : (JSON.parse(note) as readonly Looked[]);
    known.set(person, kept);
    return kept;
  };
  return {
    of: (person, now) =>
      inOrder(person, () => load(person, now)).catch((error: unknown) => {
        onTrouble(error);
        return [];
      }),
    add(person, reply, now) {
      const lookup = lookupOf(reply);
      if (lookup === undefined) return;
      const { target, lang } = lookup;
      inOrder(person, async () => {
        const before = await load(person, now);
        const [last] = before;
        if (last?.target.command === target.command && last.lang === lang) return;
        const others = before.filter((one) => one.target.command !== target.command);
        const kept = [{ target, lang }, ...others].slice(0, keptEach);
        known.set(person, kept);
        await notes?.write(noteOf(person), JSON.stringify(kept), now + keptMs);
      }).catch(onTrouble);
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
