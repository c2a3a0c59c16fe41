/** A wait that can be cut short, for good. */
export interface Alarm {
  /** Settles after so many milliseconds, or when it rings, or at once where it has rung. It does not hold the process. */
  wait(ms: number): Promise<void>;
  ring(): void;
}

export function createAlarm(): Alarm {
  const waiting = new Set<() => void>();
  let rang = false;
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        if (rang) return resolve();
        const end = (): void => {
          clearTimeout(timer);
          waiting.delete(end);
          resolve();
        };
        const timer = setTimeout(end, ms);
        timer.unref();
        waiting.add(end);
      }),
    ring() {
      rang = true;
      for (const end of [...waiting]) end();
    },
  };
}
