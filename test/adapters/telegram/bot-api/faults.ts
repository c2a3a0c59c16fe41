/** What goes wrong; a fault with `done` first carries the call out, so that only the answer is lost. */
export type FaultKind =
  | { readonly kind: "flood"; readonly retryAfterS: number }
  | { readonly kind: "internal" }
  | { readonly kind: "badGateway"; readonly done?: boolean }
  /** Never answered, until the client gives up or the fake closes. */
  | { readonly kind: "hang"; readonly done?: boolean }
  /** The socket is destroyed after half of the answer, or before any of it. */
  | { readonly kind: "cut"; readonly done?: boolean; readonly half?: boolean }
  | { readonly kind: "slow"; readonly delayMs: number }
  | { readonly kind: "blocked" }
  | { readonly kind: "refuse"; readonly description: string; readonly code?: number };

/** Strikes the next `times` calls (1 by default, Infinity for all) of `method`, or of any method but getUpdates. */
export type Fault = FaultKind & { readonly method?: string; readonly times?: number };

export interface Faults {
  /** Returns how to take it back. */
  add(fault: Fault): () => void;
  /** The fault that strikes this call, one of its times being used up. */
  take(method: string): Fault | undefined;
  clear(): void;
}

export function createFaults(): Faults {
  let waiting: { fault: Fault; left: number }[] = [];
  return {
    add(fault) {
      const entry = { fault, left: fault.times ?? 1 };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
    take(method) {
      const entry = waiting.find(({ fault, left }) => left > 0 && strikes(fault, method));
      if (entry === undefined) return undefined;
      entry.left -= 1;
      return entry.fault;
    },
    clear() {
      waiting = [];
    },
  };
}

const strikes = (fault: Fault, method: string): boolean =>
  fault.method === undefined ? method !== "getUpdates" : fault.method === method;
