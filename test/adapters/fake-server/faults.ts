/** Strikes the next `times` calls (1 by default, Infinity for all) of `method`, or of any method. */
export interface Aim {
  readonly method?: string;
  readonly times?: number;
}

export interface Faults<Fault extends Aim> {
  /** Returns how to take it back. */
  add(fault: Fault): () => void;
  /** The fault that strikes this call, one of its times being used up. */
  take(method: string): Fault | undefined;
  clear(): void;
}

/** What is to go wrong; a `background` method is struck only by name. */
export function createFaults<Fault extends Aim>(background?: string): Faults<Fault> {
  let waiting: { fault: Fault; left: number }[] = [];
  const strikes = (fault: Fault, method: string): boolean =>
    fault.method === undefined ? method !== background : fault.method === method;
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
