import { formatProblem, type Problem } from "./errors.ts";

/**
 * What was read from a disk and may be looked at again: files are looked at again and again rather than watched, for
 * editors replace them by others of their name, and a network disk tells nobody of a change.
 */
export interface Followed<T> {
  /** The last good one. */
  inForce(): T;
  /**
   * Looks again, and says what became of a change since. What is new is taken once two looks found it, for it may have
   * been half written at the first; what is broken, or gone, leaves the last good one in force.
   */
  look(): Promise<Noticed<T> | undefined>;
  /** Why what is there now is not in force; nothing where it is. */
  trouble(): string | undefined;
}

/** What a look found. */
export type Noticed<T> =
  | { readonly kind: "changed"; readonly value: T }
  | { readonly kind: "refused"; readonly problems: readonly Problem[] }
  /** It is again what is in force. */
  | { readonly kind: "restored" };

/** What was made of what is there. */
export type Read<T> =
  | { readonly value: T }
  | { readonly problems: readonly Problem[] }
  /** It says the same as what is in force. */
  | { readonly is: "same" }
  /** It changed while it was read: it is looked at again. */
  | { readonly is: "unsettled" };

export interface FollowOptions<T> {
  /** Another text whenever something else is there; cheap. */
  key(): Promise<string>;
  read(key: string): Promise<Read<T>>;
}

/** Follows what was read first, and under which key. */
export function follow<T>(
  first: { readonly key: string; readonly value: T },
  { key: keyOf, read }: FollowOptions<T>,
): Followed<T> {
  let inForce = first;
  let seen = first.key;
  /** The key that was dealt with; nothing where it must be dealt with again. */
  let settled: string | undefined = first.key;
  let problems: readonly Problem[] = [];
  const restored = (key: string): Noticed<T> | undefined => {
    const wasRefused = problems.length > 0;
    inForce = { key, value: inForce.value };
    problems = [];
    return wasRefused ? { kind: "restored" } : undefined;
  };
  return {
    inForce: () => inForce.value,
    async look() {
      const key = await keyOf();
      const isNew = key !== settled;
      const isStill = key === seen;
      seen = key;
      if (!isNew || !isStill) return undefined;
      settled = key;
      if (key === inForce.key) return restored(key);
      const found = await read(key);
      if ("is" in found) {
        if (found.is === "same") return restored(key);
        settled = undefined;
        return undefined;
      }
      if ("problems" in found) {
        problems = found.problems;
        return { kind: "refused", problems };
      }
      problems = [];
      inForce = { key, value: found.value };
      return { kind: "changed", value: found.value };
    },
    trouble: () => (problems.length === 0 ? undefined : problems.map(formatProblem).join("\n")),
  };
}
