import type { Candidate, LeaderKeeper } from "../leader.ts";
import type { Driver } from "./link.ts";
import type { StoreLog } from "./store-log.ts";

/** The leads that a process stands for. */
export interface Leaders extends LeaderKeeper {
  /** Gives up all of them. */
  close(): Promise<void>;
}

export function createLeaders(driver: Driver, log: StoreLog): Leaders {
  const standing = new Set<Candidate>();
  return {
    stand(name, prepare = async () => undefined) {
      const prepared = (): Promise<void> =>
        prepare().catch((err: unknown) => log("error", { err, name }, "preparing to lead failed"));
      const candidate = driver.stand(name, prepared, log);
      standing.add(candidate);
      return {
        ...candidate,
        async withdraw() {
          standing.delete(candidate);
          await candidate.withdraw();
        },
      };
    },
    async close() {
      await Promise.all([...standing].map((candidate) => candidate.withdraw()));
    },
  };
}
