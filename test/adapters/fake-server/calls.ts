import type { Params } from "./params.ts";

/** How a call ended: not yet, with a result, refused, or lost to a fault. */
export type Outcome =
  | { readonly kind: "underway" }
  | { readonly kind: "answered"; readonly result: unknown }
  | { readonly kind: "refused"; readonly code: number; readonly description: string }
  | { readonly kind: "lost"; readonly to: string };

export interface Call {
  readonly method: string;
  readonly params: Params;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** How it came: "request", or another way in that a platform has. */
  readonly by: string;
  readonly outcome: Outcome;
}

/**
 * A rule that the bot broke: `refused` was answered with an error, `tolerated` passed and should not be,
 * `injection` let somebody's words notify people, `late` left a person or the platform waiting.
 */
export interface Violation {
  readonly kind: "refused" | "tolerated" | "spec" | "unknown method" | "unimplemented" | "injection" | "late";
  readonly method: string;
  readonly message: string;
  readonly params: Params;
}

export interface Calls {
  readonly list: readonly Call[];
  readonly violations: readonly Violation[];
  begin(method: string, params: Params, by: Call["by"]): (outcome: Outcome) => void;
  complain(kind: Violation["kind"], method: string, params: Params, message: string): void;
  /** `next` looks from here on. */
  mark(): void;
  next(method: string | undefined, timeoutMs: number): Promise<Call>;
  /** Calls under way, long polls aside. */
  underway(): number;
  /** Whenever something ends or begins. */
  onChange(listener: () => void): () => void;
  /** Something changed that is no call: whoever waits looks again. */
  touch(): void;
  clear(): void;
}

type Mutable = { -readonly [K in keyof Call]: Call[K] };

/** A call of a `background` method, such as a long poll, is no act of the bot: nobody waits for it unless by name. */
export function createCalls(background?: string): Calls {
  const list: Mutable[] = [];
  const violations: Violation[] = [];
  const listeners = new Set<() => void>();
  let seen = 0;
  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const isOver = ({ outcome }: Call): boolean => outcome.kind !== "underway";
  const onChange = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    list,
    violations,
    onChange,
    touch: changed,
    begin(method, params, by) {
      const call: Mutable = { method, params, at: Date.now(), by, outcome: { kind: "underway" } };
      list.push(call);
      changed();
      return (outcome) => {
        if (isOver(call)) return;
        call.outcome = outcome;
        changed();
      };
    },
    complain(kind, method, params, message) {
      violations.push({ kind, method, params, message });
    },
    mark() {
      seen = list.length;
    },
    next(method, timeoutMs) {
      const found = (): Call | undefined => {
        const at = list.findIndex(
          (call, index) =>
            index >= seen &&
            isOver(call) &&
            (method === undefined ? call.method !== background : call.method === method),
        );
        if (at >= 0) seen = at + 1;
        return list[at];
      };
      return waitFor(found, onChange, timeoutMs, () => `no call of ${method ?? "any method"}; ${told(list)}`);
    },
    underway: () => list.filter((call) => !isOver(call) && call.method !== background).length,
    clear() {
      list.length = 0;
      violations.length = 0;
      seen = 0;
    },
  };
}

/** The last calls in words, for the message of a wait that ended in vain. */
export function told(calls: readonly Call[]): string {
  const last = calls.slice(-5).map(({ method, outcome }) => `${method} (${outcome.kind})`);
  return `the last calls were: ${last.join(", ") || "none"}`;
}

/** Resolves with what `look` finds, looking again at every change; rejects after `timeoutMs`. */
export function waitFor<T>(
  look: () => T | undefined,
  onChange: (listener: () => void) => () => void,
  timeoutMs: number,
  complaint: () => string,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      const found = look();
      if (found === undefined) return;
      stop();
      resolve(found);
    };
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`Waited ${timeoutMs} ms: ${complaint()}`));
    }, timeoutMs);
    const forget = onChange(settle);
    const stop = (): void => {
      clearTimeout(timer);
      forget();
    };
    settle();
  });
}
