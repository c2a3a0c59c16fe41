import type { ApiClientOptions } from "grammy";
import { createHttpClient } from "../chat/http-client.ts";

type Fetch = NonNullable<ApiClientOptions["fetch"]>;

/** What grammY hands over with each call: JSON, or a form in pieces where a file goes along, and a signal to give up. */
interface Given {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | AsyncIterable<Uint8Array>;
  readonly signal?: AbortSignal;
}

/** What grammY needs of `fetch`. */
export function createFetch(): Fetch {
  const call = createHttpClient();
  const fetch = async (address: string, given: Given): Promise<object> => {
    const { method = "GET", headers = {}, signal } = given;
    const body = await wholeOf(given.body ?? "");
    const { status, text } = await call(address, { method, headers, body, ...(signal && { signal }) });
    return { status, json: async () => JSON.parse(text) };
  };
  return fetch as unknown as Fetch;
}

/** The files are small, and a call that is made again needs all of them again. */
async function wholeOf(body: string | AsyncIterable<Uint8Array>): Promise<string | Uint8Array> {
  if (typeof body === "string") return body;
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}
