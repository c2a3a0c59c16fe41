import { createMemory } from "../../src/index.ts";

/** What an operator counts of the calls to a platform: one that failed, and how; one that is made again. */
export type CallNews = "flood" | "failure" | "network" | "retry";

type Fetch = (address: string, given: never) => Promise<{ readonly status: number }>;

/** Calls that failed and may be made again; the one longest ago is forgotten first. */
const keptFailures = 1_000;

/** The same `fetch`, of whose calls somebody is told. A call is one made again where it is alike to the last one that failed. */
export function noted<F>(fetch: F, note: ((news: CallNews) => void) | undefined): F {
  if (note === undefined) return fetch;
  const failed = createMemory<true>(keptFailures);
  const calling = async (
    address: unknown,
    given: { readonly body?: unknown } = {},
  ): Promise<{ readonly status: number }> => {
    const key = typeof given.body === "string" ? `${String(address)} ${given.body}` : undefined;
    if (key !== undefined && failed.get(key) === true) note("retry");
    const fail = (news: CallNews): void => {
      note(news);
      if (key !== undefined) failed.set(key, true);
    };
    try {
      const answer = await (fetch as Fetch)(address as string, given as never);
      if (answer.status === 429) fail("flood");
      else if (answer.status >= 500) fail("failure");
      else if (key !== undefined) failed.delete(key);
      return answer;
    } catch (error) {
      fail("network");
      throw error;
    }
  };
  return calling as F;
}
