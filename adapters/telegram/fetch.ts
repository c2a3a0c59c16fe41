import type { ApiClientOptions } from "grammy";
import { createHttpClient } from "../chat/http-client.ts";

type Fetch = NonNullable<ApiClientOptions["fetch"]>;

/** What grammY hands over with each call of this bot, which sends no files: JSON, and a signal to give up. */
interface Given {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** What grammY needs of `fetch`. */
export function createFetch(): Fetch {
  const call = createHttpClient();
  const fetch = async (address: string, given: Given): Promise<object> => {
    const { method = "GET", headers = {}, body = "", signal } = given;
    const { text } = await call(address, { method, headers, body, ...(signal && { signal }) });
    return { json: async () => JSON.parse(text) };
  };
  return fetch as unknown as Fetch;
}
