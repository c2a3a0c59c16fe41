import { setImmediate } from "node:timers/promises";

export interface QueueLimits {
  /** How many pieces of work are under way at once. */
  readonly underWay: number;
  /** How many wait, all places together. */
  readonly waiting: number;
  /** How many wait for one place. */
  readonly waitingInPlace: number;
}

/** Work for many places, of which each gets its turn, however much there is to do for the others. */
export interface FairQueue {
  /** Settles as the work does; nothing where there is no room to wait. It is not begun, and never settles, where nobody wants it any more at its turn. */
  run<T>(place: string, work: () => Promise<T>, isWanted: () => boolean): Promise<T> | undefined;
  /** How many wait. */
  waiting(): number;
}

type Job = () => Promise<void>;

/** One piece of work begins in each turn of the event loop: what comes meanwhile from elsewhere takes its place in between. */
export function createFairQueue({ underWay, waiting: mostWaiting, waitingInPlace }: QueueLimits): FairQueue {
  /** In the order of their turns: who had one goes to the end. */
  const places = new Map<string, Job[]>();
  let waiting = 0;
  let running = 0;
  let isTurning = false;
  const turn = async (): Promise<void> => {
    if (isTurning) return;
    isTurning = true;
    while (waiting > 0 && running < underWay) {
      const job = next();
      if (job === undefined) break;
      running++;
      job().finally(() => {
        running--;
        void turn();
      });
      await setImmediate();
    }
    isTurning = false;
  };
  const next = (): Job | undefined => {
    for (const [place, jobs] of places) {
      const job = jobs.shift();
      places.delete(place);
      if (jobs.length > 0) places.set(place, jobs);
      if (job === undefined) continue;
      waiting--;
      return job;
    }
    return undefined;
  };
  return {
    run<T>(place: string, work: () => Promise<T>, isWanted: () => boolean): Promise<T> | undefined {
      const jobs = places.get(place) ?? [];
      if (waiting >= mostWaiting || jobs.length >= waitingInPlace) return undefined;
      return new Promise<T>((resolve, reject) => {
        jobs.push(async () => {
          if (!isWanted()) return;
          try {
            resolve(await work());
          } catch (error) {
            reject(error);
          }
        });
        places.set(place, jobs);
        waiting++;
        void turn();
      });
    },
    waiting: () => waiting,
  };
}
