import { createMemory } from "../../src/index.ts";

/** What has been taken from Slack, so that what comes twice is answered once. */
export interface Seen {
  /** Whether this delivery comes for the first time; it is remembered from then on. */
  isNew(delivery: string): boolean;
}

/** More than come in the hour within which Slack sends anything again. */
const keptDeliveries = 10_000;

export function createSeen(): Seen {
  const known = createMemory<true>(keptDeliveries);
  return {
    isNew(delivery) {
      if (known.get(delivery) === true) return false;
      known.set(delivery, true);
      return true;
    },
  };
}
